package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.pulumi.planetscale.emulator.admin.Accesses;
import com.pulumi.planetscale.provider.api.ClosedPort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the README promises, with the real engine.
class PromisesIT {
    private static final String SHOP = """
            shop:
              type: planetscale:Database
              properties:
                name: shop
                clusterSize: PS_10
            """;
    private static final String DEV = """
            dev:
              type: planetscale:Branch
              properties:
                database: ${shop.name}
                name: dev
            """;
    private static final String APP = """
            app:
              type: planetscale:Password
              properties:
                database: ${shop.name}
                branch: ${dev.name}
                name: app
                role: admin
                cidrs: [10.0.0.0/8]
            """;

    @Test
    void renamingAPasswordIsOneCallAndEverythingElseStaysKnown() {
        try (Stack stack = Stack.quick()) {
            List<String> outputs = List.of("username", "accessHostUrl", "plainText", "publicId");
            stack.program(SHOP + DEV + APP, "app", outputs);
            var _ = stack.up().succeeded();
            String username = output(stack, "app", "username");
            stack.program(SHOP + DEV + APP.replace("name: app\n", "name: application\n"), "app", outputs);

            String preview = stack.pulumi("preview", "--diff").succeeded().output();
            stack.clearCalls();
            var _ = stack.up().succeeded();

            assertThat(preview)
                    .contains("\"application\"")
                    .doesNotContain("unknown")
                    .doesNotContain("output<");
            assertThat(stack.calls())
                    .singleElement()
                    .asString()
                    .startsWith("PATCH ")
                    .contains("/passwords/");
            assertThat(output(stack, "app", "username")).isEqualTo(username);
        }
    }

    @Test
    void renamingADatabaseKeepsItsBranchesAndPasswords() {
        try (Stack stack = Stack.quick().attached()) {
            stack.program(SHOP + DEV + APP);
            var _ = stack.up().succeeded();
            String branch = output(stack, "dev", "publicId");
            stack.program(SHOP.replace("name: shop", "name: store") + DEV.replace("name: dev", "name: feature") + APP);

            Preview preview = stack.preview();
            assertThat(preview.steps())
                    .as(preview.output())
                    .extracting(Preview.Step::op)
                    .containsOnly("update");
            stack.clearCalls();
            var _ = stack.up().succeeded();

            assertThat(stack.calls())
                    .filteredOn(call -> !call.startsWith("GET "))
                    .hasSize(2);
            assertThat(output(stack, "dev", "publicId")).isEqualTo(branch);
            assertThat(output(stack, "app", "database")).isEqualTo("store");
            stack.assertSettled();
            var _ = stack.destroy().succeeded();
        }
    }

    @Test
    void leavingAnOptionOutPutsTheDefaultBack() {
        try (Stack stack = Stack.quick().attached()) {
            String plain = SHOP + DEV + APP.replace("    cidrs: [10.0.0.0/8]\n", "");
            stack.program(SHOP
                    + "    deletionProtected: true\n"
                    + DEV
                    + "    safeMigrations: true\n    deletionProtected: true\n"
                    + APP);
            var _ = stack.up().succeeded();

            stack.program(plain);
            var _ = stack.up().succeeded();

            assertThat(output(stack, "shop", "deletionProtected")).isEqualTo("false");
            assertThat(output(stack, "dev", "safeMigrations")).isEqualTo("false");
            assertThat(output(stack, "dev", "deletionProtected")).isEqualTo("false");
            assertThat(stack.state("app").path("outputs").path("cidrs")).isEmpty();
            var _ = stack.refresh("--expect-no-changes").succeeded();
            var _ = stack.destroy().succeeded();
        }
    }

    @Test
    void schemaPassesTheEnginesOwnCheck() {
        try (Stack stack = Stack.quick()) {
            String schema = Path.of("../schema/schema.json").toAbsolutePath().toString();

            assertThat(stack.pulumi("schema", "check", schema).succeeded().output())
                    .isBlank();
        }
    }

