package com.pulumi.planetscale.emulator.sql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.sql.reader.Statements;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What must hold for any two tables.
final class ChangePropertiesTest {
    private static final int TRIES = 150;

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
        return AnyTable.statements();
    }

    private static Schema schema(String definition) {
        return new Schema(List.of(new Table("shop", "t", definition)));
    }
}
