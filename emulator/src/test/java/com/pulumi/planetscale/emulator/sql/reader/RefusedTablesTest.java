package com.pulumi.planetscale.emulator.sql.reader;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.emulator.sql.table.DdlException;
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
            })
    void tableThatMySqlRefusesIsRefusedInItsWords(String definition, String message) {
        assertThatThrownBy(() -> Statements.table("CREATE TABLE t (" + definition))
                .isInstanceOf(DdlException.class)
                .hasMessageStartingWith(message);
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
                "a double AUTO_INCREMENT UNIQUE, b int) COLLATE=utf8mb4_unicode_520_ci",
                "a int, b int, UNIQUE (b, a)) PARTITION BY HASH (a) PARTITIONS 2",
            })
    void tableThatMySqlTakesIsTaken(String definition) {
        assertThatCode(() -> Statements.table("CREATE TABLE t (" + definition)).doesNotThrowAnyException();
    }
}
