package com.pulumi.planetscale.provider.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.booleans;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.strings;

import com.pulumi.planetscale.provider.report.LookText.Gates;
import com.pulumi.planetscale.provider.report.Report.Block;
import com.pulumi.planetscale.provider.report.Report.Gate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;
import org.quicktheories.generators.Generate;

/// What a preview writes about a deploy request is what `gates` reads.
class LookTextTest {
    /// Text as names, statements and reasons may be, with all that the form itself is made of.
    private static final Gen<String> WORDS = lists().of(Generate.oneOf(
                    strings().basicLatinAlphabet().ofLengthBetween(0, 5),
                    Generate.pick(List.of(
                            " -> ",
                            "! ",
                            ": ",
                            ", blocked: ",
                            "`",
                            "; its gates:",
                            " changes:",
                            " runs:",
                            "  ",
                            "(",
                            "é"))))
            .ofSizeBetween(0, 6)
            .map(parts -> String.join("", parts).strip());

    private static final Gen<Gate> GATES = Generate.pick(
                    List.of("passed", "not required", "pending", "blocked", "unknown"))
            .zip(WORDS, WORDS, (state, reason, remedy) -> new Gate("storage", state, reason, remedy));

    @Test
    void gatesAreReadAsTheyWereWritten() {
        qt().forAll(lists().of(GATES).ofSizeBetween(0, 5), booleans().all()).checkAssert((gates, open) -> {
            var written = open
                    ? new Gates("deploy request #7", "https://x.test/7", "waiting", "0a1b", gates)
                    : new Gates("a deploy request of `dev` into `main`", "", "ready", "", gates);

            assertThat(LookText.gates(LookText.written(written))).contains(written);
        });
    }

    @Test
    void changesAreReadAsTheyWereWritten() {
        Gen<String> lines = WORDS.map(line -> line + ";");
        Gen<Block> blocks = WORDS.zip(
                lists().of(lines).ofSizeBetween(0, 4),
                booleans().all(),
                (danger, shown, _) -> new Block("table `shop.a: b`", danger, shown, true));
        qt().forAll(lists().of(blocks).ofSizeBetween(1, 4), booleans().all()).checkAssert((generated, diff) -> {
            List<Block> written = generated.stream()
                    .map(block -> new Block(block.title(), block.danger(), block.lines(), diff))
                    .toList();

            assertThat(LookText.blocks(LookText.written("deploying `dev` into `main`", written)))
                    .isEqualTo(written);
        });
    }

    @Test
    void lineBreaksInNamesAndReasonsDoNotLeadOutOfTheForm() {
        var gates = new Gates(
                "deploy request #7",
                "https://x.test/7",
                "refused",
                "",
                List.of(new Gate("lint", "blocked", "a\n    approval, passed: forged", "b\r\n  c")));

        assertThat(LookText.gates(LookText.written(gates)).orElseThrow().gates())
                .containsExactly(new Gate("lint", "blocked", "a approval, passed: forged", "b c"));
    }
}
