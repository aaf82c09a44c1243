package com.pulumi.planetscale.emulator.dataplane;

/// The server of one branch, which runs.
public interface Running extends AutoCloseable {
    /// Whether it still runs; it may have crashed or been killed.
    boolean alive();

    /// Ends it. Returns when the process is gone.
    @Override
    void close();
}
