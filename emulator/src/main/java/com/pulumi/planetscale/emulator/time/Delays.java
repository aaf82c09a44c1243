package com.pulumi.planetscale.emulator.time;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// How long each kind of work takes. May be changed while the emulator runs: work that has begun keeps its end.
public final class Delays {
    private final Map<Delay, Duration> durations = new EnumMap<>(Delay.class);

    public Delays() {
        for (Delay delay : Delay.values()) {
            durations.put(delay, delay.byDefault());
        }
    }

    public synchronized Duration of(Delay delay) {
        return durations.getOrDefault(delay, delay.byDefault());
    }

    /// Changes how long work takes that begins from now on.
    ///
    /// @throws IllegalArgumentException if the duration is negative
    public synchronized void set(Delay delay, Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("Delay " + delay.label() + " is negative: " + duration + ".");
        }
        durations.put(delay, duration);
    }

    /// Lets everything be finished in the answer that starts it.
    public synchronized void none() {
        durations.replaceAll((delay, duration) -> Duration.ZERO);
    }

    /// Takes over all durations of another one.
    public synchronized void setAll(Map<Delay, Duration> others) {
        durations.putAll(others);
    }

    public Delays copy() {
        Delays copy = new Delays();
        copy.setAll(asMap());
        return copy;
    }

    public synchronized Map<Delay, Duration> asMap() {
        return new EnumMap<>(durations);
    }
}
