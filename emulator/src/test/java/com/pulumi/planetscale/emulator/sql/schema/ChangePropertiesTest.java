package com.pulumi.planetscale.emulator.sql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.sql.reader.Statements;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What must hold for any two tables, tried with tables made up by a random generator that starts with a known
/// number.
final class ChangePropertiesTest {
    private static final int PAIRS = 150;

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

    static IntStream seeds() {
        return IntStream.range(0, PAIRS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatAChangeSaysMakesOneTableOfTheOther(int seed) {
        Random random = new Random(seed);
        String before = table(random);
        String after = table(random);
        Statements target = new Statements(Map.of("t", Statements.table(before)));

        Change.between(schema(before), schema(after)).forEach(change -> target.run(change.statement()));

        String applied = target.existing("t").ddl();
        assertThat(Change.between(schema(applied), schema(after)))
                .as("what is still different between %n%s%nand%n%s", before, after)
                .isEmpty();
        assertThat(Statements.table(applied).columns())
                .isEqualTo(Statements.table(after).columns());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsWrittenIsNoChange(int seed) {
        String sql = table(new Random(seed));

        assertThat(Change.between(schema(sql), schema(Statements.table(sql).ddl())))
                .isEmpty();
    }

    private static String table(Random random) {
        List<String> names = new ArrayList<>(List.of("a", "b", "c", "d", "e"));
        Collections.shuffle(names, random);
        List<String> columns = names.subList(0, 1 + random.nextInt(names.size()));
        List<String> elements = new ArrayList<>();
        columns.forEach(name -> elements.add("`" + name + "` " + pick(random, TYPES)));
        elements.add(random.nextInt(elements.size() + 1), "id bigint NOT NULL");
        elements.add("PRIMARY KEY (id)");
        String first = columns.get(0);
        elements.add("id2 int");
        if (random.nextBoolean()) {
            elements.add((random.nextBoolean() ? "UNIQUE " : "") + "KEY k" + random.nextInt(2) + " (id, id2)");
        }
        if (random.nextBoolean()) {
            elements.add("CONSTRAINT chk CHECK (`" + first + "` IS NOT NULL AND id > " + random.nextInt(2) + ")");
        }
        if (random.nextBoolean()) {
            elements.add("g int AS (id + " + random.nextInt(2) + ") " + (random.nextBoolean() ? "STORED" : "VIRTUAL"));
        }
        if (random.nextBoolean()) {
            elements.add("CONSTRAINT f FOREIGN KEY (id2) REFERENCES p" + random.nextInt(2) + " (id)");
        }
        return "CREATE TABLE t (" + String.join(", ", elements) + ") " + pick(random, OPTIONS);
    }

    private static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static Schema schema(String definition) {
        return new Schema(List.of(new Table("shop", "t", definition)));
    }
}
