package com.pulumi.planetscale.provider.engine;

import static com.pulumi.planetscale.provider.engine.Guide.follower;
import static com.pulumi.planetscale.provider.engine.Guide.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Emulator;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// The README's program and commands in YAML, as they are written, up to the languages.
class ReadmeIT {
    private static final Guide README = new Guide("README.md");

    @Test
    void programIsAppliedReviewedAndRunsWithAnInstalledPlugin() {
        try (Stack stack = follower(Stack.quick())) {
            stack.wholeProgram(README.program("runtime: yaml"));
            forget(stack);

            var _ = run(stack, filled(stack.emulator(), README.commands("export PLANETSCALE_ORGANIZATION=acme")))
                    .succeeded();
            assertThat(stack.emulatedObjects("/databases")).isEqualTo(1);

            var _ = run(stack, filled(stack.emulator(), README.commands("pulumi config set planetscale:organization")))
                    .succeeded();
            assertThat(new Guide("docs/installation-configuration.md").commands())
                    .as("what the page of the registry says as well")
                    .isSubsetOf(README.commands("plugin install"), exports(), README.commands("pulumi config set"));

            var _ = run(stack, README.commands("provider/target/plugin/pulumi-resource-planetscale gates"))
                    .succeeded();
            assertThat(Guide.program(stack).resolve("comment.md")).content().contains("## Review of the plan");

            // The build has run the first line.
            var _ = run(stack, README.commands("pulumi plugin install").replaceFirst("mvn .*", ""))
                    .succeeded();
            assertThat(Files.isRegularFile(stack.folder()
                            .resolve("home/plugins/resource-planetscale-v0.1.0/pulumi-resource-planetscale")))
                    .isTrue();
            // With the settings of the stack, which the state has from now on.
            var _ = run(stack, "pulumi up").succeeded();
            var _ = run(stack, "pulumi stack output --json").succeeded();
            assertThat(run(stack, "engine/pulumi stack output databaseUrl --show-secrets")
                            .succeeded()
                            .output())
                    .startsWith("mysql://");
            var _ = run(stack, "pulumi destroy").succeeded();
            assertThat(stack.emulatedObjects("/databases")).isZero();
        }
    }

    private static String exports() {
        return README.commands("export PLANETSCALE_ORGANIZATION=acme").replace("engine/pulumi up\n", "");
    }

    /// Takes the token and the organization out of the environment, but not the address of the emulator.
    private static void forget(Stack stack) {
        for (String name : stack.emulator().environment().keySet()) {
            if (!name.equals("PLANETSCALE_SERVER_URL")) {
                stack.environment(name, "");
            }
        }
    }

    /// Commands with the token in place of the points.
    private static String filled(Emulator emulator, String commands) {
        return commands.replace("acme", emulator.organization())
                .replaceAll("(?i)(service_?token_?id[= ])\\.\\.\\.", "$1" + emulator.serviceTokenId())
                .replaceAll("(?i)(service_?token[= ])\\.\\.\\.", "$1" + emulator.serviceToken());
    }
}
