package com.pulumi.planetscale.provider.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.provider.lifecycle.FakeOperation;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resource.Lookup;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds every kind to the same rules, with the resources of the example programs.
@ParameterizedClass
@MethodSource("resources")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit sets the parameters and calls `prepare` first
public class ContractTest {
    private static final List<ExampleProgram> PROGRAMS = ExampleProgram.all();

    @Parameter(0)
    ExampleProgram program;

    @Parameter(1)
    Declared declared;

    private World world;
    private World.Moment before;
    private Optional<Made> made = Optional.empty();

    /// The object, when the run that made it has ended.
    private record Made(Outcome.Ready object, World.Moment moment) {}

    @BeforeParameterizedClassInvocation
    void prepare() throws Exception {
        made = Optional.empty();
        world = World.quick(this::answering);
        world.createBefore(program, declared);
        before = world.moment();
    }

    @BeforeEach
    void begin() {
        world.goBackTo(before);
    }

    @AfterParameterizedClassInvocation
    void end() {
        world.close();
    }

    /// How the emulator answers.
    Emulator.Options answering(Emulator.Options options) {
        return options;
    }

    /// What the program brings about after an import of what it has made.
    void followsImport(Plan plan) {
        assertThat(plan).isInstanceOf(Plan.Keep.class);
    }

    private World slow() {
        return World.slow(this::answering);
    }

    public static Stream<Arguments> resources() {
        return PROGRAMS.stream()
                .filter(program -> !program.name().startsWith("quickstart"))
                .flatMap(program -> program.resources().stream().map(resource -> arguments(program, resource)));
    }

    @Test
    void previewOnlyReads() throws Exception {
        World.Journal journal = world.journal();

        Lifecycle.Preview preview =
                world.lifecycle(declared.kind()).previewCreate(world.operation(), world.checked(declared));

        assertThat(preview.findings()).noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
        assertThat(journal.calls()).allMatch(call -> call.startsWith("GET "));
    }

    @Test
    void createdObjectIsAsTheProgramWantsItAndStaysSo() throws Exception {
        PropertyMap inputs = world.checked(declared);
        Lifecycle lifecycle = world.lifecycle(declared.kind());

        Outcome.Ready made = world.create(declared);

        assertThat(made.state().values()).containsAllEntriesOf(markedLike(world, declared, inputs));
        assertThat(Promises.broken(world.schema(declared.kind()).properties(), made.state()))
                .isEmpty();
        assertThat(lifecycle.plan(world.operation(), declared.label(), inputs, made.state(), inputs, List.of()))
                .isInstanceOf(Plan.Keep.class);
        assertThat(lifecycle.refresh(world.operation(), made.id(), inputs, made.state()))
                .contains(new Lifecycle.Found(made.id(), inputs, made.state()));
    }

    @Test
    void importedObjectIsWhatItsProgramDescribes() throws Exception {
        PropertyMap inputs = world.checked(declared);
        Outcome.Ready made = made();
        Lifecycle lifecycle = world.lifecycle(declared.kind());

        Lifecycle.Found found =
                lifecycle.find(world.operation(), made.id(), world.settings()).orElseThrow();
        Lifecycle.Checked checked = lifecycle.check(found.inputs(), found.inputs(), world.context(declared.label()));

        assertThat(found.id()).isEqualTo(made.id());
        assertThat(Promises.broken(lifecycle.schema().properties(), found.state()))
                .isEmpty();
        assertThat(checked.findings()).isEmpty();
        for (PropertyMap wanted : List.of(checked.inputs(), inputs)) {
            assertThat(lifecycle.plan(
                            world.operation(), declared.label(), found.inputs(), found.state(), wanted, List.of()))
                    .satisfies(this::followsImport);
        }
        String shorter = made.id().substring(made.id().indexOf('/') + 1);
        assertThat(lifecycle.find(world.operation(), shorter, world.settings())).contains(found);
    }