    @Test
    void savedPlanApplies() {
        try (Stack stack = Stack.quick()) {
            stack.program(SHOP.replace("    name: shop\n", "") + DEV.replace("    name: dev\n", "") + APP);
            String plan = stack.folder().resolve("plan.json").toString();

            var _ = stack.pulumi("preview", "--save-plan", plan).succeeded();
            var _ = stack.up("--plan", plan).succeeded();

            stack.program(SHOP.replace("    name: shop\n", "") + "    insightsRawQueries: true\n"
                    + DEV.replace("    name: dev\n", "")
                    + APP.replace("name: app\n", "name: application\n"));
            var _ = stack.pulumi("preview", "--save-plan", plan).succeeded();
            var _ = stack.up("--plan", plan).succeeded();
        }
    }

    @Test
    void badInputIsRefusedAllAtOnceAndNothingIsCalled() {
        try (Stack stack = Stack.quick().attached()) {
            stack.program("""
                    shop:
                      type: planetscale:Database
                      properties:
                        name: My Shop
                        kind: mysql
                        clusterSize: huge
                        replicas: 1
                        majorVersion: "18"
                    """);

            Preview preview = stack.preview();

            assertThat(preview.status()).isNotZero();
            assertThat(String.join("\n", preview.messages()))
                    .contains("`name`: `My Shop` is not a name that a database can have; `my_shop` is one. Use 1")
                    .contains("`clusterSize`: `huge` does not look like a cluster size.")
                    .contains("`replicas`: 1 is not a supported number of replicas. Use 0")
                    .contains("`majorVersion`: only Postgres (`postgresql`) databases have it");
            assertThat(stack.calls()).isEmpty();
        }
    }

    @Test
    void settingOfTheWrongEngineIsSeenInThePreview() {
        try (Stack stack = Stack.quick().attached()) {
            String ledger = SHOP.replace("name: shop", "name: shop\n    kind: postgresql");
            stack.program(ledger);
            var _ = stack.up().succeeded();
            stack.program(ledger + DEV + "    safeMigrations: true\n" + APP.replace("${dev.name}", "main"));

            Preview preview = stack.preview();

            assertThat(preview.status()).isNotZero();
            assertThat(String.join("\n", preview.messages()))
                    .containsAnyOf(
                            "`safeMigrations`: only Vitess (`mysql`) databases have it",
                            "Use `planetscale:index:Role` instead");
        }
    }

    @Test
    void malformedImportIdSaysWhatOneLooksLike() {
        try (Stack stack = Stack.quick()) {
            assertThat(stack.pulumi("import", "planetscale:index:Branch", "dev", "shop", "--yes")
                            .failed()
                            .output())
                    .contains("`shop` is not the id of a Branch", "`organization/database/branch`");
            assertThat(stack.calls()).isEmpty();
        }
    }

    @Test
    void wrongCredentialsAreExplained() {
        try (Stack stack = Stack.quick()) {
            stack.program(SHOP);
            String id = stack.emulator().serviceTokenId();
            String token = stack.emulator().serviceToken();

            stack.environment("PLANETSCALE_SERVICE_TOKEN", "pscale_tkn_wrong");
            assertThat(stack.up().failed().output())
                    .contains("PlanetScale does not know the service token `" + id + "` or its secret")
                    .contains("PLANETSCALE_SERVICE_TOKEN")
                    .doesNotContain("pscale_tkn_wrong");

            stack.environment("PLANETSCALE_SERVICE_TOKEN", id);
            stack.environment("PLANETSCALE_SERVICE_TOKEN_ID", token);
            assertThat(stack.up().failed().output()).contains("look swapped").doesNotContain(token);

            stack.environment("PLANETSCALE_SERVICE_TOKEN", "");
            assertThat(stack.up().failed().output()).contains("planetscale:serviceToken");
        }
    }

    @Test
    void missingPermissionIsNamed() {
        try (Stack stack = Stack.quick().attached()) {
            stack.program(SHOP);
            var _ = stack.up().succeeded();
            var token = stack.emulator()
                    .admin()
                    .tokens()
                    .make("ci", Accesses.none().onDatabase("shop", "read_database", "read_branch"));
            stack.environment("PLANETSCALE_SERVICE_TOKEN_ID", token.id());
            stack.environment("PLANETSCALE_SERVICE_TOKEN", token.token());
            stack.program(SHOP + DEV);

            assertThat(stack.up().failed().output()).contains("This call needs the access `create_branch`");
        }
    }

