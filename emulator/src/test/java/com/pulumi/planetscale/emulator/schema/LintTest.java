package com.pulumi.planetscale.emulator.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.sql.Statements;
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
                "ENGINE=MyISAM | UNSUPPORTED_STORAGE_ENGINE | engine_name | MyISAM",
                "CHARSET=big5 | UNSUPPORTED_CHARSET | charset_name | big5",
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
                .containsExactly("UNSUPPORTED_TABLE_NAME");
    }

    @Test
    void aKeyspaceHoldsOnlySoManyTables() {
        String[] tables = IntStream.range(0, 2049)
                .mapToObj(i -> "CREATE TABLE t" + i + " (id int PRIMARY KEY)")
                .toArray(String[]::new);

        assertThat(codes(NO_RULES, "", tables)).containsExactly("TOO_MANY_TABLES");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "id bigint PRIMARY KEY | p (id) | -",
                "id int, other bigint, PRIMARY KEY (id), KEY (other, id) | p (other) | -",
                "id bigint PRIMARY KEY | q (id) | FOREIGN_KEY_TABLE_NOT_FOUND",
                "id bigint PRIMARY KEY | p (no) | FOREIGN_KEY_COLUMN_NOT_FOUND",
                "id int PRIMARY KEY | p (id) | FOREIGN_KEY_COLUMN_TYPE_MISMATCH",
                "id bigint unsigned PRIMARY KEY | p (id) | FOREIGN_KEY_COLUMN_TYPE_MISMATCH",
                "id int PRIMARY KEY, other bigint | p (other) | FOREIGN_KEY_NOT_INDEXED",
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
        String table = "CREATE TABLE t (id int PRIMARY KEY, a int, FOREIGN KEY (a) REFERENCES t (id))";

        assertThat(codes(NO_RULES, "", table)).containsExactly("FOREIGN_KEYS_NOT_ENABLED");
        assertThat(codes(new Lint.Rules(true, Set.of()), "", table)).isEmpty();
        assertThat(codes(new Lint.Rules(true, Set.of("shop")), VINDEX_OF_T, table))
                .containsExactly("FOREIGN_KEY_IN_SHARDED_KEYSPACE");
    }

    @Test
    void shardedTablesCountWithSequences() {
        assertThat(codes(
                        new Lint.Rules(false, Set.of("shop")),
                        VINDEX_OF_T,
                        "CREATE TABLE t (id int AUTO_INCREMENT PRIMARY KEY)"))
                .containsExactly("AUTO_INCREMENT_IN_SHARDED_KEYSPACE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            nullValues = "-",
            value = {
                "{} | -",
                "{\"sharded\": true} | NO_PRIMARY_VINDEX",
                "{\"sharded\": true, \"tables\": {\"t\": {\"type\": \"reference\"}}} | -",
                "{\"tables\": {\"t\": {\"column_vindexes\": [{\"column\": \"id\", \"name\": \"h\"}]}}} |"
                        + " VINDEX_NOT_FOUND",
                "{\"vindexes\": {\"h\": {}}, \"tables\": {\"t\": {\"column_vindexes\": [{\"columns\": [\"x\"],"
                        + " \"name\": \"h\"}]}}} | VINDEX_COLUMN_NOT_FOUND",
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
