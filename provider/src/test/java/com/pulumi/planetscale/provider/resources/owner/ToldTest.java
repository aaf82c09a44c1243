package com.pulumi.planetscale.provider.resources.owner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ToldTest {
    private static final Property<Long> LIMIT = Property.integer("limit", "A limit.");

    private record Answer(
            @Nullable Told<Long> limit, @Nullable Told<List<String>> names) {}

    private static Answer read(String json) throws Exception {
        return new JsonMapper().readValue(json, Answer.class);
    }

    @Test
    void nullIsNotTheSameAsNothing() throws Exception {
        assertThat(read("{}")).isEqualTo(new Answer(null, null));
        assertThat(read("{\"limit\": null, \"names\": null}"))
                .isEqualTo(new Answer(new Told<>(Optional.empty()), new Told<>(Optional.empty())));
        assertThat(read("{\"limit\": 7, \"names\": [\"a\"]}"))
                .isEqualTo(new Answer(new Told<>(Optional.of(7L)), new Told<>(Optional.of(List.of("a")))));
    }

    @Test
    void propertiesKeepTheDifference() throws Exception {
        PropertyMap seven = PropertyMap.EMPTY.with(LIMIT, 7L);

        assertThat(Told.put(PropertyMap.EMPTY, LIMIT, read("{}").limit()).isNone(LIMIT))
                .isFalse();
        PropertyMap none = Told.put(seven, LIMIT, read("{\"limit\": null}").limit());
        assertThat(none.isNone(LIMIT)).isTrue();
        assertThat(none.has(LIMIT)).isFalse();
        assertThat(seven.with(none).isNone(LIMIT)).isTrue();
        assertThat(seven.with(none).has(LIMIT)).isFalse();
        assertThat(none.with(seven).isNone(LIMIT)).isFalse();
        assertThat(none.with(seven).find(LIMIT)).contains(7L);
    }

    @Test
    void emptyStringMeansNone() {
        assertThat(Told.filled(new Told<>(Optional.of("")))).isEqualTo(new Told<>(Optional.empty()));
        assertThat(Told.filled(null)).isNull();
    }
}
