package com.pulumi.planetscale.emulator.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationsTest {
    @ParameterizedTest
    @CsvSource({"0, PT0S", "500ms, PT0.5S", "2s, PT2S", "10m, PT10M", "12h, PT12H", "7d, P7D", "PT1H30M, PT1H30M"})
    void peoplesDurationsAreRead(String text, Duration expected) {
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "soon", "-3s", "1 hour", "99999999999999999999s"})
    void othersAreExplained(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a duration")
                .hasMessageContaining("10m");
    }

    @Test
    void theClockMovesForwardOnly() {
        EmulatorClock clock = new EmulatorClock(InstantSource.fixed(Instant.parse("2026-01-05T09:00:00.123456Z")));

        clock.advance(Duration.ofMinutes(1));

        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-01-05T09:01:00.123Z"));
        assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1))).hasMessageContaining("forward");
    }

    @Test
    void delaysAreNotNegative() {
        Delays delays = new Delays();

        assertThatThrownBy(() -> delays.set(Delay.BRANCH, Duration.ofSeconds(-1)))
                .hasMessageContaining("branch");
    }
}
