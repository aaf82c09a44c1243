package com.pulumi.planetscale.emulator.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LintTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE t (id bigint PRIMARY KEY)",
                "create table `t` (`id` bigint not null auto_increment, primary key (`id`))",
                "CREATE TABLE t (a int, b int, CONSTRAINT pk PRIMARY KEY (a, b))",
                "CREATE TABLE t (a int NOT NULL UNIQUE)",
                "CREATE TABLE t (a int NOT NULL, b int NOT NULL, UNIQUE KEY ab (a, b DESC))",
                "CREATE TABLE t (a int NOT NULL, UNIQUE (a))",
                "CREATE TABLE t (a decimal(10,2) NOT NULL, `b,c` int, CONSTRAINT u UNIQUE INDEX i (a) USING BTREE) ENGINE=InnoDB",
                "CREATE TABLE t (/* id, */ a varchar(9) NOT NULL COMMENT 'it''s a (key', UNIQUE KEY (a))",
            })
    void tablesWithAUniqueKeyAreFine(String definition) {
        assertThat(lint(definition)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE t (a int)",
                "CREATE TABLE t (a int, KEY (a))",
                "CREATE TABLE t (a int, UNIQUE KEY (a))",
                "CREATE TABLE t (a int UNIQUE)",
                "CREATE TABLE t (a text NOT NULL, UNIQUE KEY (a(10)))",
                "CREATE TABLE t (a varchar(99) NOT NULL, UNIQUE KEY (a(10)))",
                "CREATE TABLE t (a int NOT NULL, b int, UNIQUE KEY (a, b))",
                "CREATE TABLE t (a int NOT NULL, UNIQUE KEY ((a + 1)))",
                "CREATE TABLE t (a int COMMENT 'PRIMARY KEY')",
                "CREATE TABLE t (a int -- , PRIMARY KEY (a)\n)",
            })
    void othersLackOne(String definition) {
        assertThat(lint(definition)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("NO_UNIQUE_KEY");
            assertThat(finding.description()).contains("\"t\"");
        });
    }

    private static List<Lint.Finding> lint(String definition) {
        return Lint.of(new Schema(List.of(new Table("shop", "t", definition))));
    }
}