    @Test
    void lookupsFindItAndTellNoSecret() throws Exception {
        Outcome.Ready made = made();
        Schema schema = world.schema(declared.kind());
        Lookup get = Objects.requireNonNull(world.catalog().lookups().get("get" + declared.kind()));
        Resource resource = world.catalog().resource(declared.kind()).orElseThrow();

        PropertyMap got = get.call(world.operation(), made.state().only(List.copyOf(schema.identity())));

        assertThat(schema.path(got)).contains(made.id());
        assertThat(Promises.broken(get.schema().properties(), got)).isEmpty();
        assertThat(schema.properties())
                .allMatch(property -> got.value(property).hasSecret()
                        == (property.isSecret() && property.isInput() && got.has(property)));
        if (resource instanceof Resource.Listed listed) {
            assertThat(listed.list(world.operation(), made.state()))
                    .anyMatch(object -> schema.path(made.state().with(object)).equals(Optional.of(made.id())));
            assertThat(listedByProgram(world, schema, made.state()))
                    .anyMatch(object -> schema.path(object).equals(Optional.of(made.id())));
        }
    }

    /// An earlier run has made it.
    private Outcome.Ready made() throws Exception {
        if (made.isEmpty()) {
            Outcome.Ready object = world.create(declared);
            world.end();
            made = Optional.of(new Made(object, world.moment()));
        }
        world.goBackTo(made.get().moment());
        return made.get().object();
    }

    /// What the function that lists a kind answers: of each object what its type promises.
    private static List<PropertyMap> listedByProgram(World world, Schema kind, PropertyMap state) throws Exception {
        for (Lookup lookup : world.catalog().lookups().values()) {
            for (Property<?> property : lookup.schema().properties()) {
                if (property.type() instanceof Type.ListOf<?>(Type.Obj object)
                        && object.doc().equals(kind.doc())) {
                    PropertyMap owner = state.only(List.copyOf(lookup.schema().identity()));
                    Value answer = lookup.call(world.operation(), owner).value(property);
                    List<PropertyMap> objects = ((List<?>) property.type().from(answer))
                            .stream().map(PropertyMap.class::cast).toList();
                    assertThat(objects)
                            .allSatisfy(found -> assertThat(Promises.broken(object.properties(), found))
                                    .isEmpty());
                    return objects;
                }
            }
        }
        throw new AssertionError("nothing lists a " + kind);
    }

    @Test
    void deletedObjectIsGoneAndDeletingItAgainSucceeds() throws Exception {
        Outcome.Ready made = made();
        Lifecycle lifecycle = world.lifecycle(declared.kind());
        FakeOperation operation = world.operation();

        lifecycle.delete(operation, made.state());
        lifecycle.delete(world.operation(), made.state());

        boolean onlyForgotten = operation.said().stream()
                .anyMatch(finding -> finding.summary().contains("removed from the state only"));
        assertThat(lifecycle
                        .refresh(world.operation(), made.id(), PropertyMap.EMPTY, made.state())
                        .isPresent())
                .isEqualTo(onlyForgotten);
    }

