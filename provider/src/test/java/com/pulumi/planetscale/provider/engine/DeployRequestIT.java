package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.time.Delay;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Schema changes on their way through the gates, with the real engine.
class DeployRequestIT {
    private static final String SHOP = "/organizations/acme/databases/shop";
    private static final String USERS =
            "CREATE TABLE `users` (\n  `id` bigint NOT NULL,\n  `email` varchar(255),\n" + "  PRIMARY KEY (`id`)\n)";
    static final String USERS_WITH_AGE = "CREATE TABLE `users` (\n  `id` bigint NOT NULL,\n"
            + "  `email` varchar(255),\n  `age` int,\n  PRIMARY KEY (`id`)\n)";
    private static final String USERS_WITHOUT_EMAIL =
            "CREATE TABLE `users` (\n  `id` bigint NOT NULL,\n  PRIMARY KEY (`id`)\n)";
    private static final String SHOP_AND_MAIN = """
            shop:
              type: planetscale:Database
              properties:
                name: shop
                clusterSize: PS_10
            main:
              type: planetscale:Branch
              properties:
                database: ${shop.name}
                name: main
                safeMigrations: true
            """;
    static final String BRANCHES = SHOP_AND_MAIN + """
            dev:
              type: planetscale:Branch
              properties:
                database: ${shop.name}
                name: dev
                parentBranch: ${main.name}
            """;

    @Test
    void additiveChangeIsShownAndGoesLiveInOneUp() {
        try (Stack stack = shop(Emulator.Options.defaults().withoutDelays(), USERS_WITH_AGE)) {
            stack.program(BRANCHES + change("change", ""));
            stack.clearCalls();

            Preview preview = stack.preview();

            assertThat(preview.status()).as(preview.output()).isZero();
            assertThat(String.join("\n", preview.messages()))
                    .contains("deploying `dev` into `main` changes:", "+  `age` int")
                    .doesNotContain("drops");
            assertThat(stack.calls()).allMatch(call -> call.startsWith("GET "));

            var _ = stack.up().succeeded();

            assertThat(schema(stack, "main")).contains("age");
            JsonNode outputs = stack.state("change").path("outputs");
            assertThat(outputs.path("verdict").asText()).isEqualTo("live");
            assertThat(outputs.path("deploymentState").asText()).isEqualTo("complete_pending_revert");
            assertThat(outputs.path("schemaRevision").asText()).hasSize(16);
            assertThat(outputs.path("operations").path(0).path("statement").asText())
                    .contains("ALTER TABLE")
                    .contains("age");
            stack.assertSettled();
            assertThat(stack.destroy().succeeded().output()).contains("removed from the state only");
        }
    }

    @Test
    void droppedColumnIsRefusedInThePreviewAndGoesThroughOnceAllowed() {
        try (Stack stack = shop(Emulator.Options.defaults().withoutDelays(), USERS_WITHOUT_EMAIL)) {
            stack.program(BRANCHES + change("change", ""));

            Preview refused = stack.preview();
            assertThat(refused.status()).isNotZero();
            assertThat(refused.output())
                    .contains("drops column `email` of `shop.users`")
                    .contains("Set `destructive: allow` if that is intended");
            assertThat(stack.up().failed().output()).contains("drop data").contains("destructive: allow");
            assertThat(schema(stack, "main")).contains("email");
            assertThat(stack.state("change").path("outputs").path("verdict").asText())
                    .isEqualTo("refused");

            stack.program(BRANCHES + change("change", "destructive: allow\n"));
            Preview allowed = stack.preview();
            assertThat(allowed.status()).as(allowed.output()).isZero();
            assertThat(allowed.output()).contains("can drop data");
            var _ = stack.up().succeeded();

            assertThat(schema(stack, "main")).doesNotContain("email");
            assertThat(numbers(stack)).containsExactly(1L);
        }
    }

