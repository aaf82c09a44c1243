package com.pulumi.planetscale.provider.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.report.LookText.Gates;
import com.pulumi.planetscale.provider.report.Report.Block;
import com.pulumi.planetscale.provider.report.Report.Gate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a preview writes about a deploy request is what `gates` reads.
class LookTextTest {
    /// Text as names, statements and reasons may be, with all that the form itself is made of.
    private static Arbitrary<String> words() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(5),
                        Arbitraries.of(
                                " -> ",
                                "! ",
                                ": ",
                                ", blocked: ",
                                "`",
                                "; its gates:",
                                " changes:",
                                " runs:",
                                " ",
                                "(",
                                "é"))
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts).strip());
    }

    @Provide
    Arbitrary<List<Gate>> gates() {
        return Combinators.combine(
                        Arbitraries.of("passed", "not required", "pending", "blocked", "unknown"), words(), words())
                .as((state, reason, remedy) -> new Gate("storage", state, reason, remedy))
                .list()
                .ofMaxSize(5);
    }

    /// All of one preview are written with their differences, or none is.
    @Provide
    Arbitrary<List<Block>> blocks() {
        return Arbitraries.of(true, false)
                .flatMap(diff -> Combinators.combine(
                                words(), words().map(line -> line + ";").list().ofMaxSize(4))
                        .as((danger, lines) -> new Block("table `shop.a: b`", danger, lines, diff))
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(4));
    }

    @Property
    void gatesAreReadAsTheyWereWritten(@ForAll("gates") List<Gate> gates, @ForAll boolean open) {
        var written = open
                ? new Gates("deploy request #7", "https://x.test/7", "waiting", "0a1b", gates)
                : new Gates("a deploy request of `dev` into `main`", "", "ready", "", gates);

        assertThat(LookText.gates(LookText.written(written))).contains(written);
    }

    @Property
    void changesAreReadAsTheyWereWritten(@ForAll("blocks") List<Block> written) {
        assertThat(LookText.blocks(LookText.written("deploying `dev` into `main`", written)))
                .isEqualTo(written);
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

    /// What terminals and people take for the end of a line, or do not see at all.
    @ParameterizedTest
    @ValueSource(
            strings = {"a\rb", "a\u0085b", "a\u2028b", "a\u000bb", "a\u001b[31mb", "a\u202eb", "a\u200bb", "a\u0000b"})
    void whatIsQuotedStaysInItsLineAndIsHarmless(String hostile) {
        var block = new Block(hostile, hostile, List.of(hostile, hostile), true);
        var gates = new Gates(hostile, "", "refused", "", List.of(new Gate("lint", "blocked", hostile, hostile)));

        for (String written : List.of(LookText.written(hostile, List.of(block)), LookText.written(gates))) {
            assertThat(written.replace("\n", "")).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
        }
        assertThat(LookText.written(hostile, List.of(block)).lines()).hasSize(5);
        assertThat(LookText.written(gates).lines()).hasSize(3);
    }
}
