package com.pulumi.planetscale.provider.resources.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.resources.schema.SchemaText.Name;
import com.pulumi.planetscale.provider.resources.schema.TableDangers.Danger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a change of a table can lose, as its two statements show it.
class TableDangersTest {
    private static final Name TABLE = new Name("shop", "t");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            decimal(12,2)                 | decimal(6,2)
            decimal(12,2)                 | decimal(12,1)
            decimal(12,2)                 | decimal(12,4)
            decimal(12,2)                 | double
            decimal(12,2)                 | decimal(12,2) unsigned
            bigint                        | int
            int                           | smallint
            int                           | int unsigned
            int unsigned                  | int
            int unsigned                  | bigint unsigned zerofill -> tinyint
            bigint                        | double
            int                           | varchar(20)
            double                        | float
            varchar(50)                   | varchar(10)
            varchar(50)                   | varbinary(50)
            varchar(50)                   | char(50)
            varchar(500)                  | tinytext
            longtext                      | text
            longtext                      | varchar(255)
            json                          | text
            blob                          | tinyblob
            varbinary(20)                 | varbinary(19)
            binary(16)                    | binary(20)
            binary(16)                    | varbinary(15)
            varbinary(16)                 | binary(16)
            enum('a','b','c')             | enum('a','b')
            enum('a','b')                 | enum('b','a')
            enum('a','b')                 | enum('c','a','b')
            enum('a','b')                 | varchar(1)
            set('a','b','c')              | set('a','c')
            set('a','b')                  | set('b','a')
            datetime(6)                   | datetime
            datetime                      | date
            timestamp                     | datetime
            time(3)                       | time
            bit(8)                        | bit(4)
            year                          | int
            point                         | geometry
            point                         | point /*!80003 SRID 4326 */
            int DEFAULT NULL              | int NOT NULL
            varchar(9)                    | varchar(9) CHARACTER SET latin1
            varchar(9) COLLATE utf8mb4_bin | varchar(9)
            enum('a') CHARACTER SET ascii | enum('a')
            int                           | int GENERATED ALWAYS AS ((`id` + 1)) STORED
            int GENERATED ALWAYS AS ((`id` + 1)) VIRTUAL | int GENERATED ALWAYS AS ((`id` + 2)) VIRTUAL
            """)
    void narrowedColumnIsADangerThatNamesIt(String before, String after) {
        String made = after.contains("->") ? after.substring(after.indexOf("->") + 2) : after;

        assertThat(judged(table("  `x` " + before), table("  `x` " + made)).dangers())
                .isNotEmpty()
                .allSatisfy(danger -> assertThat(danger.words()).contains("`x`", "`shop.t`"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            decimal(6,2)                  | decimal(12,2)
            decimal(6,2) unsigned         | decimal(6,2)
            int                           | bigint
            int(11)                       | int
            tinyint(1)                    | smallint
            int unsigned                  | bigint
            int                           | decimal(10,0)
            float                         | double
            varchar(10)                   | varchar(50)
            char(10)                      | varchar(10)
            varchar(100)                  | text
            text                          | longtext
            blob                          | longblob
            varbinary(20)                 | blob
            binary(16)                    | varbinary(16)
            binary(16)                    | varbinary(200)
            binary(16)                    | blob
            enum('a','b')                 | enum('a','b','c')
            set('a')                      | set('a','b')
            enum('it''s','a,b')           | enum('it''s','a,b',')')
            datetime                      | datetime(6)
            date                          | datetime
            bit(4)                        | bit(8)
            int NOT NULL                  | int DEFAULT NULL
            int NOT NULL                  | int NOT NULL DEFAULT '1' COMMENT 'NOT NULL, or (so'
            datetime                      | datetime DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP
            datetime(3)                   | datetime(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3)
            varchar(36)                   | varchar(36) DEFAULT (uuid())
            varchar(9)                    | varchar(9) DEFAULT _utf8mb4'x'
            bit(1)                        | bit(1) DEFAULT b'0'
            int                           | int /*!80023 INVISIBLE */
            varchar(9) CHARACTER SET utf8 COLLATE utf8_bin | varchar(9) CHARACTER SET utf8mb3 COLLATE utf8mb3_bin
            year(4)                       | year
            """)
    void columnThatHoldsAllOfItsValuesIsNone(String before, String after) {
        TableDangers found = judged(table("  `x` " + before), table("  `x` " + after));

        assertThat(found.dangers()).isEmpty();
        assertThat(found.unknown()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            removes the foreign key `f` | ,  CONSTRAINT `f` FOREIGN KEY (`id`) REFERENCES `u` (`id`) |
            removes the foreign key `f` | ,  CONSTRAINT `f` FOREIGN KEY (`id`) REFERENCES `u` (`id`) | ,  CONSTRAINT `f` FOREIGN KEY (`id`) REFERENCES `v` (`id`)
            removes the foreign key `f` | ,  CONSTRAINT `f` FOREIGN KEY (`id`) REFERENCES `u` (`id`) | ,  CONSTRAINT `g` FOREIGN KEY (`id`) REFERENCES `u` (`id`)
            drops column `y`            | ,  `y` int  |
            """)
    void whatGoesIsADanger(String words, String before, String after) {
        assertThat(words(judged(table("  `x` int" + before), table("  `x` int" + (after == null ? "" : after)))))
                .anyMatch(word -> word.contains(words));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            changes the engine of `shop.t`       | ENGINE=InnoDB | ENGINE=MEMORY
            changes the character set of column  | ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 | ENGINE=InnoDB DEFAULT CHARSET=latin1
            changes the collation of column      | ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin | ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci
            changes the partitions of `shop.t`   | /*!50100 PARTITION BY HASH (`id`) PARTITIONS 4 */ | /*!50100 PARTITION BY HASH (`id`) PARTITIONS 2 */
            changes the partitions of `shop.t`   | PARTITION BY RANGE (`id`) (PARTITION p0 VALUES LESS THAN (9), PARTITION p1 VALUES LESS THAN MAXVALUE) | PARTITION BY RANGE (`id`) (PARTITION p1 VALUES LESS THAN MAXVALUE)
            changes the partitions of `shop.t`   | ENGINE=InnoDB | ENGINE=InnoDB PARTITION BY HASH (`id`) PARTITIONS 4
            changes the partitions of `shop.t`   | PARTITION BY RANGE (`id`) (PARTITION p0 VALUES LESS THAN (9)) | PARTITION BY RANGE (`x`) (PARTITION p0 VALUES LESS THAN (9), PARTITION p1 VALUES LESS THAN (19))
            changes the partitions of `shop.t`   | PARTITION BY RANGE (`id`) (PARTITION p0 VALUES LESS THAN (9), PARTITION p1 VALUES LESS THAN (19)) | PARTITION BY RANGE (`id`) (PARTITION p0 VALUES LESS THAN (9), PARTITION p2 VALUES LESS THAN (29))
            changes the partitions of `shop.t`   | PARTITION BY RANGE (`id`) (PARTITION p0 VALUES LESS THAN (9), PARTITION p1 VALUES LESS THAN (19)) | PARTITION BY RANGE (`id`) (PARTITION p0 VALUES LESS THAN (9))
            changes the partitions of `shop.t`   | PARTITION BY LIST (`id`) (PARTITION p0 VALUES IN (1)) | PARTITION BY LIST (`id`) (PARTITION p0 VALUES IN (1), PARTITION p1 VALUES IN (2))
            """)
    void optionsOfATableThatTouchItsRowsAreDangers(String words, String before, String after) {
        assertThat(words(judged(with("varchar(9)", before), with("varchar(9)", after))))
                .anyMatch(word -> word.contains(words));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            PARTITION BY RANGE (`id`) (PARTITION p0 VALUES LESS THAN (9)) | PARTITION BY RANGE (`id`) (PARTITION p0 VALUES LESS THAN (9), PARTITION p1 VALUES LESS THAN (19))
            PARTITION BY RANGE (`id`) (PARTITION p0 VALUES LESS THAN (9) ENGINE = InnoDB) | PARTITION BY RANGE (`id`) (PARTITION p0 VALUES LESS THAN (9) ENGINE = InnoDB, PARTITION p1 VALUES LESS THAN MAXVALUE ENGINE = InnoDB)
            /*!50500 PARTITION BY RANGE  COLUMNS(`d`) (PARTITION p0 VALUES LESS THAN ('2026-01-01') ENGINE = InnoDB) */ | /*!50500 PARTITION BY RANGE  COLUMNS(`d`) (PARTITION p0 VALUES LESS THAN ('2026-01-01') ENGINE = InnoDB, PARTITION p1 VALUES LESS THAN ('2027-01-01') ENGINE = InnoDB) */
            """)
    void rangesThatAreOnlyAddedAtTheEndAreNone(String before, String after) {
        for (TableDangers found : List.of(
                judged(with("int", before), with("int", after)),
                judged(with("int", lines(before)), with("int", lines(after))))) {
            assertThat(found.dangers()).isEmpty();
            assertThat(found.unknown()).isEmpty();
        }
    }

    /// As `SHOW CREATE TABLE` lays partitions out.
    private static String lines(String partitions) {
        return partitions.replace(" (PARTITION", "\n(PARTITION").replace(", PARTITION", ",\n PARTITION");
    }

    @ParameterizedTest
    @ValueSource(strings = {"STORED", "VIRTUAL"})
    void generatedColumnThatStatementsWriteAfterwardsMayLoseItsValues(String how) {
        TableDangers found = judged(table("  `x` int GENERATED ALWAYS AS ((`id` + 1)) " + how), table("  `x` int"));

        assertThat(found.dangers()).isEmpty();
        assertThat(found.unknown()).singleElement().asString().contains("`x`", "`shop.t`", "may not keep its values");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UNIQUE KEY `u` (`x`)",
                "UNIQUE KEY `u` (`X`(3))",
                "UNIQUE KEY `u` ((lower(`x`)))",
                "UNIQUE INDEX `u` (`x`,`y`)",
                "CONSTRAINT `u` UNIQUE (`x`)",
                "UNIQUE KEY `u` (`x`) /*!80000 INVISIBLE */"
            })
    void uniqueKeyOverRowsThatAreThereIsUnknown(String key) {
        TableDangers found =
                judged(table("  `x` varchar(9),\n  `y` int"), table("  `x` varchar(9),\n  `y` int,\n  " + key));

        assertThat(found.dangers()).isEmpty();
        assertThat(found.unknown())
                .singleElement()
                .asString()
                .contains("`u`", "`shop.t`", "fails if rows have the same values");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UNIQUE KEY `u` (`id`)",
                "UNIQUE KEY `u` (`x`,`ID`)",
                "KEY `u` (`x`)",
                "KEY `u` ((lower(`x`)))",
                "FULLTEXT KEY `u` (`x`)",
                "CONSTRAINT `u` CHECK ((`id` > 1)) /*!80016 NOT ENFORCED */",
                "CONSTRAINT `u` FOREIGN KEY (`id`) REFERENCES `v` (`id`) ON DELETE CASCADE"
            })
    void keyThatAllowsAllRowsIsNone(String key) {
        String plain = table("  `x` varchar(9)");
        String keyed = table("  `x` varchar(9),\n  " + key);

        assertThat(judged(plain, keyed)).isEqualTo(TableDangers.NONE);
        if (!key.contains("FOREIGN")) {
            assertThat(judged(keyed, plain)).isEqualTo(TableDangers.NONE);
        }
    }

    @Test
    void checkOfRowsThatAreThereIsUnknown() {
        String before = table("  `x` int,\n  CONSTRAINT `a` CHECK ((`x` > 1))");

        assertThat(judged(table("  `x` int"), before).unknown())
                .containsExactly("adds the check `a` to `shop.t`, which fails if rows do not meet it");
        assertThat(judged(before, table("  `x` int,\n  CONSTRAINT `a` CHECK ((`x` > 2))"))
                        .unknown())
                .hasSize(1);
        assertThat(judged(table("  `x` int,\n  CONSTRAINT `a` CHECK ((`x` > 1)) /*!80016 NOT ENFORCED */"), before)
                        .unknown())
                .hasSize(1);
        assertThat(judged(before, table("  `x` int"))).isEqualTo(TableDangers.NONE);
        assertThat(judged(before, table("  `x` int,\n  CONSTRAINT `b` CHECK ((`x` > 1))")))
                .isEqualTo(TableDangers.NONE);
    }

    @Test
    void firstPrimaryKeyOfATableIsUnknown() {
        TableDangers found = judged(
                "CREATE TABLE `t` (\n  `id` int NOT NULL\n)",
                "CREATE TABLE `t` (\n  `id` int NOT NULL,\n" + "  PRIMARY KEY (`id`)\n)");

        assertThat(found.unknown()).singleElement().asString().contains("adds the primary key to `shop.t`");
    }

    /// PlanetScale's documentation has both: a key over more columns is allowed, and one that rows do not allow fails.
    @Test
    void primaryKeyOverOtherColumnsIsUnknownAndOneOverMoreIsNone() {
        String by = "CREATE TABLE `t` (\n  `id` int NOT NULL,\n  `x` int NOT NULL,\n  PRIMARY KEY (%s)\n)";

        assertThat(judged(by.formatted("`id`"), by.formatted("`x`"))).satisfies(found -> {
            assertThat(found.dangers()).isEmpty();
            assertThat(found.unknown())
                    .containsExactly(
                            "changes the primary key of `shop.t`, which fails if rows have the same values in it");
        });
        assertThat(judged(by.formatted("`id`,`x`"), by.formatted("`id`")).unknown())
                .hasSize(1);
        assertThat(judged(by.formatted("`id`"), by.formatted("`id`,`x`"))).isEqualTo(TableDangers.NONE);
        assertThat(judged(by.formatted("`id`,`x`"), by.formatted("`x`,`id`"))).isEqualTo(TableDangers.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"`x` <> 'NOT ENFORCED'", "`x` <> \"a /*!80016 NOT ENFORCED */\""})
    void checkThatQuotesWhatSwitchesItOffIsEnforced(String condition) {
        TableDangers found = judged(
                table("  `x` varchar(30)"), table("  `x` varchar(30),\n  CONSTRAINT `a` CHECK ((" + condition + "))"));

        assertThat(found.unknown()).hasSize(1);
    }

    /// MySQL numbers rows anew whose value is 0 or NULL.
    @Test
    void columnThatBecomesAutoIncrementIsUnknown() {
        String plain = "CREATE TABLE `t` (\n  `id` int NOT NULL,\n  PRIMARY KEY (`id`)\n)";
        String counted = plain.replace("NOT NULL", "NOT NULL AUTO_INCREMENT");

        assertThat(judged(plain, counted).unknown())
                .singleElement()
                .asString()
                .contains("AUTO_INCREMENT", "`id`", "`shop.t`");
        assertThat(judged(counted, plain)).isEqualTo(TableDangers.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ENGINE=InnoDB AUTO_INCREMENT=7 DEFAULT CHARSET=utf8mb4",
                "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='a, (b) ''c'' PARTITION BY'",
                "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC"
            })
    void optionsThatTouchNoRowsAreNone(String options) {
        TableDangers found =
                judged(with("varchar(9)", "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4"), with("varchar(9)", options));

        assertThat(found).isEqualTo(TableDangers.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE `t` (\n  `x` int CHECK (`x` > 1)\n)",
                "CREATE TABLE `t` (\n  `x` quaternion\n)",
                "CREATE TABLE `t` (\n  x int\n)",
                "CREATE TABLE `t` (\n  `x` int,\n  `X` int\n)",
                "CREATE TABLE `t` (\n  `x` int\n) SOMETHING NEW",
                "CREATE TABLE `t` LIKE `u`",
                "CREATE TABLE `t` (`cut",
                "CREATE TABLE `t` (\n  `id` int NOT NULL,\n  `x` int\n) ENCRYPTION='Y'",
                "hello"
            })
    void statementThatIsNotUnderstoodIsUnknownAndNotHarmless(String odd) {
        String plain = table("  `x` int");

        assertThat(judged(plain, odd).unknown()).isNotEmpty();
        assertThat(judged(odd, plain).unknown()).isNotEmpty();
    }

    @Test
    void newTablesAndViewsLoseNothing() {
        assertThat(judged("", table("  `x` int"))).isEqualTo(TableDangers.NONE);
        assertThat(judged("CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `t` AS select 1", ""))
                .isEqualTo(TableDangers.NONE);
    }

    @Test
    void columnNamesThatDifferInCaseOnlyAreOneColumn() {
        TableDangers found = judged(table("  `Mail` varchar(9)"), table("  `mail` varchar(9)"));

        assertThat(found).isEqualTo(TableDangers.NONE);
        assertThat(words(judged(table("  `Mail` varchar(9)"), table("  `mail` varchar(3)"))))
                .singleElement()
                .asString()
                .contains("varchar(9) to varchar(3)");
    }

    @Test
    void likelyRenameIsPointedOutWithTheSafeWay() {
        assertThat(judged(table("  `mail` varchar(9)"), table("  `email` varchar(9)"))
                        .hints())
                .singleElement()
                .asString()
                .contains("`mail` of `shop.t` is probably renamed to `email`", "Deploy the new column first");
        assertThat(judged(table("  `mail` varchar(9)"), table("  `email` text")).hints())
                .isEmpty();
    }

    /// Each new column can have been one old column only.
    @Test
    void renamesOfSeveralColumnsArePairedInTheirOrder() {
        assertThat(judged(table("  `a` int,\n  `b` int"), table("  `c` int,\n  `d` int"))
                        .hints())
                .satisfiesExactly(
                        one -> assertThat(one).contains("`a` of `shop.t` is probably renamed to `c`"),
                        other -> assertThat(other).contains("`b` of `shop.t` is probably renamed to `d`"));
        assertThat(judged(table("  `a` int,\n  `b` int"), table("  `c` int")).hints())
                .hasSize(1);
    }

    /// Head and target also differ in what others have deployed, which is not what the statement does.
    @Test
    void dangerBelongsToTheStatementThatNamesItsSubject() {
        Danger danger = judged(table("  `price` decimal(12,2)"), table("  `price` decimal(6,2)"))
                .dangers()
                .getFirst();

        assertThat(danger.isOf("ALTER TABLE `t` MODIFY COLUMN `price` decimal(6,2)"))
                .isTrue();
        assertThat(danger.isOf("ALTER TABLE `t` ADD COLUMN `name` text")).isFalse();
        assertThat(danger.isOf("alter table t modify column price decimal(6,2)"))
                .isTrue();
        assertThat(danger.isOf("alter table t add column old_price int, add price2 int"))
                .isFalse();
    }

    private static TableDangers judged(String before, String after) {
        return TableDangers.of(TABLE, before, after);
    }

    private static List<String> words(TableDangers found) {
        return found.dangers().stream().map(Danger::words).toList();
    }

    private static String table(String more) {
        return "CREATE TABLE `t` (\n  `id` int NOT NULL,\n" + more + ",\n  PRIMARY KEY (`id`)\n)";
    }

    private static String with(String type, String options) {
        return table("  `x` " + type) + " " + options;
    }
}