    @Test
    void approvalFromOutsideIsWaitedForInTheNextRunOfTheSameRequest() {
        try (Stack stack = shop(Emulator.Options.defaults().withoutDelays(), USERS_WITH_AGE)) {
            String gated = BRANCHES + change("change", "requireApproval: true\natGate: fail\n");
            stack.program(gated);

            String stopped = stack.up().failed().output();
            assertThat(stopped)
                    .contains("deploy request #1 stopped at the gate `approval`")
                    .contains("/acme/shop/deploy-requests/1")
                    .contains("Then run `pulumi up` again");
            Preview preview = stack.preview();
            assertThat(preview.status()).as(preview.output()).isZero();
            assertThat(preview.output()).contains("is blocked at the gate `approval`");

            approve(stack, 1);
            var _ = stack.up().succeeded();

            assertThat(schema(stack, "main")).contains("age");
            assertThat(numbers(stack)).containsExactly(1L);
            assertThat(stack.state("change").path("outputs").path("reviewers")).hasSize(1);
            var _ = stack.up("--expect-no-changes").succeeded();
        }
    }

    @Test
    void approvalIsWaitedForAsLongAsItTakes() {
        try (Stack stack = shop(Emulator.Options.defaults().withoutDelays(), USERS_WITH_AGE)) {
            stack.program(BRANCHES + change("change", "requireApproval: true\n"));
            Stack.Running up = stack.start("up", "--yes", "--skip-preview");
            stack.awaitCall("GET", "/storage-check");

            approve(stack, 1);

            assertThat(up.await().succeeded().output()).contains("at the gate `approval`: it has not been approved");
            assertThat(schema(stack, "main")).contains("age");
        }
    }

    @Test
    void headThatMovedAfterTheApprovalIsRefused() {
        try (Stack stack = shop(Emulator.Options.defaults().withoutDelays(), USERS_WITH_AGE)) {
            stack.program(BRANCHES + change("change", "requireApproval: true\natGate: fail\n"));
            var _ = stack.up().failed();
            approve(stack, 1);
            stack.emulator().clock().advance(Duration.ofMinutes(1));
            load(stack, "dev", USERS_WITH_AGE.replace("`age` int", "`age` bigint"));

            Preview preview = stack.preview();

            assertThat(preview.status()).as(preview.output()).isNotZero();
            assertThat(preview.output()).contains("after the approval");
            assertThat(stack.up().failed().output()).contains("after the approval");
            assertThat(schema(stack, "main")).doesNotContain("age");
        }
    }

    @Test
    void handedOffRequestIsLeftToPeopleAndLookedAtAgain() {
        try (Stack stack = shop(Emulator.Options.defaults().withoutDelays(), USERS_WITH_AGE)) {
            stack.program(BRANCHES + change("change", "requireApproval: true\natGate: handOff\n"));

            assertThat(stack.up().succeeded().output()).contains("is left to people at the gate `approval`");
            assertThat(stack.state("change").path("outputs").path("verdict").asText())
                    .isEqualTo("waiting");
            approve(stack, 1);
            var _ = stack.up().succeeded();

            assertThat(stack.state("change").path("outputs").path("verdict").asText())
                    .isEqualTo("live");
        }
    }

    @Test
    void stagedByOneRunIsDeployedByAnotherAndRevertedWithinTheWindow() {
        try (Stack stack = shop(Emulator.Options.defaults().withoutDelays(), USERS_WITH_AGE)) {
            stack.program(BRANCHES + change("change", "stage: staged\n"));
            var _ = stack.up().succeeded();
            assertThat(stack.state("change").path("outputs").path("verdict").asText())
                    .isEqualTo("staged");
            assertThat(schema(stack, "main")).doesNotContain("age");
            var _ = stack.up("--expect-no-changes").succeeded();

            stack.program(BRANCHES + change("change", "stage: deployed\n"));
            var _ = stack.up().succeeded();
            assertThat(schema(stack, "main")).contains("age");

            stack.program(BRANCHES + change("change", "stage: opened\n"));
            assertThat(stack.preview().output()).contains("a deploy request does not go back");

            stack.program(BRANCHES + change("change", "stage: reverted\n"));
            var _ = stack.up().succeeded();
            assertThat(schema(stack, "main")).doesNotContain("age");
            assertThat(stack.state("change").path("outputs").path("verdict").asText())
                    .isEqualTo("reverted");
            assertThat(numbers(stack)).containsExactly(1L);
            var _ = stack.up("--expect-no-changes").succeeded();
        }
    }

