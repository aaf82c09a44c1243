package com.pulumi.planetscale.provider.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.pulumi.planetscale.provider.lifecycle.Identities;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import com.pulumi.planetscale.provider.resources.branch.Branches;
import com.pulumi.planetscale.provider.resources.credential.Passwords;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What matters at creation only replaces an object when the program changes it, and never because of what PlanetScale
/// has by now. Generated from the resources of the example programs.
class CreationOnlyTest {
    private static Stream<Arguments> resources() {
        return ExampleProgram.all().stream()
                .filter(program -> !program.name().startsWith("quickstart"))
                .flatMap(program -> program.resources().stream().map(resource -> arguments(program, resource)));
    }

    @ParameterizedTest
    @MethodSource("resources")
    void driftReplacesNothing(ExampleProgram program, Declared declared) throws Exception {
        try (World world = World.quick()) {
            world.createBefore(program, declared);
            PropertyMap inputs = world.checked(declared);
            Outcome.Ready made = world.create(declared);
            Resource kind = world.catalog().resource(declared.kind()).orElseThrow();

            for (Property<?> input : told(kind, made.state())) {
                Value drift = other(input.type(), made.state().value(input));
                PropertyMap elsewhere = PropertyMap.EMPTY.with(input.name(), drift);
                Lifecycle.Found found = new Lifecycle(new Drifted(kind, elsewhere), new Identities())
                        .refresh(world.operation(), made.id(), inputs, made.state())
                        .orElseThrow();

                Plan plan = world.lifecycle(declared.kind())
                        .plan(world.operation(), declared.label(), found.inputs(), found.state(), inputs, List.of());

                assertThat(found.state().value(input).plain())
                        .as("output %s", input)
                        .isEqualTo(drift);
                assertThat(plan).as("%s is %s", input, drift).isNotInstanceOf(Plan.Replace.class);
                if (input.isAtCreation(made.state())) {
                    assertThat(found.inputs().value(input))
                            .as("input %s", input)
                            .isEqualTo(inputs.value(input));
                    assertThat(plan).as("%s is %s", input, drift).isInstanceOf(Plan.Keep.class);
                }
            }
        }
    }

    @Test
    void branchOutlivesTheBackupThatItWasRestoredFrom() throws Exception {
        ExampleProgram program = ExampleProgram.named("backup");
        Declared backup = program.resources().get(1);
        Declared branch = program.resources().get(2);
        try (World world = World.quick()) {
            world.createBefore(program, branch);
            PropertyMap before = world.checked(branch);
            Outcome.Ready made = world.create(branch);
            Outcome.Ready old = world.create(backup);
            world.newProcess();
            PropertyMap restoredFromOld = before.with("backupId", old.state().value(Owners.PUBLIC_ID));
            var operation = world.operation();

            assertThat(plan(world, branch, made, before, restoredFromOld)).isInstanceOf(Plan.Replace.class);
            world.emulator()
                    .admin()
                    .delete("/organizations/acme/databases/shop/branches/main/backups/"
                            + before.get(Branches.BACKUP_ID));
            Plan afterwards = world.lifecycle("Branch")
                    .plan(operation, "rehearsal", before, made.state(), restoredFromOld, List.of());
            Plan preview = plan(world, branch, made, before, before.with("backupId", Value.unknown()));

            assertThat(afterwards).isInstanceOf(Plan.Keep.class);
            assertThat(preview).isInstanceOf(Plan.Keep.class);
            assertThat(operation.said())
                    .extracting(Finding::text)
                    .singleElement()
                    .asString()
                    .startsWith("`backupId`: what the object was made from no longer exists");
        }
    }

    @Test
    void branchOutlivesItsParent() throws Exception {
        ExampleProgram program = ExampleProgram.named("branch");
        Declared dev = program.resources().stream()
                .filter(declared -> declared.label().equals("dev"))
                .findFirst()
                .orElseThrow();
        try (World world = World.quick()) {
            world.createBefore(program, dev);
            PropertyMap before = world.checked(dev);
            Outcome.Ready made = world.create(dev);
            PropertyMap after = before.with(Branches.PARENT_BRANCH, "eu");

            assertThat(plan(world, dev, made, before, after)).isInstanceOf(Plan.Replace.class);
            world.emulator().admin().delete("/organizations/acme/databases/shop/branches/staging");

            assertThat(plan(world, dev, made, before, after)).isInstanceOf(Plan.Keep.class);
        }
    }

