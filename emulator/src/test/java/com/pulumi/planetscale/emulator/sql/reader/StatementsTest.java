package com.pulumi.planetscale.emulator.sql.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.emulator.sql.table.DdlException;
import com.pulumi.planetscale.emulator.sql.table.TableDefinition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StatementsTest {
    @Test
    void columnsCanSwapTheirNames() {
        Statements statements = Statements.of(List.of("CREATE TABLE t (a int, b varchar(9), KEY k (a))"));

        statements.run("ALTER TABLE t RENAME COLUMN a TO b, RENAME COLUMN b TO a");

        assertThat(statements.existing("t").ddl()).contains("`b` int", "`a` varchar(9)", "KEY `k` (`b`)");
    }

    @Test
    void aTableIsWrittenAsMysqlShowsIt() {
        String sql = """
                create table Users (
                  id BIGINT(20) UNSIGNED AUTO_INCREMENT PRIMARY KEY,
                  name varchar(50) character set latin1 not null default 'it''s',
                  mail varchar(80) collate utf8mb4_bin,
                  age int default 5,
                  price decimal(10,2) default 1,
                  full_name varchar(99) as (concat(name, ' ', mail)) stored,
                  made timestamp(3) null default now(3) on update current_timestamp(3),
                  bio text comment 'says "hi"',
                  kind enum('a', "b") default 'a' unique,
                  org bigint unsigned,
                  check (age > 0 and (age < 200)),
                  key (name(10) desc, mail),
                  constraint fk_org foreign key (org) references orgs (id) on update restrict on delete cascade
                ) engine=innodb auto_increment=17 comment "people";
                """;

        assertThat(Statements.table(sql).ddl()).isEqualTo("""
                        CREATE TABLE `Users` (
                          `id` bigint unsigned NOT NULL AUTO_INCREMENT,
                          `name` varchar(50) CHARACTER SET latin1 NOT NULL DEFAULT 'it''s',
                          `mail` varchar(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL,
                          `age` int DEFAULT '5',
                          `price` decimal(10,2) DEFAULT '1.00',
                          `full_name` varchar(99) GENERATED ALWAYS AS (concat(`name`,_utf8mb4' ',`mail`)) STORED,
                          `made` timestamp(3) NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
                          `bio` text COMMENT 'says "hi"',
                          `kind` enum('a','b') DEFAULT 'a',
                          `org` bigint unsigned DEFAULT NULL,
                          PRIMARY KEY (`id`),
                          UNIQUE KEY `kind` (`kind`),
                          KEY `name` (`name`(10) DESC,`mail`),
                          KEY `fk_org` (`org`),
                          CONSTRAINT `fk_org` FOREIGN KEY (`org`) REFERENCES `orgs` (`id`) ON DELETE CASCADE,
                          CONSTRAINT `Users_chk_1` CHECK (((`age` > 0) and (`age` < 200)))
                        ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci COMMENT='people'""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bool | tinyint(1)",
                "int(11) | int",
                "tinyint(1) unsigned | tinyint unsigned",
                "int(5) zerofill | int(5) unsigned zerofill",
                "integer | int",
                "numeric | decimal(10,0)",
                "dec(5) | decimal(5,0)",
                "double precision | double",
                "float(30) | double",
                "float(7) | float",
                "character varying(9) | varchar(9)",
                "char | char(1)",
                "binary | binary(1)",
                "varchar(9) character set binary | varbinary(9)",
                "text(100) | text",
                "text(20000) | mediumtext",
                "blob(200) | tinyblob",
                "long | mediumtext",
                "bit | bit(1)",
                "year(4) | year",
                "datetime(0) | datetime",
                "geometrycollection | geomcollection",
                "set('x','y') | set('x','y')",
            })
    void typesLoseTheirSynonyms(String written, String shown) {
        assertThat(Statements.table("CREATE TABLE t (a " + written + ")").ddl()).contains("`a` " + shown);
    }

    @Test
    void serialIsAKeyThatCounts() {
        assertThat(Statements.table("CREATE TABLE t (a serial)").ddl())
                .contains("`a` bigint unsigned NOT NULL AUTO_INCREMENT,", "UNIQUE KEY `a` (`a`)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE t (a varchar(9) CHARACTER SET utf8 PRIMARY KEY) PARTITION BY KEY () PARTITIONS 4",
                "CREATE TABLE t (a int, b json DEFAULT (json_object('k', 1)), KEY ((a + 1)), KEY (a) INVISIBLE)",
                "CREATE TABLE t (a datetime DEFAULT CURRENT_TIMESTAMP, p point NOT NULL SRID 4326, SPATIAL KEY (p))",
                "CREATE TABLE t (a int, b text, FULLTEXT KEY ft (b) WITH PARSER ngram) ROW_FORMAT=COMPRESSED",
                "CREATE TABLE t (a bit(1) DEFAULT b'0', b int CHECK (b <> '`') NOT ENFORCED) CHARSET=latin1",
                "CREATE TABLE t (id int PRIMARY KEY, y year) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN"
                        + " (10) ENGINE = InnoDB, PARTITION p1 VALUES LESS THAN MAXVALUE)",
                "CREATE TABLE t (a date NOT NULL, PRIMARY KEY (a)) PARTITION BY RANGE COLUMNS (a) (PARTITION p0 VALUES"
                        + " LESS THAN ('2020-01-01'), PARTITION p1 VALUES LESS THAN (MAXVALUE))",
                "CREATE TABLE t (a int, b int GENERATED ALWAYS AS (if((a > 1), (a in (1, 2)), cast(a as char))) VIRTUAL)",
                "CREATE TABLE t (a timestamp NULL, `select` int, `wi``erd` int, c varchar(3) COMMENT 'a\\nb\\\\')",
            })
    void whatIsWrittenMeansTheSameAgain(String sql) {
        TableDefinition table = Statements.table(sql);

        assertThat(Statements.table(table.ddl())).isEqualTo(table);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a int INVISIBLE, b int | `a` int DEFAULT NULL /*!80023 INVISIBLE */",
                "a point NOT NULL SRID 0 | `a` point NOT NULL /*!80003 SRID 0 */",
                "a int, KEY (a) INVISIBLE | KEY `a` (`a`) /*!80000 INVISIBLE */",
                "a int, CHECK (a > 1) | CONSTRAINT `t_chk_1` CHECK ((`a` > 1))",
                "a int, CHECK (a > 1) NOT ENFORCED | CONSTRAINT `t_chk_1` CHECK ((`a` > 1)) /*!80016 NOT ENFORCED */",
                "a int, CHECK ((a > 1 AND a < 5) OR a != 9) | CHECK ((((`a` > 1) and (`a` < 5)) or (`a` <> 9)))",
                "a int, CHECK (a > 1 && a < 5 AND a <> 3) | CHECK (((`a` > 1) and (`a` < 5) and (`a` <> 3)))",
                "a int, CHECK (a IN (1, 2)) | CHECK ((`a` in (1,2)))",
                "a int, CHECK (a IS NOT NULL) | CHECK ((`a` is not null))",
                "a int, CHECK (NOT a > 1) | CHECK ((`a` <= 1))",
                "a int, CHECK (NOT (a = 1)) | CHECK ((`a` <> 1))",
                "a int, CHECK (NOT (a IS NULL)) | CHECK ((`a` is not null))",
                "a int, CHECK (NOT (a > 1 AND a < 5 AND a != 3)) | CHECK (((`a` <= 1) or (`a` >= 5) or (`a` = 3)))",
                "a int, CHECK (NOT (a > 1 OR NOT a < 5)) | CHECK (((`a` <= 1) and (`a` < 5)))",
                "a int, CHECK (NOT (NOT a < 5)) | CHECK ((`a` < 5))",
                "a int, CHECK (NOT (a <=> 1)) | <=> 1",
                "a int, b int AS (a + 1 * 2) | `b` int GENERATED ALWAYS AS ((`a` + (1 * 2))) VIRTUAL",
                "a text, b text AS (concat(a, 'x')) STORED | `b` text GENERATED ALWAYS AS (concat(`a`,_utf8mb4'x')) STORED",
                "a text, b text AS (concat(a, _latin1'x')) | GENERATED ALWAYS AS (concat(`a`,_latin1'x')) VIRTUAL",
                "a int, b int AS (case when a > 1 then 2 else 3 end) |"
                        + " GENERATED ALWAYS AS ((case when (`a` > 1) then 2 else 3 end)) VIRTUAL",
                "a json DEFAULT (json_object('k', 1 + 1)) | `a` json DEFAULT (json_object(_utf8mb4'k',(1 + 1)))",
                "a int, KEY k ((a + 1)) | KEY `k` (((`a` + 1)))",
                "a text, FULLTEXT KEY k (a) WITH PARSER ngram | FULLTEXT KEY `k` (`a`) /*!50100 WITH PARSER ngram */",
            })
    void tablesAreShownAsMySqlShowsThem(String elements, String shown) {
        TableDefinition table = Statements.table("CREATE TABLE t (" + elements + ")");

        assertThat(table.ddl()).contains(shown);
        assertThat(Statements.table(table.ddl())).isEqualTo(table);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a int) PARTITION BY HASH (a) PARTITIONS 4 | !50100 PARTITION BY HASH (`a`)\\nPARTITIONS 4",
                "a int) PARTITION BY LINEAR HASH (abs(a)) PARTITIONS 2 |"
                        + " !50100 PARTITION BY LINEAR HASH (abs(`a`))\\nPARTITIONS 2",
                "a int PRIMARY KEY) PARTITION BY KEY () PARTITIONS 4 | !50100 PARTITION BY KEY ()\\nPARTITIONS 4",
                "a int) PARTITION BY KEY (a) PARTITIONS 4 | !50100 PARTITION BY KEY (a)\\nPARTITIONS 4",
                "d date) PARTITION BY RANGE (year(d)) (PARTITION p0 VALUES LESS THAN (2020) COMMENT = 'a, b',"
                        + " PARTITION `p 1` VALUES LESS THAN MAXVALUE) | !50100 PARTITION BY RANGE (year(`d`))"
                        + "\\n(PARTITION p0 VALUES LESS THAN (2020) COMMENT = 'a, b' ENGINE = InnoDB,"
                        + "\\n PARTITION `p 1` VALUES LESS THAN MAXVALUE ENGINE = InnoDB)",
                "a int) PARTITION BY LIST (a) (PARTITION p0 VALUES IN (1, 2), PARTITION p1 VALUES IN (3)) |"
                        + " !50100 PARTITION BY LIST (`a`)\\n(PARTITION p0 VALUES IN (1,2) ENGINE = InnoDB,"
                        + "\\n PARTITION p1 VALUES IN (3) ENGINE = InnoDB)",
                "a int, b date) PARTITION BY RANGE COLUMNS (a, b) (PARTITION p VALUES LESS THAN (1, '2020-01-01')) |"
                        + " !50500 PARTITION BY RANGE  COLUMNS(a,b)"
                        + "\\n(PARTITION p VALUES LESS THAN (1,'2020-01-01') ENGINE = InnoDB)",
                "a int) PARTITION BY LIST COLUMNS (a) (PARTITION p VALUES IN (1)) |"
                        + " !50500 PARTITION BY LIST  COLUMNS(a)\\n(PARTITION p VALUES IN (1) ENGINE = InnoDB)",
            })
    void partitionsAreShownAsMySqlShowsThem(String written, String shown) {
        TableDefinition table = Statements.table("CREATE TABLE t (" + written);

        assertThat(table.ddl()).endsWith("\n/*" + shown.replace("\\n", "\n") + " */");
        assertThat(Statements.table(table.ddl())).isEqualTo(table);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a datetime DEFAULT '2020-1-2' | `a` datetime DEFAULT '2020-01-02 00:00:00'",
                "a timestamp(3) NULL DEFAULT '2020-01-02T03:04:05.6' | DEFAULT '2020-01-02 03:04:05.600'",
                "a time(2) DEFAULT '1:02:03' | `a` time(2) DEFAULT '01:02:03.00'",
                "a date DEFAULT '2020-01-02' | `a` date DEFAULT '2020-01-02'",
            })
    void timesAreShownWithAllTheirParts(String written, String shown) {
        assertThat(Statements.table("CREATE TABLE t (" + written + ")").ddl()).contains(shown);
    }

    @Test
    void optionsAreShownInMySqlsOrder() {
        assertThat(Statements.table("CREATE TABLE t (a int) ENCRYPTION='Y' COMPRESSION='zlib' KEY_BLOCK_SIZE=8"
                                + " ROW_FORMAT=DYNAMIC STATS_PERSISTENT=1 MAX_ROWS=9 COMMENT='c'")
                        .ddl())
                .endsWith(" MAX_ROWS=9 STATS_PERSISTENT=1 ROW_FORMAT=DYNAMIC KEY_BLOCK_SIZE=8 COMPRESSION='zlib'"
                        + " ENCRYPTION='Y' COMMENT='c'");
    }

    @Test
    void statementsChangeTables() {
        Statements statements = new Statements(Map.of());
        statements.run("CREATE TABLE a (id int, old int, note text)");
        statements.run("ALTER TABLE a ADD PRIMARY KEY (id), CHANGE old new bigint FIRST, DROP note,"
                + " ADD (x int, y int), ALTER x SET DEFAULT 3, RENAME COLUMN y TO z, COMMENT 'c', RENAME TO b");
        statements.run("CREATE UNIQUE INDEX i ON b (x)");
        statements.run("CREATE TABLE c LIKE b");
        statements.run("RENAME TABLE c TO d, b TO e");
        statements.run("DROP INDEX i ON e");

        assertThat(statements.tables().keySet()).containsExactly("d", "e");
        assertThat(statements.existing("e").ddl()).isEqualTo("""
                        CREATE TABLE `e` (
                          `new` bigint DEFAULT NULL,
                          `id` int NOT NULL,
                          `x` int DEFAULT '3',
                          `z` int DEFAULT NULL,
                          PRIMARY KEY (`id`)
                        ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci COMMENT='c'""");
        assertThat(statements.existing("d").ddl()).contains("UNIQUE KEY `i` (`x`)");

        statements.run("DROP TABLE IF EXISTS d, nothing");
        assertThat(statements.tables().keySet()).containsExactly("e");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE TABL t (a int) | error in your SQL syntax near 'TABL t",
                "CREATE TABLE t (a imt) | error in your SQL syntax near 'imt)'",
                "CREATE TABLE t (a int); DROP TABLE t | one statement at a time",
                "CREATE TABLE t (a int, A int) | Duplicate column name 'A'",
                "CREATE TABLE t (a int, KEY k (a), KEY K (a)) | Duplicate key name 'K'",
                "CREATE TABLE t (a int, KEY (b)) | Key column 'b' doesn't exist",
                "CREATE TABLE t (a text, KEY (a)) | without a key length",
                "CREATE TABLE t (a int AUTO_INCREMENT) | only one auto column",
                "CREATE TABLE t (a int PRIMARY KEY, b int PRIMARY KEY) | Multiple primary key",
                "CREATE TABLE t (a text DEFAULT 'x') | can't have a default value",
                "CREATE TABLE t (a int AS (b + 1), c int) | Unknown column 'b'",
                "CREATE TABLE t (a int, FOREIGN KEY (a) REFERENCES o (x, y)) | don't match",
                "CREATE TABLE t AS SELECT 1 | made of a query",
                "CREATE PROCEDURE p() SELECT 1 | Only tables",
                "INSERT INTO t VALUES (1) | Only tables",
                "ALTER TABLE t ADD x int | Table 't' doesn't exist",
                "DROP TABLE t | Table 't' doesn't exist",
            })
    void whatMysqlRefusesIsRefused(String sql, String why) {
        assertThatThrownBy(() -> Statements.table(sql))
                .isInstanceOf(DdlException.class)
                .hasMessageContaining(why);
    }
}
