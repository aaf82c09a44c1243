package com.pulumi.planetscale.emulator.sql.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.sql.reader.Statements;
import com.pulumi.planetscale.emulator.sql.schema.BranchSchema;
import com.pulumi.planetscale.emulator.sql.schema.Schema;
import com.pulumi.planetscale.emulator.sql.schema.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LintTest {
    private static final Lint.Rules NO_RULES = new Lint.Rules(false, Set.of());
    private static final String VINDEX_OF_T = """
            {"sharded": true, "vindexes": {"h": {"type": "xxhash"}},
             "tables": {"t": {"column_vindexes": [{"column": "id", "name": "h"}]}}}""";

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ENGINE=MyISAM | UNSUPPORTED_FEATURE | engine_name | MyISAM",
                "CHARSET=big5 | INVALID_CHARSET | charset_name | big5",
            })
    void optionsThatAreNotSupportedAreNamed(String options, String code, String field, String value) {
        assertThat(lint("CREATE TABLE t (id int PRIMARY KEY) " + options))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo(code);
                    assertThat(finding.about()).containsEntry(field, List.of(value));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf8", "utf8mb3", "utf8mb4", "latin1", "ascii"})
    void theseCharacterSetsAreSupported(String charset) {
        assertThat(lint("CREATE TABLE t (id int PRIMARY KEY, a text) CHARSET=" + charset))
                .isEmpty();
    }

    @Test
    void columnsHaveCharacterSetsOfTheirOwn() {
        assertThat(lint("CREATE TABLE t (id int PRIMARY KEY, a text CHARACTER SET cp932, b blob)"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.about())
                        .containsEntry("column_name", List.of("a"))
                        .containsEntry("charset_name", List.of("cp932")));
    }

    @Test
    void namesOfTablesAreAscii() {
        assertThat(codes(
                        NO_RULES,
                        "",
                        "CREATE TABLE `täble` (id int PRIMARY KEY)",
                        "CREATE TABLE `a-b` (id int PRIMARY KEY)"))
                .containsExactly("UNSUPPORTED_FEATURE");
    }

    @Test
    void aKeyspaceHoldsOnlySoManyTables() {
        String[] tables = IntStream.range(0, 2049)
                .mapToObj(i -> "CREATE TABLE t" + i + " (id int PRIMARY KEY)")
                .toArray(String[]::new);

        assertThat(codes(NO_RULES, "", tables)).containsExactly("UNSUPPORTED_FEATURE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "id bigint PRIMARY KEY | p (id) | -",
                "id int, other bigint, PRIMARY KEY (id), KEY (other, id) | p (other) | -",
                "id bigint PRIMARY KEY | q (id) | FOREIGN_KEYS_NONEXISTENT_TABLE",
                "id bigint PRIMARY KEY | p (no) | FOREIGN_KEYS_UNRESOLVED",
                "id int PRIMARY KEY | p (id) | FOREIGN_KEYS_UNRESOLVED",
                "id bigint unsigned PRIMARY KEY | p (id) | FOREIGN_KEYS_UNRESOLVED",
                "id int PRIMARY KEY, other bigint | p (other) | FOREIGN_KEYS_UNRESOLVED",
            })
    void foreignKeysNeedAParentThatFits(String parent, String reference, @Nullable String code) {
        String child = "CREATE TABLE c (id int PRIMARY KEY, a bigint, CONSTRAINT f FOREIGN KEY (a) REFERENCES "
                + reference + ")";

        List<Lint.Finding> findings =
                Lint.of(schema("", "CREATE TABLE p (" + parent + ")", child), new Lint.Rules(true, Set.of()));

        assertThat(findings.stream().map(Lint.Finding::code).toList())
                .isEqualTo(code == null ? List.of() : List.of(code));
        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.table()).isEqualTo("c");
            assertThat(finding.about()).containsEntry("foreign_key_column_names", List.of("a"));
        });
    }

    @Test
    void foreignKeysHaveToBeAllowed() {
        String parent = "CREATE TABLE p (id int PRIMARY KEY)";
        String table = "CREATE TABLE t (id int PRIMARY KEY, a int, FOREIGN KEY (a) REFERENCES p (id))";
        String vschema = """
                {"sharded": true, "vindexes": {"h": {"type": "xxhash"}},
                 "tables": {"t": {"column_vindexes": [{"column": "id", "name": "h"}]}, "p": {"type": "reference"}}}""";

        assertThat(codes(NO_RULES, "", parent, table)).containsExactly("FOREIGN_KEYS_DISALLOWED");
        assertThat(codes(new Lint.Rules(true, Set.of()), "", parent, table)).isEmpty();
        assertThat(codes(new Lint.Rules(true, Set.of("shop")), vschema, parent, table))
                .containsExactly("UNSUPPORTED_SHARDED_FEATURE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE t (id int PRIMARY KEY, a int, FOREIGN KEY (a) REFERENCES t (id))",
                "CREATE TABLE t (id int PRIMARY KEY, a int, FOREIGN KEY (a) REFERENCES u (id));"
                        + "CREATE TABLE u (id int PRIMARY KEY, a int, FOREIGN KEY (a) REFERENCES t (id))",
                "CREATE TABLE t (id int PRIMARY KEY, a int, FOREIGN KEY (a) REFERENCES u (id));"
                        + "CREATE TABLE u (id int PRIMARY KEY, a int, FOREIGN KEY (a) REFERENCES v (id));"
                        + "CREATE TABLE v (id int PRIMARY KEY, a int, FOREIGN KEY (a) REFERENCES t (id))",
            })
    void foreignKeysFormNoCycle(String definitions) {
        assertThat(codes(new Lint.Rules(true, Set.of()), "", definitions.split(";", -1)))
                .isNotEmpty()
                .containsOnly("FOREIGN_KEYS_CIRCULAR_DEPENDENCY");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "a text NOT NULL, PRIMARY KEY (a(9)) | BLOB_IN_UNIQUE_KEY",
                "a text NOT NULL, id int, PRIMARY KEY (id, a(9)) | BLOB_IN_UNIQUE_KEY",
                "a varchar(99), PRIMARY KEY (a(9)) | PARTIAL_KEY_IN_UNIQUE_KEY",
                "a varchar(99), id int NOT NULL UNIQUE, PRIMARY KEY (a(9)) | -",
                "id int PRIMARY KEY, a text, KEY (a(9)) | -",
            })
    void primaryKeysAreOfWholeBoundedColumns(String columns, @Nullable String code) {
        List<Lint.Finding> findings = lint("CREATE TABLE t (" + columns + ")");

        assertThat(findings.stream().map(Lint.Finding::code)).isEqualTo(code == null ? List.of() : List.of(code));
        assertThat(findings)
                .allSatisfy(finding -> assertThat(finding.about()).containsEntry("column_name", List.of("a")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"enum('s','m','m','l') | m", "enum('','') | ~~"})
    void enumerationsListEachValueOnce(String type, String value) {
        assertThat(lint("CREATE TABLE t (id int PRIMARY KEY, size " + type + " NOT NULL)"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("DUPLICATE_ENUM_VALUE");
                    assertThat(finding.about())
                            .containsEntry("enum_value", List.of(value))
                            .containsEntry("column_name", List.of("size"));
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            nullValues = "-",
            value = {
                "PARTITION BY LIST (id) (PARTITION us VALUES IN (1, 2), PARTITION eu VALUES IN (3)) | partitioning_type | LIST",
                "PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (9) ENGINE = MyISAM) | partition_name | p0",
                "PARTITION BY RANGE (id) SUBPARTITION BY HASH (id) SUBPARTITIONS 2 (PARTITION p0 VALUES LESS THAN (9)) | - | -",
            })
    void somePartitionsAreNotSupported(String partitioning, @Nullable String field, @Nullable String value) {
        assertThat(lint("CREATE TABLE t (id int PRIMARY KEY) " + partitioning))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("UNSUPPORTED_PARTITIONING_FEATURE");
                    assertThat(finding.about().get(field == null ? "" : field))
                            .isEqualTo(value == null ? null : List.of(value));
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PARTITION BY RANGE COLUMNS (id) (PARTITION p0 VALUES LESS THAN (9) ENGINE = InnoDB)",
                "PARTITION BY HASH (id) PARTITIONS 4",
                "PARTITION BY LINEAR KEY (id) PARTITIONS 4",
            })
    void othersAre(String partitioning) {
        assertThat(lint("CREATE TABLE t (id int PRIMARY KEY) " + partitioning)).isEmpty();
    }

    @Test
    void checksHaveShortNames() {
        assertThat(lint("CREATE TABLE t (id int PRIMARY KEY, CHECK (id > 0), CONSTRAINT t_chk_four CHECK (id > 1))"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("UNSUPPORTED_FEATURE");
                    assertThat(finding.about()).containsEntry("check_constraint_name", List.of("t_chk_four"));
                });
    }

    @Test
    void everyCodeHasAPage() {
        assertThat(lint("CREATE TABLE t (a int)"))
                .extracting(Lint.Finding::docsUrl)
                .containsExactly("https://planetscale.com/docs/vitess/schema-changes/schema-lint-errors/no-unique-key");
    }

    @Test
    void shardedTablesCountWithSequences() {
        assertThat(codes(
                        new Lint.Rules(false, Set.of("shop")),
                        VINDEX_OF_T,
                        "CREATE TABLE t (id int AUTO_INCREMENT PRIMARY KEY)"))
                .containsExactly("UNSUPPORTED_SHARDED_FEATURE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            nullValues = "-",
            value = {
                "{} | -",
                "{\"sharded\": true} | INVALID_VSCHEMA",
                "{\"sharded\": true, \"tables\": {\"t\": {\"type\": \"reference\"}}} | -",
                "{\"tables\": {\"t\": {\"column_vindexes\": [{\"column\": \"id\", \"name\": \"h\"}]}}} |"
                        + " INVALID_VSCHEMA",
                "{\"vindexes\": {\"h\": {}}, \"tables\": {\"t\": {\"column_vindexes\": [{\"columns\": [\"x\"],"
                        + " \"name\": \"h\"}]}}} | INVALID_VSCHEMA",
                "{\"tables\": {\"nowhere\": {}}} | INVALID_VSCHEMA",
                "{\"vindexes\": {\"h\": {\"type\": \"unicode_loose_md5\"}}, \"tables\": {\"t\":"
                        + " {\"column_vindexes\": [{\"column\": \"id\", \"name\": \"h\"}]}}} | INVALID_VSCHEMA",
                "[1] | INVALID_VSCHEMA",
                "no JSON | INVALID_VSCHEMA",
            })
    void whatAVschemaNamesMustExist(String vschema, @Nullable String code) {
        assertThat(codes(NO_RULES, vschema, "CREATE TABLE t (id int PRIMARY KEY)"))
                .isEqualTo(code == null ? List.of() : List.of(code));
    }

    private static List<Lint.Finding> lint(String definition) {
        return Lint.of(schema("", definition), NO_RULES);
    }

    private static List<String> codes(Lint.Rules rules, String vschema, String... definitions) {
        return Lint.of(schema(vschema, definitions), rules).stream()
                .map(Lint.Finding::code)
                .toList();
    }

    private static BranchSchema schema(String vschema, String... definitions) {
        List<Table> tables = Stream.of(definitions)
                .map(definition ->
                        new Table("shop", Statements.table(definition).name(), definition))
                .toList();
        return new BranchSchema(new Schema(tables), vschema.isEmpty() ? Map.of() : Map.of("shop", vschema));
    }
}
