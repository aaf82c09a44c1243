package com.pulumi.planetscale.provider.engine;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.server.EmulatorTransformer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What users of Postgres rely on, with the real engine.
class RolesIT {
    private static final String ROLES = "/databases/ledger/branches/main/roles";
    private static final List<String> OUTPUTS = List.of("username", "accessHostUrl", "publicId", "password");
    private static final String LEDGER = """
            ledger:
              type: planetscale:Database
              properties:
                name: ledger
                kind: postgresql
                clusterSize: PS_10_AWS_ARM
            """;
    private static final String CLERK = """
            clerk:
              type: planetscale:Role
              properties:
                database: ${ledger.name}
                branch: main
                name: clerk
                inheritedRoles: [pg_read_all_data]
            """;

    @Test
    void renamingARoleIsOneCallAndEverythingElseStaysKnown() {
        try (Stack stack = Stack.quick().attached()) {
            stack.program(LEDGER + CLERK, "clerk", OUTPUTS);
            var _ = stack.up().succeeded();
            stack.program(LEDGER + CLERK.replace("name: clerk\n", "name: writer\n"), "clerk", OUTPUTS);

            String preview = stack.pulumi("preview", "--diff").succeeded().output();
            stack.clearCalls();
            var _ = stack.up().succeeded();

            assertThat(preview).contains("\"writer\"").doesNotContain("unknown").doesNotContain("output<");
            assertThat(besidesLooksAtTheBranch(stack))
                    .singleElement()
                    .asString()
                    .startsWith("PATCH ");
        }
    }

    /// A branch that the program names literally may be another one by now, so each run asks once which one it is.
    private static List<String> besidesLooksAtTheBranch(Stack stack) {
        return stack.calls().stream()
                .filter(call -> !call.matches("GET .*/branches/main"))
                .toList();
    }

    /// The first trigger is noted without a call, so the engine keeps a state that has none.
    @Test
    void rotatingKeepsHostAndUserKnownAndThePasswordUnknown() {
        try (Stack stack = Stack.quick().attached()) {
            stack.program(LEDGER + CLERK);
            var _ = stack.up().succeeded();
            String first = secret(stack);
            stack.program(LEDGER + CLERK + "    rotationTriggers: {quarter: '1'}\n");
            stack.clearCalls();
            var _ = stack.up("--expect-no-changes").succeeded();
            assertThat(besidesLooksAtTheBranch(stack)).isEmpty();
            stack.program(LEDGER + CLERK + "    rotationTriggers: {quarter: '2'}\n", "clerk", OUTPUTS);

            String preview = stack.pulumi("preview", "--diff").succeeded().output();
            var _ = stack.up().succeeded();

            assertThat(preview).contains("rotationTriggers").containsPattern("password +: \\[unknown]");
            assertThat(preview.lines().filter(line -> line.contains("unknown"))).hasSize(1);
            assertThat(stack.calls())
                    .filteredOn(call -> !call.startsWith("GET "))
                    .singleElement()
                    .asString()
                    .endsWith("/reset");
            assertThat(secret(stack)).startsWith("pscale_pw_").isNotEqualTo(first);
            stack.assertSettled();
        }
    }

    @Test
    void pluginKilledWhileARoleIsMadeLeavesOneRole() throws Exception {
        try (Stack stack = Stack.quick().attached()) {
            stack.program(LEDGER);
            var _ = stack.up().succeeded();
            stack.program(LEDGER + CLERK);
            stack.emulator()
                    .wireMock()
                    .stubFor(post(urlMatching(".*/roles"))
                            .atPriority(1)
                            .willReturn(aResponse().withFixedDelay(3000).withTransformers(EmulatorTransformer.NAME)));
            Stack.Running up = stack.startUp();
            stack.awaitObjects(ROLES, 1);

            up.plugins().forEach(ProcessHandle::destroyForcibly);
            var _ = up.await().failed();
            stack.healFaults();

            assertThat(stack.up().succeeded().output()).contains("an interrupted run had asked for it");
            assertThat(stack.emulatedObjects(ROLES)).isEqualTo(1);
            assertThat(secret(stack)).startsWith("pscale_pw_");
        }
    }

    @Test
    void successorThatWasTakenOutIsNoSuccessorAnyMore() {
        try (Stack stack = Stack.quick().attached()) {
            stack.program(LEDGER + CLERK + "    successor: nobody\n");
            var _ = stack.up().succeeded();
            stack.program(LEDGER + CLERK);
            var _ = stack.up("--expect-no-changes").succeeded();
            stack.program(LEDGER);
            stack.clearCalls();

            var _ = stack.up().succeeded();

            assertThat(stack.calls())
                    .filteredOn(call -> call.startsWith("DELETE "))
                    .singleElement()
                    .asString()
                    .endsWith("?successor=postgres");
        }
    }

    /// The engine prints what it decodes at its most talkative, so the ordinary output is looked at.
    @Test
    void passwordIsNowhereInClear() throws Exception {
        try (Stack stack = Stack.quick().attached()) {
            String admin = """
                    admin:
                      type: planetscale:DefaultRole
                      properties:
                        database: ${ledger.name}
                        branch: main
                        rotationTriggers: {a: '1'}
                    """;
            stack.program(LEDGER + CLERK + "    rotationTriggers: {a: '1'}\n" + admin, "clerk", OUTPUTS);
            Stack.Run made = stack.up("--diff").succeeded();
            List<String> before = List.of(secret(stack), secret(stack, "admin"));
            stack.program((LEDGER + CLERK + "    rotationTriggers: {a: '1'}\n" + admin).replace("'1'", "'2'"));
            Stack.Run rotated = stack.up("--diff").succeeded();
            List<String> after = List.of(secret(stack), secret(stack, "admin"));

            for (String secret : Stream.concat(before.stream(), after.stream()).toList()) {
                assertThat(secret).startsWith("pscale_pw_");
                assertThat(made.output() + rotated.output()).doesNotContain(secret);
                try (Stream<Path> files = Files.walk(stack.folder().resolve("state"))) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        assertThat(Files.readString(file)).doesNotContain(secret);
                    }
                }
            }
            assertThat(after).doesNotContainAnyElementsOf(before);
        }
    }

    private static String secret(Stack stack) {
        return secret(stack, "clerk");
    }

    private static String secret(Stack stack, String resource) {
        return stack.state(resource)
                .path("outputs")
                .path("password")
                .path("plaintext")
                .asText()
                .replace("\"", "");
    }
}
