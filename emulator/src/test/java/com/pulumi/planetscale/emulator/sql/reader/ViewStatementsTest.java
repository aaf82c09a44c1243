package com.pulumi.planetscale.emulator.sql.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.emulator.sql.table.DdlException;
import com.pulumi.planetscale.emulator.sql.table.ViewDefinition;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ViewStatementsTest {
    private static final String TABLE = "CREATE TABLE users (id int PRIMARY KEY)";
    private static final String VIEW = "CREATE VIEW active AS SELECT id FROM users";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "create or replace view V as SELECT `id`, COUNT(*) n FROM users u WHERE u.gone IS NULL GROUP BY id |"
                        + " CREATE VIEW `V` AS select `id`, count(*) `n` from `users` `u` where `u`.`gone` is null"
                        + " group by `id`",
                "CREATE ALGORITHM=UNDEFINED DEFINER=`root`@`%` SQL SECURITY DEFINER VIEW v AS SELECT 'x' AS a |"
                        + " CREATE VIEW `v` AS select 'x' as `a`",
                "CREATE ALGORITHM = merge SQL SECURITY INVOKER VIEW v (a, b) AS SELECT id, id FROM t |"
                        + " CREATE ALGORITHM = MERGE SQL SECURITY INVOKER VIEW `v` (`a`, `b`) AS select `id`, `id` from"
                        + " `t`",
                "CREATE VIEW v AS (SELECT a FROM t) UNION ALL SELECT b FROM u WITH CHECK OPTION |"
                        + " CREATE VIEW `v` AS (select `a` from `t`) union all select `b` from `u` with check option",
            })
    void aViewIsWrittenInOneWay(String sql, String ddl) {
        assertThat(Statements.view(sql).ddl()).isEqualTo(ddl);
        assertThat(Statements.view(ddl).ddl()).isEqualTo(ddl);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 1 | ''",
                "SELECT id FROM users JOIN shop.orders o USING (id) | users orders",
                "SELECT * FROM (SELECT id FROM users) x | users",
                "SELECT id FROM users WHERE EXISTS (SELECT 1 FROM orders WHERE orders.id = users.id) | users orders",
                "WITH recent AS (SELECT id FROM orders) SELECT id FROM recent | orders",
                "SELECT id FROM users UNION (SELECT id FROM orders) | users orders",
                "SELECT (SELECT max(id) FROM orders) AS newest | orders",
                "TABLE users | users",
            })
    void theTablesThatAViewReadsAreKnown(String query, String tables) {
        assertThat(Statements.view("CREATE VIEW v AS " + query).query().tables())
                .isEqualTo(tables.isEmpty() ? Set.of() : Set.of(tables.split(" ")));
    }

    @Test
    void viewsAreReplacedAlteredRenamedAndDropped() {
        Statements statements = Statements.of(List.of(TABLE, VIEW));

        statements.run("CREATE OR REPLACE VIEW active AS SELECT 1 AS one");
        assertThat(views(statements)).containsExactly("CREATE VIEW `active` AS select 1 as `one`");

        statements.run("ALTER VIEW active AS SELECT 2 AS two");
        assertThat(views(statements)).containsExactly("CREATE VIEW `active` AS select 2 as `two`");

        statements.run("RENAME TABLE active TO `present`");
        assertThat(views(statements)).containsExactly("CREATE VIEW `present` AS select 2 as `two`");

        statements.run("DROP VIEW IF EXISTS absent, present");
        assertThat(statements.views()).isEmpty();
        assertThat(statements.tables()).containsOnlyKeys("users");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "CREATE VIEW active AS SELECT 1 | Table 'active' already exists",
                "CREATE VIEW users AS SELECT 1 | Table 'users' already exists",
                "CREATE OR REPLACE VIEW users AS SELECT 1 | 'users' is not VIEW",
                "CREATE TABLE active (id int) | Table 'active' already exists",
                "ALTER VIEW users AS SELECT 1 | 'users' is not VIEW",
                "ALTER VIEW nowhere AS SELECT 1 | Table 'nowhere' doesn't exist",
                "DROP VIEW nowhere | Table 'nowhere' doesn't exist",
                "DROP VIEW users | 'users' is not VIEW",
                "DROP TABLE active | Table 'active' doesn't exist",
                "ALTER TABLE active ADD a int | Table 'active' doesn't exist",
                "RENAME TABLE active TO users | Table 'users' already exists",
            })
    void tablesAndViewsAreNotTakenForEachOther(String statement, String why) {
        Statements statements = Statements.of(List.of(TABLE, VIEW));

        assertThatThrownBy(() -> statements.run(statement))
                .isInstanceOf(DdlException.class)
                .hasMessage(why);
        assertThat(statements.tables()).containsOnlyKeys("users");
        assertThat(statements.views()).containsOnlyKeys("active");
    }

    private static List<String> views(Statements statements) {
        return statements.views().values().stream().map(ViewDefinition::ddl).toList();
    }
}
