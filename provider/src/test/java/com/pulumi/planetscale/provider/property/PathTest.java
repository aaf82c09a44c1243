package com.pulumi.planetscale.provider.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.strings;

import org.junit.jupiter.api.Test;

class PathTest {
    @Test
    void namesAreJoinedByDots() {
        assertThat(Path.of("parameters").then("pgconf").then("max_connections"))
                .hasToString("parameters.pgconf.max_connections");
    }

    @Test
    void indexesStandInBrackets() {
        assertThat(Path.of("cidrs").then(1)).hasToString("cidrs[1]");
    }

    @Test
    void namesWithDotsAndQuotesAreQuoted() {
        assertThat(Path.of("rotationTriggers").then("a.\"b\"")).hasToString("rotationTriggers[\"a.\\\"b\\\"\"]");
    }

    @Test
    void everyPathIsReadBackAsItWasWritten() {
        qt().forAll(
                        lists().of(strings().basicLatinAlphabet().ofLengthBetween(1, 8))
                                .ofSizeBetween(1, 4),
                        integers().between(0, 99))
                .checkAssert((names, index) -> {
                    Path path = Path.ROOT;
                    for (String name : names) {
                        path = path.then(name).then(index);
                    }
                    assertThat(Path.parse(path.toString())).isEqualTo(path);
                });
    }

    @Test
    void pathIsWithinItselfAndItsParentsOnly() {
        Path parent = Path.of("parameters");
        Path child = parent.then("pgconf");

        assertThat(child.isWithin(parent)).isTrue();
        assertThat(child.isWithin(child)).isTrue();
        assertThat(parent.isWithin(child)).isFalse();
    }
}
