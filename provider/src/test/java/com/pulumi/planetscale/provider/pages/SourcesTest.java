package com.pulumi.planetscale.provider.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A converted program is out of date as soon as anything changes that its conversion depends on.
class SourcesTest {
    private static final String PROGRAM = """
            resources:
              imports:
                type: planetscale:TrafficBudget
            variables:
              sizes:
                fn::invoke:
                  function: planetscale:getClusterSizes
            """;

    private ObjectNode schema;
    private String before;

    @BeforeEach
    void readSchema() throws Exception {
        schema = (ObjectNode)
                new ObjectMapper().readTree(Path.of("../schema/schema.json").toFile());
        before = Sources.of(PROGRAM, schema);
    }

    @Test
    void changedExampleIsNoticed() {
        assertThat(Sources.of(PROGRAM + "outputs: {}\n", schema)).isNotEqualTo(before);
    }

    @Test
    void changedPropertyOfAResourceOrFunctionIsNoticed() {
        at("/resources/planetscale:index:TrafficBudget/inputProperties/rate").put("type", "string");

        assertThat(Sources.of(PROGRAM, schema)).isNotEqualTo(before);
    }

    @Test
    void changedResultOfAFunctionIsNoticed() {
        at("/functions/planetscale:index:getClusterSizes/outputs/properties").remove("clusterSizes");

        assertThat(Sources.of(PROGRAM, schema)).isNotEqualTo(before);
    }

    /// A rule is a type of its own, and its tags are another that only the rule refers to.
    @Test
    void changeInATypeThatOnlyAnotherTypeRefersToIsNoticed() {
        at("/types/planetscale:index:TrafficTag/properties/key").put("type", "integer");

        assertThat(Sources.of(PROGRAM, schema)).isNotEqualTo(before);
    }

    @Test
    void changedWordsAndOtherDeclarationsAreNot() {
        at("/resources/planetscale:index:TrafficBudget").put("description", "Something else.");
        at("/resources/planetscale:index:TrafficBudget/inputProperties/rate").put("description", "Something else.");
        at("/resources/planetscale:index:Webhook/inputProperties").remove("url");

        assertThat(Sources.of(PROGRAM, schema)).isEqualTo(before);
    }

    private ObjectNode at(String place) {
        JsonNode found = schema.at(place);
        assertThat(found.isObject()).as(place).isTrue();
        return (ObjectNode) found;
    }
}
