package com.pulumi.planetscale.provider.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.pulumi.planetscale.emulator.model.Webhook;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The values that an input is limited to are those that PlanetScale describes, no more and no fewer.
class ChoicesTest {
    /// What the documentation of webhooks lists and the description does not (webhook events reference, November 2026),
    /// and what it describes of the calls that change a keyspace, which the one that creates it does not take.
    private static final Map<String, Set<String>> UNDESCRIBED = Map.of(
            "Webhook.events", Set.of("backup.succeeded", "backup.failed"),
            "Keyspace.replicationDurability", Set.of("available", "lag", "always"),
            "Keyspace.diskScalingStrategy", Set.of("disable", "grow", "shrink"));

    /// Choices of the provider's own, which PlanetScale is never asked for.
    private static final Set<String> OWN = Set.of("DeployRequest.stage");

    private static final Path DESCRIPTION = Path.of(Optional.ofNullable(System.getProperty("PLANETSCALE_OPENAPI"))
            .or(() -> Optional.ofNullable(System.getenv("PLANETSCALE_OPENAPI")))
            .orElse("../../shared/api/openapi.yaml"));

    static Stream<Arguments> inputsWithChoices() {
        try (World world = World.quick()) {
            return world.catalog().resources().values().stream()
                    .flatMap(resource -> resource.schema().inputs().stream()
                            .filter(property -> !choices(property.type()).isEmpty()
                                    && !property.isLocal()
                                    && !OWN.contains(resource.schema().name() + "." + property.name()))
                            .map(property -> arguments(resource.schema(), property)))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest(name = "{0}.{1}")
    @MethodSource("inputsWithChoices")
    void choicesAreThoseOfTheDescription(Schema kind, Property<?> input) throws IOException {
        Set<String> described = new TreeSet<>(UNDESCRIBED.getOrDefault(kind.name() + "." + input.name(), Set.of()));

        // The request says it, or for some the answer alone does.
        JsonNode creation = description().path("paths").path(pathOf(kind)).path("post");
        JsonNode request = creation.path("requestBody");
        described.addAll(enumerated(enumerated(request, input).isEmpty() ? creation : request, input));

        assertThat(new TreeSet<>(choices(input.type()))).isEqualTo(described);
    }

    @Test
    void emulatorSendsTheEventsThatAWebhookCanAskFor() {
        try (World world = World.quick()) {
            Property<?> events = world.schema("Webhook").inputs().stream()
                    .filter(property -> property.name().equals("events"))
                    .findFirst()
                    .orElseThrow();

            assertThat(Webhook.EVENTS).containsExactlyInAnyOrderElementsOf(choices(events.type()));
        }
    }

    private static List<String> choices(Type<?> type) {
        return switch (type) {
            case Type.OneOf(var choices, var _) -> choices;
            case Type.SetOf<?>(var element) -> choices(element);
            case Type.ListOf<?>(var element) -> choices(element);
            case Type.MapOf<?>(var element) -> choices(element);
            default -> List.of();
        };
    }

    private static JsonNode description() throws IOException {
        assumeTrue(
                Files.isRegularFile(DESCRIPTION),
                "The OpenAPI description is not here, so choices are not compared with it. Name the file in"
                        + " PLANETSCALE_OPENAPI.");
        return Description.READ;
    }

    /// Read once, for it is long.
    private static final class Description {
        /// Without the feature, the enumerations of `on` and `off` become booleans.
        static final JsonNode READ = read();

        private static JsonNode read() {
            try {
                return new ObjectMapper(YAMLFactory.builder()
                                .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
                                .build())
                        .readTree(DESCRIPTION.toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String pathOf(Schema kind) throws IOException {
        List<String> paths = description().path("paths").properties().stream()
                .map(Map.Entry::getKey)
                .filter(path -> path.replaceAll("\\{[^}]*}", "{}").endsWith(kind.collection()))
                .toList();
        assertThat(paths).as(kind.collection()).isNotEmpty();
        return Objects.requireNonNull(paths.getFirst());
    }

    /// The values of all enumerations of a field, however deep it is in a schema.
    private static Set<String> enumerated(JsonNode schema, Property<?> input) {
        var values = new TreeSet<String>();
        for (JsonNode field : schema.findValues(input.apiName())) {
            for (JsonNode listed :
                    List.of(field.path("enum"), field.path("items").path("enum"))) {
                listed.forEach(value -> values.add(value.asText()));
            }
        }
        return values;
    }
}
