package com.pulumi.planetscale.provider.resources;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.pulumi.planetscale.emulator.server.EmulatorTransformer;
import com.pulumi.planetscale.emulator.server.LostAnswers;
import com.pulumi.planetscale.provider.lifecycle.FakeOperation;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resource.Step;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What becomes of changes that are carried out and not answered, in every kind that can change in place. A state that
/// does not know of one would call the program that takes it back unchanged.
class LostChangeTest {
    private static final List<String> WRITES = List.of("PATCH", "PUT", "POST", "DELETE");

    /// A change to a resource of an example.
    record Change(String example, String label, String property, Value wanted) {
        Declared declared() {
            return ExampleProgram.named(example).resources().stream()
                    .filter(resource -> resource.label().equals(label))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public String toString() {
            return example + "/" + label + "." + property;
        }
    }

    static Stream<Change> changes() {
        return Stream.of(
                new Change("database", "shop", "name", text("store")),
                new Change("database", "shop", "requireApprovalForDeploy", new Value.Bool(false)),
                new Change("database", "shop", "clusterSize", text("PS_20")),
                new Change("database", "shop", "throttlerRatio", new Value.Int(30)),
                new Change("database", "ledger", "clusterSize", text("PS_20_AWS_ARM")),
                new Change("branch", "staging", "name", text("stage")),
                new Change("branch", "staging", "production", new Value.Bool(true)),
                new Change("branch", "main", "safeMigrations", new Value.Bool(false)),
                new Change("branch", "eu", "deletionProtected", new Value.Bool(true)),
                new Change("branch", "eu", "clusterSize", text("PS_20")),
                new Change("branch", "eu", "vtgateSize", text("VTG_20")),
                new Change("branch", "eu", "vtgateParameters", map("query-timeout", text("600000"))),
                new Change("branch", "reports", "parameters", map("pgconf", map("max_connections", text("300")))),
                new Change("password", "app", "cidrs", list("192.0.2.0/24")),
                new Change("role", "app", "requireWhereOnDelete", text("warn")),
                new Change("role", "migrations", "rotationTriggers", map("quarter", text("2027-Q1"))),
                new Change("default-role", "admin", "rotationTriggers", map("year", text("2027"))),
                new Change("webhook", "deploys", "events", list("deploy_request.opened")),
                new Change("backup-schedule", "frequent", "retentionValue", new Value.Int(5)),
                new Change("backup", "beforeMigration", "protected", new Value.Bool(true)),
                new Change("keyspace", "orders", "maxRollout", new Value.Int(3)),
                new Change("keyspace", "orders", "extraReplicas", new Value.Int(2)),
                new Change("keyspace", "orders", "readOnlyRegions", readOnlyRegion("us-west")),
                new Change("keyspace", "orders", "vttabletParameters", map("queryserver-config-pool-size", text("32"))),
                new Change("keyspace", "main", "mysqlParameters", map("wait_timeout", text("900"))),
                new Change(
                        "v-schema", "ordersVSchema", "vschema", text("{\"sharded\": true, \"tables\": {\"a\": {}}}")),
                new Change("service-token-access", "pipelineOnShop", "accesses", list("read_branch", "read_backups")),
                new Change("organization-member", "analyst", "role", text("member")),
                new Change("team", "onCall", "name", text("Pager")),
                new Change("bouncer", "app", "bouncerSize", text("PGB_20")),
                new Change("ip-restriction", "servers", "cidrs", list("192.0.2.0/24")),
                new Change("traffic-budget", "imports", "rate", new Value.Int(40)),
                new Change("dedicated-read-replica", "europe", "replicas", new Value.Int(3)));
    }

