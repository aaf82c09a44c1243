package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Emulator;
import org.junit.jupiter.api.Test;

/// A program with a provider for each of two organizations, in which everything has the same names.
class TwoOrganizationsIT {
    private static final String ACME = OneOfEach.DATABASES + OneOfEach.DEV + OneOfEach.APP;
    private static final String GLOBEX = ACME.replaceAll(
                    "(?m)^(\\w+):$", "$1Globex:\n  options:\n    provider: \\${globex}")
            .replace("${shop.", "${shopGlobex.");

    @Test
    void nothingCrosses() {
        try (var globex = Emulator.start(
                        Emulator.Options.defaults().withoutDelays().organization("globex"));
                Stack stack = Stack.quick().attached()) {
            stack.program(provider(globex) + ACME + GLOBEX);

            var _ = stack.up().succeeded();

            assertThat(stack.checkpoint()).contains("globex").doesNotContain(globex.serviceToken());
            assertThat(stack.state("shop").path("id").asText()).isEqualTo("acme/shop");
            assertThat(stack.state("shopGlobex").path("id").asText()).isEqualTo("globex/shop");
            assertThat(publicId(stack, "app")).isNotEqualTo(publicId(stack, "appGlobex"));
            var _ = stack.refresh("--expect-no-changes").succeeded();
            var _ = stack.up("--expect-no-changes").succeeded();
            String kept = publicId(stack, "dev");

            stack.program(provider(globex) + ACME);
            var _ = stack.up().succeeded();

            assertThat(publicId(stack, "dev")).isEqualTo(kept);
            assertThat(stack.emulatedObjects("/databases")).isEqualTo(2);
            assertThat(globex.admin().exportState().path("objects").path("databases"))
                    .isEmpty();
            var _ = stack.refresh("--expect-no-changes").succeeded();
            var _ = stack.destroy().succeeded();
            assertThat(stack.emulatedObjects("/databases")).isZero();
        }
    }

    /// Its token is not marked as a secret, which the plugin does.
    private static String provider(Emulator globex) {
        return """
                globex:
                  type: pulumi:providers:planetscale
                  properties:
                    organization: globex
                    serviceTokenId: %s
                    serviceToken: %s
                    endpoint: %s
                """.formatted(globex.serviceTokenId(), globex.serviceToken(), globex.serverUrl());
    }

    private static String publicId(Stack stack, String resource) {
        return stack.state(resource).path("outputs").path("publicId").asText();
    }
}
