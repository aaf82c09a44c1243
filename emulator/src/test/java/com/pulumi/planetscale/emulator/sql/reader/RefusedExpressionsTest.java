package com.pulumi.planetscale.emulator.sql.reader;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expressions that MySQL 8 refuses, with the beginnings of its messages.
final class RefusedExpressionsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a int AS (1) AUTO_INCREMENT) | Incorrect usage of AUTO_INCREMENT and generated column",
                "a int, CONSTRAINT <65> CHECK (a > 1)) | Identifier name '",
                "a int, b int AS (a), FOREIGN KEY (b) REFERENCES x (b)) | Foreign key 't_ibfk_1' uses "
                        + "virtual column 'b' which is not supported.",
                "a int, b int AS (a) STORED, FOREIGN KEY (b) REFERENCES x (b) ON UPDATE CASCADE) | "
                        + "Cannot define foreign key with ON UPDATE CASCADE clause on a generated column.",
                "a int CHECK (b > 1), b int) | Column check constraint 't_chk_1' references other column.",
                "a int, CHECK (a > (SELECT 1))) | An expression of a check constraint 't_chk_1' contains "
                        + "disallowed function.",
                "a datetime, CHECK (a > now())) | An expression of a check constraint 't_chk_1' contains "
                        + "disallowed function: now.",
                "a double, CHECK (a > rand())) | An expression of a check constraint 't_chk_1' contains "
                        + "disallowed function: rand.",
                "a int, CHECK (a > @x)) | An expression of a check constraint 't_chk_1' cannot refer to "
                        + "a user or system variable.",
                "a int AUTO_INCREMENT PRIMARY KEY, CHECK (a > 1)) | Check constraint 't_chk_1' cannot "
                        + "refer to an auto-increment column.",
                "a int, FOREIGN KEY (a) REFERENCES x (b) ON DELETE SET NULL, CHECK (a > 1)) | Column 'a' "
                        + "cannot be used in a check constraint 't_chk_1': needed in",
                "a int, CHECK (a)) | An expression of non-boolean type specified to a check constraint 't_chk_1'.",
                "a int, CHECK (a + 1)) | An expression of non-boolean type specified to a check "
                        + "constraint 't_chk_1'.",
                "a int, CONSTRAINT c CHECK (a > 1), CONSTRAINT C CHECK (a > 2)) | Duplicate check "
                        + "constraint name 'C'",
                "a int AUTO_INCREMENT PRIMARY KEY, b int AS (a + 1)) | Generated column 'b' cannot refer "
                        + "to auto-increment column.",
                "b int AS (c + 1), c int AS (a + 1), a int) | Generated column can refer only to "
                        + "generated columns defined prior to it.",
                "a int, b int AS (b + 1)) | Generated column can refer only to generated columns defined "
                        + "prior to it.",
                "a int, b datetime AS (now())) | Expression of generated column 'b' contains a "
                        + "disallowed function: now.",
                "a int, b double AS (rand())) | Expression of generated column 'b' contains a disallowed "
                        + "function: rand.",
                "a int, b char(36) AS (uuid())) | Expression of generated column 'b' contains a "
                        + "disallowed function: uuid.",
                "a int, b int AS ((SELECT 1))) | Expression of generated column 'b' contains a disallowed function.",
                "a int, b int AS (count(a))) | Invalid use of group function",
                "a int, b int AS (a) ON UPDATE CURRENT_TIMESTAMP) | Invalid ON UPDATE clause for 'b' column",
                "a int, b int AS (a) PRIMARY KEY) | 'Defining a virtual generated column as primary key' "
                        + "is not supported for generated columns.",
                "a text, b text AS (a), FULLTEXT KEY (b)) | 'Fulltext index on virtual generated column' "
                        + "is not supported for generated columns.",
                "a int DEFAULT (b), b int DEFAULT (1)) | Default value expression of column 'a' cannot "
                        + "refer to a column",
                "a int DEFAULT (b), b int AUTO_INCREMENT PRIMARY KEY) | Default value expression of "
                        + "column 'a' cannot refer to an auto-increment column.",
                "a int DEFAULT (c)) | Unknown column 'c' in 'default value expression'",
                "a int DEFAULT (a)) | Default value expression of column 'a' cannot refer to a column",
                "a int DEFAULT ((SELECT 1))) | Default value expression of column 'a' contains a "
                        + "disallowed function.",
                "a int, KEY ((a))) | Functional index on a column is not supported. Consider using a "
                        + "regular index instead.",
                "a int, PRIMARY KEY ((a + 1))) | The primary key cannot be a functional index",
                "a text, FULLTEXT KEY ((concat(a, 'x')))) | Fulltext functional index is not supported.",
                "a int AUTO_INCREMENT PRIMARY KEY, KEY ((a + 1))) | Functional index 'functional_index' "
                        + "cannot refer to an auto-increment column.",
                "a datetime, KEY ((now()))) | Expression of functional index 'functional_index' contains "
                        + "a disallowed function: now.",
                "a int, KEY ((rand()))) | Expression of functional index 'functional_index' contains a "
                        + "disallowed function: rand.",
                "a int PRIMARY KEY, KEY ((nope + 1))) | Unknown column 'nope' in 'functional index'",
            })
    void expressionThatMySqlRefusesIsRefusedInItsWords(String definition, String message) {
        RefusedTable.assertRefused(definition, message);
    }
}
