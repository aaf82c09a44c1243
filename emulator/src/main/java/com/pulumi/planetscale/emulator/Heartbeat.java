package com.pulumi.planetscale.emulator;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Looks regularly what has become due. Requests need none of it, they look themselves; receivers of webhooks wait
/// until a request does.
final class Heartbeat implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final ScheduledExecutorService executor;

    Heartbeat(Runnable beat) {
        executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "planetscale-emulator-heartbeat");
            thread.setDaemon(true);
            return thread;
        });
        var unused =
                executor.scheduleWithFixedDelay(beat, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
