package com.pulumi.planetscale.provider.resources.webhook;

import static com.pulumi.planetscale.provider.resources.webhook.WebhookProperties.AUTHORIZATION_HEADER;
import static com.pulumi.planetscale.provider.resources.webhook.WebhookProperties.AUTHORIZATION_HEADER_CONFIGURED;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.lifecycle.FakeOperation;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Finding.Severity;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.database.Databases;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a webhook sends besides events, which PlanetScale does not return, and events that are newer than the provider.
class WebhookHeaderTest {
    private static final String PLANTED = "Bearer planted-s3cret";

    private final World world = World.quick();
    private final Lifecycle lifecycle = world.lifecycle("Webhook");
    private final PropertyMap plain = world.settings()
            .with(WebhookProperties.DATABASE, "shop")
            .with(WebhookProperties.URL, "https://example.com/hook")
            .with(WebhookProperties.EVENTS, Set.of("branch.ready"));
    private final PropertyMap withHeader = plain.with(AUTHORIZATION_HEADER, PLANTED);

    @BeforeEach
    void createDatabase() throws Exception {
        PropertyMap shop = world.settings().with(Databases.NAME, "shop").with(Databases.CLUSTER_SIZE, "PS_10");
        var _ = world.lifecycle("Database").create(world.operation(), shop);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void headerIsSentOnceAndKeptSecret() throws Exception {
        World.Journal journal = world.journal();

        Outcome.Ready made = made(withHeader);

        assertThat(isConfigured(made)).isTrue();
        assertThat(journal.calls()).noneMatch(call -> call.startsWith("PATCH"));
        assertThat(made.state().value(AUTHORIZATION_HEADER)).isInstanceOf(Value.Secret.class);
        assertThat(made.state().toString()).doesNotContain("planted");
        assertThat(plan(withHeader, made.state(), withHeader)).isInstanceOf(Plan.Keep.class);
        assertThat(lifecycle.refresh(world.operation(), made.id(), withHeader, made.state()))
                .contains(new Lifecycle.Found(made.id(), withHeader, made.state()));
    }

    @Test
    void removingTheHeaderFromTheProgramRemovesIt() throws Exception {
        Outcome.Ready made = made(withHeader);

        Outcome.Ready changed = updated(made, withHeader, plain);

        assertThat(plan(withHeader, made.state(), plain)).isInstanceOf(Plan.Update.class);
        assertThat(isConfigured(changed)).isFalse();
        assertThat(changed.state().get(AUTHORIZATION_HEADER)).isEmpty();
        assertThat(lifecycle.refresh(world.operation(), changed.id(), plain, changed.state()))
                .contains(new Lifecycle.Found(changed.id(), plain, changed.state()));
        assertThat(plan(plain, changed.state(), plain)).isInstanceOf(Plan.Keep.class);
    }

    @Test
    void headerCanBeAddedToAWebhookThatExists() throws Exception {
        Outcome.Ready made = made(plain);

        Outcome.Ready changed = updated(made, plain, withHeader);

        assertThat(plan(plain, made.state(), withHeader)).isInstanceOf(Plan.Update.class);
        assertThat(isConfigured(changed)).isTrue();
    }

    @Test
    void headerThatIsGoneIsDriftWhichAnUpdateMends() throws Exception {
        Outcome.Ready made = made(withHeader);
        set(made, "");

        Lifecycle.Found found = lifecycle
                .refresh(world.operation(), made.id(), withHeader, made.state())
                .orElseThrow();
        Outcome.Ready mended = (Outcome.Ready)
                lifecycle.update(world.operation(), made.id(), found.inputs(), found.state(), withHeader);

        assertThat(plan(found.inputs(), found.state(), withHeader)).isInstanceOf(Plan.Update.class);
        assertThat(isConfigured(mended)).isTrue();
        assertThat(plan(withHeader, mended.state(), withHeader)).isInstanceOf(Plan.Keep.class);
    }

    @Test
    void headerThatTheProgramDoesNotKnowIsAWarning() throws Exception {
        Outcome.Ready made = made(plain);
        set(made, PLANTED);
        FakeOperation operation = world.operation();

        var found = lifecycle.refresh(operation, made.id(), plain, made.state());

        assertThat(found).contains(new Lifecycle.Found(made.id(), plain, made.state()));
        assertThat(operation.said())
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains("`authorizationHeader`: the webhook sends a header that the program does not know")
                .doesNotContain("planted");
    }

    @Test
    void eventThatIsNotKnownHereIsAWarningWithTheNearestOne() throws Exception {
        PropertyMap newer = plain.with(WebhookProperties.EVENTS, Set.of("branch.ready", "backup.suceeded"));

        List<Finding> findings = world.lifecycle("Webhook")
                .previewCreate(world.operation(), newer)
                .findings();

        assertThat(lifecycle
                        .check(PropertyMap.EMPTY, newer, world.context("hook"))
                        .findings())
                .isEmpty();
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.text())
                    .contains("`backup.suceeded` is not an event that this version of the provider knows")
                    .contains("Did you mean `backup.succeeded`?");
        });
    }

    private Outcome.Ready made(PropertyMap inputs) throws Exception {
        return (Outcome.Ready) lifecycle.create(world.operation(), inputs);
    }

    private Outcome.Ready updated(Outcome.Ready made, PropertyMap before, PropertyMap after) throws Exception {
        return (Outcome.Ready) lifecycle.update(world.operation(), made.id(), before, made.state(), after);
    }

    private Plan plan(PropertyMap before, PropertyMap state, PropertyMap after) throws InterruptedException {
        return lifecycle.plan(world.operation(), "hook", before, state, after, List.of());
    }

    private boolean isConfigured(Outcome.Ready webhook) throws Exception {
        var get = Objects.requireNonNull(world.catalog().lookups().get("getWebhook"));
        return get.call(
                        world.operation(),
                        webhook.state().only(List.copyOf(world.schema("Webhook").identity())))
                .is(AUTHORIZATION_HEADER_CONFIGURED);
    }

    private void set(Outcome.Ready webhook, String header) throws Exception {
        var path = ApiPath.of(
                "/organizations/{}/databases/shop/webhooks/{}",
                webhook.state().get(Owners.ORGANIZATION),
                webhook.state().get(Owners.PUBLIC_ID));
        var _ = world.api().patch(path, Map.of("authorization_header", header), Object.class);
    }
}
