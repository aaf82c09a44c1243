package com.pulumi.planetscale.provider.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
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

    @Property
    void whateverIsEscapedCanBeWritten(
            @ForAll @Size(max = 20) List<@IntRange(min = 0xD700, max = 0xE100) Integer> units) throws Exception {
        String escaped = units.stream().map(unit -> "\\u%04x".formatted(unit)).collect(Collectors.joining());

        String read = MAPPER.readTree("[\"" + escaped + "\"]").path(0).asText();

        assertThat(new String(read.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(read);
    }
}
