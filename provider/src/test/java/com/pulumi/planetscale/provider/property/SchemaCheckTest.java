package com.pulumi.planetscale.provider.property;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.property.Property.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SchemaCheckTest {
    private static final Property<String> NAME = Property.text("name", "Name of the pot.")
            .checking(name -> name.contains(" ")
                    ? Optional.of(new Problem("`" + name + "` has a blank", "Remove it."))
                    : Optional.empty());
    private static final Property<String> KIND =
            Property.oneOf("kind", "Kind of the pot.", "tea", "coffee").optional();
    private static final Property<Long> SIZE =
            Property.integer("size", "Cups it holds.").optional();
    private static final Property<List<String>> TAGS =
            Property.list("tags", "What it is for.", Type.text()).optional();
    private static final Property<String> LOCK =
            Property.oneOf("lock", "What opens it.", "key", "code").optional().secret();
    private static final Property<String> STATE =
            Property.text("state", "How it is.").computed();
    private static final Schema SCHEMA = Schema.of("Pot", "A pot.", List.of(NAME, KIND, SIZE, TAGS, LOCK, STATE))
            .checking((inputs, findings) -> {
                if (inputs.find(KIND).filter("tea"::equals).isPresent() && inputs.has(SIZE)) {
                    findings.accept(Finding.refusal(SIZE, "a tea pot has no size", "Remove it."));
                }
            });

    @Test
    void everythingWrongIsFoundAtOnce() {
        assertThat(check(Map.of(
                        "name", new Value.Text("my pot"),
                        "kind", new Value.Text("tea"),
                        "size", new Value.Int(4),
                        "tags", new Value.Text("gift"))))
                .containsExactlyInAnyOrder(
                        "`name`: `my pot` has a blank. Remove it.",
                        "`size`: a tea pot has no size. Remove it.",
                        "`tags`: this is a string. Give a list.");
    }

    /// Whatever a number counts or measures, PlanetScale takes none below zero, and languages none that is longer.
    @Test
    void numberThatCountsNothingIsOutOfRange() {
        var bytes = Property.bytes("bytes", "Its size in bytes.").optional();
        Schema schema = Schema.of("Pot", "A pot.", List.of(SIZE, bytes));
        Value large = new Value.Int(3_000_000_000L);

        assertThat(schema.check(
                        PropertyMap.EMPTY.with("size", new Value.Int(-1)).with("bytes", new Value.Int(-2))))
                .extracting(Finding::text)
                .containsExactly(
                        "`size`: -1 is out of range. Use 0 or more.", "`bytes`: -2 is out of range. Use 0 or more.");
        assertThat(schema.check(PropertyMap.EMPTY.with("size", large).with("bytes", large)))
                .extracting(Finding::text)
                .containsExactly("`size`: 3000000000 is out of range. Use at most 2147483647.");
    }

    @Test
    void missingInputIsNamedWithItsMeaning() {
        assertThat(check(Map.of())).containsExactly("`name`: it is required and missing. Set it. Name of the pot.");
    }

    @Test
    void slipOfThePenIsCorrected() {
        assertThat(check(Map.of("name", new Value.Text("a"), "kynd", new Value.Text("tea"))))
                .containsExactly("`kynd`: there is no such property. Did you mean `kind`?");
        assertThat(check(Map.of("name", new Value.Text("a"), "kind", new Value.Text("cofee"))))
                .containsExactly(
                        "`kind`: `cofee` is not known here. Did you mean `coffee`? Use one of `tea`, `coffee`.");
    }

    @Test
    void outputIsNoInput() {
        assertThat(check(Map.of("name", new Value.Text("a"), "state", new Value.Text("hot"))))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("`state`: there is no such property.");
    }

    @Test
    void unknownValuesPass() {
        assertThat(check(Map.of(
                        "name",
                        Value.unknown(),
                        "kind",
                        Value.unknown(),
                        "size",
                        new Value.Int(4),
                        "tags",
                        new Value.ListOf(List.of(Value.unknown())))))
                .isEmpty();
    }

    @Test
    void secretValueIsNotShown() {
        assertThat(check(Map.of("name", new Value.Text("a"), "lock", new Value.Secret(new Value.Text("hunter2")))))
                .containsExactly("`lock`: the value is not known here. Use one of `key`, `code`.");
    }

    @Test
    void faultyPropertyLooksUnknownToRules() {
        assertThat(check(Map.of("name", new Value.Text("a"), "kind", new Value.Text("teaa"), "size", new Value.Int(1))))
                .singleElement()
                .asString()
                .startsWith("`kind`:");
    }

    @Test
    void wrongElementIsFoundAtItsPlace() {
        assertThat(check(Map.of(
                        "name", new Value.Text("a"),
                        "tags", new Value.ListOf(List.of(new Value.Text("x"), new Value.Int(2), Value.absent())))))
                .containsExactly(
                        "`tags[1]`: this is a number. Give a string.",
                        "`tags[2]`: there is no value here. Give a string or remove it.");
    }

    @Test
    void assetIsNamedForWhatItIs() {
        assertThat(check(Map.of("name", new Value.Opaque("an asset", Map.of()))))
                .containsExactly("`name`: this is an asset. Give a string.");
    }

    @Test
    void nameThatLeadsElsewhereIsNone() {
        Property<String> shelf = Property.text("shelf", "Shelf of the pot.").namingOwner("Shelf", STATE);
        Schema onShelf = Schema.of("Pot", "A pot.", List.of(shelf, NAME)).identifiedBy(List.of(shelf, NAME));

        for (String empty : List.of("", " ")) {
            assertThat(texts(onShelf, Map.of("shelf", new Value.Text(empty), "name", new Value.Text("a"))))
                    .containsExactly("`shelf`: it is empty. Write a value, or omit it.");
        }
        for (String path : List.of(".", "..", "room/shelf")) {
            assertThat(texts(onShelf, Map.of("shelf", new Value.Text("a"), "name", new Value.Text(path))))
                    .containsExactly("`name`: `" + path + "` is not a name. Give the name alone, without a path.");
            assertThat(onShelf.parse("a/" + path, PropertyMap.EMPTY)).isEmpty();
        }
        for (String hidden : List.of("x\ny", "x\u0000", "\u001b[2J", "x\ud800")) {
            assertThat(onShelf.parse("a/" + hidden, PropertyMap.EMPTY)).isEmpty();
        }
        assertThat(texts(onShelf, Map.of("shelf", Value.unknown(), "name", new Value.Text("a b/c"))))
                .containsExactly("`name`: `a b/c` has a blank. Remove it.");
    }

    @Test
    void pathEndsWithTheKindOrWithTheOwner() {
        Property<String> shelf = Property.text("shelf", "Shelf of the pot.")
                .namingOwner("Shelf", STATE)
                .optional();
        Property<String> room = Property.text("room", "Room of the shelf.");

        assertThat(SCHEMA.identifiedBy(List.of(shelf, NAME)).pathFormat()).isEqualTo("shelf/pot");
        assertThat(SCHEMA.identifiedBy(List.of(room, shelf)).pathFormat()).isEqualTo("room/shelf");
        assertThat(SCHEMA.identifiedBy(List.of(room, STATE)).pathFormat()).isEqualTo("room/state");
    }

    private static List<String> check(Map<String, Value> values) {
        return texts(SCHEMA, values);
    }

    private static List<String> texts(Schema schema, Map<String, Value> values) {
        return schema.check(PropertyMap.of(new LinkedHashMap<>(values))).stream()
                .map(Finding::text)
                .toList();
    }
}
