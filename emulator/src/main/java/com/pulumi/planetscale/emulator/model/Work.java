package com.pulumi.planetscale.emulator.model;

import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Origin;
import com.pulumi.planetscale.emulator.world.Timed;
import com.pulumi.planetscale.emulator.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request to change machines: waits a little, runs, and takes effect when it ends, unless cancelled before.
public abstract class Work extends Entity implements Timed {
    /// It waits this part of the whole time before it starts.
    private static final int WAITING_PART = 4;

    public Instant startsAt;
    public Instant endsAt;
    /// The maintenance window that it waits for; null if it waits for none.
    public @Nullable Instant queuedUntil;
    public @Nullable Instant canceledAt;
    public boolean applied = false;

    protected Work(Origin origin, Instant endsAt) {
        super(origin);
        this.endsAt = endsAt;
        Duration whole = Duration.between(origin.createdAt(), endsAt);
        this.startsAt = origin.createdAt().plus(whole.dividedBy(WAITING_PART));
    }

    public String state(Instant now) {
        if (canceledAt != null) {
            return "canceled";
        }
        if (!now.isBefore(endsAt)) {
            return "completed";
        }
        if (queued(now)) {
            return "queued";
        }
        return now.isBefore(startsAt) ? "pending" : "resizing";
    }

    /// Whether it waits for a maintenance window.
    public boolean queued(Instant now) {
        return canceledAt == null && queuedUntil != null && now.isBefore(queuedUntil);
    }

    /// Lets it wait for a maintenance window, in which it takes the time that it would have taken at once.
    public void queueUntil(Instant window) {
        move(Duration.between(createdAt(), window));
        queuedUntil = window;
    }

    /// Lets it begin now instead of in the maintenance window.
    public void release(Instant now) {
        if (queuedUntil != null && queued(now)) {
            move(Duration.between(queuedUntil, now));
            queuedUntil = null;
        }
    }

    private void move(Duration by) {
        startsAt = startsAt.plus(by);
        endsAt = endsAt.plus(by);
    }

    public boolean unfinished(Instant now) {
        return canceledAt == null && now.isBefore(endsAt);
    }

    public void cancel(Instant now) {
        canceledAt = now;
        updatedAt = now;
    }

    /// When it started; empty if it has not, or was cancelled before it could.
    public Optional<Instant> started(Instant now) {
        Instant until = canceledAt == null ? now : canceledAt;
        return Optional.of(startsAt).filter(start -> !start.isAfter(until));
    }

    /// When it was done; empty if it is not, or was cancelled.
    public Optional<Instant> completed(Instant now) {
        return Optional.of(endsAt).filter(end -> canceledAt == null && !end.isAfter(now));
    }

    @Override
    public final Optional<Instant> dueAt() {
        return applied || canceledAt != null ? Optional.empty() : Optional.of(endsAt);
    }

    @Override
    public final void happen(World world, Instant at) {
        applied = true;
        updatedAt = at;
        apply(world, at);
    }

    /// Makes the change.
    protected abstract void apply(World world, Instant at);
}
