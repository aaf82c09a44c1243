package com.pulumi.planetscale.emulator.webhook;

import com.pulumi.planetscale.emulator.database.DatabaseView;
import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.PathKey;
import com.pulumi.planetscale.emulator.http.Paths;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.model.Webhook;
import com.pulumi.planetscale.emulator.world.Ids;
import java.util.List;
import java.util.Optional;

/// Webhooks (API reference).
public final class WebhookKind implements Kind {
    private static final String ALL = Paths.DATABASE + "/webhooks";
    private static final String ONE = ALL + "/{webhook}";

    @Override
    public void declare(Declarations declarations) {
        Access read = Access.database("read_database");
        Access write = Access.database("write_database");
        declarations
                .stores("webhooks", Webhook.class)
                .leads("webhook", Webhook.class, PathKey.ID)
                .get(ALL, read, this::list)
                .post(ALL, write, this::create)
                .get(ONE, read, this::get)
                .patch(ONE, write, this::update)
                .delete(ONE, write, this::delete)
                .post(ONE + "/test", write, this::test);
    }

    private Answer list(Call call) {
        return call.page(call.world().in(call.database(), Webhook.class), WebhookKind::view);
    }

    private Answer get(Call call) {
        return Answer.ok(view(call.the(Webhook.class)));
    }

    /// Switched off unless asked for otherwise (PlanetScale documentation, the command line's webhooks).
    private Answer create(Call call) {
        String url = call.body().requiredText("url");
        WebhookRules rules = WebhookRules.of(call);
        rules.checkUrl(url);
        boolean enabled = call.body().bool("enabled").orElse(false);
        List<String> events =
                WebhookRules.checkEvents(call.body().texts("events")).orElse(List.of());
        rules.checkRoom();
        Webhook webhook = new Webhook(call.origin(call.database()), Ids.webhookSecret(), url, enabled, events);
        call.body().text("authorization_header").ifPresent(value -> webhook.authorizationHeader = value);
        return Answer.created(view(call.world().add(webhook)));
    }

    private Answer update(Call call) {
        Webhook webhook = call.the(Webhook.class);
        Optional<String> url = call.body().filled("url").filter(value -> !value.equals(webhook.url));
        url.ifPresent(WebhookRules.of(call)::checkUrl);
        Optional<Boolean> enabled = call.body().bool("enabled");
        Optional<List<String>> events = WebhookRules.checkEvents(call.body().texts("events"));

        url.ifPresent(value -> webhook.url = value);
        enabled.ifPresent(webhook::enable);
        events.ifPresent(value -> webhook.events = value);
        call.body().text("authorization_header").ifPresent(value -> webhook.authorizationHeader = value);
        webhook.updatedAt = call.now();
        return get(call);
    }

    private Answer delete(Call call) {
        call.world().remove(call.the(Webhook.class));
        return Answer.noContent();
    }

    /// Sent also to those that have not subscribed to tests.
    private Answer test(Call call) {
        Webhook webhook = call.the(Webhook.class);
        WebhookRules.checkTestable(webhook, call.now());
        webhook.lastTestedAt = call.now();
        Outbox.add(call.world(), webhook, "webhook.test", DatabaseView.of(call, call.database()));
        return Answer.noContent();
    }

    private static View view(Webhook webhook) {
        return View.of("Webhook", webhook)
                .put("url", webhook.url)
                .put("secret", webhook.secret)
                .put("enabled", webhook.enabled)
                .put("events", webhook.events)
                .put("authorization_header_configured", !webhook.authorizationHeader.isEmpty())
                .put("last_sent_result", webhook.lastSentResult)
                .put("last_sent_success", webhook.lastSentSuccess)
                .put("last_sent_at", webhook.lastSentAt);
    }
}
