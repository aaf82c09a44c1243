package com.pulumi.planetscale.provider.resource;

import java.time.Duration;
import java.time.Instant;

/// The time that operations live in.
public interface Time {
    /// What time it is.
    Instant now();

    /// Lets time pass.
    ///
    /// @throws InterruptedException if the thread is interrupted, before or while it waits
    void pause(Duration time) throws InterruptedException;
}