    @Test
    void interruptedCreateIsFinishedByTheNextUpdate() throws Exception {
        try (World slow = slow()) {
            slow.createBefore(program, declared);
            PropertyMap inputs = slow.checked(declared);
            Lifecycle lifecycle = slow.lifecycle(declared.kind());

            Outcome cut = lifecycle.create(slow.operation().cancelledAfter(Duration.ofMillis(1)), inputs);
            Outcome outcome = cut instanceof Outcome.Partial partial
                    ? lifecycle.update(slow.operation(), partial.id(), inputs, partial.state(), inputs)
                    : cut;

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Ready.class,
                            ready -> assertThat(plan(slow, declared, inputs, ready.state()))
                                    .isInstanceOf(Plan.Keep.class));
            assertThat(count(slow, declared, inputs)).isEqualTo(1);
        }
    }

    @Test
    void lostAnswerLeavesExactlyOneObject() throws Exception {
        PropertyMap inputs = world.checked(declared);
        world.loseTheFirstAnswerTo(".*");

        Outcome outcome = world.lifecycle(declared.kind()).create(world.operation(), inputs);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Ready.class, ready -> {
            assertThat(Promises.broken(world.schema(declared.kind()).properties(), ready.state()))
                    .isEmpty();
            assertThat(secretsOf(world.schema(declared.kind()), ready.state())).doesNotContain("");
            assertThat(plan(world, declared, inputs, ready.state())).isInstanceOf(Plan.Keep.class);
        });
        assertThat(count(world, declared, inputs)).isEqualTo(1);
    }

    @Test
    void createAfterAKilledEngineLosesNothing() throws Exception {
        Outcome.Ready first = world.create(declared);
        world.newProcess();
        FakeOperation operation = world.operation();

        Outcome.Ready second = world.create(operation, declared);

        boolean same = second.id().equals(first.id());
        boolean named = operation.said().stream()
                .anyMatch(finding -> first.state()
                        .find(Owners.PUBLIC_ID)
                        .filter(finding.text()::contains)
                        .isPresent());
        assertThat(same || named)
                .as("adopted, or named as a left-over: %s", operation.said())
                .isTrue();
        assertThat(operation.said()).isNotEmpty();
    }

    @Test
    void nothingSecretIsPrinted() throws Exception {
        try (World slow = slow()) {
            slow.createBefore(program, declared);
            FakeOperation operation = slow.operation();

            Outcome.Ready made = slow.create(operation, declared);

            var printed = new ArrayList<String>(operation.statusLines());
            operation.said().forEach(finding -> printed.add(finding.toString()));
            printed.add(made.toString());
            printed.add(made.state().toString());
            for (String secret : secretsOf(slow.schema(declared.kind()), made.state())) {
                assertThat(printed).noneMatch(line -> line.contains(secret));
            }
            assertThat(printed).noneMatch(line -> line.contains(slow.emulator().serviceToken()));
        }
    }

    private static Plan plan(World world, Declared declared, PropertyMap inputs, PropertyMap state) {
        try {
            return world.lifecycle(declared.kind())
                    .plan(world.operation(), declared.label(), inputs, state, inputs, List.of());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// How many objects there are that the inputs could be about: those of the name, or where the kind has
    /// none, those that agree in everything told of them.
    private static long count(World world, Declared declared, PropertyMap inputs) throws Exception {
        Schema schema = world.schema(declared.kind());
        var listed = (Resource.Listed) world.catalog().resource(declared.kind()).orElseThrow();
        List<Property<?>> telling = schema.naming()
                .<List<Property<?>>>map(rule -> List.of(rule.property()))
                .orElse(schema.inputs());
        try (Stream<PropertyMap> objects = listed.list(world.operation(), inputs)) {
            return objects.filter(object -> inputs.differing(
                                    object, telling.stream().filter(object::has).toList())
                            .isEmpty())
                    .count();
        }
    }

    private static List<String> secretsOf(Schema schema, PropertyMap state) {
        var secrets = new ArrayList<String>();
        for (Property<?> property : schema.properties()) {
            if (property.isSecret() && state.has(property)) {
                collect(state.value(property).plain(), secrets);
            }
        }
        return secrets;
    }

    private static void collect(Value value, List<String> texts) {
        if (value instanceof Value.Text(var text)) {
            texts.add(text);
        } else if (value instanceof Value.MapOf(var entries)) {
            entries.values().forEach(entry -> collect(entry, texts));
        }
    }

    /// The inputs with the secret marks that a state has.
    private static Map<String, Value> markedLike(World world, Declared declared, PropertyMap inputs) {
        return world.schema(declared.kind()).marked(inputs).values();
    }
}
