package com.pulumi.planetscale.provider.resources.webhook;

import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.pulumi.planetscale.emulator.model.Webhook;
import com.pulumi.planetscale.provider.lifecycle.FakeOperation;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Finding.Severity;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.database.Databases;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookResourceTest {
    private final World world = World.calling();
    private final Lifecycle lifecycle = world.lifecycle("Webhook");

    /// An operation that lets real receivers answer whenever it waits.
    private final class Listening implements Operation {
        private final FakeOperation inner = world.operation();

        @Override
        public String resource() {
            return inner.resource();
        }

        @Override
        public String label() {
            return inner.label();
        }

        @Override
        public boolean isRecorded(String publicId) {
            return inner.isRecorded(publicId);
        }

        @Override
        public Instant now() {
            return inner.now();
        }

        @Override
        public Instant deadline() {
            return inner.deadline();
        }

        @Override
        public void pause(Duration time) throws InterruptedException {
            world.emulator().admin().events().awaitDeliveries();
            inner.pause(time);
        }

        @Override
        public void status(String line) {
            inner.status(line);
        }

        @Override
        public void say(Finding finding) {
            inner.say(finding);
        }
    }

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
    void webhookWithoutEventsIsRefused() {
        assertThat(lifecycle.schema().check(PropertyMap.EMPTY.with(WebhookProperties.EVENTS, java.util.Set.of())))
                .extracting(Finding::text)
                .contains("`events`: it is empty, so the webhook would receive no events. List the events to send, or"
                        + " set `enabled: false` to send none for now.");
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com/s3cret?key=1,",
        "https://[2606:4700::6810:84e5]:8443/s3cret,",
        "http://example.com/s3cret, PlanetScale calls HTTPS addresses only",
        "example.com/s3cret, not a web address",
        "ftp://example.com/s3cret, not a web address",
        "https://exa mple.com, not a web address",
        "https://localhost:8080/s3cret, its host is local",
        "https://receiver/s3cret, its host is local",
        "https://receiver.internal/s3cret, its host is local",
        "https://127.0.0.1/s3cret, its host is local",
        "https://10.1.2.3/s3cret, its host is local",
        "https://192.168.1.1/s3cret, its host is local",
        "https://[::1]/s3cret, its host is local",
        "https://[fd00::1]/s3cret, its host is local",
    })
    void addressMustBeHttpsAndPublic(String url, String problem) {
        List<Finding> findings = check(webhook(url, "branch.ready")).findings();

        if (problem == null) {
            assertThat(findings).isEmpty();
        } else {
            assertThat(findings).singleElement().satisfies(finding -> {
                assertThat(finding.text()).startsWith("`url`: ").contains(problem);
                assertThat(finding.text()).doesNotContain("s3cret");
            });
        }
    }

    @Test
    void emulatorKnowsExactlyTheEventsThatProgramsMayName() throws Exception {
        Set<String> all = Set.copyOf(Webhook.EVENTS);
        PropertyMap wanted = webhook("https://example.com/all").with(WebhookProperties.EVENTS, all);

        assertThat(check(wanted).findings()).isEmpty();
        assertThat(create(world.operation(), wanted).get(WebhookProperties.EVENTS))
                .isEqualTo(all)
                .hasSize(21);
    }

    @Test
    void sixthWebhookIsWarnedOfInThePreview() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(look(webhook("https://example.com/" + i, "branch.ready")))
                    .isEmpty();
            var _ = create(world.operation(), webhook("https://example.com/" + i, "branch.ready"));
        }
        PropertyMap sixth = webhook("https://example.com/6", "branch.ready");

        assertThat(look(sixth)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.text()).contains("database `shop` has 5 webhooks, and 5 is the usual limit");
        });
        assertThatThrownBy(() -> lifecycle.create(world.operation(), sixth)).hasMessageContaining("at most 5 webhooks");
    }

    @Test
    void addressThatIsTakenIsRefusedInThePreview() throws Exception {
        PropertyMap first = create(world.operation(), webhook("https://example.com/hook", "branch.ready"));
        world.end();

        assertThat(look(webhook("https://example.com/hook", "branch.sleeping")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
                    assertThat(finding.text())
                            .contains(first.get(Owners.PUBLIC_ID))
                            .contains("pulumi import planetscale:index:Webhook fake "
                                    + world.schema("Webhook").path(first).orElseThrow());
                });
        assertThatThrownBy(() -> world.lifecycle("Webhook")
                        .create(world.operation(), webhook("https://example.com/hook", "branch.sleeping")))
                .hasMessageContaining("already exists");
    }

    @Test
    void addressOfItsOwnIsNotTaken() throws Exception {
        PropertyMap inputs = webhook("https://example.com/hook", "branch.ready");
        PropertyMap state = create(world.operation(), inputs);

        assertThat(lifecycle
                        .previewUpdate(world.operation(), "hook", inputs, state, inputs, List.of())
                        .findings())
                .isEmpty();
    }

    @Test
    void sameWebhookTwiceInOneProgramIsRefused() throws Exception {
        PropertyMap inputs = webhook("https://example.com/hook", "branch.ready");
        var _ = create(world.operation(), inputs);

        assertThatThrownBy(() -> lifecycle.create(world.operation().on("another"), inputs))
                .hasMessageContaining("belongs to the resource `fake` of this program already");
    }

    @Test
    void databaseThatIsStillToBeMadeIsNoObstacle() throws Exception {
        world.plan("Database", Map.of("name", "later", "clusterSize", "PS_10"));
        PropertyMap inputs =
                webhook("https://example.com/hook", "branch.ready").with(WebhookProperties.DATABASE, "later");

        assertThat(look(inputs)).isEmpty();
        assertThat(look(inputs.with("database", Value.unknown()))).isEmpty();
    }

    @Test
    void testEventThatIsAcceptedIsNotSpokenOf() throws Exception {
        var operation = new Listening();

        var _ = create(
                operation, webhook(receiver(ok()), "branch.ready").with(WebhookProperties.SEND_TEST_EVENT, true));

        assertThat(operation.inner.said()).isEmpty();
        assertThat(world.emulator().wireMock().getAllServeEvents())
                .anyMatch(event -> event.getRequest().getUrl().equals("/hook")
                        && event.getRequest().getBodyAsString().contains("webhook.test"));
    }

    @Test
    void testEventThatIsNotAcceptedIsAWarning() throws Exception {
        var operation = new Listening();

        var _ = create(
                operation,
                webhook(receiver(serverError()), "branch.ready").with(WebhookProperties.SEND_TEST_EVENT, true));

        assertThat(operation.inner.said()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.text())
                    .contains("the receiver did not accept the test event")
                    .contains("pscale webhook test shop ");
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void testEventThatCannotBeSentIsAWarning(boolean enabled) throws Exception {
        FakeOperation operation = world.operation();

        var _ = create(
                operation,
                webhook("https://example.com/hook", "branch.ready")
                        .with(WebhookProperties.ENABLED, enabled)
                        .with(WebhookProperties.SEND_TEST_EVENT, true));

        assertThat(operation.said())
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains(enabled ? "the test event has no result yet" : "but not tested");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void webhookThatWasSwitchedOffIsExplainedAndSwitchedOnAgain(boolean saidSo) throws Exception {
        PropertyMap inputs = webhook("https://example.com/hook", "branch.ready");
        PropertyMap wanted = saidSo ? inputs.with(WebhookProperties.ENABLED, true) : inputs;
        Outcome.Ready made = (Outcome.Ready) lifecycle.create(world.operation(), wanted);
        switchOff(made.state());
        FakeOperation operation = world.operation();

        Lifecycle.Found found =
                lifecycle.refresh(operation, made.id(), wanted, made.state()).orElseThrow();
        Plan plan = lifecycle.plan(world.operation(), "hook", found.inputs(), found.state(), wanted, List.of());
        Outcome outcome = lifecycle.update(world.operation(), made.id(), found.inputs(), found.state(), wanted);

        assertThat(operation.said()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.text()).contains("was switched off").contains("`enabled: false`");
        });
        assertThat(found.state().get(WebhookProperties.ENABLED)).isFalse();
        assertThat(plan)
                .isInstanceOfSatisfying(
                        Plan.Update.class,
                        update -> assertThat(update.changes())
                                .allMatch(change -> change.path().toString().equals("enabled")));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Ready.class,
                        ready -> assertThat(ready.state().is(WebhookProperties.ENABLED))
                                .isTrue());
        assertThat(lifecycle.refresh(world.operation(), made.id(), wanted, made.state()))
                .hasValueSatisfying(now ->
                        assertThat(now.state().is(WebhookProperties.ENABLED)).isTrue());
    }

    @Test
    void whatBecameOfTheLastEventIsLookedUpAndNotRecorded() throws Exception {
        PropertyMap state = create(
                new Listening(), webhook(receiver(ok()), "branch.ready").with(WebhookProperties.SEND_TEST_EVENT, true));
        var get = Objects.requireNonNull(world.catalog().lookups().get("getWebhook"));

        PropertyMap found = get.call(
                world.operation(),
                state.only(List.copyOf(world.schema("Webhook").identity())));

        assertThat(found.get(WebhookProperties.LAST_SENT_SUCCESS)).isTrue();
        assertThat(found.has(WebhookProperties.LAST_SENT_AT)).isTrue();
        assertThat(state.has(WebhookProperties.LAST_SENT_AT)).isFalse();
        assertThat(state.value(WebhookProperties.SECRET)).isInstanceOf(Value.Secret.class);
    }

    private PropertyMap webhook(String url, String... events) {
        return world.settings()
                .with(WebhookProperties.DATABASE, "shop")
                .with(WebhookProperties.URL, url)
                .with(WebhookProperties.EVENTS, new LinkedHashSet<>(List.of(events)));
    }

    private String receiver(ResponseDefinitionBuilder answer) {
        var _ = world.emulator().wireMock().stubFor(post("/hook").willReturn(answer));
        return world.emulator().wireMock().url("/hook");
    }

    private void switchOff(PropertyMap state) {
        var _ = world.emulator()
                .admin()
                .change(
                        "/organizations/" + state.get(Owners.ORGANIZATION) + "/databases/shop/webhooks/"
                                + state.get(Owners.PUBLIC_ID),
                        JsonNodeFactory.instance.objectNode().put("enabled", false));
    }

    private Lifecycle.Checked check(PropertyMap inputs) {
        return lifecycle.check(PropertyMap.EMPTY, inputs, world.context("hook"));
    }

    private List<Finding> look(PropertyMap inputs) throws InterruptedException {
        return world.lifecycle("Webhook")
                .previewCreate(world.operation(), inputs)
                .findings();
    }

    private PropertyMap create(Operation operation, PropertyMap inputs) throws Exception {
        return ((Outcome.Ready) lifecycle.create(operation, inputs)).state();
    }
}