    /// Deploy requests continue with whatever they find, which their own tests show.
    @Test
    void everyStepOfEveryKindIsTried() {
        try (World world = World.quick()) {
            for (Resource resource : world.catalog().resources().values()) {
                String kind = resource.schema().name();
                Set<String> tried = new HashSet<>(changes()
                        .filter(change -> change.declared().kind().equals(kind))
                        .map(Change::property)
                        .toList());
                if (resource instanceof Resource.Updatable updatable && !kind.equals("DeployRequest")) {
                    assertThat(updatable.steps().stream().map(Step::properties).filter(all -> !all.isEmpty()))
                            .as(kind)
                            .allMatch(all -> all.stream().map(Property::name).anyMatch(tried::contains));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void changeThatWasCarriedOutAndNotAnsweredIsRecorded(Change change) throws Exception {
        try (Changing changing = new Changing(change)) {
            changing.first(carriedOut());

            changing.assertDone(changing.update(changing.made.state(), changing.inputs, changing.wanted));
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void changeThatWasAnsweredWithoutAnObjectIsRecorded(Change change) throws Exception {
        try (Changing changing = new Changing(change)) {
            changing.first(aResponse().withBody("{}").withTransformers(EmulatorTransformer.NAME));

            changing.assertDone(changing.update(changing.made.state(), changing.inputs, changing.wanted));
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void changeThatWasNotCarriedOutIsAskedForAgain(Change change) throws Exception {
        try (Changing changing = new Changing(change)) {
            changing.first(aResponse().withStatus(502));

            changing.assertDone(changing.update(changing.made.state(), changing.inputs, changing.wanted));
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void changeThatHasToWaitForSomethingElseWaits(Change change) throws Exception {
        try (Changing changing = new Changing(change)) {
            changing.first(aResponse()
                    .withStatus(422)
                    .withBody("{\"code\": \"schema_mutation_blocked\", \"message\": \"a deployment is running\"}"));

            changing.assertDone(changing.update(changing.made.state(), changing.inputs, changing.wanted));
            assertThat(changing.operation.statusLines()).anyMatch(line -> line.startsWith("waiting until PlanetScale"));
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void changeOfWhichNothingIsKnownIsTakenBackWhenTheProgramIs(Change change) throws Exception {
        try (Changing changing = new Changing(change)) {
            Outcome outcome;
            try (var _ = changing.silence()) {
                outcome = changing.update(changing.made.state(), changing.inputs, changing.wanted);
            }

            assertThat(outcome).isInstanceOf(Outcome.Partial.class);
            PropertyMap state = ((Outcome.Partial) outcome).state();
            assertThat(changing.plan(changing.wanted, state, changing.inputs)).isInstanceOf(Plan.Update.class);
            assertThat(changing.plan(changing.wanted, state, changing.wanted)).isInstanceOf(Plan.Update.class);

            Lifecycle.Found refreshed = changing.refresh(changing.wanted, state);
            for (PropertyMap known : List.of(state, refreshed.state())) {
                Outcome back = changing.update(known, changing.wanted, changing.inputs);
                assertThat(back).isInstanceOfSatisfying(Outcome.Ready.class, ready -> {
                    assertThat(changing.inputs
                                    .differing(ready.state(), List.copyOf(changing.schema.inputs()))
                                    .values())
                            .isEmpty();
                    assertThat(changing.secrets(ready.state())).isEqualTo(changing.secrets(changing.made.state()));
                    assertThat(changing.plan(changing.inputs, ready.state(), changing.inputs))
                            .isInstanceOf(Plan.Keep.class);
                    assertThat(ready.state().values().keySet())
                            .containsAll(changing.made.state().values().keySet())
                            .doesNotContain("__open");
                });
            }
        }
    }

    private static ResponseDefinitionBuilder carriedOut() {
        return aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER).withTransformers(EmulatorTransformer.NAME);
    }

    /// A resource that exists and is to be changed.
    private static final class Changing implements AutoCloseable {
        private final World world = World.quick();
        private final Change change;
        private final Schema schema;
        private final Outcome.Ready made;
        private final PropertyMap inputs;
        private final PropertyMap wanted;
        private final FakeOperation operation;

        Changing(Change change) throws Exception {
            this.change = change;
            Declared declared = change.declared();
            schema = world.schema(declared.kind());
            world.createBefore(ExampleProgram.named(change.example()), declared);
            PropertyMap checked = world.checked(declared);
            made = world.create(declared);
            // What a program removes again has to have a default, so it says what it gets instead.
            Value before = made.state().value(change.property());
            inputs = before.present() ? checked.with(change.property(), before) : checked;
            wanted = inputs.with(change.property(), change.wanted());
            operation = world.operation();
        }

        private Lifecycle lifecycle() {
            return world.lifecycle(change.declared().kind());
        }

        Outcome update(PropertyMap state, PropertyMap oldInputs, PropertyMap inputs) throws Exception {
            return lifecycle().update(operation, made.id(), oldInputs, state, inputs);
        }

        Plan plan(PropertyMap oldInputs, PropertyMap state, PropertyMap inputs) {
            try {
                return lifecycle().plan(operation, change.label(), oldInputs, state, inputs, List.of());
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        Lifecycle.Found refresh(PropertyMap inputs, PropertyMap state) throws Exception {
            return lifecycle().refresh(operation, made.id(), inputs, state).orElseThrow();
        }

        /// The names of the secrets that are told once.
        Set<String> secrets(PropertyMap state) {
            var names = new HashSet<String>();
            schema.properties().stream()
                    .filter(property -> property.isOnce() && state.has(property))
                    .forEach(property -> names.add(property.name()));
            return names;
        }

        void assertDone(Outcome outcome) throws Exception {
            assertThat(outcome).isInstanceOf(Outcome.Ready.class);
            PropertyMap state = ((Outcome.Ready) outcome).state();
            assertThat(state.value(change.property()).plain()).isEqualTo(change.wanted());
            assertThat(secrets(state)).isEqualTo(secrets(made.state()));
            assertThat(plan(wanted, state, wanted)).isInstanceOf(Plan.Keep.class);
            assertThat(refresh(wanted, state).state()).isEqualTo(state);
        }

        /// Has the first request that changes something answered in this way.
        void first(ResponseDefinitionBuilder answer) {
            for (String method : WRITES) {
                world.emulator()
                        .wireMock()
                        .stubFor(request(method, anyUrl())
                                .atPriority(1)
                                .inScenario("fault")
                                .whenScenarioStateIs(Scenario.STARTED)
                                .willReturn(answer)
                                .willSetStateTo("over"));
            }
        }

        /// Loses the answer to the first request that changes something, and all that come after it.
        LostAnswers.Silence silence() {
            return world.emulator().lostAnswers().firstThenSilence(".*", WRITES.toArray(String[]::new));
        }

        @Override
        public void close() {
            world.close();
        }
    }

    private static Value text(String text) {
        return new Value.Text(text);
    }

    private static Value list(String... elements) {
        return new Value.ListOf(Stream.of(elements).map(LostChangeTest::text).toList());
    }

    private static Value readOnlyRegion(String region) {
        return new Value.ListOf(List.of(new Value.MapOf(
                Map.of("region", text(region), "clusterSize", text("PS_20"), "replicas", new Value.Int(2)))));
    }

    private static Value map(String key, Value value) {
        return new Value.MapOf(Map.of(key, value));
    }
}