    @Test
    void revertAfterTheWindowIsRefused() {
        try (Stack stack = shop(Emulator.Options.defaults().withoutDelays(), USERS_WITH_AGE)) {
            stack.program(BRANCHES + change("change", ""));
            var _ = stack.up().succeeded();
            stack.emulator().clock().advance(Duration.ofMinutes(31));
            stack.program(BRANCHES + change("change", "stage: reverted\n"));

            assertThat(stack.up().failed().output()).contains("can no longer be reverted");
            var _ = stack.refresh().succeeded();
            assertThat(stack.preview().output()).contains("its revert window has closed");
            assertThat(schema(stack, "main")).contains("age");
        }
    }

    @Test
    void requestThatSomebodyClosedIsNotOpenedAgainUntilTheProgramSaysSo() {
        try (Stack stack = shop(Emulator.Options.defaults().withoutDelays(), USERS_WITH_AGE)) {
            String opened = BRANCHES + change("change", "stage: opened\ntriggers:\n  attempt: \"1\"\n");
            stack.program(opened);
            var _ = stack.up().succeeded();
            assertThat(stack.state("change").path("outputs").path("verdict").asText())
                    .isEqualTo("ready");
            close(stack, 1);
            stack.program(opened.replace("stage: opened", "stage: deployed"));

            assertThat(stack.up().failed().output()).contains("was closed without being deployed");
            assertThat(stack.preview().output()).contains("Change `triggers` to open a new one");

            stack.program(opened.replace("stage: opened", "stage: deployed").replace("\"1\"", "\"2\""));
            assertThat(stack.preview().step("change").op()).isIn("replace", "delete-replaced", "create-replacement");
            var _ = stack.up().succeeded();
            assertThat(numbers(stack)).containsExactlyInAnyOrder(1L, 2L);
            assertThat(schema(stack, "main")).contains("age");
        }
    }

    @Test
    void twoRequestsIntoOneTargetQueueUp() {
        Emulator.Options slow =
                Emulator.Options.defaults().withoutDelays().delay(Delay.DEPLOY_COPY, Duration.ofSeconds(2));
        try (Stack stack = shop(slow, USERS_WITH_AGE)) {
            String other = """
                    fix:
                      type: planetscale:Branch
                      properties:
                        database: ${shop.name}
                        name: fix
                        parentBranch: ${main.name}
                    """;
            stack.program(BRANCHES + other);
            var _ = stack.up().succeeded();
            stack.emulator()
                    .admin()
                    .loadTables(
                            SHOP + "/branches/fix",
                            "",
                            Map.of("users", USERS, "notes", USERS.replace("users", "notes")));
            stack.program(BRANCHES
                    + other
                    + change("change", "stage: permanent\n")
                    + change("second", "stage: permanent\n").replace("branch: ${dev.name}", "branch: ${fix.name}"));

            Preview preview = stack.preview();
            assertThat(preview.output())
                    .contains("deploying `dev` into `main`")
                    .contains("deploying `fix` into `main`");
            var _ = stack.up().succeeded();

            assertThat(schema(stack, "main")).contains("age").contains("notes");
            assertThat(numbers(stack)).hasSize(2);
        }
    }

