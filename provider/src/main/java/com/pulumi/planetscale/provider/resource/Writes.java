package com.pulumi.planetscale.provider.resource;

import java.io.IOException;

/// Whether something was changed at PlanetScale, or may have been: for whoever has to know how far a verb came that
/// failed. A client notes each request that was carried out or got no answer; one that was refused changes nothing.
public final class Writes {
    private static final ScopedValue<Writes> CURRENT = ScopedValue.newInstance();

    private volatile boolean any;

    /// Something that may change something.
    ///
    /// @param <T> what it answers
    @FunctionalInterface
    public interface Verb<T> {
        T run() throws IOException, InterruptedException;
    }

    /// Runs a verb and notes what it changes.
    public <T> T during(Verb<T> verb) throws IOException, InterruptedException {
        try {
            return ScopedValue.where(CURRENT, this).call(verb::run);
        } catch (IOException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("verbs throw nothing else", e);
        }
    }

    /// Notes that the calling verb has changed something, or may have.
    public static void note() {
        if (CURRENT.isBound()) {
            CURRENT.get().any = true;
        }
    }

    /// Whether anything was noted so far.
    public boolean any() {
        return any;
    }
}
