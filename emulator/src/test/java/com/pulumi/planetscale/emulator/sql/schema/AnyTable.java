package com.pulumi.planetscale.emulator.sql.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Tables that properties are tried with.
public final class AnyTable {
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

    private AnyTable() {}

    /// Statements that create one, which is named `t`.
    public static Arbitrary<String> statements() {
        return Arbitraries.of("a", "b", "c", "d", "e")
                .list()
                .uniqueElements()
                .ofMinSize(1)
                .flatMap(AnyTable::of);
    }

    private static Arbitrary<String> of(List<String> names) {
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
                    // MySQL has no foreign keys in partitioned tables.
                    String reference = options.startsWith("PARTITION") ? "" : foreign;
                    Stream.of(key, checked, generated, reference)
                            .filter(element -> !element.isEmpty())
                            .forEach(elements::add);
                    return "CREATE TABLE t (" + String.join(", ", elements) + ") " + options;
                });
    }
}
