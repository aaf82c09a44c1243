package com.pulumi.planetscale.emulator.sql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.sql.reader.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What must hold for any two tables.
final class ChangePropertiesTest {
    private static final int TRIES = 150;
    private static final String FOREIGN_KEY = "CONSTRAINT f FOREIGN KEY (id2) REFERENCES ";

    private static final List<String> TYPES = List.of(
            "int",
            "bigint unsigned",
            "varchar(20)",
            "varchar(20) CHARACTER SET latin1",
            "text",
            "decimal(10,2) DEFAULT 1",
            "enum('a','b')",
            "enum('a','b','c') DEFAULT 'a'",
            "timestamp NULL DEFAULT CURRENT_TIMESTAMP",
            "int NOT NULL DEFAULT 0 COMMENT 'it''s'",
            "json DEFAULT (json_array(1, 'x'))",
            "datetime(3) INVISIBLE");
    private static final List<String> OPTIONS = List.of(
            "",
            "COMMENT='x'",
            "CHARSET=latin1",
            "CHARSET=utf8mb4 COLLATE=utf8mb4_bin",
            "ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8",
            "PARTITION BY KEY (id) PARTITIONS 4");

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void whatAChangeSaysMakesOneTableOfTheOther(@ForAll("tables") String before, @ForAll("tables") String after) {
        Statements target = new Statements(Map.of("t", Statements.table(before)));

        Change.between(schema(before), schema(after)).forEach(change -> target.run(change.statement()));

        String applied = target.existing("t").ddl();
        assertThat(Change.between(schema(applied), schema(after)))
                .as("what is still different between %n%s%nand%n%s", before, after)
                .isEmpty();
        assertThat(Statements.table(applied).columns())
                .isEqualTo(Statements.table(after).columns());
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void whatIsWrittenIsNotAChange(@ForAll("tables") String sql) {
        assertThat(Change.between(schema(sql), schema(Statements.table(sql).ddl())))
                .isEmpty();
    }

    @Provide
    Arbitrary<String> tables() {
        return Arbitraries.of("a", "b", "c", "d", "e")
                .list()
                .uniqueElements()
                .ofMinSize(1)
                .flatMap(ChangePropertiesTest::tables);
    }

    private static Arbitrary<String> tables(List<String> names) {
        String check = "CONSTRAINT chk CHECK (`" + names.get(0) + "` IS NOT NULL AND id > ";
        return Combinators.combine(
                        Arbitraries.of(TYPES).list().ofSize(names.size()),
                        Arbitraries.integers().between(0, names.size()),
                        Arbitraries.of("", "KEY k0 (id, id2)", "KEY k1 (id, id2)", "UNIQUE KEY k0 (id, id2)"),
                        Arbitraries.of("", check + "0)", check + "1)"),
                        Arbitraries.of(
                                "", "g int AS (id + 0) STORED", "g int AS (id + 0) VIRTUAL", "g int AS (id + 1)"),
                        Arbitraries.of("", FOREIGN_KEY + "p0 (id)", FOREIGN_KEY + "p1 (id)"),
                        Arbitraries.of(OPTIONS))
                .as((types, placeOfId, key, checked, generated, foreign, options) -> {
                    List<String> elements = new ArrayList<>();
                    for (int i = 0; i < names.size(); i++) {
                        elements.add("`" + names.get(i) + "` " + types.get(i));
                    }
                    elements.add(placeOfId, "id bigint NOT NULL");
                    elements.add("PRIMARY KEY (id)");
                    elements.add("id2 int");
                    Stream.of(key, checked, generated, foreign)
                            .filter(element -> !element.isEmpty())
                            .forEach(elements::add);
                    return "CREATE TABLE t (" + String.join(", ", elements) + ") " + options;
                });
    }

    private static Schema schema(String definition) {
        return new Schema(List.of(new Table("shop", "t", definition)));
    }
}
