package com.pulumi.planetscale.provider.pulumi;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/// The threads that gRPC takes for its connections. Its own pools would do, but name their threads by formatting
/// and set themselves up by reflection, which is a tenth of the plugin's start.
final class Threads {
    /// Accepts, reads and writes.
    static final Executor TRANSPORT = Executors.newCachedThreadPool(Threads::daemon);

    /// Watches deadlines.
    static final ScheduledExecutorService TIMER = timer();

    private Threads() {}

    private static ScheduledExecutorService timer() {
        var timer = new ScheduledThreadPoolExecutor(1, Threads::daemon);
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "grpc");
        thread.setDaemon(true);
        return thread;
    }
}
