package com.pulumi.planetscale.provider.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.lifecycle.FakeOperation;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Change;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import com.pulumi.planetscale.provider.resources.database.Databases;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Names are no identities: whatever becomes of the owner that a program names literally, each kind that has one
/// notices it, with a refresh and without.
@Order(2)
@ParameterizedClass
@MethodSource("owners")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit sets the parameters and calls `make` first
class NamesTest {
    @Parameter(0)
    ExampleProgram program;

    @Parameter(1)
    Declared declared;

    @Parameter(2)
    String input;

    private Life life;

    @BeforeParameterizedClassInvocation
    void make() throws Exception {
        life = new Life(program, declared, input);
    }

    @BeforeEach
    void begin() {
        life.beginAgain();
    }

    @AfterParameterizedClassInvocation
    void end() {
        life.close();
    }

    /// A resource of an example, and one of its inputs that names an owner.
    static Stream<Arguments> owners() {
        try (World world = World.quick()) {
            return ExampleProgram.all().stream()
                    .filter(program -> !program.name().startsWith("quickstart"))
                    .flatMap(program -> program.resources().stream()
                            .flatMap(declared -> world.schema(declared.kind()).inputs().stream()
                                    .filter(NamesTest::namesAnOwner)
                                    .filter(owner -> declared.properties().has(owner.name()))
                                    .map(owner -> arguments(program, declared, owner.name()))))
                    .toList()
                    .stream();
        }
    }

