package com.pulumi.planetscale.provider.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The template for the Pulumi Kubernetes Operator says only what the operator's `Stack` knows.
class KubernetesTemplateTest {
    private static final Path TEMPLATE = Path.of("../examples/pipelines/kubernetes/stack.yaml");
    private static final Path PROGRAM = Path.of("../examples/pipelines/program/Pulumi.yaml");

    /// The fields that the template uses, as version 2 of the operator declares them: `stacks.pulumi.com`, version
    /// `v1`, in `deploy/helm/pulumi-operator/crds/pulumi.com_stacks.yaml` of its repository
    /// (https://github.com/pulumi/pulumi-kubernetes-operator). A cluster drops other fields in silence.
    private static final Map<String, JsonNodeType> FIELDS = Map.ofEntries(
            Map.entry("branch", JsonNodeType.STRING),
            Map.entry("config.*", JsonNodeType.STRING),
            Map.entry("continueResyncOnCommitMatch", JsonNodeType.BOOLEAN),
            Map.entry("destroyOnFinalize", JsonNodeType.BOOLEAN),
            Map.entry("envRefs.*.literal.value", JsonNodeType.STRING),
            Map.entry("envRefs.*.secret.key", JsonNodeType.STRING),
            Map.entry("envRefs.*.secret.name", JsonNodeType.STRING),
            Map.entry("envRefs.*.type", JsonNodeType.STRING),
            Map.entry("preview", JsonNodeType.BOOLEAN),
            Map.entry("projectRepo", JsonNodeType.STRING),
            Map.entry("refresh", JsonNodeType.BOOLEAN),
            Map.entry("repoDir", JsonNodeType.STRING),
            Map.entry("resyncFrequencySeconds", JsonNodeType.NUMBER),
            Map.entry("serviceAccountName", JsonNodeType.STRING),
            Map.entry("stack", JsonNodeType.STRING),
            Map.entry("workspaceTemplate.spec.image", JsonNodeType.STRING));

    private static final YAMLMapper YAML = new YAMLMapper();

    @Test
    void everyFieldIsOneOfTheOperatorsAndHasItsType() throws IOException {
        assertThat(stacks()).hasSize(2).allSatisfy(stack -> {
            assertThat(stack.path("apiVersion").asText()).isEqualTo("pulumi.com/v1");
            var fields = new TreeMap<String, JsonNodeType>();
            collect("", stack.path("spec"), fields);
            assertThat(fields)
                    .isNotEmpty()
                    .allSatisfy((field, type) -> assertThat(FIELDS).as(field).containsEntry(field, type));
        });
    }

    /// The operator polls no more often than each minute.
    @Test
    void everyStackHasWhatTheOperatorAsksFor() throws IOException {
        assertThat(stacks()).allSatisfy(stack -> {
            JsonNode spec = stack.path("spec");
            assertThat(spec.path("stack").asText()).isNotEmpty();
            assertThat(spec.has("branch")).isNotEqualTo(spec.has("commit"));
            assertThat(spec.path("resyncFrequencySeconds").asInt()).isGreaterThanOrEqualTo(60);
        });
    }

    @Test
    void everyVariableHasTheSourceThatItsTypeNames() throws IOException {
        assertThat(stacks())
                .flatMap(stack ->
                        stack.path("spec").path("envRefs").valueStream().toList())
                .isNotEmpty()
                .allSatisfy(variable -> assertThat(
                                variable.path("type").asText().toLowerCase(Locale.ROOT))
                        .satisfies(type -> assertThat(variable.size()).isEqualTo(2))
                        .satisfies(type -> assertThat(variable.has(type)).isTrue()));
    }

    @Test
    void everyNameLeadsToSomethingInTheTemplateOrTheProgram() throws IOException {
        List<String> accounts = documents()
                .filter(document -> document.path("kind").asText().equals("ServiceAccount"))
                .map(document -> document.path("metadata").path("name").asText())
                .toList();
        List<String> settings = YAML.readTree(PROGRAM.toFile())
                .path("config")
                .propertyStream()
                .map(Map.Entry::getKey)
                .toList();

        assertThat(stacks()).allSatisfy(stack -> {
            assertThat(accounts)
                    .contains(stack.path("spec").path("serviceAccountName").asText());
            assertThat(stack.path("spec").path("config").propertyStream().map(Map.Entry::getKey))
                    .isSubsetOf(settings);
        });
    }

    private static List<JsonNode> stacks() throws IOException {
        return documents()
                .filter(document -> document.path("kind").asText().equals("Stack"))
                .toList();
    }

    private static Stream<JsonNode> documents() throws IOException {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(TEMPLATE.toFile())) {
            return documents.readAll().stream();
        }
    }

    /// The paths of all values, with `*` for the names that a user chooses.
    private static void collect(String place, JsonNode value, Map<String, JsonNodeType> fields) {
        if (value.isObject()) {
            boolean named = place.equals("config") || place.equals("envRefs");
            value.propertyStream()
                    .forEach(member -> collect(
                            (place.isEmpty() ? "" : place + ".") + (named ? "*" : member.getKey()),
                            member.getValue(),
                            fields));
        } else {
            fields.put(place, value.getNodeType());
        }
    }
}
