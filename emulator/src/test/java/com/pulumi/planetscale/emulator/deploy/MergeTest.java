package com.pulumi.planetscale.emulator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.sql.schema.BranchSchema;
import com.pulumi.planetscale.emulator.sql.schema.Schema;
import com.pulumi.planetscale.emulator.sql.schema.Table;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What becomes of the changes of two branches.
final class MergeTest {
    private static final int TABLES = 4;

    /// Each table is missing or one of two kinds, and each keyspace has one of two VSchemas.
    private static BranchSchema some(Random random) {
        Stream<Table> tables = IntStream.range(0, TABLES)
                .filter(each -> random.nextInt(3) > 0)
                .mapToObj(each -> table("t" + each, random.nextBoolean() ? "int" : "bigint"));
        return new BranchSchema(
                new Schema(tables.toList()), Map.of("shop", random.nextBoolean() ? "{}" : "{\"sharded\": false}"));
    }

    private static Table table(String name, String type) {
        return new Table("shop", name, "CREATE TABLE `" + name + "` (`id` " + type + " PRIMARY KEY)");
    }

    static Stream<Random> random() {
        return IntStream.range(0, 50).mapToObj(Random::new);
    }

    @ParameterizedTest
    @MethodSource("random")
    void whereOnlyTheHeadHasChangedTheTargetBecomesTheHead(Random random) {
        BranchSchema base = some(random);
        BranchSchema head = some(random);

        Merge merge = Merge.of(base, base, head);

        assertThat(merge.conflict()).isEmpty();
        assertThat(merge.result()).isEqualTo(head);
    }

    @ParameterizedTest
    @MethodSource("random")
    void whereOnlyTheTargetHasChangedItStays(Random random) {
        BranchSchema base = some(random);
        BranchSchema target = some(random);

        Merge merge = Merge.of(base, target, base);

        assertThat(merge.conflict()).isEmpty();
        assertThat(merge.result()).isEqualTo(target);
    }

    @ParameterizedTest
    @MethodSource("random")
    void withoutConflictsItDoesNotMatterWhichComesFirst(Random random) {
        BranchSchema base = some(random);
        BranchSchema one = some(random);
        BranchSchema other = some(random);

        Merge merge = Merge.of(base, one, other);
        Merge reversed = Merge.of(base, other, one);

        assertThat(merge.conflict()).isEqualTo(reversed.conflict());
        if (merge.conflict().isEmpty()) {
            assertThat(merge.result().tables()).isEqualTo(reversed.result().tables());
        }
    }

    @Test
    void theSameChangeInBothIsNoConflict() {
        BranchSchema base = new BranchSchema(new Schema(List.of(table("t", "int"))), Map.of());
        BranchSchema changed = new BranchSchema(new Schema(List.of(table("t", "bigint"))), Map.of());
        BranchSchema otherwise = new BranchSchema(new Schema(List.of(table("t", "tinyint"))), Map.of());

        assertThat(Merge.of(base, changed, changed).conflict()).isEmpty();
        assertThat(Merge.of(base, changed, otherwise).conflicts()).containsExactly("shop.t");
    }
}
