package com.pulumi.planetscale.emulator.sql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.sql.reader.Statements;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Changes of views, none of which drops data: the rows are those of the tables that they select from.
final class ViewChangeTest {
    private static final String TABLE = "CREATE TABLE users (id int PRIMARY KEY)";
    private static final String VIEW = "CREATE VIEW v AS SELECT id FROM users";

    @Test
    void viewsAreCreatedAlteredAndDropped() {
        assertThat(between(List.of(TABLE), List.of(TABLE, VIEW)))
                .containsExactly(change(Change.Kind.CREATE, "CREATE VIEW `v` AS select `id` from `users`"));
        assertThat(between(List.of(TABLE, VIEW), List.of(TABLE, VIEW + " WHERE id > 3")))
                .containsExactly(
                        change(Change.Kind.ALTER, "ALTER VIEW `v` AS select `id` from `users` where `id` > 3"));
        assertThat(between(List.of(TABLE, VIEW), List.of(TABLE)))
                .containsExactly(change(Change.Kind.DROP, "DROP VIEW `v`"));
        assertThat(between(List.of(TABLE, VIEW), List.of(TABLE, "create view v as select `id` from `users`")))
                .isEmpty();
    }

    @Test
    void tableThatBecomesAViewIsDropped() {
        List<Change> changes = between(List.of("CREATE TABLE v (id int PRIMARY KEY)"), List.of(VIEW));

        assertThat(changes).extracting(Change::statement).startsWith("DROP TABLE `v`");
        assertThat(changes).extracting(Change::canDropData).containsExactly(true, false);
    }

    @Test
    void viewThatBecomesATableDropsNoData() {
        List<Change> changes = between(List.of(VIEW), List.of("CREATE TABLE v (id int PRIMARY KEY)"));

        assertThat(changes).extracting(Change::kind).containsExactly(Change.Kind.DROP, Change.Kind.CREATE);
        assertThat(changes).extracting(Change::canDropData).containsOnly(false);
    }

    @Test
    void viewComesAfterItsTables() {
        List<Change> changes = between(List.of(), List.of(TABLE, VIEW));
        Change table = changes.get(0);
        Change view = changes.get(1);

        assertThat(view.dependsOn(table)).isTrue();
        assertThat(table.dependsOn(view)).isFalse();
    }

    private static Change change(Change.Kind kind, String statement) {
        return new Change("shop", "v", kind, statement, false, List.of(), false);
    }

    private static List<Change> between(List<String> from, List<String> to) {
        return Change.between(schema(from), schema(to));
    }

    private static Schema schema(List<String> definitions) {
        Stream<Table> tables = definitions.stream().flatMap(sql -> Table.of("shop", Statements.of(List.of(sql))));
        return new Schema(tables.toList());
    }
}