    @Test
    void serverThatIsDownIsNamed() throws Exception {
        try (Stack stack = Stack.quick().attached();
                var port = new ClosedPort()) {
            stack.program(SHOP);
            stack.environment("PLANETSCALE_SERVER_URL", port.url());

            assertThat(stack.up().failed().output())
                    .contains("got no answer from " + port.url())
                    .contains("Check the network, and the `endpoint`");
        }
    }

    @Test
    void deletionThatIsProtectedOrNeedsSomebodyElseIsExplained() {
        try (Stack stack = Stack.quick().attached()) {
            stack.program(SHOP + "    deletionProtected: true\n");
            var _ = stack.up().succeeded();

            assertThat(stack.destroy().failed().output())
                    .contains("database `acme/shop` was not deleted: deletionProtected is true")
                    .contains("Set it to false, run `pulumi up`, then delete it.");
        }
    }

    @Test
    void refreshFindsDriftAndTheNextUpRepairsIt() {
        try (Stack stack = Stack.quick().attached()) {
            stack.program(SHOP + "    requireApprovalForDeploy: true\n" + DEV + APP);
            var _ = stack.up().succeeded();
            var _ = stack.emulator()
                    .admin()
                    .change(
                            "/organizations/acme/databases/shop",
                            new JsonMapper().createObjectNode().put("require_approval_for_deploy", false));

            assertThat(stack.refresh().succeeded().output()).contains("requireApprovalForDeploy");
            assertThat(stack.preview().step("shop").detail()).containsOnlyKeys("requireApprovalForDeploy");
            var _ = stack.up().succeeded();

            assertThat(output(stack, "shop", "requireApprovalForDeploy")).isEqualTo("true");
        }
    }

    @Test
    void objectThatDisappearedIsMadeAgain() {
        try (Stack stack = Stack.quick().attached()) {
            stack.program(SHOP + DEV + APP);
            var _ = stack.up().succeeded();
            stack.emulator().admin().delete("/organizations/acme/databases/shop/branches/dev");

            var _ = stack.refresh().succeeded();
            Preview preview = stack.preview();

            assertThat(preview.steps()).extracting(Preview.Step::op).containsOnly("create");
            assertThat(preview.steps()).extracting(Preview.Step::resource).containsExactlyInAnyOrder("dev", "app");
            var _ = stack.up().succeeded();
        }
    }

    /// The engine itself prints what it decodes at its most talkative, so a password made by the run is looked for
    /// in everything that people see, and the token in everything at all.
    @Test
    void plantedTokenIsNowhere() throws Exception {
        try (Stack stack = Stack.quick()) {
            String token = stack.emulator().serviceToken();
            stack.program(SHOP + DEV + APP);
            String[] verbose = {"-v=9", "--logtostderr", "--logflow", "--debug"};

            Stack.Run made = stack.up(verbose).succeeded();
            Stack.Run same = stack.up("--diff").succeeded();
            String secret = output(stack, "app", "plainText", "plaintext").replace("\"", "");
            stack.program(SHOP + DEV + APP.replace("role: admin", "role: nonsense"));
            Stack.Run refused = stack.up(verbose).failed();
            stack.environment("PLANETSCALE_SERVER_URL", stack.emulator().serverUrl() + "/elsewhere");
            stack.program(SHOP + DEV + APP.replace("name: app\n", "name: other\n"));
            Stack.Run failed = stack.up(verbose).failed();

            assertThat(secret).startsWith("pscale_pw_");
            assertThat(List.of(made, same, refused, failed))
                    .allSatisfy(run -> assertThat(run.output()).doesNotContain(token));
            assertThat(same.output()).doesNotContain(secret);
            try (Stream<Path> files = Files.walk(stack.folder().resolve("state"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(Files.readString(file)).doesNotContain(token).doesNotContain(secret);
                }
            }
        }
    }

    private static String output(Stack stack, String resource, String... path) {
        JsonNode node = stack.state(resource).path("outputs");
        for (String step : path) {
            node = node.path(step);
        }
        return node.asText();
    }
}
