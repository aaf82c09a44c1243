package com.pulumi.planetscale.provider.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WholeTextTest {
    private static final JsonMapper MAPPER = JsonMapper.builder(new WholeText()).build();

    private record Named(String name) {}

    @Test
    void halvesOfCharactersAreReplacedWhereverTheyStand() throws Exception {
        String json = "{\"name\": \"a\\ud800b\\udc00\\ud83c\\udf89\"}";

        assertThat(MAPPER.readValue(json, Named.class).name()).isEqualTo("a?b?🎉");
        assertThat(MAPPER.readTree(json).path("name").asText()).isEqualTo("a?b?🎉");
    }

    @Test
    void whateverIsEscapedCanBeWritten() {
        qt().forAll(lists().of(integers().between(0xD700, 0xE100)).ofSizeBetween(0, 20))
                .checkAssert(units -> {
                    String escaped = units.stream()
                            .map(unit -> "\\u%04x".formatted(unit))
                            .collect(Collectors.joining());
                    String read = read("[\"" + escaped + "\"]").path(0).asText();
                    assertThat(new String(read.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                            .isEqualTo(read);
                });
    }

    private static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
