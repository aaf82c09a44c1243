package com.pulumi.planetscale.emulator.sql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class BranchSchemaTest {
    @Test
    void vschemasThatSayTheSameAreEqual() {
        assertThat(of("{\"sharded\": true, \"tables\": {\"b\": {}, \"a\": {}}}"))
                .isEqualTo(of("{\"tables\":{\"a\":{},\"b\":{}},\"sharded\":true}"))
                .isNotEqualTo(of("{\"tables\":{\"a\":{}},\"sharded\":true}"));
    }

    @Test
    void whatIsNoObjectStaysAsItIs() {
        assertThat(of("no JSON").vschemas()).containsEntry("shop", "no JSON");
        assertThat(of("[1]").vschemas()).containsEntry("shop", "[1]");
    }

    private static BranchSchema of(String vschema) {
        return new BranchSchema(Schema.EMPTY, Map.of("shop", vschema));
    }
}
