package com.pulumi.planetscale.provider.engine;

import static com.pulumi.planetscale.provider.engine.Guide.follower;
import static com.pulumi.planetscale.provider.engine.Guide.howTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.terraform.RecordedState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The commands and programs of the how-to guides, run as they are written.
class HowToIT {
    private static final String ID = "  `id` bigint NOT NULL,\n";
    private static final String SHOP = """
            shop:
              type: planetscale:Database
              properties:
                name: shop
                clusterSize: PS_10
            """;

    /// The README has the same two commands, with the folders of a checkout.
    @Test
    void whatExistsIsAdopted() throws IOException {
        String adopt = new Guide("README.md")
                .commands("provider/target/plugin/pulumi-resource-planetscale import-file --output adopt.json");
        assertThat(adopt).contains("engine/pulumi import --file adopt.json --out resources.yaml");
        assertThat(howTo("adopt.md").commands()).containsExactly(adopt.replaceAll("(?m)^.*/(?=pulumi)", ""));
        try (Stack stack = follower(Stack.quick());
                Stack other = stack.another()) {
            other.program(SHOP);
            var _ = other.up().succeeded();

            run(stack, adopt);
            assertThat(run(stack, "pulumi-resource-planetscale import-file --help"))
                    .contains("--terraform-state");

            stack.generated(written(stack, "resources.yaml"));
            var _ = stack.pulumi("preview", "--expect-no-changes").succeeded();
        }
    }

    @Test
    void schemaChangeIsReviewedAppliedAndComparedInAPipeline() throws IOException {
        List<String> blocks = howTo("gate-in-a-pipeline.md").commands();
        try (Stack stack = follower(Stack.quick())) {
            stack.example("pipelines/program");
            var _ = stack.up().succeeded();
            users(stack, "dev", ID + "  `email` varchar(255),\n");

            run(stack, blocks.get(0));
            assertThat(written(stack, "comment.md"))
                    .content()
                    .contains("## Review of the plan", "CREATE TABLE")
                    .doesNotContain("refused");
            run(stack, blocks.get(1));
            assertThat(verdict(stack)).isEqualTo("waiting");
            stack.somebodyElse("POST", "/databases/shop/deploy-requests/2/reviews", "{\"state\": \"approved\"}");
            var _ = stack.up().succeeded();
            assertThat(verdict(stack)).isEqualTo("live");
            run(stack, blocks.get(2));
        }
    }

    /// The block, then each row of the table, in order.
    @Test
    void eachStepOfTerraformHasACommandOfPulumi() {
        Guide guide = howTo("plan-before-apply.md");
        try (Stack stack = follower(Stack.quick())) {
            stack.program(SHOP.replace("    name: shop\n", ""));
            // For the stack that the first row makes.
            stack.environment("PULUMI_CONFIG_PASSPHRASE", "it");

            guide.commands().forEach(block -> run(stack, block));

            assertThat(stack.emulatedObjects("/databases")).isEqualTo(1);
            String urn = stack.state("shop").path("urn").asText();
            guide.column(2).stream()
                    .map(command -> command.replace("FILE", "plan.json")
                            .replace("URN", "'" + urn + "'")
                            .replace("NAME", "other"))
                    // The engine does not let both be said.
                    .map(command -> command.contains("--preview-only")
                            ? "unset PULUMI_SKIP_CONFIRMATIONS; " + command
                            : command)
                    .forEach(command -> run(stack, command));
            assertThat(stack.calls()).anyMatch(call -> call.startsWith("DELETE /v1/organizations/acme/databases/"));
        }
    }

    /// With a resource that Terraform itself brings.
    @Test
    void terraformHasTheCommandsThatItsUsersKnow() throws IOException {
        needTerraform();
        try (Stack stack = follower(Stack.quick())) {
            Files.writeString(written(stack, "main.tf"), "resource \"terraform_data\" \"shop\" {}\n");

            howTo("plan-before-apply.md").column(1).stream()
                    .map(command -> command.replace("FILE", "plan")
                            .replace("RESOURCE ID", "RESOURCE some-id")
                            .replace("RESOURCE", "terraform_data.shop"))
                    .forEach(command -> run(stack, "yes yes | " + command));
        }
    }

