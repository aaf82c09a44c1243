package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.admin.Accesses;
import com.pulumi.planetscale.emulator.admin.Tokens.Credentials;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Stacks whose service tokens see a part of the organization only.
class TokenIT {
    private static final String UNRELATED = """
            unrelated:
              type: planetscale:Database
              properties:
                name: unrelated
                clusterSize: PS_10
            """;

    @Test
    void refreshWithATokenThatSeesAnotherDatabaseKeepsTheState() {
        try (Stack stack = Stack.quick();
                Stack elsewhere = stack.another()) {
            stack.program(OneOfEach.PROGRAM);
            var _ = stack.up().succeeded();
            elsewhere.program(UNRELATED);
            var _ = elsewhere.up().succeeded();
            List<String> secrets = OneOfEach.secrets(stack);

            use(
                    stack,
                    stack.emulator()
                            .admin()
                            .tokens()
                            .make(
                                    "other",
                                    Accesses.onOrganization("read_organization")
                                            .onDatabase("unrelated", "read_database", "read_branch")));
            assertThat(stack.refresh().failed().output()).contains("service token", "`pulumi state delete`");
            var _ = stack.up("--refresh").failed();
            var _ = stack.destroy().failed();

            use(
                    stack,
                    new Credentials(
                            stack.emulator().serviceTokenId(), stack.emulator().serviceToken()));
            OneOfEach.assertOnce(stack);
            assertThat(OneOfEach.secrets(stack)).isEqualTo(secrets);
            var _ = stack.up("--refresh", "--expect-no-changes").succeeded();
        }
    }

    @Test
    void tokenThatMayOnlyCreateDatabasesMakesAndDestroysAStack() {
        try (Stack stack = Stack.quick().attached()) {
            use(stack, stack.emulator().admin().tokens().make("least", Accesses.onOrganization("create_databases")));
            stack.program(OneOfEach.PROGRAM);
            var _ = stack.up().succeeded();
            var _ = stack.up("--refresh", "--expect-no-changes").succeeded();

            var _ = stack.destroy().succeeded();

            use(
                    stack,
                    new Credentials(
                            stack.emulator().serviceTokenId(), stack.emulator().serviceToken()));
            assertThat(stack.emulatedObjects("/databases")).isZero();
        }
    }

    private static void use(Stack stack, Credentials token) {
        stack.environment("PLANETSCALE_SERVICE_TOKEN_ID", token.id());
        stack.environment("PLANETSCALE_SERVICE_TOKEN", token.token());
    }
}
