package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What a preview says after having looked at PlanetScale.
class LooksIT {
    private static final String SHOP = """
            shop:
              type: planetscale:Database
              properties:
                name: shop
                clusterSize: PS_10
            """;

    @Test
    void previewTellsWhatClustersCost() {
        try (Stack stack = Stack.quick()) {
            stack.program(SHOP);
            assertThat(String.join("\n", stack.preview().messages()))
                    .contains("`PS_10` with 2 replicas costs $39 a month");

            var _ = stack.up().succeeded();
            stack.program(SHOP.replace("PS_10", "PS_20"));
            stack.clearCalls();

            assertThat(String.join("\n", stack.preview().messages()))
                    .contains("`PS_20` with 2 replicas costs $59 a month")
                    .contains("instead of $39 for `PS_10` with 2 replicas, $20 more");
            assertThat(stack.calls()).hasSize(2).allMatch(call -> call.startsWith("GET "));
        }
    }
}
