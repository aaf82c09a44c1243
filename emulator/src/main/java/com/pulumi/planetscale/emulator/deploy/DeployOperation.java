package com.pulumi.planetscale.emulator.deploy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.pulumi.planetscale.emulator.sql.schema.Change;
import com.pulumi.planetscale.emulator.world.Ids;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a deployment does to one table.
public final class DeployOperation {
    private static final int WHOLE = 100;

    public final String id;
    public final Change change;
    public final Instant createdAt;
    /// How much of the table had been copied at that time, from 0 to 1. Computed again when the throttling
    /// changes.
    public double copied = 0;
    public Instant copiedAt;
    /// How long the whole copy takes without throttling; null before it begins.
    public @Nullable Duration copyTime;
    /// Percent of the speed that the throttler takes.
    public int throttling = 0;
    public @Nullable String error;

    @JsonCreator
    private DeployOperation(String id, Change change, Instant createdAt, Instant copiedAt) {
        this.id = id;
        this.change = change;
        this.createdAt = createdAt;
        this.copiedAt = copiedAt;
    }

    static DeployOperation of(Change change, Instant now) {
        return new DeployOperation(Ids.publicId(), change, now, now);
    }

    void begin(Instant now, Duration time) {
        copyTime = time;
        copied = 0;
        copiedAt = now;
    }

    /// Goes on at another speed.
    void throttle(int percent, Instant now) {
        copied = copied(now);
        copiedAt = now;
        throttling = percent;
    }

    /// When the copy will be done.
    Instant doneAt() {
        return copyTime == null ? copiedAt : copiedAt.plus(scaled(copyTime, 1 - copied));
    }

    public double copied(Instant now) {
        if (copyTime == null) {
            return 0;
        }
        Instant end = doneAt();
        if (!now.isBefore(end)) {
            return 1;
        }
        double part = (double) Duration.between(copiedAt, now).toMillis()
                / Duration.between(copiedAt, end).toMillis();
        return copied + (1 - copied) * part;
    }

    public long secondsLeft(Instant now) {
        return Math.max(0, Duration.between(now, doneAt()).toSeconds());
    }

    private Duration scaled(Duration time, double part) {
        return Duration.ofMillis(Math.round(time.toMillis() * part * WHOLE / (WHOLE - throttling)));
    }
}
