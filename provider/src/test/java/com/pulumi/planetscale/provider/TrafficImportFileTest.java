package com.pulumi.planetscale.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrafficImportFileTest {
    /// With both, the preview after the import would refuse the program.
    @Test
    void rulesAreImportedWithinTheirBudgetAlone() throws Exception {
        try (World world = World.quick()) {
            ApiPath databases = Owners.organizationPath(world.settings()).then("/databases");
            var _ = world.api()
                    .post(
                            databases,
                            Map.of("name", "notes", "kind", "postgresql", "cluster_size", "PS_10_AWS_ARM"),
                            JsonNode.class);
            JsonNode budget = world.api()
                    .post(
                            databases.then("/notes/branches/main/traffic/budgets"),
                            Map.of("name", "etl", "rate", 20, "rules", List.of(Map.of("fingerprint", "abc"))),
                            JsonNode.class);

            World.Journal journal = world.journal();

            JsonNode resources = importFile(world).path("resources");

            assertThat(journal.calls()).noneMatch(call -> call.contains("/rules"));

            assertThat(resources.findValuesAsText("type"))
                    .contains("planetscale:index:TrafficBudget")
                    .doesNotContain("planetscale:index:TrafficRule");
            assertThat(resources.findValuesAsText("id"))
                    .contains("acme/notes/main/" + budget.path("id").asText());
        }
    }

    private static JsonNode importFile(World world) throws Exception {
        Map<String, String> environment = Map.of(
                "PLANETSCALE_SERVER_URL", world.emulator().serverUrl(),
                "PLANETSCALE_ORGANIZATION", world.emulator().organization(),
                "PLANETSCALE_SERVICE_TOKEN_ID", world.emulator().serviceTokenId(),
                "PLANETSCALE_SERVICE_TOKEN", world.emulator().serviceToken());
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int status = ImportFileCommand.run(
                new PlanetScale(environment, "1.2.3"),
                List.of(),
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isZero();
        return new JsonMapper().readTree(out.toString(StandardCharsets.UTF_8));
    }
}
