package com.pulumi.planetscale.provider.api;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Something that takes long to make: it is made on a thread of its own while everything else goes on, and waited for
/// only where it is used.
final class Beside<T> implements Supplier<T> {
    private final CompletableFuture<T> made;

    private Beside(CompletableFuture<T> made) {
        this.made = made;
    }

    /// Begins to make it.
    static <T> Beside<T> make(Supplier<T> maker) {
        return new Beside<>(CompletableFuture.supplyAsync(maker, Thread.ofVirtual()::start));
    }

    @Override
    public T get() {
        return made.join();
    }

    /// Whether it is there already, so that using it does not wait.
    boolean isMade() {
        return made.isDone();
    }
}