    @Test
    void whatIsReleasedAfterTheSchemaLivesOnUntilTheNextSchemaIsLive() {
        try (Stack stack =
                ChangedShop.stack(Emulator.Options.defaults().withoutDelays()).attached()) {
            String app = """
                    app:
                      type: planetscale:Password
                      properties:
                        database: shop
                        branch: main
                        role: readwriter
                        rotationTriggers:
                          schema: ${change.schemaRevision}
                    """;
            String release = "stage: permanent\natGate: fail\ntriggers:\n  release: \"%s\"\n";
            stack.program(ChangedShop.change(release.formatted(1)) + app);
            var _ = stack.up().succeeded();
            String first = stack.state("app").path("id").asText();
            ChangedShop.load(stack, "dev", "  `age` int,\n  `name` text,\n");

            stack.program(ChangedShop.change(release.formatted(2) + "requireApproval: true\n") + app);
            assertThat(stack.up().failed().output()).contains("deploy request #2 stopped at the gate `approval`");
            assertThat(stack.state("app").path("id").asText()).isEqualTo(first);
            assertThat(stack.emulatedObjects("/databases/shop/branches/main/passwords"))
                    .isEqualTo(1);

            approve(stack, 2);
            var _ = stack.up().succeeded();

            assertThat(ChangedShop.numbers(stack)).containsExactly(1L, 2L);
            assertThat(schema(stack, "main")).contains("`name` text");
            assertThat(stack.state("app").path("id").asText()).isNotEqualTo(first);
            assertThat(stack.emulatedObjects("/databases/shop/branches/main/passwords"))
                    .isEqualTo(1);
            var _ = stack.up("--expect-no-changes").succeeded();
        }
    }

    @Test
    void missingSafeMigrationsAndPostgresAreSaidInThePreview() {
        try (Stack stack = Stack.quick().attached()) {
            String unsafe = BRANCHES.replace("    safeMigrations: true\n", "");
            stack.program(unsafe);
            var _ = stack.up().succeeded();
            stack.program(unsafe + change("change", ""));
            assertThat(stack.preview().output()).contains("safe migrations turned off");

            String ledger = """
                    ledger:
                      type: planetscale:Database
                      properties:
                        name: ledger
                        kind: postgresql
                        clusterSize: PS_10_AWS_ARM
                    """;
            stack.program(ledger);
            var _ = stack.up().succeeded();
            stack.program(ledger + """
                    change:
                      type: planetscale:DeployRequest
                      properties:
                        database: ledger
                        branch: main
                    """);
            Preview postgres = stack.preview();
            assertThat(postgres.status()).isNotZero();
            assertThat(postgres.output()).contains("is a Postgres database, and those have no deploy requests");
        }
    }

    /// A stack with `main` and `dev`, whose schemas differ.
    static Stack shop(Emulator.Options options, String head) {
        Stack stack = Stack.with(options).attached();
        stack.program(SHOP_AND_MAIN);
        var _ = stack.up().succeeded();
        load(stack, "main", USERS);
        stack.program(BRANCHES);
        var _ = stack.up().succeeded();
        load(stack, "dev", head);
        return stack;
    }

    static String change(String name, String more) {
        return name + ":\n" + """
                type: planetscale:DeployRequest
                properties:
                  database: ${shop.name}
                  branch: ${dev.name}
                  intoBranch: ${main.name}
                """.indent(2) + more.indent(4);
    }

    static void load(Stack stack, String branch, String users) {
        stack.emulator().admin().loadTables(SHOP + "/branches/" + branch, "", Map.of("users", users));
    }

    static String schema(Stack stack, String branch) {
        return stack.get("/databases/shop/branches/" + branch + "/schema").toString();
    }

    static List<Long> numbers(Stack stack) {
        return stack.get("/databases/shop/deploy-requests").findValues("number").stream()
                .map(JsonNode::asLong)
                .toList();
    }

    /// Someone else approves.
    private static void approve(Stack stack, int number) {
        stack.somebodyElse(
                "POST", "/databases/shop/deploy-requests/" + number + "/reviews", "{\"state\": \"approved\"}");
    }

    private static void close(Stack stack, int number) {
        stack.somebodyElse("PATCH", "/databases/shop/deploy-requests/" + number, "{\"state\": \"closed\"}");
    }
}
