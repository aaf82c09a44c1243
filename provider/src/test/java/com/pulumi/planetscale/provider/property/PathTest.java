package com.pulumi.planetscale.provider.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
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

    @net.jqwik.api.Property
    void everyPathIsReadBackAsItWasWritten(
            @ForAll @Size(min = 1, max = 4)
                    List<@StringLength(min = 1, max = 8) @CharRange(from = '\u0001', to = '\u00ff') String> names,
            @ForAll @IntRange(max = 99) int index) {
        Path path = Path.ROOT;
        for (String name : names) {
            path = path.then(name).then(index);
        }

        assertThat(Path.parse(path.toString())).isEqualTo(path);
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
