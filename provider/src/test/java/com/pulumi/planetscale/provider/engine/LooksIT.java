package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.admin.Accesses;
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
        try (Stack stack = Stack.quick().attached()) {
            stack.program(SHOP);
            assertThat(String.join("\n", stack.preview().messages()))
                    .contains("`PS_10` with 2 replicas costs $39 a month");

            var _ = stack.up().succeeded();
            stack.program(SHOP.replace("PS_10", "PS_20"));
            stack.clearCalls();

            assertThat(String.join("\n", stack.preview().messages()))
                    .contains("`PS_20` with 2 replicas costs $59 a month")
                    .contains("instead of $39 for `PS_10` with 2 replicas, $20 more");
            assertThat(stack.calls())
                    .allMatch(call -> call.startsWith("GET "))
                    .filteredOn(call -> call.contains("/cluster-size-skus"))
                    .hasSize(1);
        }
    }

    @Test
    void previewTellsWhatTheTokenLacks() {
        try (Stack stack = Stack.quick().attached()) {
            stack.program(SHOP);
            var _ = stack.up().succeeded();
            Accesses developer = Accesses.onOrganization("read_service_tokens", "read_organization")
                    .onDatabase("shop", "read_database", "write_database", "connect_branch");
            var token = stack.emulator().admin().tokens().make("developer", developer);
            stack.environment("PLANETSCALE_SERVICE_TOKEN_ID", token.id());
            stack.environment("PLANETSCALE_SERVICE_TOKEN", token.token());
            stack.program(SHOP + """
                    app:
                      type: planetscale:Password
                      properties:
                        database: ${shop.name}
                        branch: main
                        role: admin
                    """);

            Preview preview = stack.preview();

            assertThat(preview.status()).as(preview.output()).isZero();
            assertThat(String.join("\n", preview.messages()))
                    .contains("lacks the access `connect_production_branch`")
                    .contains("on database `shop`");
        }
    }
}
