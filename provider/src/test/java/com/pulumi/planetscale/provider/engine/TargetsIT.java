package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Runs that leave some resources of a stack aside, of which a plugin is asked nothing, and resources that are imported
/// and renamed at once: every object stays that the program goes on with.
class TargetsIT {
    private static final String PROGRAM = OneOfEach.DATABASES + OneOfEach.DEV + OneOfEach.APP;
    private static final String RENAMED = PROGRAM.replace("shop:\n", "store:\n").replace("${shop", "${store");

    @Test
    void whatIsLeftAsideStays() {
        try (Stack stack = Stack.quick().attached()) {
            stack.program(PROGRAM);
            var _ = stack.up().succeeded();
            Map<String, String> before = ids(stack, "shop", "ledger", "dev", "app");

            stack.program(PROGRAM.replace("name: dev", "name: work").replace("name: app", "name: other"));
            var _ = stack.up("--target", urn(stack, "app")).succeeded();
            var _ = stack.up("--exclude", urn(stack, "dev")).succeeded();
            assertThat(stack.state("dev").path("outputs").path("name").asText()).isEqualTo("dev");
            stack.program(PROGRAM);
            var _ = stack.up().succeeded();
            assertThat(ids(stack, "shop", "ledger", "dev", "app")).isEqualTo(before);

            var _ = destroy(stack, "--target", urn(stack, "app")).succeeded();
            assertThat(stack.emulatedObjects("/databases/shop/branches")).isEqualTo(2);
            var _ = destroy(stack, "--exclude", urn(stack, "shop")).succeeded();
            assertThat(stack.emulatedObjects("/databases")).isEqualTo(1);
            var _ = stack.up().succeeded();
            assertThat(ids(stack, "shop")).containsEntry("shop", before.get("shop"));
            var _ = stack.refresh("--expect-no-changes").succeeded();
        }
    }

    /// The old record is not known to the run that makes the new one.
    @Test
    void objectThatIsImportedUnderAnotherNameOutlivesItsOldRecord() {
        for (boolean targeted : List.of(true, false)) {
            try (Stack stack = Stack.quick().attached()) {
                stack.program(PROGRAM);
                var _ = stack.up().succeeded();
                Map<String, String> before = ids(stack, "shop", "dev", "app");
                String store = urn(stack, "shop").replace("::shop", "::store");

                stack.program(with(RENAMED, "import: acme/shop"));
                if (targeted) {
                    var _ = stack.up("--target", store);
                    // The engine may write what depends on the old record before that, and then refuses its own state.
                    var _ = stack.pulumi("state", "repair", "--yes").succeeded();
                }
                var _ = stack.up();
                stack.program(RENAMED);
                var _ = stack.up().succeeded();

                assertThat(ids(stack, "store")).containsValue(before.get("shop"));
                assertThat(ids(stack, "dev", "app")).containsValues(before.get("dev"), before.get("app"));
                assertThat(stack.emulatedObjects("/databases")).isEqualTo(2);
                stack.assertSettled();
            }
        }
    }

    @Test
    void objectThatIsImportedAndAliasedAtOnceStays() {
        try (Stack stack = Stack.quick().attached()) {
            stack.program(PROGRAM);
            var _ = stack.up().succeeded();
            Map<String, String> before = ids(stack, "shop", "dev", "app");

            stack.program(with(RENAMED, "import: acme/shop", "aliases: [{name: shop}]"));
            var _ = stack.up().succeeded();
            stack.program(with(RENAMED, "aliases: [{name: shop}]"));
            var _ = stack.up("--refresh").succeeded();

            assertThat(ids(stack, "store")).containsValue(before.get("shop"));
            assertThat(ids(stack, "dev", "app")).containsValues(before.get("dev"), before.get("app"));
            assertThat(stack.emulatedObjects("/databases")).isEqualTo(2);
            var _ = stack.up("--expect-no-changes").succeeded();
        }
    }

    private static Stack.Run destroy(Stack stack, String option, String urn) {
        return stack.pulumi("destroy", "--yes", "--skip-preview", option, urn);
    }

    private static String with(String program, String... options) {
        return program.replace(
                "store:\n",
                "store:\n  options:\n"
                        + Stream.of(options)
                                .map(option -> "    " + option + "\n")
                                .collect(Collectors.joining()));
    }

    private static Map<String, String> ids(Stack stack, String... resources) {
        return Stream.of(resources)
                .collect(Collectors.toMap(
                        resource -> resource,
                        resource -> stack.state(resource)
                                .path("outputs")
                                .path("publicId")
                                .asText()));
    }

    private static String urn(Stack stack, String resource) {
        return stack.state(resource).path("urn").asText();
    }
}
