package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What users do with the options of resources and of commands, which providers are not told of.
class OptionsIT {
    private static final String PROGRAM = OneOfEach.PROGRAM;

    @Test
    void forcedReplacementOfAFixedNameIsRefusedAndLosesNothing() {
        try (Stack stack = Stack.quick()) {
            stack.program(PROGRAM);
            var _ = stack.up().succeeded();
            String before = publicId(stack, "shop");

            Stack.Run run = stack.up("--replace", urn(stack, "shop")).failed();

            assertThat(run.output()).contains("Database `acme/shop` already exists", "deleteBeforeReplace");
            assertThat(publicId(stack, "shop")).isEqualTo(before);
            OneOfEach.assertOnce(stack);
            stack.assertSettled();
            var _ = stack.destroy().succeeded();
            assertThat(stack.emulatedObjects("/databases")).isZero();
        }
    }

    @Test
    void forcedReplacementThatMayDeleteFirstMakesAnewWhatWasThere() {
        try (Stack stack = Stack.quick().attached()) {
            stack.program(PROGRAM + "  options:\n    deleteBeforeReplace: true\n");
            var _ = stack.up().succeeded();
            String before = publicId(stack, "before");

            var _ = stack.up("--replace", urn(stack, "before")).succeeded();

            assertThat(publicId(stack, "before")).isNotEqualTo(before);
            OneOfEach.assertOnce(stack);
        }
    }

    @Test
    void resourcesThatAreCalledSomethingElseNeedAnAliasAndKeepTheirObjects() {
        try (Stack stack = Stack.quick().attached()) {
            String program = OneOfEach.DATABASES + OneOfEach.DEV;
            stack.program(program);
            var _ = stack.up().succeeded();
            List<String> before = List.of(publicId(stack, "shop"), publicId(stack, "ledger"), publicId(stack, "dev"));
            String renamed = program.replace("shop:\n", "store:\n")
                    .replace("${shop", "${store")
                    .replace("ledger:\n", "book:\n")
                    .replace("dev:\n", "work:\n");

            stack.program(renamed);
            String refused = stack.up().failed().output();
            String previewed = stack.pulumi("preview").failed().output();

            for (String output : List.of(refused, previewed)) {
                assertThat(output).contains("Database `acme/shop` already exists", "pulumi import", "`aliases`");
            }
            assertThat(stack.emulatedObjects("/databases")).isEqualTo(2);

            stack.program(aliased(aliased(aliased(renamed, "store", "shop"), "book", "ledger"), "work", "dev"));
            var _ = stack.up().succeeded();

            assertThat(List.of(publicId(stack, "store"), publicId(stack, "book"), publicId(stack, "work")))
                    .isEqualTo(before);
            stack.assertSettled();
        }
    }

    private static String aliased(String program, String name, String old) {
        return program.replace(name + ":\n", name + ":\n  options:\n    aliases:\n      - name: " + old + "\n");
    }

    @Test
    void importedObjectOutlivesAnotherNameOfItsResource() {
        try (Stack stack = Stack.quick().attached()) {
            stack.program(OneOfEach.DATABASES);
            var _ = stack.up().succeeded();
            String before = publicId(stack, "shop");
            var _ = stack.pulumi("state", "delete", urn(stack, "shop"), "--yes").succeeded();
            var _ = stack.pulumi(
                            "import", "planetscale:index:Database", "shop", "acme/shop", "--yes", "--protect=false")
                    .succeeded();

            stack.program(OneOfEach.DATABASES.replace("shop:\n", "store:\n"));
            for (String more : List.of("--continue-on-error", "--refresh")) {
                assertThat(stack.up(more).failed().output())
                        .containsAnyOf("`acme/shop` already exists", "`acme/shop` belongs to the resource `shop`");
            }
            stack.program(OneOfEach.DATABASES);
            var _ = stack.up("--replace", urn(stack, "shop")).failed();
            var _ = stack.up("--expect-no-changes").succeeded();

            assertThat(publicId(stack, "shop")).isEqualTo(before);
            assertThat(stack.emulatedObjects("/databases")).isEqualTo(2);
        }
    }

    @Test
    void changeThatTheProgramWantsToReplaceForReplaces() {
        try (Stack stack = Stack.quick().attached()) {
            String app = OneOfEach.APP + "  options:\n    replaceOnChanges: [name]\n    deleteBeforeReplace: %s\n";
            for (boolean first : List.of(true, false)) {
                stack.program(OneOfEach.DATABASES + app.formatted(first));
                var _ = stack.up().succeeded();
                String before = publicId(stack, "app");

                stack.program(OneOfEach.DATABASES + app.formatted(first).replace("name: app", "name: other"));
                var _ = stack.up().succeeded();

                assertThat(publicId(stack, "app")).isNotEqualTo(before);
                assertThat(stack.emulatedObjects("/databases/shop/branches/main/passwords"))
                        .isEqualTo(1);
            }
        }
    }

    private static String urn(Stack stack, String resource) {
        return stack.state(resource).path("urn").asText();
    }

    private static String publicId(Stack stack, String resource) {
        JsonNode outputs = stack.state(resource).path("outputs");
        return outputs.path("publicId").asText();
    }
}
