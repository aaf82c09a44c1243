package com.pulumi.planetscale.emulator.driver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SqlTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE x (id INT)",
                "  alter table x add y int",
                "/* why */ DROP TABLE x",
                "-- why\n#more\ntruncate x",
                "RENAME TABLE x TO y"
            })
    void statementsThatChangeTheSchemaAreTold(String sql) {
        assertThat(new SqlText(sql).isDdl()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'CREATE TABLE x'",
                "create temporary table x (id int)",
                "INSERT INTO alters VALUES (1)",
                "created",
                "",
                "-- create table x"
            })
    void otherStatementsAreNot(String sql) {
        assertThat(new SqlText(sql).isDdl()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "INSERT INTO t VALUES ('a''b', \"c\\\"d\", 1.5, -2) | INSERT INTO t VALUES (:vtg1, :vtg2, :vtg3, -:vtg4)",
                "SELECT a1 FROM t2 WHERE x = 'it\\'s' LIMIT 10 | SELECT a1 FROM t2 WHERE x = :vtg1 LIMIT :vtg2",
                "SELECT 'open | SELECT :vtg1",
                "SELECT 'open\\ | SELECT :vtg1"
            })
    void valuesAreNotRepeated(String sql, String without) {
        assertThat(new SqlText(sql).withoutValues()).isEqualTo(without);
    }

    @Test
    void longStatementsAreReadAndCut() {
        String comments = "/* x */\n".repeat(100_000);
        String text = "'" + "''\\'".repeat(100_000) + "'";

        assertThat(new SqlText(comments + "CREATE TABLE x (id INT)").isDdl()).isTrue();
        assertThat(new SqlText("SELECT " + text).withoutValues()).isEqualTo("SELECT :vtg1");
        assertThat(new SqlText("SELECT " + "a, ".repeat(5_000)).withoutValues())
                .endsWith(" [TRUNCATED]")
                .hasSizeLessThan(2_100);
    }
}
