package com.pulumi.planetscale.emulator.sql.reader;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Partitions that MySQL 8 refuses, with the beginnings of its messages.
final class RefusedPartitionsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a int) PARTITION BY RANGE (a) (PARTITION p0 VALUES LESS THAN (10), PARTITION p0 VALUES "
                        + "LESS THAN (20)) | Duplicate partition name p0",
                "a int) PARTITION BY RANGE (a) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES "
                        + "LESS THAN (10)) | VALUES LESS THAN value must be strictly increasing for each partition",
                "a int) PARTITION BY RANGE (a) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES "
                        + "LESS THAN (9)) | VALUES LESS THAN value must be strictly increasing for each partition",
                "a int) PARTITION BY RANGE (a) (PARTITION p0 VALUES LESS THAN (5 + 5), PARTITION p1 "
                        + "VALUES LESS THAN (3 * 3)) | VALUES LESS THAN value must be strictly increasing for each "
                        + "partition",
                "a int) PARTITION BY RANGE (a) (PARTITION p0 VALUES LESS THAN MAXVALUE, PARTITION p1 "
                        + "VALUES LESS THAN (9)) | MAXVALUE can only be used in last partition definition",
                "a int) PARTITION BY RANGE (a) (PARTITION p0 VALUES LESS THAN (MAXVALUE), PARTITION p1 "
                        + "VALUES LESS THAN (MAXVALUE)) | MAXVALUE can only be used in last partition definition",
                "a date) PARTITION BY RANGE (to_days(a)) (PARTITION p0 VALUES LESS THAN "
                        + "(to_days('2020-01-02')), PARTITION p1 VALUES LESS THAN (to_days('2020-01-01'))) | "
                        + "VALUES LESS THAN value must be strictly increasing for each partition",
                "a date) PARTITION BY RANGE COLUMNS (a) (PARTITION p0 VALUES LESS THAN ('2020-01-02'), "
                        + "PARTITION p1 VALUES LESS THAN ('2020-01-01')) | VALUES LESS THAN value must be strictly "
                        + "increasing for each partition",
                "a int, b int) PARTITION BY RANGE COLUMNS (a, b) (PARTITION p0 VALUES LESS THAN (1, 5), "
                        + "PARTITION p1 VALUES LESS THAN (1, 5)) | VALUES LESS THAN value must be strictly "
                        + "increasing for each partition",
                "a int, b int) PARTITION BY RANGE COLUMNS (a, b) (PARTITION p0 VALUES LESS THAN (1), "
                        + "PARTITION p1 VALUES LESS THAN (2)) | Inconsistency in usage of column lists for "
                        + "partitioning",
                "a int) PARTITION BY LIST (a) (PARTITION p0 VALUES IN (1, 2), PARTITION p1 VALUES IN (2, "
                        + "3)) | Multiple definition of same constant in list partitioning",
                "a int) PARTITION BY LIST (a) (PARTITION p0 VALUES IN (1, 1)) | Multiple definition of "
                        + "same constant in list partitioning",
                "a varchar(9)) PARTITION BY LIST COLUMNS (a) (PARTITION p0 VALUES IN ('x'), PARTITION p1 "
                        + "VALUES IN ('X')) | Multiple definition of same constant in list partitioning",
                "a int) PARTITION BY LIST (a) (PARTITION p0 VALUES IN (NULL), PARTITION p1 VALUES IN "
                        + "(NULL)) | Multiple definition of same constant in list partitioning",
                "a int) PARTITION BY LIST (a) (PARTITION p0 VALUES IN (MAXVALUE)) | Cannot use MAXVALUE "
                        + "as value in VALUES IN",
                "a int) PARTITION BY RANGE (a) (PARTITION p0 VALUES LESS THAN (NULL)) | Not allowed to "
                        + "use NULL value in VALUES LESS THAN",
                "a int) PARTITION BY RANGE (a) | For RANGE partitions each partition must be defined",
                "a int) PARTITION BY LIST (a) PARTITIONS 3 | For LIST partitions each partition must be defined",
                "a int) PARTITION BY RANGE (a) (PARTITION p0 VALUES IN (1)) | Only LIST PARTITIONING can "
                        + "use VALUES IN in partition definition",
                "a int) PARTITION BY LIST (a) (PARTITION p0 VALUES LESS THAN (1)) | Only RANGE "
                        + "PARTITIONING can use VALUES LESS THAN in partition definition",
                "a int) PARTITION BY RANGE (a) (PARTITION p0) | Syntax error: RANGE PARTITIONING "
                        + "requires definition of VALUES LESS THAN for each partition",
                "a varchar(9)) PARTITION BY HASH (a) | Field 'a' is of a not allowed type for this type "
                        + "of partitioning",
                "a varchar(9)) PARTITION BY RANGE (a) (PARTITION p0 VALUES LESS THAN ('x')) | Field 'a' "
                        + "is of a not allowed type for this type of partitioning",
                "a int) PARTITION BY RANGE (a) (PARTITION p0 VALUES LESS THAN ('x')) | VALUES value for "
                        + "partition 'p0' must have type INT",
                "a text) PARTITION BY KEY (a) | A BLOB field is not allowed in partition function",
                "a json) PARTITION BY KEY (a) | A BLOB field is not allowed in partition function",
                "a float) PARTITION BY RANGE COLUMNS (a) (PARTITION p0 VALUES LESS THAN (1)) | Field 'a' "
                        + "is of a not allowed type for this type of partitioning",
                "a int) PARTITION BY RANGE COLUMNS (a, a) (PARTITION p0 VALUES LESS THAN (1, 1)) | "
                        + "Duplicate partition field name 'a'",
                "a timestamp) PARTITION BY RANGE (year(a)) (PARTITION p0 VALUES LESS THAN (2020)) | "
                        + "Constant, random or timezone-dependent expressions in (sub)partitioning function are "
                        + "not allowed",
                "a int, t text, FULLTEXT KEY (t)) PARTITION BY HASH (a) | The used table type doesn't "
                        + "support FULLTEXT indexes",
                "a int) PARTITION BY KEY (a, a) | Duplicate partition field name 'a'",
                "a int) PARTITION BY RANGE (a) (PARTITION p0 VALUES LESS THAN (1, 2)) | Cannot have more "
                        + "than one value for this type of RANGE partitioning",
                "a int) PARTITION BY KEY () | Field in list of fields for partition function not found in table",
                "a int) PARTITION BY LINEAR HASH (a) PARTITIONS 99999999999 | Too many partitions "
                        + "(including subpartitions) were defined",
                "a int, b int) PARTITION BY RANGE (a) SUBPARTITION BY HASH (b) SUBPARTITIONS 2 "
                        + "(PARTITION p0 VALUES LESS THAN (1), PARTITION p0 VALUES LESS THAN (2)) | Duplicate "
                        + "partition name p0",
                "a int) PARTITION BY HASH (a) (PARTITION p0, PARTITION P0) | Duplicate partition name P0",
                "a int) PARTITION BY HASH (a) (PARTITION <65>) | Identifier name '",
                "a int) PARTITION BY HASH (a) (PARTITION p0 COMMENT '<1025>') | Comment for table partition 'p0' is"
                        + " too long (max = 1024)",
                "a int) PARTITION BY HASH (a) (PARTITION p0 VALUES LESS THAN (1)) | Only RANGE PARTITIONING can use"
                        + " VALUES LESS THAN in partition definition",
                "a int) PARTITION BY HASH (a) PARTITIONS 3 (PARTITION p0, PARTITION p1) | Wrong number of partitions"
                        + " defined, mismatch with previous setting",
                "a int) PARTITION BY HASH (a) PARTITIONS 0 | Number of partitions = 0 is not an allowed value",
                "a int) PARTITION BY HASH (a) PARTITIONS 8193 | Too many partitions (including subpartitions) were",
                "a int) PARTITION BY HASH (1) | Constant, random or timezone-dependent expressions",
                "a int) PARTITION BY HASH (a + rand()) | This partition function is not allowed",
                "a int, b int) PARTITION BY LIST COLUMNS (a, b) (PARTITION p0 VALUES IN ((1, 2), (1, 2))) | Multiple"
                        + " definition of same constant in list partitioning",
            })
    void partitionsThatMySqlRefusesAreRefusedInItsWords(String definition, String message) {
        RefusedTable.assertRefused(definition, message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a int) PARTITION BY RANGE (a) (PARTITION p0 VALUES LESS THAN (-5), PARTITION p1 VALUES LESS THAN (10),"
                        + " PARTITION p2 VALUES LESS THAN MAXVALUE)",
                "a date) PARTITION BY RANGE (to_days(a)) (PARTITION p0 VALUES LESS THAN (to_days('2020-01-01')),"
                        + " PARTITION p1 VALUES LESS THAN (to_days('2020-02-01')))",
                "a timestamp NOT NULL) PARTITION BY RANGE (unix_timestamp(a)) (PARTITION p0 VALUES LESS THAN"
                        + " (unix_timestamp('2020-01-01 00:00:00')), PARTITION p1 VALUES LESS THAN (MAXVALUE))",
                "a int, b int) PARTITION BY RANGE COLUMNS (a, b) (PARTITION p0 VALUES LESS THAN (1, 5), PARTITION p1"
                        + " VALUES LESS THAN (1, MAXVALUE), PARTITION p2 VALUES LESS THAN (2, 0))",
                "a varchar(9), b int) PARTITION BY LIST COLUMNS (a, b) (PARTITION p0 VALUES IN (('x', 1), ('y', 1)),"
                        + " PARTITION p1 VALUES IN (('x', 2), (NULL, NULL)))",
                "a int) PARTITION BY LIST (a) (PARTITION p0 VALUES IN (1, 2, NULL), PARTITION p1 VALUES IN (-1, 3))",
                "a int) PARTITION BY HASH (a) PARTITIONS 2 (PARTITION p0, PARTITION p1 COMMENT 'a, (b')",
                "a int, d date) PARTITION BY RANGE (a) SUBPARTITION BY HASH (to_days(d)) SUBPARTITIONS 2"
                        + " (PARTITION p0 VALUES LESS THAN (1), PARTITION p1 VALUES LESS THAN (2))",
            })
    void partitionsThatMySqlTakesAreTaken(String definition) {
        assertThatCode(() -> Statements.table("CREATE TABLE t (" + definition)).doesNotThrowAnyException();
    }
}
