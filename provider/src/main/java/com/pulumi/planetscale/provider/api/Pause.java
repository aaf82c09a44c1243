package com.pulumi.planetscale.provider.api;

import java.time.Instant;

/// How the client tells and spends time. Tests have one whose time moves by itself.
public interface Pause {
    /// Wall-clock time, for dates that the API sends.
    Instant now();

    /// A clock that only moves forward.
    long nanos();

    /// Lets time pass.
    ///
    /// @throws InterruptedException if the thread is interrupted, before or while it waits
    void sleep(long nanos) throws InterruptedException;
}
