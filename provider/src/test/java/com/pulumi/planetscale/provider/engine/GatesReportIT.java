package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.report.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the packaged plugin's `gates` makes of what the real engine prints.
class GatesReportIT {
    private static final String MAIN = """
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
    private static final String BRANCHES = MAIN + branch("add") + branch("drop") + branch("wait");
    private static final String ID = "  `id` bigint NOT NULL,\n";
    private static final String EMAIL = "  `email` varchar(255),\n";

    @Test
    void previewAndOutputsBecomeComments() throws IOException {
        try (Stack stack = Stack.quick().attached()) {
            stack.program(MAIN);
            var _ = stack.up().succeeded();
            users(stack, "main", ID + EMAIL);
            stack.program(BRANCHES);
            var _ = stack.up().succeeded();
            users(stack, "add", ID + EMAIL + "  `age` int,\n");
            users(stack, "drop", ID);
            users(stack, "wait", ID + EMAIL + "  `odd|name` int,\n");

            stack.program(BRANCHES
                    + change("add", "stage: opened")
                    + change("drop", "stage: opened")
                    + change("wait", "requireApproval: true", "atGate: handOff"));
            Preview refused = stack.preview();
            assertThat(refused.status()).isNotZero();
            Page page = page(stack, refused.output());

            assertThat(page.headings())
                    .containsExactly(
                            "Review of the plan", "change-drop: refused", "change-wait: waiting", "change-add: ready");
            assertThat(page.items()).anyMatch(item -> item.contains("drops column email of shop.users"));
            assertThat(page.fences())
                    .hasSize(3)
                    .anySatisfy(fence -> assertThat(fence).contains("-  `email` varchar(255)"))
                    .anySatisfy(fence -> assertThat(fence).contains("+  `odd|name` int"));
            assertThat(page.rows())
                    .allMatch(row -> row.size() == 4)
                    .anySatisfy(row -> assertThat(row).startsWith("Data loss", "refused", "the dangers above"))
                    .anySatisfy(row -> assertThat(row).startsWith("Approval", "blocked"));

            stack.program(BRANCHES + change("drop", "stage: opened", "destructive: allow"));
            var _ = stack.up().succeeded();
            stack.program(BRANCHES + change("drop", "destructive: allow", "requireApproval: true"));
            Page waiting = page(stack, stack.preview().output());

            assertThat(waiting.headings()).containsExactly("Review of the plan", "change-drop: waiting");
            assertThat(waiting.fences())
                    .singleElement()
                    .satisfies(fence -> assertThat(fence).startsWith("- ALTER TABLE"));
            assertThat(waiting.links()).contains("https://app.planetscale.com/acme/shop/deploy-requests/1");
            assertThat(waiting.rows())
                    .anySatisfy(row -> assertThat(row).startsWith("Approval", "blocked", "it has not been approved"));

            stack.program(
                    BRANCHES + change("drop", "destructive: allow", "requireApproval: true", "atGate: handOff"),
                    "change-drop",
                    List.of("verdict", "gates", "htmlUrl"));
            var _ = stack.up().succeeded();
            Page output = page(
                    stack, stack.pulumi("stack", "output", "--json").succeeded().output());

            assertThat(output.headings()).containsExactly("Schema changes", "Deploy request: waiting");
            assertThat(output.rows()).anySatisfy(row -> assertThat(row).startsWith("Approval", "blocked"));
        }
    }

    private static Page page(Stack stack, String printed) throws IOException {
        Path file = Files.writeString(stack.folder().resolve("printed.json"), printed);
        Stack.Run run = stack.plugin("gates", file.toString());
        assertThat(run.status()).as(run.output()).isZero();
        return new Page(run.output());
    }

    private static void users(Stack stack, String branch, String columns) {
        stack.emulator()
                .admin()
                .loadTables(
                        "/organizations/acme/databases/shop/branches/" + branch,
                        "",
                        Map.of("users", "CREATE TABLE `users` (\n" + columns + "  PRIMARY KEY (`id`)\n)"));
    }

    private static String branch(String name) {
        return """
                %s:
                  type: planetscale:Branch
                  properties:
                    database: ${shop.name}
                    name: %s
                    parentBranch: ${main.name}
                """.formatted(name, name);
    }

    private static String change(String branch, String... settings) {
        return """
                change-%s:
                  type: planetscale:DeployRequest
                  properties:
                    database: ${shop.name}
                    branch: ${%s.name}
                    intoBranch: ${main.name}
                """.formatted(branch, branch) + String.join("\n", settings).indent(4);
    }
}
