package com.pulumi.planetscale.provider.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PropertyMapTest {
    private static final Property<String> NAME = Property.text("name", "Name of it.");
    private static final Property<Long> TTL =
            Property.integer("ttlSeconds", "How long.").optional().inApi("ttl");
    private static final Property<Set<String>> CIDRS =
            Property.set("cidrs", "Who may.", Type.text()).optional();
    private static final Property<String> TOKEN =
            Property.text("token", "What opens it.").secret();

    @Test
    void bodyHasTheApisNamesAndLeavesOutWhatIsAbsent() {
        PropertyMap inputs = PropertyMap.EMPTY.with(NAME, "app").with(TTL, 60L);

        assertThat(inputs.body(List.of(NAME, TTL, CIDRS))).isEqualTo(Map.of("name", "app", "ttl", 60L));
    }

    @Test
    void secretIsSentButNotShown() {
        PropertyMap inputs = PropertyMap.EMPTY.with(TOKEN, "hunter2");

        assertThat(inputs.body(List.of(TOKEN))).isEqualTo(Map.of("token", "hunter2"));
        assertThat(inputs.toString()).doesNotContain("hunter2");
        assertThat(inputs.get(TOKEN)).isEqualTo("hunter2");
    }

    @Test
    void onlyWhatMeansSomethingElseDiffers() {
        PropertyMap state = PropertyMap.EMPTY.with(NAME, "app").with(CIDRS, Set.of("a", "b"));
        PropertyMap inputs = PropertyMap.EMPTY
                .with(NAME, "app")
                .with("cidrs", new Value.ListOf(List.of(new Value.Text("b"), new Value.Text("a"))))
                .with(TTL, 5L);

        assertThat(inputs.differing(state, List.of(NAME, TTL, CIDRS))).isEqualTo(PropertyMap.EMPTY.with(TTL, 5L));
    }

    @Test
    void memberThatIsOmittedMeansItsDefault() {
        Property<String> source = Property.text("source", "Where from.").defaultsTo("sql");
        Property<Set<PropertyMap>> tags =
                Property.set("tags", "Tags.", new Type.Obj("Tag", "A tag.", List.of(NAME, source, TTL)));
        PropertyMap app = PropertyMap.EMPTY.with(NAME, "app");
        PropertyMap state = PropertyMap.EMPTY.with(tags, Set.of(app.with(source, "sql")));

        assertThat(PropertyMap.EMPTY.with(tags, Set.of(app)).differing(state, List.of(tags)))
                .isEqualTo(PropertyMap.EMPTY);
        for (PropertyMap other : List.of(app.with(source, "system"), app.with(TTL, 5L))) {
            PropertyMap inputs = PropertyMap.EMPTY.with(tags, Set.of(other));
            assertThat(inputs.differing(state, List.of(tags))).isEqualTo(inputs);
        }
    }

    @Test
    void readingWhatIsNotThereIsAFaultOfOurs() {
        assertThatThrownBy(() -> PropertyMap.EMPTY.get(NAME))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("`name`");
    }

    @Test
    void absentValuesAreNotHeld() {
        assertThat(PropertyMap.of(Map.of("name", Value.absent()))).isEqualTo(PropertyMap.EMPTY);
    }

    @Test
    void secretOfASecretIsOne() {
        assertThat(new Value.Secret(new Value.Secret(new Value.Int(1)))).isEqualTo(new Value.Secret(new Value.Int(1)));
    }
}
