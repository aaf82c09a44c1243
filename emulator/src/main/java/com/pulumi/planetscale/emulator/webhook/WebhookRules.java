package com.pulumi.planetscale.emulator.webhook;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.model.Organization;
import com.pulumi.planetscale.emulator.model.Webhook;
import com.pulumi.planetscale.emulator.model.WebhookUrls;
import com.pulumi.planetscale.emulator.world.Refused;
import com.pulumi.planetscale.emulator.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Which webhooks a database can have, and when one can be tested.
record WebhookRules(World world, Database database) {
    /// Both limits: PlanetScale documentation, webhooks.
    private static final int MOST = 5;

    private static final Duration BETWEEN_TESTS = Duration.ofSeconds(20);

    static WebhookRules of(Call call) {
        return new WebhookRules(call.world(), call.database());
    }

    void checkUrl(String url) {
        boolean local = world.owner(database, Organization.class).webhooks.local();
        WebhookUrls.fault(url, local).ifPresent(fault -> {
            throw Refused.because(fault);
        });
        Refused.when(
                world.in(database, Webhook.class).anyMatch(webhook -> webhook.url.equals(url)),
                "Url has already been taken");
    }

    void checkRoom() {
        Refused.when(
                world.in(database, Webhook.class).count() >= MOST, "A database can have at most " + MOST + " webhooks");
    }

    /// Each name once. None at all is accepted: only the address is required.
    static Optional<List<String>> checkEvents(Optional<List<String>> events) {
        events.orElse(List.of()).stream()
                .filter(event -> !Webhook.EVENTS.contains(event))
                .findFirst()
                .ifPresent(event -> {
                    throw Refused.because("Events " + event + " is not a webhook event");
                });
        return events.map(names -> names.stream().distinct().toList());
    }

    /// Whether a webhook that is switched off can be tested is not documented; the stricter reading. So is that a test
    /// too soon is 422 and not 429, which clients would repeat.
    @Assumes(Assumption.DISABLED_WEBHOOK_IS_NOT_TESTED)
    static void checkTestable(Webhook webhook, Instant now) {
        Refused.when(!webhook.enabled, "Webhook is not enabled");
        boolean tooSoon = Optional.ofNullable(webhook.lastTestedAt)
                .filter(last -> now.isBefore(last.plus(BETWEEN_TESTS)))
                .isPresent();
        Refused.when(tooSoon, "Webhooks can be tested once every " + BETWEEN_TESTS.toSeconds() + " seconds");
    }
}
