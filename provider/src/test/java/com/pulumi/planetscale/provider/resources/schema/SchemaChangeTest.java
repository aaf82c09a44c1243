package com.pulumi.planetscale.provider.resources.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.resources.schema.SchemaText.Name;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What two schemas tell of a change before PlanetScale has been asked.
class SchemaChangeTest {
    private static final String USERS = """
            CREATE TABLE `users` (
              `id` bigint NOT NULL AUTO_INCREMENT,
              `kind` enum('a,b','it''s `c`',')') DEFAULT 'a,b' COMMENT 'one (of, \\' those',
              `price` decimal(10,2) GENERATED ALWAYS AS ((`id` * (1 + 2))) VIRTUAL,
              PRIMARY KEY (`id`),
              UNIQUE KEY `by_kind` (`kind`,`id`),
              CONSTRAINT `shop` FOREIGN KEY (`id`) REFERENCES `shops` (`id`)
            ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='all (of) `them`, yes'""";

    @Test
    void columnsAreToldFromKeysConstraintsAndWhatIsQuoted() {
        assertThat(columns(USERS)).containsExactly("id", "kind", "price");
    }

    @Test
    void oddNamesAreTakenWhole() {
        assertThat(columns("CREATE TABLE `odd(``table` (\n  `a``b` int,\n  `a``c` int,\n  `d, e` int,\n"
                        + "  `f)` int DEFAULT '\\\\',\n  `größe` int\n)"))
                .containsExactly("a`b", "a`c", "d, e", "f)", "größe");
    }

    @Test
    void textThatIsNoTableHasNoColumns() {
        assertThat(columns("")).isEmpty();
        assertThat(columns("CREATE TABLE `cut off")).isEmpty();
        assertThat(columns("CREATE TABLE `cut` (`a` int, `b")).isEmpty();
    }

    @Test
    void droppedColumnIsADangerAndANewOneIsNot() {
        String wider = USERS.replace("  `price`", "  `name` text,\n  `price`");

        SchemaChange dropped = only(wider, USERS);
        SchemaChange added = only(USERS, wider);

        assertThat(dropped.dangers()).containsExactly("drops column `name` of `shop.users`");
        assertThat(dropped.diff()).contains("-  `name` text,").noneMatch(line -> line.startsWith("+"));
        assertThat(added.dangers()).isEmpty();
        assertThat(added.diff()).contains("+  `name` text,").noneMatch(line -> line.startsWith("-"));
    }

    @Test
    void droppedTableIsADanger() {
        SchemaChange dropped = only(USERS, "");

        assertThat(dropped.dangers()).containsExactly("drops table `shop.users`");
        assertThat(dropped.diff()).hasSize(8).allMatch(line -> line.startsWith("-"));
    }

    @Test
    void renamedColumnLosesTheOldOne() {
        assertThat(only(USERS, USERS.replace("`price`", "`cost`")).dangers())
                .containsExactly("drops column `price` of `shop.users`");
    }

    /// MySQL names a check after its table, and names it anew when the table is renamed.
    @Test
    void renamedTableIsRecognizedWhateverItsChecksAreCalled() {
        String old = "CREATE TABLE `users` (\n  `age` int,\n  CONSTRAINT `users_chk_1` CHECK ((`age` > 1))\n)";
        SchemaText head = schema(Map.of("people", old.replace("users", "people")));

        assertThat(SchemaChange.between(schema(Map.of("users", old)), head, MergeBase.TARGET)
                        .getFirst()
                        .hints())
                .singleElement()
                .asString()
                .contains("`shop.users` is probably renamed to `shop.people`");
    }

    @Test
    void dangerousChangesComeFirstAndSameTablesAreLeftOut() {
        SchemaText before =
                schema(Map.of("a", "CREATE TABLE `a` (`x` int)", "same", USERS, "z", "CREATE TABLE `z` (`x` int)"));
        SchemaText after = schema(Map.of("a", "CREATE TABLE `a` (`x` int,`y` int)", "same", USERS, "new", USERS));

        assertThat(SchemaChange.between(before, after, MergeBase.TARGET))
                .extracting(SchemaChange::title)
                .containsExactly("table `shop.z`", "table `shop.a`", "table `shop.new`");
        assertThat(SchemaChange.between(before, before, MergeBase.TARGET)).isEmpty();
    }

    /// Such as one that has been added to the target since the branch was made.
    @Test
    void tableOfAKeyspaceThatTheBranchLacksIsNotCertainToBeDropped() {
        var target = new SchemaText(
                Map.of(new Name("shop", "a"), "x", new Name("other", "users"), USERS), Map.of("shop", "", "other", ""));
        var head = new SchemaText(Map.of(new Name("shop", "a"), "x"), Map.of("shop", ""));

        assertThat(SchemaChange.between(target, head, MergeBase.TARGET))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.dangers()).isEmpty();
                    assertThat(change.unknown())
                            .containsExactly("maybe drops table `other.users`", "the branch has no keyspace `other`");
                });
    }

    @Test
    void tableOfAKeyspaceThatTheTargetLacksIsPointedOut() {
        var target = new SchemaText(Map.of(), Map.of("shop", ""));
        var head = new SchemaText(Map.of(new Name("other", "users"), USERS), Map.of("shop", "", "other", ""));

        assertThat(SchemaChange.between(target, head, MergeBase.TARGET).getFirst())
                .satisfies(change -> assertThat(change.dangers()).isEmpty())
                .satisfies(change -> assertThat(change.hints())
                        .singleElement()
                        .asString()
                        .contains("the target has no keyspace `other`", "create it there first"));
    }

    @Test
    void vschemaThatIsNotAnObjectCannotBeJudged() {
        var target = new SchemaText(Map.of(), Map.of("shop", "[1]"));
        var head = new SchemaText(Map.of(), Map.of("shop", "[2]"));

        assertThat(SchemaChange.between(target, head, MergeBase.TARGET))
                .singleElement()
                .satisfies(change -> assertThat(change.unknown()).isNotEmpty());
    }

    @Test
    void revisionChangesWithTheSchemaAlone() {
        String revision = schema(Map.of("a", "x", "b", "y")).revision();

        assertThat(schema(Map.of("b", "y", "a", "x")).revision()).isEqualTo(revision);
        assertThat(schema(Map.of("a", "y", "b", "x")).revision()).isNotEqualTo(revision);
        assertThat(SchemaText.hash(List.of("ab", "c"))).isNotEqualTo(SchemaText.hash(List.of("a", "bc")));
    }

    private static SchemaChange only(String before, String after) {
        return SchemaChange.between(
                        schema(before.isEmpty() ? Map.of() : Map.of("users", before)),
                        schema(after.isEmpty() ? Map.of() : Map.of("users", after)),
                        MergeBase.TARGET)
                .getFirst();
    }

    private static SchemaText schema(Map<String, String> tables) {
        var named = new TreeMap<Name, String>();
        tables.forEach((name, statement) -> named.put(new Name("shop", name), statement));
        return new SchemaText(named, Map.of());
    }

    private static List<String> columns(String statement) {
        return TableText.of(statement).stream()
                .flatMap(table -> table.columns().values().stream())
                .map(ColumnText::name)
                .toList();
    }
}
