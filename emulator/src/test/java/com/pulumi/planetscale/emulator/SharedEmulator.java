package com.pulumi.planetscale.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.time.Delay;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/// An emulator whose clock stands still, and that the tests of one thread use one after another, each from the first
/// state. Classes of tests run side by side, so each thread has one of its own.
public final class SharedEmulator {
    /// When it is.
    public static final Instant START = Instant.parse("2026-01-05T09:00:00Z");

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Emulator emulator;
    private final JsonNode firstState;

    /// @param options what it has besides its clock and its log
    public SharedEmulator(UnaryOperator<Emulator.Options> options) {
        emulator = Emulator.start(options.apply(
                Emulator.Options.defaults().clock(InstantSource.fixed(START)).log(log::add)));
        firstState = emulator.admin().exportState();
    }

    public Emulator emulator() {
        return emulator;
    }

    /// A new client with the token that may do everything.
    public Client client() {
        return new Client(emulator);
    }

    /// What it has logged in this test.
    public List<String> log() {
        return log;
    }

    /// Makes it as it was at first.
    public void reset() {
        emulator.wireMock().resetAll();
        emulator.admin().importState(firstState);
        for (Delay delay : Delay.values()) {
            emulator.admin().setDelay(delay, Duration.ZERO);
        }
        emulator.admin().setRequestsPerMinute(0);
        log.clear();
    }
}