    @Test
    void whatTerraformManagedIsImportedAndForgotten() throws IOException {
        needTerraform();
        Guide guide = howTo("move-from-terraform.md");
        try (Stack stack = follower(Stack.quick());
                Stack before = stack.another()) {
            before.program(RecordedState.resources());
            var _ = before.up().succeeded();
            List<JsonNode> made = before.forgetResources();
            // Its module calls the branch `this`, and the guide `dev`.
            Files.writeString(
                    written(stack, "terraform.tfstate"),
                    RecordedState.of((label, output) -> output(made, label, output))
                            .text()
                            .replace("\"this\"", "\"dev\""));

            String printed = run(stack, guide.commands("terraform state pull"));
            stack.generated(written(stack, "resources.yaml"));
            run(stack, guide.commands("--expect-no-changes"));
            // The other way, for what the bridge manages.
            Files.delete(written(stack, "adopt.json"));
            run(stack, guide.commands("import-file --database shop"));

            String example = guide.commands("terraform state rm").strip();
            List<String> removals = printed.lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith("terraform state rm "))
                    .toList();
            assertThat(removals).contains(example).hasSizeGreaterThan(10);
            removals.forEach(removal -> run(stack, removal));
            assertThat(run(stack, "terraform state list"))
                    .as("what import-file does not take over")
                    .doesNotContain("planetscale_vitess_branch.", "planetscale_database.");
            run(
                    stack,
                    "PULUMI_STACK=it "
                            + guide.commands("pulumi state delete URN")
                                    .replace("URN", "--yes --force '" + urn(stack, "IpRestriction") + "'"));
        }
    }

    /// The guides to approval, to the order of schema and application, and to passwords, in one stack.
    @Test
    void programsOfTheGuidesDoWhatTheGuidesSay() throws IOException {
        try (Stack stack = follower(Stack.quick())) {
            stack.somebodyElse("POST", "/databases", "{\"name\": \"shop\", \"cluster_size\": \"PS_10\"}");
            stack.somebodyElse("POST", "/databases/shop/branches", "{\"name\": \"dev\", \"parent_branch\": \"main\"}");
            stack.somebodyElse("PUT", "/databases/shop/branches/main/safe-migrations", "{\"safe_migrations\": true}");
            users(stack, "dev", ID);

            Guide approve = howTo("approve-a-schema-change.md");
            String program = approve.program("approvedFingerprint");
            stack.wholeProgram(program);
            run(stack, "pulumi preview --json > preview.json || true");
            String fingerprint = run(stack, "pulumi-resource-planetscale gates --fingerprint change preview.json")
                    .strip();
            assertThat(program).doesNotContain(fingerprint);
            stack.wholeProgram(program.replaceAll("(?<=approvedFingerprint: ).*", fingerprint));
            var _ = stack.up().succeeded();
            assertThat(verdict(stack)).isEqualTo("live");

            passRevertWindow(stack);
            users(stack, "dev", ID + "  `email` varchar(255),\n");
            stack.clearCalls();
            stack.wholeProgram(howTo("schema-first.md").program("schemaRevision"));
            var _ = stack.up().succeeded();
            assertThat(writes(stack)).containsSubsequence("POST deploy", "POST passwords");

            passRevertWindow(stack);
            users(stack, "dev", ID);
            stack.wholeProgram(howTo("schema-first.md").program("dependsOn"));
            var _ = stack.up().succeeded();

            String rotation = howTo("rotate.md").program("2026-Q4");
            stack.wholeProgram(rotation);
            var _ = stack.up().succeeded();
            stack.clearCalls();
            stack.wholeProgram(rotation.replace("2026-Q4", "2027-Q1"));
            var _ = stack.up().succeeded();
            assertThat(writes(stack)).hasSize(2).first().isEqualTo("POST passwords");
        }
    }

    /// The next request waits for the end of this time.
    private static void passRevertWindow(Stack stack) {
        stack.emulator().clock().advance(Duration.ofHours(1));
    }

    private static void needTerraform() {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":", -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "terraform"))),
                "SKIPPED: the commands of Terraform need it on the PATH");
    }

    private static String run(Stack stack, String commands) {
        return Guide.run(stack, commands).succeeded().output();
    }

    private static Path written(Stack stack, String file) {
        return Guide.program(stack).resolve(file);
    }

    private static String verdict(Stack stack) {
        return stack.state("change").path("outputs").path("verdict").asText();
    }

    private static List<String> writes(Stack stack) {
        return stack.calls().stream()
                .filter(call -> !call.startsWith("GET "))
                .map(call -> call.replaceAll(" .*/(?=[a-z-]+$)", " "))
                .toList();
    }

    private static String urn(Stack stack, String kind) {
        return stack.urns().stream()
                .filter(urn -> urn.contains(":" + kind + "::"))
                .findFirst()
                .orElseThrow();
    }

    private static String output(List<JsonNode> made, String label, String output) {
        return made.stream()
                .filter(object -> object.path("urn").asText().endsWith("::" + label))
                .map(object -> object.path("outputs").path(output).asText())
                .findFirst()
                .orElseThrow();
    }

    private static void users(Stack stack, String branch, String columns) {
        stack.emulator()
                .admin()
                .loadTables(
                        "/organizations/acme/databases/shop/branches/" + branch,
                        "",
                        Map.of("users", "CREATE TABLE `users` (\n" + columns + "  PRIMARY KEY (`id`)\n)"));
    }
}
