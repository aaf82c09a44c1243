package com.pulumi.planetscale.provider.pulumi;

import com.pulumi.planetscale.provider.lifecycle.Identities;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// The operations that run for one engine. Cancelling interrupts their threads, which ends pauses and reads; a
/// write on its way finishes first.
final class Operations {
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private final Engine engine;
    private final Supplier<Identities> run;
    private final Time time;

    /// @param run what is known of the run, once the provider is configured
    /// @param time what operations live in
    Operations(Engine engine, Supplier<Identities> run, Time time) {
        this.engine = engine;
        this.run = run;
        this.time = time;
    }

    /// Something that runs as an operation.
    @FunctionalInterface
    interface Work<T> {
        T run(Operation operation) throws Exception;
    }

    /// Runs something on the calling thread.
    ///
    /// @param timeoutSeconds how long it may take; zero if the program does not say
    /// @param usual how long it may take then
    <T> T run(String urn, String label, double timeoutSeconds, Callable<Duration> usual, Work<T> work)
            throws Exception {
        Duration timeout = timeoutSeconds > 0 ? Duration.ofMillis((long) (timeoutSeconds * 1000)) : usual.call();
        running.add(Thread.currentThread());
        try {
            var operation = new EngineOperation(urn, label, time.now().plus(timeout));
            return operation.run(() -> work.run(operation));
        } finally {
            running.remove(Thread.currentThread());
        }
    }

    void cancel() {
        running.forEach(Thread::interrupt);
    }

    /// Whether nothing runs.
    boolean isIdle() {
        return running.isEmpty();
    }

    /// Waits until nothing runs any more.
    void awaitIdle() {
        for (Thread thread : running) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private final class EngineOperation implements Operation {
        private final String urn;
        private final String label;
        private final Instant deadline;

        EngineOperation(String urn, String label, Instant deadline) {
            this.urn = urn;
            this.label = label;
            this.deadline = deadline;
        }

        /// A URN holds the stack and the project.
        @Override
        public String resource() {
            return urn;
        }

        @Override
        public String label() {
            return label;
        }

        @Override
        public boolean isRecorded(String publicId) {
            return run.get().knows(publicId);
        }

        @Override
        public Optional<PropertyMap> planned(String object) {
            return run.get().planned(object);
        }

        @Override
        public Optional<PropertyMap> wanted(String object) {
            return run.get().wanted(object);
        }

        @Override
        public Set<PropertyMap> allWanted(String kind) {
            return run.get().allWanted(kind);
        }

        @Override
        public Instant now() {
            return time.now();
        }

        @Override
        public Instant deadline() {
            return deadline;
        }

        @Override
        public void pause(Duration span) throws InterruptedException {
            time.pause(span);
        }

        @Override
        public void status(String line) {
            engine.status(urn, line);
        }

        @Override
        public void say(Finding finding) {
            engine.say(urn, finding);
        }
    }
}
