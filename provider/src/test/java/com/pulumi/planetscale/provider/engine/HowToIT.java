package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.pages.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The commands of the how-to guides, run as they are written, one block after the other.
class HowToIT {
    private static final Path PLUGIN = Path.of("target/plugin").toAbsolutePath();
    private static final String ID = "  `id` bigint NOT NULL,\n";
    private static final String SHOP = """
            shop:
              type: planetscale:Database
              properties:
                name: shop
                clusterSize: PS_10
            """;

    @Test
    void whatExistsIsAdopted() throws IOException {
        try (Stack stack = ready(Stack.quick());
                Stack other = stack.another()) {
            other.program(SHOP);
            var _ = other.up().succeeded();

            commands("adopt.md").forEach(block -> run(stack, block));

            stack.generated(stack.folder().resolve("program/resources.yaml"));
            var _ = stack.pulumi("preview", "--expect-no-changes").succeeded();
        }
    }

    @Test
    void schemaChangeIsReviewedAppliedAndComparedInAPipeline() throws IOException {
        List<String> blocks = commands("gate-in-a-pipeline.md");
        try (Stack stack = ready(Stack.quick())) {
            stack.example("pipelines/program");
            var _ = stack.up().succeeded();
            users(stack, "dev", ID + "  `email` varchar(255),\n");

            run(stack, blocks.get(0));
            assertThat(written(stack, "comment.md"))
                    .contains("## Review of the plan", "CREATE TABLE")
                    .doesNotContain("refused");
            run(stack, blocks.get(1));
            assertThat(stack.state("change").path("outputs").path("verdict").asText())
                    .isEqualTo("waiting");
            stack.somebodyElse("POST", "/databases/shop/deploy-requests/2/reviews", "{\"state\": \"approved\"}");
            var _ = stack.up().succeeded();
            assertThat(stack.state("change").path("outputs").path("verdict").asText())
                    .isEqualTo("live");
            run(stack, blocks.get(2));
        }
    }

    @Test
    void savedPlanIsApplied() {
        try (Stack stack = ready(Stack.quick())) {
            stack.program(SHOP);

            commands("plan-before-apply.md").forEach(block -> run(stack, block));

            assertThat(stack.emulatedObjects("/databases")).isEqualTo(1);
        }
    }

    /// A stack whose scripts find the engine and the plugin on the PATH, and are not asked whether they mean it.
    private static Stack ready(Stack stack) {
        stack.environment("PATH", Stack.ENGINE.getParent() + ":" + PLUGIN + ":" + System.getenv("PATH"));
        stack.environment("PULUMI_SKIP_CONFIRMATIONS", "true");
        return stack;
    }

    private static List<String> commands(String page) {
        List<String> blocks = Documents.blocks().stream()
                .filter(block -> block.file().endsWith(page) && block.language().equals("sh"))
                .map(Documents.Block::text)
                .toList();
        assertThat(blocks).as(page).isNotEmpty();
        return blocks;
    }

    private static void run(Stack stack, String commands) {
        var _ = stack.script(Path.of("/bin/sh"), "-euc", commands).succeeded();
    }

    private static String written(Stack stack, String file) throws IOException {
        return Files.readString(stack.folder().resolve("program").resolve(file));
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
