package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// A secret that someone has removed from the state of a stack.
class LostSecretIT {
    private static final String SAID = "the state does not have this secret";

    @Test
    void previewAndRefreshSayThatItIsLostUntilThereIsAnotherOne() {
        try (Stack stack = Stack.quick().attached()) {
            stack.program(OneOfEach.DATABASES + OneOfEach.APP);
            assertThat(stack.up().succeeded().output()).doesNotContain(SAID);
            String before = publicId(stack);

            stack.forgetOutput("app", "plainText");

            for (List<String> command : List.of(
                    List.of("preview", "--expect-no-changes"),
                    List.of("refresh", "--yes", "--skip-preview", "--expect-no-changes"),
                    List.of("up", "--yes", "--skip-preview", "--expect-no-changes"))) {
                assertThat(stack.pulumi(command.toArray(String[]::new))
                                .succeeded()
                                .output())
                        .contains(SAID, "`plainText`", "pulumi up --replace");
            }
            assertThat(publicId(stack)).isEqualTo(before);

            String urn = stack.state("app").path("urn").asText();
            var _ = stack.up("--replace", urn).succeeded();

            assertThat(stack.state("app").path("outputs").has("plainText")).isTrue();
            assertThat(stack.up("--expect-no-changes").succeeded().output()).doesNotContain(SAID);
            assertThat(stack.emulatedObjects("/databases/shop/branches/main/passwords"))
                    .isEqualTo(1);
        }
    }

    private static String publicId(Stack stack) {
        return stack.state("app").path("outputs").path("publicId").asText();
    }
}
