package com.pulumi.planetscale.emulator.sql.reader;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.emulator.sql.table.DdlException;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tables that MySQL 8 refuses, with the beginnings of its messages.
final class RefusedTablesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a varchar(70000)) | Column length too big for column 'a' (max = 16383)",
                "a varchar(99999999999999999999)) | Column length too big for column 'a' (max = 16383)",
                "a varchar(30000) CHARACTER SET utf8) | Column length too big for column 'a' (max = 21845)",
                "a char(256)) | Column length too big for column 'a' (max = 255)",
                "a varchar(20000), b varchar(20000), c varchar(30000)) CHARSET=latin1 | Row size too large.",
                "a decimal(70,2)) | Too-big precision 70 specified for 'a'. Maximum is 65.",
                "a decimal(40,31)) | Too-big scale 31 specified for 'a'. Maximum is 30.",
                "a decimal(5,7)) | For float(M,D), double(M,D) or decimal(M,D), M must be >= D (column 'a').",
                "a float(300,2)) | Display width out of range for column 'a' (max = 255)",
                "a bit(65)) | Display width out of range for column 'a' (max = 64)",
                "a timestamp(7)) | Too-big precision 7 specified for 'a'. Maximum is 6.",
                "a set('x,y')) | Illegal set 'x,y' value found during parsing",
                "a varchar(9) AUTO_INCREMENT PRIMARY KEY) | Incorrect column specifier for column 'a'",
                "a int DEFAULT 'abc') | Invalid default value for 'a'",
                "a int DEFAULT 1e999999999) | Invalid default value for 'a'",
                "a int DEFAULT 99999999999) | Invalid default value for 'a'",
                "a tinyint UNSIGNED DEFAULT -1) | Invalid default value for 'a'",
                "a tinyint DEFAULT 128) | Invalid default value for 'a'",
                "a decimal(4,2) DEFAULT 100) | Invalid default value for 'a'",
                "a varchar(2) DEFAULT 'abc') | Invalid default value for 'a'",
                "a enum('x') DEFAULT 'y') | Invalid default value for 'a'",
                "a set('x','y') DEFAULT 'x,z') | Invalid default value for 'a'",
                "a datetime DEFAULT '2020-13-45') | Invalid default value for 'a'",
                "a timestamp NULL DEFAULT 'soon') | Invalid default value for 'a'",
                "a date DEFAULT CURRENT_TIMESTAMP) | Invalid default value for 'a'",
                "a timestamp DEFAULT CURRENT_TIMESTAMP(3)) | Invalid default value for 'a'",
                "a timestamp(3) ON UPDATE CURRENT_TIMESTAMP) | Invalid ON UPDATE clause for 'a' column",
                "a int NOT NULL DEFAULT NULL) | Invalid default value for 'a'",
                "a int NULL PRIMARY KEY) | All parts of a PRIMARY KEY must be NOT NULL",
                "a int) ENGINE=nosuch | Unknown storage engine 'nosuch'",
                "a int) CHARSET=nosuch | Unknown character set: 'nosuch'",
                "a int) COLLATE=utf8mb4_nosuch | Unknown collation: 'utf8mb4_nosuch'",
                "a varchar(9) COLLATE nosuch_ci) | Unknown collation: 'nosuch_ci'",
                "a int) COLLATE=latin1_bin CHARSET=utf8mb4 | COLLATION 'latin1_bin' is not valid for CHARACTER SET 'utf8mb4'",
                "a varchar(9) CHARACTER SET latin1 COLLATE utf8mb4_bin) | COLLATION 'utf8mb4_bin' is not valid",
                "a json, KEY (a)) | JSON column 'a' supports indexing only via generated columns",
                "a varchar(1000) PRIMARY KEY) | Specified key was too long; max key length is 3072 bytes",
                "a varchar(400), b varchar(400), KEY (a, b)) | Specified key was too long; max key length is 3072 bytes",
                "a varchar(9), KEY (a(20))) | Incorrect prefix key;",
                "a int, KEY (a(2))) | Incorrect prefix key;",
                "a int, KEY (a, A)) | Duplicate column name 'a'",
                "a int, FULLTEXT KEY (a)) | Column 'a' cannot be part of FULLTEXT index",
                "a int NOT NULL, SPATIAL KEY (a)) | A SPATIAL index may only contain a geometrical type column",
                "a point, SPATIAL KEY (a)) | All parts of a SPATIAL index must be NOT NULL",
                "a int INVISIBLE) | A table must have at least one visible column.",
                "`a ` int) | Incorrect column name 'a '",
                "`` int) | Incorrect column name ''",
                "a int NOT NULL, FOREIGN KEY (a) REFERENCES x (b) ON DELETE SET NULL) | Column 'a' cannot be NOT NULL:",
                "a int) PARTITION BY HASH (nope) | Unknown column 'nope' in 'partition function'",
                "a int PRIMARY KEY, b int) PARTITION BY HASH (b) | A PRIMARY KEY must include all columns in the table's",
                "a int, b int, UNIQUE (a)) PARTITION BY KEY (b) | A UNIQUE INDEX must include all columns in the table's",
                "a int(256)) | Display width out of range for column 'a' (max = 255)",
                "a tinyint(300) zerofill) | Display width out of range for column 'a' (max = 255)",
                "a bit(0)) | Invalid size for column 'a'.",
                "a year(3)) | Invalid display width. Use YEAR instead.",
                "a year(2)) | Invalid display width. Use YEAR instead.",
                "a decimal(66,2)) | Too-big precision 66 specified for 'a'. Maximum is 65.",
                "a decimal(66)) | Too-big precision 66 specified for 'a'. Maximum is 65.",
                "a float(54)) | Incorrect column specifier for column 'a'",
                "a double(300,2)) | Display width out of range for column 'a' (max = 255)",
                "a double(5,31)) | Too-big scale 31 specified for 'a'. Maximum is 30.",
                "a datetime(7)) | Too-big precision 7 specified for 'a'. Maximum is 6.",
                "a time(7)) | Too-big precision 7 specified for 'a'. Maximum is 6.",
                "a binary(256)) | Column length too big for column 'a' (max = 255); use BLOB or TEXT instead",
                "a varbinary(65536)) | Column length too big for column 'a' (max = 65535); use BLOB or TEXT instead",
                "a varbinary(65535)) | Row size too large. The maximum row size for the used table type, not",
                "a varchar(65535)) CHARSET latin1 | Row size too large. The maximum row size for the "
                        + "used table type, not",
                "a varchar(65533) NOT NULL, b tinyint NOT NULL) CHARSET latin1 | Row size too large. The "
                        + "maximum row size for the used table type, not",
                "a varchar) | You have an error in your SQL syntax",
                "a text(4294967296)) | Display width out of range for column 'a' (max = 4294967295)",
                "a blob(99999999999999999999)) | Display width out of range for column 'a' (max = 4294967295)",
                "a enum('<256>')) | Too long enumeration/set value for column a.",
                "a int COMMENT '<1025>') | Comment for field 'a' is too long (max = 1024)",
                "a int) COMMENT '<2049>' | Comment for table 't' is too long (max = 2048)",
                "a int, KEY k (a) COMMENT '<1025>') | Comment for index 'k' is too long (max = 1024)",
                "a text DEFAULT 'x') | BLOB, TEXT, GEOMETRY or JSON column 'a' can't have a default value",
                "a json DEFAULT '{}') | BLOB, TEXT, GEOMETRY or JSON column 'a' can't have a default value",
                "a int NOT NULL AUTO_INCREMENT PRIMARY KEY DEFAULT 5) | Invalid default value for 'a'",
                "a int, KEY `` (a)) | Incorrect index name ''",
                "a int, KEY `k ` (a)) | Incorrect index name 'k '",
                "a int, KEY k (a), UNIQUE K (a)) | Duplicate key name 'K'",
                "a int, KEY (a), KEY a (a)) | Duplicate key name 'a'",
                "a varchar(9), KEY (a(0))) | Key part 'a' length cannot be 0",
                "a varchar(9), KEY (a(99999999999))) | Specified key was too long; max key length is 3072 bytes",
                "a int, KEY <65> (a)) | Identifier name '",
                "a int, FOREIGN KEY (a) REFERENCES x) | Incorrect foreign key definition for '': key "
                        + "reference and table reference don't match",
                "a int, FOREIGN KEY (a) REFERENCES x (b, c)) | Incorrect foreign key definition for '': "
                        + "key reference and table reference don't match",
                "a int, FOREIGN KEY (a) REFERENCES x (b) ON DELETE SET DEFAULT) | Cannot add foreign key constraint",
                "a text, FOREIGN KEY (a) REFERENCES x (b)) | BLOB/TEXT column 'a' used in key "
                        + "specification without a key length",
                "a int, FOREIGN KEY (a, a) REFERENCES x (b, c)) | Duplicate column name 'a'",
                "a int, CONSTRAINT f FOREIGN KEY (a) REFERENCES x (b), CONSTRAINT F FOREIGN KEY (a) "
                        + "REFERENCES y (b)) | Duplicate foreign key constraint name 'F'",
                "a int, PRIMARY KEY (a) INVISIBLE) | A primary key index cannot be invisible",
                "a int NOT NULL, UNIQUE KEY (a) INVISIBLE) | A primary key index cannot be invisible",
                "a int) CHARSET latin1 CHARSET utf8mb4 | COLLATION 'utf8mb4_0900_ai_ci' is not valid for "
                        + "CHARACTER SET 'latin1'",
                "a int) ENCRYPTION='X' | Invalid encryption option.",
                "a int) COMPRESSION='foo' | Table storage engine for 't' doesn't have this option",
                "a int) KEY_BLOCK_SIZE=3 | Table storage engine for 't' doesn't have this option",
                "a int) STATS_PERSISTENT=7 | You have an error in your SQL syntax",
                "a int) STATS_SAMPLE_PAGES=0 | You have an error in your SQL syntax",
                "a int) STATS_SAMPLE_PAGES=70000 | You have an error in your SQL syntax",
                "a time DEFAULT '99:99:99') | Invalid default value for 'a'",
                "a time DEFAULT 'soon') | Invalid default value for 'a'",
                "a year DEFAULT 1800) | Invalid default value for 'a'",
                "a year DEFAULT 'x') | Invalid default value for 'a'",
                "a bit(2) DEFAULT b'111') | Invalid default value for 'a'",
                "a bit(2) DEFAULT 9) | Invalid default value for 'a'",
                "a float UNSIGNED DEFAULT -1) | Invalid default value for 'a'",
                "a float(4,2) DEFAULT 1000) | Invalid default value for 'a'",
                "a binary(2) DEFAULT 'abc') | Invalid default value for 'a'",
                "a varbinary(2) DEFAULT x'414243') | Invalid default value for 'a'",
                "a varbinary(2) DEFAULT 0x414243) | Invalid default value for 'a'",
                "a tinyint DEFAULT 0xFFFF) | Invalid default value for 'a'",
                "a timestamp DEFAULT '1960-01-01 00:00:00') | Invalid default value for 'a'",
                "a timestamp DEFAULT '2039-01-01 00:00:00') | Invalid default value for 'a'",
                "a date DEFAULT '2020-02-30') | Invalid default value for 'a'",
                "a int DEFAULT CURRENT_TIMESTAMP) | Invalid default value for 'a'",
                "a int SRID 4326) | Incorrect usage of SRID and non-geometry column",
                "a point NOT NULL, b point NOT NULL, SPATIAL KEY (a, b)) | Too many key parts specified; "
                        + "max 1 parts allowed",
                "a point NOT NULL, SPATIAL KEY (a DESC)) | Incorrect usage of spatial/fulltext/hash "
                        + "index and explicit index order",
                "a text, FULLTEXT KEY (a DESC)) | Incorrect usage of spatial/fulltext/hash index and "
                        + "explicit index order",
                "a enum('x'), FULLTEXT KEY (a)) | Column 'a' cannot be part of FULLTEXT index",
                "a text, b text COLLATE utf8mb4_bin, FULLTEXT KEY (a, b)) | Column 'b' cannot be part of "
                        + "FULLTEXT index",
                "DB_ROW_ID int) | Incorrect column name 'DB_ROW_ID'",
                "a int, KEY GEN_CLUST_INDEX (a)) | Incorrect index name 'GEN_CLUST_INDEX'",
                "a int, A int) | Duplicate column name 'A'",
                "`a\uD83D\uDE00` int) | Invalid utf8mb3 character string: ",
                "a int CHARACTER SET latin1) | You have an error in your SQL syntax",
                "a bigint(20) UNSIGNED ZEROFILL DEFAULT -5) | Invalid default value for 'a'",
                "a int PRIMARY KEY, b int PRIMARY KEY) | Multiple primary key defined",
                "a int AUTO_INCREMENT UNIQUE, b int AUTO_INCREMENT UNIQUE) | Incorrect table definition; "
                        + "there can be only one auto column and it must be defined as a key",
                "a int AUTO_INCREMENT) | Incorrect table definition; there can be only one auto column "
                        + "and it must be defined as a key",
                "a int, b int, PRIMARY KEY (a), PRIMARY KEY (b)) | Multiple primary key defined",
                "a int NULL AUTO_INCREMENT PRIMARY KEY) | All parts of a PRIMARY KEY must be NOT NULL; "
                        + "if you need NULL in a key, use UNIQUE instead",
                "a int NULL, PRIMARY KEY (a)) | All parts of a PRIMARY KEY must be NOT NULL; if you need "
                        + "NULL in a key, use UNIQUE instead",
                "a int DEFAULT NULL PRIMARY KEY) | Invalid default value for 'a'",
            })
    void tableThatMySqlRefusesIsRefusedInItsWords(String definition, String message) {
        RefusedTable.assertRefused(definition, message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a varchar(16383)) CHARSET=utf8mb4",
                "a varchar(768) PRIMARY KEY)",
                "a text, KEY (a(768)), b varbinary(3072) UNIQUE)",
                "a bigint UNSIGNED DEFAULT 18446744073709551615, b tinyint DEFAULT -128, c decimal(4,2) DEFAULT 99.99)",
                "a enum('x','Y') DEFAULT 'y', b set('x','y') DEFAULT 'y,x', c set('x') DEFAULT '')",
                "a datetime DEFAULT '0000-00-00 00:00:00', b date DEFAULT '20200102', c year DEFAULT 2020)",
                "a timestamp(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6))",
                "a varchar(2) DEFAULT '\\'\\'', b varchar(1) DEFAULT '\\\\', c varchar(1) DEFAULT '\\n')",
                "a varchar(9) COLLATE utf8_general_ci, b text CHARACTER SET latin1 COLLATE latin1_german2_ci)",
                "a varchar(9) COLLATE utf8mb4_de_pb_0900_ai_ci, b char(1) CHARACTER SET ujis, c char COLLATE binary)",
                "a int(255), b bit, c year(4), d decimal(0), e float(53), f text(4294967295), g char(0), h varchar(0))",
                "a varchar(65533) NOT NULL) CHARSET=latin1",
                "a varbinary(65532))",
                "a time DEFAULT '838:59:59', b time DEFAULT '10:00', c time DEFAULT 101500, d year DEFAULT 0)",
                "a bit(4) DEFAULT 9, b int DEFAULT 0x10, c varchar(2) DEFAULT x'4142', d double(5,2) DEFAULT 999.99)",
                "a int DEFAULT (1 + 2), b int AS (a + 1), c int DEFAULT (b), d int CHECK (d > 1), CHECK (a in (1, 2)))",
                "a varchar(9), b int, KEY ((lower(a))), KEY k ((b + 1), a(3) DESC), UNIQUE ((cast(a as char(9)))))",
                "a int) KEY_BLOCK_SIZE=8 ROW_FORMAT=COMPRESSED STATS_PERSISTENT=1 STATS_SAMPLE_PAGES=25",
                "a double AUTO_INCREMENT UNIQUE, b int) COLLATE=utf8mb4_unicode_520_ci",
                "a int, b int, UNIQUE (b, a)) PARTITION BY HASH (a) PARTITIONS 2",
            })
    void tableThatMySqlTakesIsTaken(String definition) {
        assertThatCode(() -> Statements.table("CREATE TABLE t (" + definition)).doesNotThrowAnyException();
    }

    @Test
    void moreThanATableCanHaveIsRefused() {
        assertRefused(
                "CREATE TABLE t (a set(" + many(65, i -> "'" + i + "'") + "))",
                "Too many strings for column a and SET");
        assertRefused(
                "CREATE TABLE t (" + many(17, i -> "c" + i + " int") + ", KEY (" + many(17, i -> "c" + i) + "))",
                "Too many key parts specified; max 16 parts allowed");
        assertRefused(
                "CREATE TABLE t (a int, " + many(65, i -> "KEY k" + i + " (a)") + ")",
                "Too many keys specified; max 64 keys allowed");
    }

    private static String many(int count, IntFunction<String> each) {
        return IntStream.range(0, count).mapToObj(each).collect(Collectors.joining(", "));
    }

    private static void assertRefused(String statement, String message) {
        assertThatThrownBy(() -> Statements.table(statement))
                .isInstanceOf(DdlException.class)
                .hasMessage(message);
    }
}
