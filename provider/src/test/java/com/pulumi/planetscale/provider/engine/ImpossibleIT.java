package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Nothing is deleted for a replacement that cannot be made, though the preview is skipped.
class ImpossibleIT {
    private static final String SHOP = """
            shop:
              type: planetscale:Database
              properties: {name: shop, clusterSize: PS_10, region: %s}
            app:
              type: planetscale:Password
              properties: {database: '${shop.name}', branch: main, name: app}
            """;

    @Test
    void regionThatDoesNotExistDeletesNothing() {
        try (Stack stack = Stack.quick().attached()) {
            stack.program(SHOP.formatted("us-east"));
            var _ = stack.up().succeeded();
            String before = stack.state("app").path("outputs").path("publicId").asText();
            stack.program(SHOP.formatted("us-east-1"));

            Stack.Run refused = stack.up().failed();

            assertThat(refused.output()).contains("there is no region `us-east-1`", "Did you mean `us-east`?");
            stack.program(SHOP.formatted("us-east"));
            assertThat(stack.preview().steps()).isEmpty();
            var _ = stack.refresh("--expect-no-changes").succeeded();
            assertThat(stack.state("app").path("outputs").path("publicId").asText())
                    .isEqualTo(before);
        }
    }
}
