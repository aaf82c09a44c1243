package com.pulumi.planetscale.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Struct;
import com.pulumi.planetscale.provider.PlayedStack.Organization;
import com.pulumi.planetscale.provider.PlayedStack.Recorded;
import com.pulumi.planetscale.provider.faults.Ledger;
import com.pulumi.planetscale.provider.played.Structs;
import com.pulumi.planetscale.provider.resources.ExampleProgram;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pulumirpc.Provider.DiffRequest;
import pulumirpc.Provider.ReadRequest;
import pulumirpc.Provider.ReadResponse;
import pulumirpc.Provider.UpdateRequest;

/// A state that was edited by hand holds values that no provider writes. They count as missing: the record stays that
/// of its object, which is neither dropped nor replaced, and can still be refreshed, updated and deleted. Generated
/// from the resources of the example programs.
@Order(2)
class EditedStateTest {
    /// What stands in the place of a value, besides an empty string.
    private static final List<@Nullable Object> ODD =
            Arrays.asList(null, 42.5, List.of(), "  ", Map.of(), List.of(List.of()));

    /// Ids that are not paths of objects of any kind.
    private static final List<String> NOT_IDS = List.of("?", "a/b/c/d/e/f/g", "acme//", "../..", " ");

    /// Outputs by which the object is found.
    private static final Set<String> IDS = Set.of("publicId", "databaseId", "branchId");

    /// Outputs that no one but the provider knows, so that they are gone with the state.
    private static final Set<String> OF_OUR_OWN = Set.of("adopted", "branchRevision");

    /// A record as it was edited.
    ///
    /// @param what which value was edited, and how
    /// @param mayLack what no one can complete: a secret, what the provider alone knows, what the program says
    private record Edited(String what, String mayLack, String urn, String id, Struct inputs, Struct state) {}

    /// One of each kind.
    private static Stream<Arguments> resources() {
        var kinds = new LinkedHashMap<String, Arguments>();
        for (ExampleProgram program : ExampleProgram.all()) {
            for (Declared resource : program.resources()) {
                kinds.putIfAbsent(resource.kind(), arguments(program, resource));
            }
        }
        return kinds.values().stream();
    }

    @ParameterizedTest
    @MethodSource("resources")
    void recordStaysTheRecordOfItsObject(ExampleProgram program, Declared declared) throws Exception {
        try (var stack = new PlayedStack()) {
            PlayedStack.Run making = stack.run(Organization.CONFIG);
            making.createBefore(program, declared);
            Recorded created = making.create(declared);
            making.close();
            JsonNode world = stack.emulator().admin().exportState();
            try (PlayedStack.Run run = stack.run(Organization.CONFIG)) {
                run.delete(created);
            }
            Set<String> others = objects(stack);
            stack.emulator().admin().importState(world);
            var wrong = new ArrayList<String>();

            for (Edited record : edited(created)) {
                long changes = stack.changes();
                try (PlayedStack.Run run = stack.run(Organization.CONFIG)) {
                    trying(record, wrong, "refresh", problem -> refresh(run, created, record, problem));
                    trying(record, wrong, "plan", problem -> plan(run, created, record, problem));
                    if (stack.changes() != changes) {
                        wrong.add(record.what() + ": a refresh or a plan changed something");
                    }
                    trying(record, wrong, "update", problem -> update(run, created, record, problem));
                    trying(record, wrong, "delete", _ -> delete(run, record));
                }
                if (!objects(stack).equals(others)) {
                    wrong.add(record.what() + ": a deletion left " + objects(stack) + " instead of " + others);
                }
                stack.emulator().admin().importState(world);
            }

            assertThat(wrong).isEmpty();
        }
    }

    private static List<Edited> edited(Recorded created) {
        var records = new ArrayList<Edited>();
        Struct inputs = Structs.of(created.inputs());
        Struct state = Structs.of(created.state());
        each(
                created.state(),
                (name, value) -> records.add(new Edited(
                        "output " + name + " = " + value,
                        isSecret(created.state().get(name)) || OF_OUR_OWN.contains(name) ? name : "",
                        created.urn(),
                        created.id(),
                        inputs,
                        edited(created.state(), name, value))));
        each(
                created.inputs(),
                (name, value) -> records.add(new Edited(
                        "input " + name + " = " + value,
                        name,
                        created.urn(),
                        created.id(),
                        edited(created.inputs(), name, value),
                        state)));
        NOT_IDS.forEach(id -> records.add(new Edited("id = " + id, "", created.urn(), id, inputs, state)));
        return records;
    }

