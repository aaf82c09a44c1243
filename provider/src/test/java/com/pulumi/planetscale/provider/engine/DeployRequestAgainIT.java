package com.pulumi.planetscale.provider.engine;

import static com.pulumi.planetscale.provider.engine.DeployRequestIT.BRANCHES;
import static com.pulumi.planetscale.provider.engine.DeployRequestIT.USERS_WITH_AGE;
import static com.pulumi.planetscale.provider.engine.DeployRequestIT.change;
import static com.pulumi.planetscale.provider.engine.DeployRequestIT.load;
import static com.pulumi.planetscale.provider.engine.DeployRequestIT.numbers;
import static com.pulumi.planetscale.provider.engine.DeployRequestIT.schema;
import static com.pulumi.planetscale.provider.engine.DeployRequestIT.shop;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Emulator;
import org.junit.jupiter.api.Test;

/// What follows when a branch changes after its deploy request, with the real engine.
class DeployRequestAgainIT {
    @Test
    void laterChangeIsAWarningUntilTheProgramAsksForTheNextRequest() {
        try (Stack stack = shop(Emulator.Options.defaults().withoutDelays(), USERS_WITH_AGE)) {
            stack.program(BRANCHES + change("change", "stage: permanent\n"));
            var _ = stack.up().succeeded();
            load(stack, "dev", USERS_WITH_AGE.replace("`age` int", "`age` int,\n  `size` int"));

            assertThat(stack.up("--expect-no-changes").succeeded().output())
                    .contains("`dev` has changed since deploy request #1 went live, and that is not deployed")
                    .contains("+  `size` int");
            assertThat(schema(stack, "main")).doesNotContain("size");

            stack.program(BRANCHES + change("change", "stage: permanent\nredeploy: true\n"));
            var _ = stack.up().succeeded();

            assertThat(schema(stack, "main")).contains("size");
            assertThat(numbers(stack)).containsExactlyInAnyOrder(1L, 2L);
            var _ = stack.up("--expect-no-changes").succeeded();
        }
    }
}
