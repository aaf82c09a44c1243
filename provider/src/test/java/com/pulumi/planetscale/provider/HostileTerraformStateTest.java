package com.pulumi.planetscale.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.planetscale.provider.TerraformImport.Run;
import com.pulumi.planetscale.provider.terraform.RecordedState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever a state holds, it ends with a sentence, shows no secret, and leaves a whole file or none.
class HostileTerraformStateTest {
    private static TerraformImport imports;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeOneOfEach() throws Exception {
        imports = TerraformImport.begin();
    }

    @AfterAll
    static void end() {
        imports.close();
    }

    private static RecordedState state() {
        return imports.state();
    }

    private static Run run(String state, String... more) {
        return imports.run(state, more);
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing.tfstate", ".", "x/y", "odd\u001b[2J"})
    void fileThatCannotBeReadIsNamed(String name) {
        Run run = run("", "--terraform-state", folder.resolve(name).toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("Terraform state").doesNotContain("\u001b", "Exception");
    }

    private static Stream<Arguments> hostile() {
        String state = state().text();
        return Stream.of(
                Arguments.of("nothing", "", "is not a Terraform state"),
                Arguments.of("no JSON", RecordedState.SECRET + " = 1", "is not a Terraform state"),
                Arguments.of("a list", "[]", "is not a Terraform state"),
                Arguments.of("nothing in it", "{}", "version 4"),
                Arguments.of("an old version", "{\"version\": 3, \"modules\": []}", "version 4"),
                Arguments.of("a version of the future", "{\"version\": 5}", "version 4"),
                Arguments.of("a version that is a text", "{\"version\": \"4\"}", "version 4"),
                Arguments.of("what show prints", "{\"format_version\":\"1.0\",\"values\":{}}", "terraform show -json"),
                Arguments.of("an encrypted one", "{\"serial\":1,\"encrypted_data\":\"eA==\"}", "tofu state pull"),
                Arguments.of("half of one", state.substring(0, state.length() / 2), "is not a Terraform state"),
                Arguments.of("one and more", state + state, "is not a Terraform state"),
                Arguments.of(
                        "a secret without quotes",
                        state.replaceFirst("\"" + RecordedState.SECRET + "_1\"", RecordedState.SECRET),
                        "is not"),
                Arguments.of("no UTF-8", state.replaceFirst("\"acme\"", "\"\u00ff\""), "is not"),
                Arguments.of("resources that are none", "{\"version\":4,\"resources\":{\"a\":1}}", "is not"),
                Arguments.of("a resource that is none", "{\"version\":4,\"resources\":[\"a\"]}", "is not"),
                Arguments.of(
                        "instances that are none",
                        state.replaceFirst("\"instances\": \\[", "\"instances\":[1,"),
                        "is not"),
                Arguments.of("deep", "{\"version\":4,\"outputs\":" + "[".repeat(100_000), "is not"),
                Arguments.of("long", "{\"version\":4," + " ".repeat(65 << 20) + "}", "64 MiB"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void hostileStateEndsWithASentenceAndWithoutAFile(String what, String state, String sentence) {
        Path file = folder.resolve("adopt.json");

        Run run = imports.run(state.getBytes(StandardCharsets.ISO_8859_1), "--output", file.toString());

        assertThat(run.status()).as(run.err()).isEqualTo(1);
        assertThat(run.err()).contains(sentence).endsWith("\n").doesNotContain("Exception");
        assertThat(run.err().lines()).allMatch(line -> line.length() < 400);
        assertThat(folder).isEmptyDirectory();
    }

    /// Names that could leave a line, a shell's quotes or an address.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; rm -rf ~; '",
                "\u001b[2Jx",
                "a\nterraform destroy",
                "\u202egnp",
                "\"].x[\"",
                "\\",
                "${file(\"/etc/passwd\")}",
                "%{if true}",
                ""
            })
    void keyOfAnInstanceIsHarmlessInACommand(String key) throws Exception {
        Run run = run(state().only("planetscale_vitess_branch", "this")
                .instances(instance -> instance.put("index_key", key))
                .text());

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.resources())
                .singleElement()
                .satisfies(resource -> assertThat(resource).matches("Branch [a-z][a-z0-9-]*"));
        assertThat(run.err()).doesNotContainPattern("[\\p{Cc}\\p{Cf}&&[^\\n]]");
        assertThat(run.err().lines().filter(line -> line.contains("terraform state rm")))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .matches("  terraform state rm '(?:[^']|'\\\\'')*'")
                        .contains("planetscale_vitess_branch.this[\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x; rm -rf ~", "a b", "x'y", "", "1st", "x\n"})
    void nameThatTerraformCannotHaveIsRefused(String name) {
        for (String member : List.of("name", "module", "type")) {
            String text = state().only("planetscale_vitess_branch", "this")
                    .changed(state -> ((ObjectNode) state.path("resources").path(0))
                            .put(member, member.equals("type") ? "planetscale_" + name + "-" : name))
                    .text();
            if (!(member.equals("module") && name.isEmpty())) {
                Run run = run(text);

                assertThat(run.status()).as(run.err()).isIn(1, 3);
                assertThat(run.err()).doesNotContain("terraform state rm");
            }
        }
    }

    @Test
    void serviceTokenThatAStateRepeatsIsMasked() {
        String token = imports.serviceToken();

        Run run = run(state().attributes(attributes -> attributes.put("organization", token.replace("_", "\u202e_")))
                .text());

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("Skipped, organization `").doesNotContain(token);
    }
}
