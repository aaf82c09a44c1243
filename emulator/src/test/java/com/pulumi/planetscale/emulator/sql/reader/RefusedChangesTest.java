package com.pulumi.planetscale.emulator.sql.reader;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.emulator.sql.table.DdlException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Changes of a table that MySQL 8 refuses, with the beginnings of its messages.
final class RefusedChangesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a int, b int, KEY (b, a)) | ALTER TABLE t MODIFY a int AUTO_INCREMENT | Incorrect table "
                        + "definition; there can be only one auto column and it must be defined as a key",
                "a int NOT NULL) | ALTER TABLE t ALTER COLUMN a SET DEFAULT NULL | Invalid default value for 'a'",
                "a int) | ALTER TABLE t ALTER COLUMN a SET DEFAULT 'x' | Invalid default value for 'a'",
                "a tinyint) | ALTER TABLE t ALTER COLUMN a SET DEFAULT 128 | Invalid default value for 'a'",
                "a datetime) | ALTER TABLE t ALTER COLUMN a SET DEFAULT CURRENT_TIMESTAMP | You have an "
                        + "error in your SQL syntax",
                "a int AUTO_INCREMENT PRIMARY KEY) | ALTER TABLE t ALTER COLUMN a SET DEFAULT 5 | "
                        + "Invalid default value for 'a'",
                "a int, b int AS (a)) | ALTER TABLE t ALTER COLUMN b SET DEFAULT 5 | Incorrect usage of "
                        + "DEFAULT and generated column",
                "a int) | ALTER TABLE t ALTER COLUMN b SET DEFAULT 5 | Unknown column 'b' in 't'",
                "a text) | ALTER TABLE t ALTER a SET DEFAULT 'x' | BLOB, TEXT, GEOMETRY or JSON column "
                        + "'a' can't have a default value",
                "a int) | ALTER TABLE t DROP COLUMN a | You can't delete all columns with ALTER TABLE; "
                        + "use DROP TABLE instead",
                "a int, b int) | ALTER TABLE t DROP COLUMN a, DROP COLUMN a | Can't DROP 'a'; check that "
                        + "column/key exists",
                "a int, b int) | ALTER TABLE t DROP COLUMN x | Can't DROP 'x'; check that column/key exists",
                "a int, b int, FOREIGN KEY (a) REFERENCES x (b)) | ALTER TABLE t DROP COLUMN a | Cannot "
                        + "drop column 'a': needed in a foreign key constraint 't_ibfk_1'",
                "a int, b int, CHECK (a > b)) | ALTER TABLE t DROP COLUMN a | Check constraint 't_chk_1' "
                        + "uses column 'a', hence column cannot be dropped or renamed.",
                "a int, b int, CHECK (a > b)) | ALTER TABLE t RENAME COLUMN a TO c | Check constraint "
                        + "'t_chk_1' uses column 'a', hence column cannot be dropped or renamed.",
                "a int, b int AS (a + 1)) | ALTER TABLE t DROP COLUMN a | Column 'a' has a generated "
                        + "column dependency.",
                "a int, b int AS (a + 1)) | ALTER TABLE t RENAME COLUMN a TO c | Column 'a' has a "
                        + "generated column dependency.",
                "a int, b int, KEY ((a + 1))) | ALTER TABLE t DROP COLUMN a | Column 'a' has a "
                        + "functional index dependency and cannot be dropped or renamed.",
                "a int, b int DEFAULT (a + 1)) | ALTER TABLE t DROP COLUMN a | Column 'a' of table 't' "
                        + "has a default value expression dependency and cannot be dropped or renamed.",
                "a int, b int) PARTITION BY HASH (a) | ALTER TABLE t DROP COLUMN a | Column 'a' has a "
                        + "partitioning function dependency and cannot be dropped or renamed.",
                "a int, KEY k (a)) | ALTER TABLE t RENAME INDEX k TO `PRIMARY` | Incorrect index name 'PRIMARY'",
                "a int, KEY k (a)) | ALTER TABLE t RENAME INDEX x TO y | Key 'x' doesn't exist in table 't'",
                "a int PRIMARY KEY, KEY k (a)) | ALTER TABLE t RENAME INDEX `PRIMARY` TO y | Incorrect "
                        + "index name 'PRIMARY'",
                "a int) | ALTER TABLE t ALTER CHECK c NOT ENFORCED | Check constraint 'c' is not found in the table.",
                "a int) | ALTER TABLE t DROP CHECK c | Check constraint 'c' is not found in the table.",
                "a int) | ALTER TABLE t DROP CONSTRAINT c | Constraint 'c' does not exist.",
                "a int, KEY k (a)) | ALTER TABLE t DROP CONSTRAINT k | Constraint 'k' does not exist.",
                "a int) | ALTER TABLE t DROP PRIMARY KEY | Can't DROP 'PRIMARY'; check that column/key exists",
                "a int) | ALTER TABLE t DROP FOREIGN KEY f | Can't DROP 'f'; check that column/key exists",
                "a int) | ALTER TABLE t ADD b int AFTER x | Unknown column 'x' in 't'",
                "a int) | ALTER TABLE t MODIFY a int AFTER a | Unknown column 'a' in 't'",
                "a int, b int) | ALTER TABLE t CHANGE a b int | Duplicate column name 'b'",
                "a int, b int) | ALTER TABLE t MODIFY x int | Unknown column 'x' in 't'",
                "a int, b int) | ALTER TABLE t ORDER BY x | Unknown column 'x' in 'order clause'",
                "a int) | ALTER TABLE t REMOVE PARTITIONING | Partition management on a not partitioned "
                        + "table is not possible",
                "a int) | ALTER TABLE t CONVERT TO CHARACTER SET latin1 COLLATE utf8mb4_bin | COLLATION "
                        + "'utf8mb4_bin' is not valid for CHARACTER SET 'latin1'",
                "a int) | ALTER TABLE t RENAME TO `t ` | Incorrect table name 't '",
                "a int PRIMARY KEY) | ALTER TABLE t ALTER INDEX `PRIMARY` INVISIBLE | A primary key "
                        + "index cannot be invisible",
                "a int) | ALTER TABLE t ALTER INDEX k INVISIBLE | Key 'k' doesn't exist in table 't'",
                "a int, b int AS (a)) | ALTER TABLE t MODIFY b int AS (a) STORED | 'Changing the STORED "
                        + "status' is not supported for generated columns.",
                "a int) | ALTER TABLE t ADD PRIMARY KEY (a), ADD PRIMARY KEY (a) | Multiple primary key defined",
                "a int) | ALTER TABLE t ADD KEY (b) | Key column 'b' doesn't exist in table",
                "a int) | ALTER TABLE t ADD COLUMN (b int, b int) | Duplicate column name 'b'",
                "a int) | RENAME TABLE t TO t | Table 't' already exists",
                "a int) | CREATE INDEX k ON t (b) | Key column 'b' doesn't exist in table",
                "a int) | CREATE INDEX `PRIMARY` ON t (a) | Incorrect index name 'PRIMARY'",
                "a int) | DROP INDEX `PRIMARY` ON t | Can't DROP 'PRIMARY'; check that column/key exists",
                "a int UNIQUE, b int, KEY (b)) | ALTER TABLE t DROP KEY a, DROP KEY a | Can't DROP 'a'; "
                        + "check that column/key exists",
                "a int NOT NULL PRIMARY KEY) | ALTER TABLE t MODIFY a int NULL | All parts of a PRIMARY "
                        + "KEY must be NOT NULL; if you need NULL in a key, use UNIQUE instead",
                "a int NOT NULL PRIMARY KEY) | ALTER TABLE t ALTER a SET INVISIBLE | A table must have "
                        + "at least one visible column.",
                "a varchar(9), KEY (a(5))) | ALTER TABLE t MODIFY a varchar(4) | Incorrect prefix key; "
                        + "the used key part isn't a string, the used",
                "a varchar(9), KEY (a)) | ALTER TABLE t MODIFY a text | BLOB/TEXT column 'a' used in key "
                        + "specification without a key length",
                "a varchar(9)) PARTITION BY KEY (a) | ALTER TABLE t MODIFY a text | A BLOB field is not "
                        + "allowed in partition function",
                "a int) PARTITION BY RANGE (a) (PARTITION p0 VALUES LESS THAN (1)) | ALTER TABLE t "
                        + "MODIFY a varchar(9) | Field 'a' is of a not allowed type for this type of partitioning",
            })
    void changeThatMySqlRefusesIsRefusedInItsWords(String definition, String change, String message) {
        Statements statements = Statements.of(List.of("CREATE TABLE t (" + definition));

        assertThatThrownBy(() -> statements.run(change))
                .isInstanceOf(DdlException.class)
                .hasMessageStartingWith(message);
    }
}
