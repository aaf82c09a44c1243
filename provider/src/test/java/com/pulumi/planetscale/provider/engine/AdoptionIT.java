package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/// Takes over by `pulumi import` what someone made by hand.
class AdoptionIT {
    private static final String PROGRAM = """
            shop:
              type: planetscale:Database
              properties:
                name: shop
                clusterSize: PS_10
            dev:
              type: planetscale:Branch
              properties:
                database: ${shop.name}
                name: dev
            app:
              type: planetscale:Password
              properties:
                database: ${shop.name}
                branch: ${dev.name}
                name: app
            """;

    @Test
    void refreshedImportChangesNothingAndItsRotationKeepsTheRole() {
        try (Stack stack = Stack.quick().attached()) {
            stack.somebodyElse("POST", "/databases", "{\"name\": \"shop\", \"cluster_size\": \"PS_10\"}");
            stack.somebodyElse("POST", "/databases/shop/branches", "{\"name\": \"dev\", \"parent_branch\": \"main\"}");
            String passwords = "/databases/shop/branches/dev/passwords";
            stack.somebodyElse("POST", passwords, "{\"name\": \"app\", \"role\": \"reader\"}");
            String password =
                    stack.get(passwords).path("data").path(0).path("id").asText();
            String database = stack.get("/databases/shop").path("id").asText();
            var _ = adopt(stack, "Database", "shop", "shop").succeeded();
            var _ = adopt(stack, "Branch", "dev", "shop/dev").succeeded();
            var _ = adopt(stack, "Password", "app", "shop/dev/" + password).succeeded();
            stack.program(PROGRAM);
            stack.clearCalls();

            var _ = stack.up("--refresh", "--expect-no-changes").succeeded();
            var _ = stack.up("--refresh", "--expect-no-changes").succeeded();
            Preview preview = stack.preview();

            assertThat(stack.calls()).allMatch(call -> call.startsWith("GET "));
            assertThat(preview.steps()).as(preview.output()).isEmpty();
            assertThat(stack.get("/databases/shop").path("id").asText()).isEqualTo(database);

            stack.program(PROGRAM + "    role: reader\n    rotationTriggers: {year: '2026'}\n");
            var _ = stack.up("--expect-no-changes").succeeded();
            stack.program(PROGRAM + "    role: reader\n    rotationTriggers: {year: '2027'}\n");
            var _ = stack.up().succeeded();

            JsonNode rotated = stack.get(passwords).path("data");
            assertThat(rotated).hasSize(1);
            assertThat(rotated.path(0).path("id").asText()).isNotEqualTo(password);
            assertThat(rotated.path(0).path("role").asText()).isEqualTo("reader");
        }
    }

    private static Stack.Run adopt(Stack stack, String kind, String name, String id) {
        return stack.pulumi(
                "import", "planetscale:index:" + kind, name, id, "--yes", "--protect=false", "--generate-code=false");
    }
}
