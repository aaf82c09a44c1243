package com.pulumi.planetscale.emulator.sql.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.sql.schema.BranchSchema;
import com.pulumi.planetscale.emulator.sql.schema.Schema;
import com.pulumi.planetscale.emulator.sql.schema.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A primary Vindex of a table that stays must stay as well.
class VindexLintTest {
    private static final String VSCHEMA = """
            {"sharded": true,
             "vindexes": {"xxhash": {"type": "xxhash"}, "lookup": {"type": "consistent_lookup"}},
             "tables": {"orders": {"column_vindexes": [
                 {"column": "customer_id", "name": "xxhash"}, {"column": "id", "name": "lookup"}]}}}
            """;

    private static BranchSchema schema(String vschema, String... tables) {
        return new BranchSchema(
                new Schema(List.of(tables).stream()
                        .map(table -> new Table("shop", table, "CREATE TABLE " + table + " (id bigint PRIMARY KEY)"))
                        .toList()),
                Map.of("shop", vschema));
    }

    private static List<Lint.Finding> change(String from, String to) {
        return Lint.ofChange(schema(VSCHEMA, "orders"), schema(VSCHEMA.replace(from, to), "orders"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"column\": \"customer_id\"->\"column\": \"shop_id\"",
                "\"column\": \"customer_id\", \"name\": \"xxhash\"->\"column\": \"customer_id\", \"name\": \"lookup\"",
                "\"type\": \"xxhash\"->\"type\": \"hash\"",
                "{\"column\": \"customer_id\", \"name\": \"xxhash\"}, ->"
            })
    void changedPrimaryVindexIsAFault(String change) {
        String[] parts = change.split("->", -1);

        assertThat(change(parts[0], parts[1])).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("INVALID_VSCHEMA");
            assertThat(finding.table()).isEqualTo("orders");
            assertThat(finding.description())
                    .isEqualTo("table orders has a changed column vindex. This will lead to inaccessible data");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"column\": \"customer_id\"->\"columns\": [\"customer_id\"]",
                "xxhash\"->by_hash\"",
                "{\"column\": \"id\", \"name\": \"lookup\"}->{\"column\": \"number\", \"name\": \"lookup\"}"
            })
    void otherWaysToWriteItAndFurtherVindexesAreNot(String change) {
        String[] parts = change.split("->", -1);
        String changed = VSCHEMA.replace(parts[0], parts[1]).replace("\"type\": \"by_hash\"", "\"type\": \"xxhash\"");

        assertThat(Lint.ofChange(schema(VSCHEMA, "orders"), schema(changed, "orders")))
                .isEmpty();
    }

    @Test
    void tableThatIsDroppedOrGetsItsFirstVindexIsNot() {
        assertThat(Lint.ofChange(schema(VSCHEMA, "orders", "users"), schema("{}", "users")))
                .isEmpty();
        assertThat(Lint.ofChange(schema("{}", "orders"), schema(VSCHEMA, "orders")))
                .isEmpty();
    }
}