    @Test
    void replacementSaysWhatItDoesNotKeep() throws Exception {
        Declared app = ExampleProgram.named("password").resources().get(1);
        try (World world = World.quick()) {
            world.createBefore(ExampleProgram.named("password"), app);
            PropertyMap inputs = world.checked(app);
            Outcome.Ready made = world.create(app);
            PropertyMap bare = inputs.without("role").without("cidrs");
            var operation = world.operation();

            Plan plan = world.lifecycle("Password")
                    .plan(
                            operation,
                            "app",
                            bare,
                            made.state(),
                            bare.with(Passwords.ROTATION_TRIGGERS, Map.of("quarter", "2027-Q1")),
                            List.of());

            assertThat(plan).isInstanceOf(Plan.Replace.class);
            assertThat(operation.said())
                    .extracting(Finding::text)
                    .anyMatch(text -> text.contains("default of what the program omits: `cidrs`"))
                    .anyMatch(text -> text.contains("chooses again") && text.contains("`role` (now `readwriter`)"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "database, shop, region, us-west, 'Database `acme/shop` is deleted when it is replaced, with all its branches'",
        "branch, dev, parentBranch, eu, 'is deleted when it is replaced, with its data'",
        "branch, eu, region, us-west, 'Branch `acme/shop/eu` is deleted when it is replaced, with its data'",
        "backup, beforeMigration, name, other, 'is deleted when it is replaced, with the data of the moment'",
        "password, app, role, reader, ''"
    })
    void replacementSaysWhatIsLost(String example, String label, String property, String value, String words)
            throws Exception {
        ExampleProgram program = ExampleProgram.named(example);
        Declared declared = program.resources().stream()
                .filter(each -> each.label().equals(label))
                .findFirst()
                .orElseThrow();
        try (World world = World.quick()) {
            world.createBefore(program, declared);
            PropertyMap inputs = world.checked(declared);
            Outcome.Ready made = world.create(declared);
            var operation = world.operation();
            PropertyMap other = inputs.with(property, new Value.Text(value));

            Plan plan = world.lifecycle(declared.kind()).plan(operation, label, inputs, made.state(), other, List.of());

            assertThat(plan).isInstanceOf(Plan.Replace.class);
            List<String> said = operation.said().stream()
                    .filter(finding -> finding.severity() == Finding.Severity.WARNING)
                    .map(Finding::text)
                    .filter(text -> text.contains("is deleted when it is replaced"))
                    .toList();
            if (words.isEmpty()) {
                assertThat(said).isEmpty();
            } else {
                assertThat(said).singleElement().asString().contains(words, "`protect`");
            }
        }
    }

    private static Plan plan(World world, Declared declared, Outcome.Ready made, PropertyMap before, PropertyMap after)
            throws Exception {
        return world.lifecycle(declared.kind())
                .plan(world.operation(), declared.label(), before, made.state(), after, List.of());
    }

    /// The inputs that a state holds, but for those by which the object is found.
    private static List<Property<?>> told(Resource kind, PropertyMap state) {
        Schema schema = kind.schema();
        return schema.inputs().stream()
                .filter(input -> state.has(input)
                        && !input.isLocal()
                        && !input.isFromProvider()
                        && input.named().isEmpty())
                .toList();
    }

    /// Another value of the same type.
    private static Value other(Type<?> type, Value value) {
        if (type instanceof Type.OneOf(var choices, var _)) {
            return choices.stream()
                    .<Value>map(Value.Text::new)
                    .filter(choice -> !choice.equals(value.plain()))
                    .findFirst()
                    .orElse(value);
        }
        return switch (value.plain()) {
            case Value.Bool(var bool) -> new Value.Bool(!bool);
            case Value.Int(var number) -> new Value.Int(number + 2);
            case Value.Text(var text) when text.startsWith("{") -> new Value.Text("{\"sharded\": true}");
            case Value.Text(var text) -> new Value.Text(text + "0");
            case Value.ListOf(var elements) when !elements.isEmpty() -> new Value.ListOf(List.of());
            case Value.MapOf(var entries) when !entries.isEmpty() -> new Value.MapOf(Map.of());
            default ->
                type instanceof Type.Elements<?, ?>
                        ? new Value.ListOf(List.of(new Value.Text("10.0.0.0/8")))
                        : new Value.MapOf(Map.of());
        };
    }

    /// A kind of which someone has changed something at PlanetScale.
    private record Drifted(Resource kind, PropertyMap drift) implements Resource {
        @Override
        public Schema schema() {
            return kind.schema();
        }

        @Override
        public PropertyMap create(Operation operation, PropertyMap inputs) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<PropertyMap> read(Operation operation, PropertyMap state)
                throws IOException, InterruptedException {
            return kind.read(operation, state).map(live -> live.with(drift));
        }

        @Override
        public void delete(Operation operation, PropertyMap state) {
            throw new UnsupportedOperationException();
        }
    }
}
