package com.pulumi.planetscale.provider.resources.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resources.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// One rule for empty strings, for every input of every kind, every function and the provider's settings: they are
/// refused, and what PlanetScale is to choose is omitted.
class BlankTextTest {
    /// What means nothing to PlanetScale, or may be set to nothing there.
    private static final List<String> ANY_TEXT =
            List.of("rotationTriggers", "triggers", "parameters", "mysqlParameters");

    private static Stream<Arguments> inputs() {
        try (World world = World.quick()) {
            var schemas = new ArrayList<Schema>(List.of(ProviderSettings.schema()));
            world.catalog().resources().values().forEach(kind -> schemas.add(kind.schema()));
            world.catalog().lookups().values().forEach(lookup -> schemas.add(lookup.schema()));
            return schemas.stream()
                    .flatMap(schema -> schema.inputs().stream()
                            .flatMap(input -> Stream.of("", "  ", "\t\n")
                                    .flatMap(blank -> values(input.type(), blank)
                                            .map(value -> arguments(schema, input, value)))));
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void blankTextIsRefusedWhereverItStands(Schema schema, Property<?> input, Value value) {
        List<Finding> findings = schema.check(PropertyMap.EMPTY.with(input.name(), value)).stream()
                .filter(finding -> finding.path().property().equals(input.name()))
                .toList();

        if (ANY_TEXT.contains(input.name()) && !hasBlankKey(value)) {
            assertThat(findings).noneMatch(finding -> finding.summary().contains("empty"));
        } else {
            assertThat(findings)
                    .as("%s.%s", schema, input)
                    .anyMatch(finding -> finding.severity() == Finding.Severity.ERROR)
                    .anyMatch(finding -> finding.summary().matches("(it|one of its keys) is empty"));
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void secretBlankTextIsRefusedToo(Schema schema, Property<?> input, Value value) {
        int plain = schema.check(PropertyMap.EMPTY.with(input.name(), value)).size();

        assertThat(schema.check(PropertyMap.EMPTY.with(input.name(), new Value.Secret(value))))
                .hasSize(plain);
    }

    private static boolean hasBlankKey(Value value) {
        return value instanceof Value.MapOf(var entries)
                && entries.entrySet().stream()
                        .anyMatch(entry -> entry.getKey().isBlank() || hasBlankKey(entry.getValue()));
    }

    /// Values of a type that hold a blank text in one place.
    private static Stream<Value> values(Type<?> type, String blank) {
        return switch (type) {
            case Type.Text _, Type.OneOf _ -> Stream.of(new Value.Text(blank));
            case Type.Elements<?, ?> list ->
                values(list.element(), blank).map(element -> new Value.ListOf(List.of(element)));
            case Type.MapOf<?>(var element) ->
                Stream.concat(
                        values(element, blank).map(entry -> new Value.MapOf(Map.of("pgconf", entry))),
                        Stream.of(new Value.MapOf(Map.of(blank, new Value.Text("x")))));
            case Type.Obj object ->
                object.properties().stream()
                        .flatMap(member -> values(member.type(), blank)
                                .map(value -> new Value.MapOf(Map.of(member.name(), value))));
            case Type.Bool _, Type.Int _, Type.Decimal _ -> Stream.of();
        };
    }
}
