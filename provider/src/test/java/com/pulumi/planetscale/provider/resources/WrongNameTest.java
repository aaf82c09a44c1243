package com.pulumi.planetscale.provider.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Finding.Severity;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Inputs that name something which has to be there: a preview refuses what is not there, for a new object and for one
/// that exists. Each input that holds strings is tried here, or belongs to those that need not name anything.
class WrongNameTest {
    private static final String WRONG = "nosuchthing";

    /// Strings that the program makes up.
    private static final Set<String> OWN_CHOICE = Set.of(
            "Backup.name",
            "BackupSchedule.name",
            "Bouncer.name",
            "Branch.name",
            "Database.name",
            "DedicatedReadReplica.name",
            "DefaultRole.rotationTriggers",
            "DeployRequest.approvedFingerprint",
            "DeployRequest.notes",
            "DeployRequest.triggers",
            "IpRestriction.description",
            "Keyspace.name",
            "Password.name",
            "Password.rotationTriggers",
            "Role.name",
            "Role.rotationTriggers",
            "ServiceToken.name",
            "ServiceToken.rotationTriggers",
            "Team.description",
            "Team.name",
            "TrafficBudget.name",
            "TrafficRule.tags",
            "Webhook.authorizationHeader");

    /// What only the database itself knows, and no list of PlanetScale's.
    private static final Set<String> IN_NO_LIST = Set.of(
            "Database.migrationFramework",
            "Database.migrationTableName",
            "IpRestriction.role",
            "IpRestriction.schema",
            "TrafficBudget.rules",
            "TrafficRule.fingerprint");

    /// What PlanetScale gives examples of, so that there may be more: the preview warns.
    private static final Set<String> WARNED_OF = Set.of("OrganizationMember.role", "ServiceTokenAccess.accesses");

    /// What an input needs beside it.
    private static final Map<String, Map<String, Value>> BESIDE = Map.of(
            "Branch.backupId", Map.of("clusterSize", new Value.Text("PS_10")),
            "Branch.restorePoint", Map.of("clusterSize", new Value.Text("PS_10")),
            "Password.readOnlyRegionId", Map.of("role", new Value.Text("reader")),
            "OrganizationMember.user", Map.of("email", Value.absent()),
            "TeamMember.user", Map.of("email", Value.absent()));

    private static Stream<Arguments> inputs() {
        try (World world = World.quick()) {
            return ContractTest.resources()
                    .filter(arguments -> isSubject(
                            (ExampleProgram) Objects.requireNonNull(arguments.get()[0]),
                            (Declared) Objects.requireNonNull(arguments.get()[1])))
                    .flatMap(arguments -> {
                        var declared =
                                (Declared) Objects.requireNonNull(arguments.get()[1]);
                        return world.schema(declared.kind()).inputs().stream()
                                .filter(input -> isName(declared, input))
                                .map(input -> arguments(arguments.get()[0], declared, input));
                    })
                    .toList()
                    .stream();
        }
    }

    /// The first that the example is about, but for what comes with its owner, whose settings are not chosen.
    private static boolean isSubject(ExampleProgram program, Declared declared) {
        return program.name().replace("-", "").equalsIgnoreCase(declared.kind())
                && program.resources().stream()
                        .filter(other -> other.kind().equals(declared.kind())
                                && !other.label().equals("main"))
                        .findFirst()
                        .filter(declared::equals)
                        .isPresent();
    }

    private static boolean isName(Declared declared, Property<?> input) {
        String name = declared.kind() + "." + input.name();
        return wrong(input.type()).findAny().isPresent()
                && !OWN_CHOICE.contains(name)
                && !IN_NO_LIST.contains(name)
                // A new branch or keyspace has no parameters yet, whose names could be known.
                && !input.name().endsWith("Parameters");
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void previewOfANewObjectRefusesWhatIsNotThere(ExampleProgram program, Declared declared, Property<?> input)
            throws Exception {
        try (World world = World.quick()) {
            world.createBefore(program, declared);
            PropertyMap inputs = world.checked(declared);
            world.newProcess();
            for (Value value : wrong(input.type()).toList()) {
                PropertyMap wrong = wrong(declared, inputs, input, value);
                Lifecycle lifecycle = world.lifecycle(declared.kind());
                List<Finding> findings = lifecycle
                        .check(PropertyMap.EMPTY, wrong, world.context(declared.label()))
                        .findings();

                assertSaid(
                        declared,
                        input,
                        findings.isEmpty()
                                ? lifecycle
                                        .previewCreate(world.operation(), wrong)
                                        .findings()
                                : findings);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void previewOfAChangeRefusesWhatIsNotThere(ExampleProgram program, Declared declared, Property<?> input)
            throws Exception {
        try (World world = World.quick()) {
            world.createBefore(program, declared);
            PropertyMap inputs = world.checked(declared);
            Outcome.Ready made = world.create(declared);
            for (Value value : wrong(input.type()).toList()) {
                world.newProcess();
                PropertyMap wrong = wrong(declared, inputs, input, value);
                Lifecycle lifecycle = world.lifecycle(declared.kind());
                List<Finding> findings = lifecycle
                        .check(inputs, wrong, world.context(declared.label()))
                        .findings();
                if (findings.isEmpty()) {
                    Plan plan =
                            lifecycle.plan(world.operation(), declared.label(), inputs, made.state(), wrong, List.of());
                    findings = switch (plan) {
                        case Plan.Refuse(var refusals) -> refusals;
                        case Plan.Replace _ ->
                            lifecycle.previewCreate(world.operation(), wrong).findings();
                        case Plan.Update _, Plan.Keep _ ->
                            lifecycle
                                    .previewUpdate(
                                            world.operation(), declared.label(), inputs, made.state(), wrong, List.of())
                                    .findings();
                    };
                }

                assertSaid(declared, input, findings);
            }
        }
    }

    private static PropertyMap wrong(Declared declared, PropertyMap inputs, Property<?> input, Value value) {
        PropertyMap wrong = inputs.with(input.name(), value);
        for (Map.Entry<String, Value> beside : BESIDE.getOrDefault(declared.kind() + "." + input.name(), Map.of())
                .entrySet()) {
            wrong = wrong.with(beside.getKey(), beside.getValue());
        }
        return wrong;
    }

    private static void assertSaid(Declared declared, Property<?> input, List<Finding> findings) {
        boolean mayBeAWarning = WARNED_OF.contains(declared.kind() + "." + input.name());
        assertThat(findings)
                .as("%s.%s", declared.kind(), input.name())
                .anyMatch(finding -> (finding.severity() == Severity.ERROR || mayBeAWarning)
                        && (finding.path().property().equals(input.name())
                                || finding.text().contains("`" + WRONG + "`")));
    }

    /// Values of a type that name something which is not there, in one place each.
    private static Stream<Value> wrong(Type<?> type) {
        return switch (type) {
            case Type.Text _ -> Stream.of(new Value.Text(WRONG));
            case Type.Elements<?, ?> list -> wrong(list.element()).map(element -> new Value.ListOf(List.of(element)));
            case Type.MapOf<?>(var element) -> wrong(element).map(entry -> new Value.MapOf(Map.of(WRONG, entry)));
            case Type.Obj object ->
                object.properties().stream()
                        .flatMap(member ->
                                wrong(member.type()).map(value -> new Value.MapOf(Map.of(member.name(), value))));
            case Type.Bool _, Type.Int _, Type.Decimal _, Type.OneOf _ -> Stream.of();
        };
    }
}
