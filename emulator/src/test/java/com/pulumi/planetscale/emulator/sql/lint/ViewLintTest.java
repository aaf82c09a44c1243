package com.pulumi.planetscale.emulator.sql.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.sql.reader.Statements;
import com.pulumi.planetscale.emulator.sql.schema.BranchSchema;
import com.pulumi.planetscale.emulator.sql.schema.Schema;
import com.pulumi.planetscale.emulator.sql.schema.Table;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ViewLintTest {
    private static final List<String> TABLES = List.of(
            "CREATE TABLE users (id int PRIMARY KEY, name varchar(9), `at` datetime)",
            "CREATE TABLE orders (id int PRIMARY KEY, user_id int, total int)",
            "CREATE VIEW named AS SELECT id, upper(name) AS label FROM users");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "SELECT id, NAME FROM users",
                "SELECT * FROM users",
                "SELECT u.*, o.total FROM users u JOIN orders o ON o.user_id = u.id WHERE o.total > 3",
                "SELECT users.id FROM users, orders WHERE user_id = users.id ORDER BY total",
                "SELECT id FROM users JOIN orders USING (id)",
                "SELECT label FROM named",
                "SELECT l FROM (SELECT label AS l FROM named) AS n",
                "SELECT n.a FROM (SELECT label FROM named) AS n (a)",
                "SELECT name FROM users u WHERE EXISTS (SELECT 1 FROM orders WHERE user_id = u.id AND name = 'x')",
                "WITH big AS (SELECT user_id AS who FROM orders WHERE total > 9) SELECT who FROM big",
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9) SELECT i FROM n",
                "SELECT name AS label, count(*) AS many FROM users GROUP BY label HAVING many > 1 ORDER BY many",
                "SELECT id FROM users UNION SELECT user_id FROM orders",
                "SELECT shop.users.id FROM shop.users",
                "SELECT name AS `JSON_TABLE(` FROM users WHERE name = 'json_table('",
            })
    void viewsOfWhatExistsAreFine(String query) {
        assertThat(lint(query)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SELECT id FROM users_old | TABLE | references table `users_old`, which does not exist",
                "SELECT id FROM USERS | TABLE | references table `USERS`, which does not exist",
                "SELECT id FROM users WHERE id IN (SELECT id FROM gone) | TABLE | references table `gone`, which does"
                        + " not exist",
                "SELECT id FROM v | TABLE | references table `v`, and their dependencies cannot be resolved",
                "SELECT email FROM users | COLUMN | references unqualified but non-existent column `email`",
                "SELECT id FROM users WHERE email = 'x' | COLUMN | references unqualified but non-existent column"
                        + " `email`",
                "SELECT u.email FROM users u | COLUMN | references non-existent column `u`.`email`",
                "SELECT users.id FROM users u | COLUMN | references non-existent column `users`.`id`",
                "SELECT name FROM named | COLUMN | references unqualified but non-existent column `name`",
                "SELECT id FROM users, orders | COLUMN | references unqualified but non unique column `id`",
                "SELECT 1 FROM users JOIN orders ON id = user_id | COLUMN | references unqualified but non unique"
                        + " column `id`",
                "SELECT o.* FROM users | COLUMN | has invalid star expression",
                "SELECT x.gone FROM (SELECT id FROM users) x | COLUMN | references non-existent column `x`.`gone`",
                "SELECT id FROM users ORDER BY email | COLUMN | references unqualified but non-existent column `email`",
                "SELECT 1 FROM users u WHERE EXISTS (SELECT 1 FROM orders WHERE nick = u.id) | COLUMN | references"
                        + " unqualified but non-existent column `nick`",
                "WITH c AS (SELECT email FROM users) SELECT 1 FROM c | COLUMN | references unqualified but non-existent"
                        + " column `email`",
                "SELECT id FROM users UNION SELECT nick FROM orders | COLUMN | references unqualified but non-existent"
                        + " column `nick`",
            })
    void whatAViewNamesMustExist(String query, String code, String what) {
        assertThat(lint(query)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("INVALID_" + code + "_REFERENCED_IN_VIEW");
            assertThat(finding.table()).isEqualTo("v");
            assertThat(finding.description()).isEqualTo("view `v` " + what);
            assertThat(finding.docsUrl()).endsWith("/invalid-" + code.toLowerCase(Locale.ROOT) + "-referenced-in-view");
        });
    }

    @Test
    void viewsOfEachOtherAreBothNamed() {
        List<Lint.Finding> findings = lint(
                Set.of(),
                "CREATE VIEW a AS SELECT x FROM b",
                "CREATE VIEW b AS SELECT x FROM a",
                "CREATE VIEW c AS SELECT 1");

        assertThat(findings).extracting(Lint.Finding::table).containsExactly("a", "b");
        assertThat(findings).extracting(Lint.Finding::code).containsOnly("INVALID_TABLE_REFERENCED_IN_VIEW");
    }

    @Test
    void viewsOfViewsAreReadInTheirOrder() {
        assertThat(lint(
                        Set.of(),
                        "CREATE VIEW a AS SELECT x FROM b",
                        "CREATE VIEW b AS SELECT y AS x FROM c",
                        "CREATE VIEW c AS SELECT 1 AS y"))
                .isEmpty();
    }

    @Test
    void shardedKeyspacesHaveNoViews() {
        assertThat(lint(Set.of("shop"), "CREATE VIEW recent_orders AS SELECT 1 AS one"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("UNSUPPORTED_SHARDED_FEATURE");
                    assertThat(finding.description())
                            .isEqualTo("`recent_orders` is a view: sharded databases cannot have views");
                });
    }

    @Test
    void foreignKeysCannotReferenceViews() {
        Lint.Rules rules = new Lint.Rules(true, Set.of());

        assertThat(Lint.of(
                        schema(
                                "CREATE TABLE users (id int PRIMARY KEY)",
                                "CREATE VIEW active_users AS SELECT id FROM users",
                                "CREATE TABLE posts (id int PRIMARY KEY, u int, FOREIGN KEY (u) REFERENCES active_users"
                                        + " (id))"),
                        rules))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("FOREIGN_KEYS_REFERENCED_VIEW");
                    assertThat(finding.description())
                            .isEqualTo("table `posts` foreign key references view `active_users`");
                });
    }

    private static List<Lint.Finding> lint(String query) {
        String[] all = Stream.concat(TABLES.stream(), Stream.of("CREATE VIEW v AS " + query))
                .toArray(String[]::new);
        return Lint.of(schema(all), new Lint.Rules(false, Set.of()));
    }

    private static List<Lint.Finding> lint(Set<String> sharded, String... definitions) {
        return Lint.of(schema(definitions), new Lint.Rules(false, sharded));
    }

    private static BranchSchema schema(String... definitions) {
        List<Table> tables = Stream.of(definitions)
                .flatMap(definition -> Table.of("shop", Statements.of(List.of(definition))))
                .toList();
        return new BranchSchema(new Schema(tables), Map.of());
    }
}
