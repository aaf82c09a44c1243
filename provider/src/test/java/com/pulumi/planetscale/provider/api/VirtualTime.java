package com.pulumi.planetscale.provider.api;

import com.pulumi.planetscale.provider.resource.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Time for several threads: it moves when all of them wait, and then to the moment at which the first of them is to go
/// on. So what they do takes no time, and what they wait for takes exactly as long as they say.
public final class VirtualTime implements Pause, Time, InstantSource {
    private static final Instant BEGIN = Instant.parse("2026-11-21T10:00:00Z");

    private final PriorityQueue<Long> ends = new PriorityQueue<>();
    private long nanos;
    private int running;

    /// Runs tasks at the same time, each in a thread of its own, until all have ended.
    public <T> List<T> run(List<Callable<T>> tasks) throws Exception {
        synchronized (this) {
            running += tasks.size();
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = new ArrayList<Future<T>>();
            for (Callable<T> task : tasks) {
                futures.add(threads.submit(() -> {
                    try {
                        return task.call();
                    } finally {
                        end();
                    }
                }));
            }
            var results = new ArrayList<T>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception failure ? failure : e;
        }
    }

    /// How much time has passed.
    public synchronized Duration passed() {
        return Duration.ofNanos(nanos);
    }

    @Override
    public synchronized Instant now() {
        return BEGIN.plusNanos(nanos);
    }

    @Override
    public Instant instant() {
        return now();
    }

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized void sleep(long time) throws InterruptedException {
        long end = nanos + Math.max(1, time);
        ends.add(end);
        running--;
        moveIfAllWait();
        while (nanos < end) {
            wait();
        }
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        sleep(time.toNanos());
    }

    private synchronized void end() {
        running--;
        moveIfAllWait();
    }

    private void moveIfAllWait() {
        if (running == 0 && !ends.isEmpty()) {
            nanos = ends.element();
            while (!ends.isEmpty() && ends.element() <= nanos) {
                ends.remove();
                running++;
            }
            notifyAll();
        }
    }
}