    /// Two odd values for each property, all of them among those of a record.
    private static void each(Map<String, Object> values, BiConsumer<String, @Nullable Object> edit) {
        int number = 0;
        for (String name : values.keySet()) {
            edit.accept(name, "");
            edit.accept(name, odd(Objects.requireNonNull(values.get(name)), number++));
        }
    }

    /// An odd value that the property cannot have: lists and maps may be empty.
    private static @Nullable Object odd(Object value, int number) {
        Object odd = ODD.get(number % ODD.size());
        boolean fits = (value instanceof List && List.of().equals(odd))
                || (value instanceof Map && Map.of().equals(odd));
        return fits ? odd(value, number + 1) : odd;
    }

    private static Struct edited(Map<String, Object> values, String name, @Nullable Object value) {
        var edited = new LinkedHashMap<String, @Nullable Object>(values);
        edited.put(name, value);
        return Structs.of(edited);
    }

    /// Has a verb tried, and adds what is wrong with it.
    private static void trying(Edited record, List<String> wrong, String verb, Consumer<Consumer<String>> attempt) {
        String begin = record.what() + ", " + verb + ": ";
        try {
            attempt.accept(problem -> wrong.add(begin + problem));
        } catch (StatusRuntimeException refusal) {
            wrong.add(begin + refusal.getStatus().getDescription());
        }
    }

    private static void refresh(PlayedStack.Run run, Recorded created, Edited record, Consumer<String> problem) {
        ReadResponse read = run.engine()
                .plugin()
                .read(ReadRequest.newBuilder()
                        .setUrn(record.urn())
                        .setId(record.id())
                        .setInputs(record.inputs())
                        .setProperties(record.state())
                        .build());
        if (read.getId().isEmpty()) {
            problem.accept("dropped");
            return;
        }
        whole(created, record, read.getProperties(), problem);
    }

    private static void plan(PlayedStack.Run run, Recorded created, Edited record, Consumer<String> problem) {
        List<String> replaces = run.engine()
                .plugin()
                .diff(DiffRequest.newBuilder()
                        .setUrn(record.urn())
                        .setId(record.id())
                        .setOldInputs(record.inputs())
                        .setOlds(record.state())
                        .setNews(Structs.of(created.inputs()))
                        .build())
                .getReplacesList();
        if (!replaces.isEmpty()) {
            problem.accept("replaces because of " + replaces);
        }
    }

    private static void update(PlayedStack.Run run, Recorded created, Edited record, Consumer<String> problem) {
        Struct state = run.engine()
                .plugin()
                .update(UpdateRequest.newBuilder()
                        .setUrn(record.urn())
                        .setId(record.id())
                        .setOldInputs(record.inputs())
                        .setOlds(record.state())
                        .setNews(Structs.of(created.inputs()))
                        .build())
                .getProperties();
        whole(created, record, state, problem);
    }

    private static void delete(PlayedStack.Run run, Edited record) {
        run.engine().delete(record.urn(), record.id(), record.inputs(), record.state());
    }

    /// The record is of the same object, and lacks nothing that could be known.
    private static void whole(Recorded created, Edited record, Struct state, Consumer<String> problem) {
        Map<String, Object> now = Structs.map(state);
        created.state().forEach((name, value) -> {
            if (!name.startsWith("__") && !now.containsKey(name) && !name.equals(record.mayLack())) {
                problem.accept(name + " is lost");
            }
            if (IDS.contains(name) && !value.equals(now.get(name))) {
                problem.accept(name + " is another one: " + now.get(name));
            }
        });
    }

    private static boolean isSecret(@Nullable Object value) {
        return value instanceof Map<?, ?> map && map.containsKey("4dabf18193072939515e22adb298388d");
    }

    /// The public ids of all that PlanetScale has.
    private static Set<String> objects(PlayedStack stack) {
        return Ledger.of(stack.emulator().admin().exportState()).ids();
    }
}
