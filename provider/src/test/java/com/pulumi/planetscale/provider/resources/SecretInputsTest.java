package com.pulumi.planetscale.provider.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import com.pulumi.planetscale.provider.resources.branch.Branches;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a program marks as secret is in no refusal, whatever the input, and wherever in it the mark stands.
class SecretInputsTest {
    private static final List<Value> BAD = List.of(
            new Value.Text("Planted Value/9"),
            new Value.Text("planted"),
            new Value.Text(" planted\n"),
            new Value.Text("https://planted.internal/x"),
            new Value.Text("http://planted.example"),
            new Value.Text("10.9.8.7654/planted"),
            new Value.Int(-98765),
            new Value.Int(987_654_321),
            new Value.Decimal(98765.5),
            new Value.ListOf(List.of(new Value.Text("planted"), new Value.Int(98765))),
            new Value.MapOf(Map.of("planted", new Value.Text("planted"), "pgconf", new Value.Text("planted"))));

    private static Stream<Arguments> resources() {
        return ExampleProgram.all().stream()
                .filter(program -> !program.name().startsWith("quickstart"))
                .flatMap(program -> program.resources().stream().map(resource -> arguments(program, resource)));
    }

    /// A value with the mark around it, and with the mark at each of its elements.
    private static List<Value> marked(Value bad) {
        var secret = new Value.Secret(bad);
        var all = new ArrayList<Value>(List.of(
                secret,
                new Value.ListOf(List.of(secret)),
                new Value.ListOf(List.of(new Value.Text("open"), secret)),
                new Value.MapOf(Map.of("name", secret)),
                new Value.MapOf(Map.of("pgconf", new Value.MapOf(Map.of("max_connections", secret)))),
                new Value.Secret(new Value.ListOf(List.of(bad))),
                new Value.Secret(new Value.MapOf(Map.of("planted", bad)))));
        return all;
    }

    @ParameterizedTest
    @MethodSource("resources")
    void noRefusalRepeatsASecretOfAnyInput(ExampleProgram program, Declared declared) throws Exception {
        try (World world = World.quick()) {
            world.createBefore(program, declared);
            PropertyMap inputs = world.checked(declared);
            Schema schema = world.schema(declared.kind());
            int refused = 0;
            for (Property<?> property : schema.inputs()) {
                for (Value bad : BAD) {
                    for (Value value : marked(bad)) {
                        PropertyMap wrong = inputs.with(property.name(), value);
                        List<Finding> findings = world.lifecycle(declared.kind())
                                .check(PropertyMap.EMPTY, wrong, world.context(declared.label()))
                                .findings();
                        refused += findings.size();
                        assertThat(findings)
                                .allSatisfy(finding -> assertThat(finding.text())
                                        .as("%s = %s", property, bad)
                                        .doesNotContainIgnoringCase("planted")
                                        .doesNotContain("98765", "987654321"));
                    }
                }
            }
            assertThat(refused).isGreaterThan(schema.inputs().size());
        }
    }

    @Test
    void whatIsWrongWithOpenInputsIsSaidAsEver() {
        try (World world = World.quick()) {
            Schema schema = world.schema("Branch");
            PropertyMap inputs = PropertyMap.EMPTY
                    .with(Owners.ORGANIZATION, "acme")
                    .with("database", new Value.Secret(new Value.Text("shop")))
                    .with(Branches.NAME, "Feature/Login");

            assertThat(schema.check(inputs))
                    .extracting(Finding::text)
                    .containsExactly("`name`: `Feature/Login` is not a name that a branch can have; `feature-login` is"
                            + " one. Use 1 to 63 lower-case letters, digits and hyphens.");
            assertThat(schema.check(inputs.with("name", new Value.Secret(new Value.Text("Feature/Login")))))
                    .extracting(Finding::text)
                    .containsExactly("`name`: its value, which is secret and not shown, is not accepted. Use 1 to 63"
                            + " lower-case letters, digits and hyphens.");
        }
    }
}
