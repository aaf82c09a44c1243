package com.pulumi.planetscale.provider.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

class ShownTest {
    /// Code points of all sorts, the nasty ones often.
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.frequencyOf(
                        Tuple.of(1, Arbitraries.integers().between(0, 0x10FFFF)),
                        Tuple.of(2, Arbitraries.integers().between(0, 0xA0)),
                        Tuple.of(1, Arbitraries.integers().between(0x2000, 0x2070)))
                .list()
                .ofMaxSize(60)
                .map(points -> points.stream().map(Character::toString).collect(Collectors.joining()));
    }

    @Property
    void nothingIsLeftThatMovesHidesOrTurnsAroundAnything(@ForAll("texts") String text) {
        assertThat(Shown.line(text)).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
        assertThat(Shown.lines(text)).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}&&[^\\n]]");
    }

    @Property
    void whatIsHarmlessStaysAsItIs(@ForAll("texts") String text) {
        String harmless = Shown.line(text);

        assertThat(Shown.line(harmless)).isEqualTo(harmless);
    }

    @Test
    void lettersOfAllScriptsStay() {
        assertThat(Shown.line("Größe `a_b`: 价格 🎉")).isEqualTo("Größe `a_b`: 价格 🎉");
    }

    @Test
    void sequencesForTerminalsGoAsAWhole() {
        for (String word : List.of(
                "\u001b[31;1mred\u001b[0m",
                "\u009b31mred",
                "\u001b]0;title\u0007red",
                "\u001b]8;;https://evil.example\u001b\\red\u001b]8;;\u001b\\",
                "\u001bPq#0\u001b\\red")) {
            assertThat(Shown.line(word)).isEqualTo("red");
        }
    }

    @Test
    void unfinishedSequenceHidesNothingOfWhatFollows() {
        assertThat(Shown.line("a\u001b]0; then: what to do")).isEqualTo("a]0; then: what to do");
    }

    @Test
    void namesThatLookAlikeAreShownAlike() {
        assertThat(Shown.line("sh\u3164op\ufe0f\u034f\u115f\udb40\udd00")).isEqualTo("shop");
    }

    @Test
    void lineBreaksBecomeBlanksInALineOnly() {
        assertThat(Shown.line("a\r\n\tb\u2028c\u0085d")).isEqualTo("a b c d");
        assertThat(Shown.lines("a\n  b\u0007\n")).isEqualTo("a\n  b\n");
    }

    @Test
    void whatIsTooLongIsCut() {
        assertThat(Shown.line("🎉".repeat(5), 3)).isEqualTo("🎉🎉🎉 …");
        assertThat(Shown.line("a".repeat(1_000_000)).length()).isLessThan(Shown.LONGEST_LINE + 10);
        assertThat(Shown.lines("a\n".repeat(Shown.MOST_LINES + 7)))
                .endsWith("a\n7 more lines\n")
                .hasLineCount(Shown.MOST_LINES + 1);
    }
}
