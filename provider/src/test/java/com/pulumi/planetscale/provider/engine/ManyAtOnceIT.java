package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Emulator;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// How many calls the runs of an engine make for many resources, which it asks for several at a time. How fast it
/// asks depends on the machine, so the numbers leave some room; those of ManyAtOnceTest leave none.
@Order(1)
class ManyAtOnceIT {
    private static final int COUNT = 100;

    @Test
    void hundredPasswordsAreMadeRefreshedAndRenamedWithFewCalls() {
        try (Stack stack =
                Stack.with(Emulator.Options.defaults().withoutDelays().requestsPerMinute(600))) {
            stack.program(owners());
            var _ = stack.up().succeeded();

            stack.program(owners() + passwords("app"));
            assertThat(callsOf(stack, () -> stack.up().succeeded()))
                    .as("one each, four in common, and two if the engine was slow to ask for a third")
                    .hasSizeLessThanOrEqualTo(COUNT + 6);
            assertThat(callsOf(stack, () -> stack.refresh("--expect-no-changes").succeeded()))
                    .as("the database, its cluster, the branch, all passwords, and two if the engine was slow")
                    .hasSizeLessThanOrEqualTo(6);
            assertThat(callsOf(stack, () -> stack.up("--expect-no-changes").succeeded()))
                    .isEmpty();
            stack.program(owners() + passwords("renamed"));
            assertThat(callsOf(stack, () -> stack.up().succeeded())).hasSize(COUNT);
        }
    }

    private static List<String> callsOf(Stack stack, Runnable command) {
        stack.clearCalls();
        command.run();
        return stack.calls();
    }

    private static String owners() {
        return """
                shop:
                  type: planetscale:Database
                  properties:
                    name: shop
                    clusterSize: PS_10
                dev:
                  type: planetscale:Branch
                  properties:
                    database: ${shop.name}
                    name: dev
                """;
    }

    private static String passwords(String name) {
        var program = new StringBuilder();
        for (int i = 0; i < COUNT; i++) {
            program.append("""
                    app-%d:
                      type: planetscale:Password
                      properties:
                        database: ${shop.name}
                        branch: ${dev.name}
                        name: %s-%d
                        role: reader
                    """.formatted(i, name, i));
        }
        return program.toString();
    }
}
