package com.pulumi.planetscale.emulator.sql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.sql.reader.Statements;
import com.pulumi.planetscale.emulator.sql.table.TableDefinition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChangeTest {
    private static final String INSTANT = "instant";
    private static final String LOSES = "loses data";
    private static final String BOTH = "instant, loses data";

    /// Bodies of `CREATE TABLE t (…)` before and after.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            nullValues = "-",
            value = {
                "a int | a int, b int | ADD COLUMN `b` int DEFAULT NULL | " + INSTANT,
                "a int | b int, a int | ADD COLUMN `b` int DEFAULT NULL FIRST | " + INSTANT,
                "a int, c int | a int, b int, c int | ADD COLUMN `b` int DEFAULT NULL AFTER `a` | " + INSTANT,
                "a int | a int, b int DEFAULT (1 + 1) | ADD COLUMN `b` int DEFAULT ((1 + 1)) | ''",
                "a int | a int, b int AS (a) VIRTUAL | ADD COLUMN `b` int GENERATED ALWAYS AS (`a`) VIRTUAL | "
                        + INSTANT,
                "a int | a int, b int AS (a) STORED | ADD COLUMN `b` int GENERATED ALWAYS AS (`a`) STORED | ''",
                "a int, b int | a int | DROP COLUMN `b` | " + BOTH,
                "a int, b int AS (a) | a int | DROP COLUMN `b` | " + INSTANT,
                "a int, b int, KEY (b) | a int | DROP KEY `b`, DROP COLUMN `b` | " + LOSES,
                "a int | a bigint | MODIFY COLUMN `a` bigint DEFAULT NULL | ''",
                "a bigint | a int | MODIFY COLUMN `a` int DEFAULT NULL | " + LOSES,
                "a int | a int unsigned | MODIFY COLUMN `a` int unsigned DEFAULT NULL | " + LOSES,
                "a int | a int NOT NULL | MODIFY COLUMN `a` int NOT NULL | ''",
                "a int | a int DEFAULT 3 | MODIFY COLUMN `a` int DEFAULT '3' | " + INSTANT,
                "a int | a int COMMENT 'x' | MODIFY COLUMN `a` int DEFAULT NULL COMMENT 'x' | " + INSTANT,
                "a int, b int | b int, a int | MODIFY COLUMN `a` int DEFAULT NULL AFTER `b` | ''",
                "a varchar(9) | a varchar(99) | MODIFY COLUMN `a` varchar(99) DEFAULT NULL | ''",
                "a varchar(99) | a varchar(9) | MODIFY COLUMN `a` varchar(9) DEFAULT NULL | " + LOSES,
                "a decimal(10,2) | a decimal(12,2) | MODIFY COLUMN `a` decimal(12,2) DEFAULT NULL | ''",
                "a decimal(10,2) | a decimal(10,3) | MODIFY COLUMN `a` decimal(10,3) DEFAULT NULL | " + LOSES,
                "a datetime(3) | a datetime | MODIFY COLUMN `a` datetime DEFAULT NULL | " + LOSES,
                "a timestamp NULL | a datetime | MODIFY COLUMN `a` datetime DEFAULT NULL | ''",
                "a varbinary(9) | a varchar(9) | MODIFY COLUMN `a` varchar(9) DEFAULT NULL | " + LOSES,
                "a int, b int | a int, b int AS (a) | DROP COLUMN `b`, ADD COLUMN `b` int GENERATED ALWAYS AS (`a`)"
                        + " VIRTUAL AFTER `a` | " + BOTH,
                "a int, b int AS (a), KEY k (b) | a int, b int AS (a) STORED, KEY k (b) | DROP KEY `k`, DROP COLUMN `b`,"
                        + " ADD COLUMN `b` int GENERATED ALWAYS AS (`a`) STORED AFTER `a`, ADD KEY `k` (`b`) | ''",
                "a varchar(9) | a text | MODIFY COLUMN `a` text | ''",
                "a text | a json | MODIFY COLUMN `a` json DEFAULT NULL | " + LOSES,
                "a enum('x') | a enum('x','y') | MODIFY COLUMN `a` enum('x','y') DEFAULT NULL | " + INSTANT,
                "a enum('x','y') | a enum('y','x') | MODIFY COLUMN `a` enum('y','x') DEFAULT NULL | ''",
                "a enum('x','y') | a enum('y') | MODIFY COLUMN `a` enum('y') DEFAULT NULL | " + LOSES,
                "a varchar(9) | a varchar(9) CHARACTER SET latin1 | MODIFY COLUMN `a` varchar(9) CHARACTER SET latin1"
                        + " DEFAULT NULL | " + LOSES,
                "a int | a int, KEY k (a) | ADD KEY `k` (`a`) | ''",
                "a int, KEY k (a) | a int, UNIQUE k (a) | DROP KEY `k`, ADD UNIQUE KEY `k` (`a`) | ''",
                "a int, KEY k (a) | a int, KEY k (a) INVISIBLE | ALTER INDEX `k` INVISIBLE | ''",
                "a int PRIMARY KEY, b int | a int NOT NULL, b int NOT NULL, PRIMARY KEY (a, b) | DROP PRIMARY KEY,"
                        + " MODIFY COLUMN `b` int NOT NULL, ADD PRIMARY KEY (`a`,`b`) | ''",
                "a int | a int, CHECK (a > 1) | ADD CONSTRAINT `t_chk_1` CHECK ((`a` > 1)) | ''",
                "a int, CHECK (a > 1) | a int, CHECK (a > 1) NOT ENFORCED | ALTER CHECK `t_chk_1` NOT ENFORCED | ''",
                "a int, CHECK (a > 1) | a int, CHECK (a > 2) | DROP CHECK `t_chk_1`, ADD CONSTRAINT `t_chk_1` CHECK"
                        + " ((`a` > 2)) | ''",
                "a int, KEY (a) | a int, KEY (a), CONSTRAINT f FOREIGN KEY (a) REFERENCES p (id) | ADD CONSTRAINT `f`"
                        + " FOREIGN KEY (`a`) REFERENCES `p` (`id`) | ''",
            })
    void oneStatementMakesOneTableOfAnother(String before, String after, String parts, String effect) {
        Change change = only("CREATE TABLE t (" + before + ")", "CREATE TABLE t (" + after + ")");

        assertThat(change.statement()).isEqualTo("ALTER TABLE `t` " + parts);
        assertThat(change.kind()).isEqualTo(Change.Kind.ALTER);
        assertThat(change.instant()).as("instant").isEqualTo(effect.contains(INSTANT));
        assertThat(change.canDropData()).as("can drop data").isEqualTo(effect.contains(LOSES));
        assertThat(applied(before, change.statement())).isEqualTo(table(after));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ENGINE=InnoDB | COMMENT='x' | COMMENT='x'",
                "ROW_FORMAT=DYNAMIC KEY_BLOCK_SIZE=8 | STATS_PERSISTENT=1 | KEY_BLOCK_SIZE=0 ROW_FORMAT=DEFAULT"
                        + " STATS_PERSISTENT=1",
                "CHARSET=latin1 | CHARSET=utf8mb4 | MODIFY COLUMN `b` varchar(9) CHARACTER SET utf8mb4 DEFAULT NULL,"
                        + " DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci",
                "PARTITION BY HASH (a) PARTITIONS 2 | COMMENT='x' | COMMENT='x' REMOVE PARTITIONING",
                "COMMENT='x' | COMMENT='x' PARTITION BY HASH (a) PARTITIONS 2 | PARTITION BY hash (`a`) partitions 2",
            })
    void optionsAndPartitionsAreCompared(String before, String after, String parts) {
        String columns = "CREATE TABLE t (a int, b varchar(9)) ";

        Change change = only(columns + before, columns + after);

        assertThat(change.statement()).isEqualTo("ALTER TABLE `t` " + parts);
        assertThat(change.instant()).isFalse();
        Statements statements = new Statements(Map.of("t", Statements.table(columns + before)));
        statements.run(change.statement());
        assertThat(statements.existing("t")).isEqualTo(Statements.table(columns + after));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a int | `A` INT(11) DEFAULT NULL",
                "id int, PRIMARY KEY (id) | id int NOT NULL PRIMARY KEY",
                "a bool | a tinyint(1)",
                "a int, b int, KEY x (a), KEY y (b) | a int, b int, KEY y (b), KEY x (a)",
                "a varchar(9) | a varchar(9) CHARSET utf8mb4 COLLATE utf8mb4_0900_ai_ci",
                "a int, CHECK (a > 1) | a int CHECK ((`a`>1))",
                "a int, KEY (a) | a int, KEY a (a) USING BTREE",
            })
    void whatMeansTheSameIsNoChange(String before, String after) {
        assertThat(Change.between(schema("CREATE TABLE t (" + before + ")"), schema("CREATE TABLE t (" + after + ")")))
                .isEmpty();
    }

    @Test
    void tablesComeAndGo() {
        Schema old = schema("CREATE TABLE t (a int, KEY (a), CONSTRAINT f FOREIGN KEY (a) REFERENCES p (id))");

        assertThat(Change.between(Schema.EMPTY, old)).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(Change.Kind.CREATE);
            assertThat(change.canDropData()).isFalse();
        });
        assertThat(Change.between(old, Schema.EMPTY))
                .containsExactly(
                        new Change("shop", "t", Change.Kind.DROP, "DROP TABLE `t`", true, List.of("f"), false));
    }

    @Test
    void removedForeignKeysAreNamed() {
        Change change = only(
                "CREATE TABLE t (a int, KEY (a), CONSTRAINT f FOREIGN KEY (a) REFERENCES p (id))",
                "CREATE TABLE t (a int, KEY (a))");

        assertThat(change.removedForeignKeys()).containsExactly("f");
        assertThat(change.statement()).isEqualTo("ALTER TABLE `t` DROP FOREIGN KEY `f`");
    }

    @Test
    void aRenamedColumnIsAnotherOne() {
        Change change = only("CREATE TABLE t (a int, b int)", "CREATE TABLE t (a int, c int)");

        assertThat(change.statement()).isEqualTo("ALTER TABLE `t` DROP COLUMN `b`, ADD COLUMN `c` int DEFAULT NULL");
        assertThat(change.canDropData()).isTrue();
    }

    private static Change only(String before, String after) {
        List<Change> changes = Change.between(schema(before), schema(after));
        assertThat(changes).hasSize(1);
        return changes.get(0);
    }

    private static Schema schema(String definition) {
        return new Schema(List.of(new Table("shop", "t", definition)));
    }

    private static TableDefinition table(String body) {
        return Statements.table("CREATE TABLE t (" + body + ")");
    }

    private static TableDefinition applied(String before, String statement) {
        Statements statements = new Statements(Map.of("t", table(before)));
        statements.run(statement);
        return statements.existing("t");
    }
}
