package com.pulumi.planetscale.emulator.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DelayTest {
    @ParameterizedTest
    @EnumSource(Delay.class)
    void theReadmeHasEachDelayAndItsDefault(Delay delay) throws IOException {
        assertThat(Files.readAllLines(Path.of("README.md")))
                .filteredOn(line -> line.startsWith("| `" + delay.label() + "` |"))
                .singleElement()
                .asString()
                .endsWith("| " + delay.byDefault().toSeconds() + " s |");
    }
}
