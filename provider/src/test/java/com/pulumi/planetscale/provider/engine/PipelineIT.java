package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// The steps of the pipelines in `examples/pipelines`, walked with the real engine.
@Order(1)
class PipelineIT {
    private static final Path PIPELINES = Path.of("../examples/pipelines").toAbsolutePath();
    private static final String ID = "  `id` bigint NOT NULL,\n";
    private static final String EMAIL = "  `email` varchar(255),\n";
    private static final int REFUSED = 3;
    private static final int DRIFTED = 4;

    @Test
    void planIsReviewedAppliedAndContinuedAndARefusedOneStops() throws IOException {
        try (Stack stack = Stack.quick()) {
            stack.example("pipelines/program");
            var _ = pipeline(stack, "review", "first").succeeded();
            var _ = pipeline(stack, "apply", "first").succeeded();
            users(stack, "dev", ID + EMAIL);

            var _ = pipeline(stack, "review", "second").succeeded();
            assertThat(text(stack, "second/comment.md"))
                    .contains("## Review of the plan", "+CREATE TABLE", "Fingerprint: `" + fingerprint(stack));
            var _ = pipeline(stack, "apply", "second").succeeded();
            assertThat(output(stack, "verdict")).isEqualTo("waiting");

            approve(stack);
            var _ = pipeline(stack, "continue").succeeded();
            assertThat(output(stack, "verdict")).isEqualTo("live");
            assertThat(pipeline(stack, "drift", "drift").status()).isZero();

            users(stack, "dev", ID);
            Stack.Run refused = pipeline(stack, "review", "third");
            assertThat(refused.status()).as(refused.output()).isEqualTo(REFUSED);
            assertThat(text(stack, "third/comment.md")).contains("The plan is refused", "drops column `email`");
            assertThat(pipeline(stack, "apply", "third").status()).isEqualTo(REFUSED);
            assertThat(pipeline(stack, "drift", "drift").status()).isEqualTo(DRIFTED);
        }
    }

    private static Stack.Run pipeline(Stack stack, String... arguments) {
        return stack.script(PIPELINES.resolve("pipeline"), arguments);
    }

    private static String text(Stack stack, String file) throws IOException {
        return Files.readString(stack.folder().resolve("program").resolve(file));
    }

    private static String fingerprint(Stack stack) throws IOException {
        return text(stack, "second/fingerprint").strip();
    }

    private static String output(Stack stack, String name) {
        return stack.pulumi("stack", "output", name).succeeded().output().strip();
    }

    /// A person approves the request on its page.
    private static void approve(Stack stack) {
        stack.somebodyElse("POST", "/databases/shop/deploy-requests/2/reviews", "{\"state\": \"approved\"}");
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
