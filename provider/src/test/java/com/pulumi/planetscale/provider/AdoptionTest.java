package com.pulumi.planetscale.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.pulumi.planetscale.provider.PlayedStack.Organization;
import com.pulumi.planetscale.provider.PlayedStack.Recorded;
import com.pulumi.planetscale.provider.resources.ExampleProgram;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pulumirpc.Provider.DiffResponse.DiffChanges;

/// Records of all kinds stay records of the same object, however they came to be and whatever they lack. Generated from
/// the resources of the example programs.
@Order(2)
class AdoptionTest {
    /// What a record may lack: all of it, since an older version, an import or an editor left it out.
    private static final List<List<String>> LACKING = List.of(
            List.of(),
            List.of("publicId"),
            List.of("organization"),
            List.of("__record"),
            List.of("databaseId"),
            List.of("branchId"),
            List.of("createdAt"),
            List.of("publicId", "organization", "databaseId", "branchId", "__record", "ready", "state"));

    /// What an engine is asked to do.
    private enum Command {
        PREVIEW,
        REFRESH,
        UP,
        UP_REFRESH
    }

    private static final List<List<Command>> ORDERS = List.of(
            List.of(Command.PREVIEW, Command.REFRESH, Command.UP_REFRESH, Command.UP_REFRESH),
            List.of(Command.UP, Command.REFRESH, Command.PREVIEW, Command.UP_REFRESH, Command.UP_REFRESH));

    /// A question that a plugin was asked.
    ///
    /// @param record the whole record, which has to come back
    /// @param now what the engine has of it
    private record Asked(
            PlayedStack.Run run, Command command, Recorded record, Recorded now, Map<String, Object> program) {}

    /// Whatever a record lacked, after a refresh it is the same record. What was asked of it is not asked again.
    private final Map<Asked, Recorded> answered = new HashMap<>();

    private static Stream<Arguments> resources() {
        return ExampleProgram.all().stream()
                .filter(program -> !program.name().startsWith("quickstart"))
                .flatMap(program -> program.resources().stream().map(resource -> arguments(program, resource)));
    }

    @ParameterizedTest
    @MethodSource("resources")
    void recordStaysTheRecordOfItsObject(ExampleProgram program, Declared declared) throws Exception {
        try (var stack = new PlayedStack()) {
            PlayedStack.Run making = stack.run(Organization.CONFIG);
            making.createBefore(program, declared);
            Recorded created = making.create(declared);
            long changes = stack.changes();

            for (Organization organization : Organization.values()) {
                PlayedStack.Run run = stack.run(organization);
                Recorded imported = run.adopt(declared.kind(), declared.label(), created.id());
                for (Recorded record : List.of(created, imported)) {
                    for (List<String> lacking : lacking(organization, isFirst(program, declared))) {
                        for (List<Command> order : ORDERS) {
                            keeps(run, record, lacking, order, run.program(declared));
                        }
                    }
                }
                keeps(run, imported, List.of(), ORDERS.getFirst(), run.inOrganization(imported.inputs()));
            }

            assertThat(stack.changes()).isEqualTo(changes);
        }
    }

    /// What records lack that meets a way to say the organization: everything meets one way, for one resource of each
    /// kind, and whatever lacks the organization meets all of them. Other resources lack nothing or everything.
    private static List<List<String>> lacking(Organization organization, boolean isFirst) {
        return LACKING.stream()
                .filter(names -> names.isEmpty()
                        || names.equals(LACKING.getLast())
                        || (isFirst && (organization == Organization.CONFIG || names.contains("organization"))))
                .toList();
    }

    /// Whether a resource is the first of its kind, and that of the kind's own example.
    private static boolean isFirst(ExampleProgram program, Declared declared) {
        return program.name()
                        .equals(declared.kind()
                                .replaceAll("(?<=.)([A-Z])", "-$1")
                                .toLowerCase(Locale.ROOT))
                && program.resources().stream()
                        .filter(resource -> resource.kind().equals(declared.kind()))
                        .findFirst()
                        .equals(Optional.of(declared));
    }

    private void keeps(
            PlayedStack.Run run,
            Recorded record,
            List<String> lacking,
            List<Command> order,
            Map<String, Object> program) {
        Recorded now = record.without(lacking);
        for (Command command : order) {
            var asked = new Asked(run, command, record, now, program);
            Recorded next = answered.get(asked);
            if (next == null) {
                next = kept(asked, command + " without " + lacking + " in " + order + " of " + program);
                answered.put(asked, next);
            }
            now = next;
        }
    }

    private static Recorded kept(Asked asked, String what) {
        PlayedStack.Run run = asked.run();
        Recorded record = asked.record();
        Command command = asked.command();
        Recorded now = asked.now();
        if (command == Command.REFRESH || command == Command.UP_REFRESH) {
            now = run.refresh(now);
            assertThat(now.state())
                    .as(what)
                    .containsAllEntriesOf(comparable(record.state()))
                    .containsKeys(declared(record.state()));
        }
        if (command != Command.REFRESH) {
            var plan = run.plan(now, asked.program());
            assertThat(plan.getChanges()).as(what + ": " + plan).isEqualTo(DiffChanges.DIFF_NONE);
        }
        if (command == Command.UP || command == Command.UP_REFRESH) {
            now = run.kept(now, asked.program());
        }
        assertThat(now.id()).as(what).isEqualTo(record.id());
        return now;
    }

    /// What a state holds, but for entries that engines hide.
    private static String[] declared(Map<String, Object> state) {
        return state.keySet().stream().filter(name -> !name.startsWith("__")).toArray(String[]::new);
    }

    /// The same with their values, but for sets and JSON, which are spelled as the program spells them.
    private static Map<String, Object> comparable(Map<String, Object> state) {
        return state.entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith("__")
                        && !(entry.getValue() instanceof List)
                        && !entry.getValue().toString().startsWith("{"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