    /// An owner that goes by its public id has no name that another object can take.
    private static boolean namesAnOwner(Property<?> property) {
        return property.named()
                .flatMap(Property.Named::idProperty)
                .filter(id -> !id.equals(property.name()))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ownerThatWasRenamedAtPlanetScaleIsTheSameOwner(boolean refreshed) throws Exception {
        life.rename("called-otherwise");
        life.newRun(refreshed);

        Plan plan = life.plan(life.inputs);

        if (life.canBeRenamed()) {
            assertThat(plan).isInstanceOf(Plan.Keep.class);
            assertThat(life.operation.said())
                    .anyMatch(finding -> finding.text().contains("is called `called-otherwise`")
                            && finding.text().contains("Write `called-otherwise`"));
            assertThat(life.plan(life.inputs.with(input, new Value.Text("called-otherwise"))))
                    .isNotInstanceOfAny(Plan.Replace.class, Plan.Refuse.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ownerWhoseNameAnotherObjectHasTakenIsAnotherOne(boolean refreshed) throws Exception {
        if (!life.canBeRenamed()) {
            return;
        }
        life.rename("called-otherwise");
        life.makeAnother();
        life.newRun(refreshed);

        assertThat(life.plan(life.inputs)).isInstanceOfSatisfying(Plan.Replace.class, replace -> {
            assertThat(replace.changes())
                    .anyMatch(change -> change.path().property().equals(input)
                            && change.effect() == Change.Effect.REPLACE
                            && change.why().contains("is another"));
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ownerThatThisRunReplacesTakesWhatNamesItLiterallyAlong(boolean refreshed) throws Exception {
        life.newRun(refreshed);
        life.replaceOwner();

        assertThat(life.plan(life.inputs))
                .isInstanceOfSatisfying(
                        Plan.Replace.class,
                        replace -> assertThat(replace.changes())
                                .anyMatch(change -> change.path().property().equals(input)
                                        && change.why().contains("is another")));
    }

    /// Such as `main`, which came with its database: a resource that adopts it makes no other branch.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ownerThatThisRunAdoptsIsTheSameOwner(boolean refreshed) throws Exception {
        life.newRun(refreshed);
        life.adoptOwner();

        assertThat(life.plan(life.inputs)).isInstanceOf(Plan.Keep.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingIsPlannedWhileTheOwnerIsTheSame(boolean refreshed) throws Exception {
        life.newRun(refreshed);

        assertThat(life.plan(life.inputs)).isInstanceOf(Plan.Keep.class);
        assertThat(life.operation.said()).isEmpty();
    }

    /// A resource with an owner, made at PlanetScale.
    private static final class Life implements AutoCloseable {
        private final World world = World.quick();
        private final Declared declared;
        private final String kind;
        private final String ownerKind;
        private final PropertyMap inputs;
        private final String id;
        private final PropertyMap made;
        private final World.Moment moment;
        private PropertyMap state;
        private Optional<PropertyMap> owner = Optional.empty();
        private FakeOperation operation = world.operation();
        private final String input;

        Life(ExampleProgram program, Declared declared, String input) throws Exception {
            this.declared = declared;
            this.input = input;
            kind = declared.kind();
            world.createBefore(program, declared);
            inputs = world.checked(declared);
            Outcome.Ready ready = world.create(declared);
            id = ready.id();
            made = ready.state();
            state = made;
            ownerKind = world.schema(kind).inputs().stream()
                    .filter(property -> property.name().equals(input))
                    .findFirst()
                    .flatMap(Property::named)
                    .orElseThrow()
                    .kind();
            owner = world.lifecycle(ownerKind)
                    .find(world.operation(), ownerPath(), world.settings())
                    .map(Lifecycle.Found::state);
            world.end();
            moment = world.moment();
        }

        /// Goes back to when it was made.
        void beginAgain() {
            world.goBackTo(moment);
            state = made;
            operation = world.operation();
        }

        private String ownerPath() {
            Schema schema = world.schema(kind);
            Property<?> property = schema.inputs().stream()
                    .filter(candidate -> candidate.name().equals(input))
                    .findFirst()
                    .orElseThrow();
            return schema.pathNamedBy(property, state.with(inputs)).orElseThrow();
        }

        boolean canBeRenamed() {
            return owner.orElseThrow().value("kind").plain().equals(new Value.Text("mysql"))
                    || ownerKind.equals("Branch");
        }

        void rename(String name) throws Exception {
            if (canBeRenamed()) {
                var _ = world.api().patch(path(), Map.of("new_name", name), Map.class);
            }
        }

        private ApiPath path() {
            PropertyMap state = owner.orElseThrow();
            ApiPath organization = Owners.organizationPath(state);
            return ownerKind.equals("Database")
                    ? organization.then("/databases/{}", state.get(Owners.PUBLIC_ID))
                    : organization.then(
                            "/databases/{}/branches/{}", state.get(Owners.DATABASE_ID), state.get(Owners.PUBLIC_ID));
        }

        /// Another object of the owner's old name, made by someone else.
        void makeAnother() throws Exception {
            String name = String.valueOf(inputs.get(Property.text(input, "")));
            if (ownerKind.equals("Database")) {
                var databases = Owners.organizationPath(world.settings()).then("/databases");
                var _ = world.api().post(databases, Map.of("name", name, "cluster_size", "PS_10"), Map.class);
                if (inputs.has(Owners.branch("object"))) {
                    String branch = inputs.get(Owners.branch("object"));
                    if (!branch.equals("main")) {
                        var _ = world.api()
                                .post(databases.then("/{}/branches", name), Map.of("name", branch), Map.class);
                    }
                }
            } else {
                var _ = world.api()
                        .post(
                                Owners.databasePath(state, Owners.database("object"))
                                        .then("/branches"),
                                Map.of("name", name),
                                Map.class);
            }
        }

        /// The program replaces the owner, which keeps its name.
        void replaceOwner() throws Exception {
            Schema schema = world.schema(ownerKind);
            PropertyMap before = owner.orElseThrow();
            if (ownerKind.equals("Branch")) {
                makeAnotherTheDefault(before);
            }
            PropertyMap wanted = before.only(schema.inputs());
            PropertyMap changed = wanted.with(
                    "region", new Value.Text(before.get(Databases.REGION).equals("eu-west") ? "us-east" : "eu-west"));
            Plan plan = world.lifecycle(ownerKind).plan(world.operation(), "owner", wanted, before, changed, List.of());
            assertThat(plan).isInstanceOf(Plan.Replace.class);
        }

        /// The default branch of a database is never replaced.
        private void makeAnotherTheDefault(PropertyMap branch) throws Exception {
            ApiPath database = Owners.organizationPath(branch).then("/databases/{}", branch.get(Owners.DATABASE_ID));
            boolean isVitess = branch.value("kind").plain().equals(new Value.Text("mysql"));
            // On Postgres, a size of its own makes a production branch.
            Map<String, String> next =
                    isVitess ? Map.of("name", "next") : Map.of("name", "next", "cluster_size", "PS_10_AWS_ARM");
            var _ = world.api().post(database.then("/branches"), next, Map.class);
            if (kind.equals("VSchema")) {
                // Its example names a table, and a schema with lint errors is not promoted.
                world.emulator()
                        .admin()
                        .runDdl(
                                "/organizations/acme/databases/shop/branches/next",
                                "orders",
                                "CREATE TABLE orders (id bigint PRIMARY KEY)");
            }
            if (isVitess) {
                var _ = world.api().post(database.then("/branches/next/promote"), Map.of(), Map.class);
            }
            var _ = world.api().patch(database, Map.of("default_branch", "next"), Map.class);
        }

        /// The program declares the owner, which already exists, as a resource.
        void adoptOwner() throws Exception {
            Schema schema = world.schema(ownerKind);
            PropertyMap wanted = owner.orElseThrow().only(List.<Property<?>>copyOf(schema.identity()));
            var _ = world.lifecycle(ownerKind).previewCreate(world.operation(), wanted);
        }

        void newRun(boolean refreshed) throws Exception {
            world.newProcess();
            operation = world.operation();
            if (refreshed) {
                state = world.lifecycle(kind)
                        .refresh(world.operation(), id, inputs, state)
                        .orElseThrow()
                        .state();
            }
        }

        Plan plan(PropertyMap wanted) throws Exception {
            return world.lifecycle(kind).plan(operation, declared.label(), inputs, state, wanted, List.of());
        }

        @Override
        public void close() {
            world.close();
        }
    }
}
