package com.pulumi.planetscale.provider.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.pulumi.planetscale.provider.lifecycle.FakeOperation;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Change;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What an import writes down makes another object like the imported one. A program may omit it all the same: the
/// object stays as it is, and before it is replaced, a preview names what the new one will not have. Generated from the
/// resources of the example programs, and from objects with what can be chosen at creation only.
class ReplacedImportTest {
    /// A person is named by an address as well; and no program makes a read-only region, or knows the time of a test.
    private static final Set<String> NOT_IN_PROGRAMS =
            Set.of("TeamMember.user", "OrganizationMember.user", "Password.readOnlyRegionId", "Branch.restorePoint");

    private static Stream<ExampleProgram> programs() {
        return Stream.concat(
                ExampleProgram.all().stream().filter(program -> !program.name().startsWith("quickstart")),
                Stream.of(ExampleProgram.resource("/imported/objects.yaml")));
    }

    private static Stream<Arguments> objects() {
        return programs()
                .flatMap(program -> program.resources().stream().map(declared -> arguments(program, declared)));
    }

    @ParameterizedTest
    @MethodSource("objects")
    void replacementKeepsWhatItDoesNotName(ExampleProgram program, Declared declared) throws Exception {
        try (World world = World.quick()) {
            world.createBefore(program, declared);
            String id = world.create(declared).id();
            world.newProcess();
            Lifecycle kind = world.lifecycle(declared.kind());
            Lifecycle.Found imported =
                    kind.find(world.operation(), id, world.settings()).orElseThrow();
            PropertyMap sparse = sparse(world, declared, imported);

            FakeOperation planning = world.operation();
            Plan plan = kind.plan(
                    planning,
                    declared.label(),
                    imported.inputs(),
                    imported.state(),
                    checked(kind, world, declared, imported.inputs(), sparse).inputs(),
                    List.of());
            PropertyMap anew =
                    checked(kind, world, declared, PropertyMap.EMPTY, sparse).inputs();
            List<Finding> said = Stream.concat(
                            planning.said().stream(), kind.previewCreate(world.operation(), anew).findings().stream())
                    .toList();

            assertThat(changed(plan)).as("%s", plan).isEqualTo(unlikeTheirDefaults(kind.schema(), imported, sparse));
            kind.delete(world.operation(), imported.state());
            PropertyMap same = made(world, kind, imported.inputs());
            assertThat(different(kind.schema(), imported.state(), same)).isEmpty();
            kind.delete(world.operation(), same);
            PropertyMap other = made(world, kind, anew);
            assertThat(different(kind.schema(), imported.state(), other))
                    .filteredOn(name -> !anew.value(name).present())
                    .allSatisfy(name -> assertThat(said)
                            .extracting(Finding::text)
                            .anyMatch(text -> text.contains("`" + name + "`")));
        }
    }

    @Test
    void objectsHaveAllThatIsChosenAtCreation() {
        try (World world = World.quick()) {
            Set<String> chosen = programs()
                    .flatMap(program -> program.resources().stream())
                    .flatMap(declared -> declared.properties()
                            .propertyStream()
                            .map(property -> declared.kind() + "." + property.getKey()))
                    .collect(Collectors.toSet());

            assertThat(world.catalog().resources().values().stream()
                            .map(resource -> resource.schema())
                            .flatMap(schema -> schema.inputs().stream()
                                    .filter(property -> property.role() == Property.Role.OPTIONAL
                                            && !property.isFromProvider()
                                            && !property.isLocal()
                                            && property.isAtCreation(PropertyMap.EMPTY))
                                    .map(property -> schema.name() + "." + property.name())))
                    .filteredOn(name -> !NOT_IN_PROGRAMS.contains(name))
                    .isSubsetOf(chosen);
        }
    }

    /// What a program must write, and nothing of what it may omit.
    private static PropertyMap sparse(World world, Declared declared, Lifecycle.Found imported) {
        Lifecycle kind = world.lifecycle(declared.kind());
        PropertyMap required = PropertyMap.EMPTY;
        for (Property<?> property : kind.schema().inputs()) {
            if (property.role() == Property.Role.REQUIRED) {
                required = required.with(property.name(), imported.inputs().value(property));
            }
        }
        if (checked(kind, world, declared, PropertyMap.EMPTY, required)
                .findings()
                .isEmpty()) {
            return required;
        }
        // Such as a person, whom an id or an address names.
        PropertyMap more = required;
        for (Property<?> property : kind.schema().inputs()) {
            if (!more.has(property) && imported.inputs().has(property)) {
                more = more.with(property.name(), imported.inputs().value(property));
            }
            if (checked(kind, world, declared, PropertyMap.EMPTY, more)
                    .findings()
                    .isEmpty()) {
                return more;
            }
        }
        throw new AssertionError("refused: " + more);
    }

    private static Lifecycle.Checked checked(
            Lifecycle kind, World world, Declared declared, PropertyMap before, PropertyMap inputs) {
        return kind.check(before, inputs, world.context(declared.label()));
    }

    private static PropertyMap made(World world, Lifecycle kind, PropertyMap inputs) throws Exception {
        Outcome outcome = kind.create(world.operation(), Lifecycle.completed(kind.schema(), inputs, world.settings()));
        if (outcome instanceof Outcome.Ready ready) {
            return ready.state();
        }
        throw new AssertionError(outcome);
    }

    private static Set<String> changed(Plan plan) {
        List<Change> changes = switch (plan) {
            case Plan.Keep _ -> List.of();
            case Plan.Update(var what, var _) -> what;
            case Plan.Replace(var what, var _) -> what;
            case Plan.Refuse(var refusals) -> throw new AssertionError(refusals);
        };
        return changes.stream().map(change -> change.path().property()).collect(Collectors.toCollection(TreeSet::new));
    }

    /// What a program that omits it sets to its documented default.
    private static Set<String> unlikeTheirDefaults(Schema schema, Lifecycle.Found imported, PropertyMap sparse) {
        return schema.inputs().stream()
                .filter(property -> imported.inputs().has(property)
                        && !sparse.has(property)
                        && property.fallback()
                                .filter(fallback -> !property.same(
                                        fallback, imported.inputs().value(property)))
                                .isPresent())
                .map(Property::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> different(Schema schema, PropertyMap before, PropertyMap after) {
        return schema.inputs().stream()
                .filter(property -> before.has(property) && !isEmpty(before.value(property)))
                .filter(property -> !isSame(property, before, after))
                .map(Property::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isEmpty(Value value) {
        return value.plain().equals(new Value.MapOf(Map.of())) || value.plain().equals(new Value.ListOf(List.of()));
    }

    private static boolean isSame(Property<?> property, PropertyMap before, PropertyMap after) {
        Value then = before.value(property);
        Value now = after.value(property);
        return Optional.of(then.plain()).filter(now.plain()::equals).isPresent()
                || (now.present() && property.same(then, now));
    }
}
