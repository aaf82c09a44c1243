package com.pulumi.planetscale.provider.resource;

import java.io.IOException;

/// Whether a verb may do with what this run has read before: a refresh compares what is recorded with what was there at
/// some moment of the run. Whatever decides over a change, or looks what became of one, reads for itself.
public final class SharedReads {
    private static final ScopedValue<Boolean> ALLOWED = ScopedValue.newInstance();

    private SharedReads() {}

    /// Runs a verb that may do with what was read before.
    public static <T> T during(Writes.Verb<T> verb) throws IOException, InterruptedException {
        try {
            return ScopedValue.where(ALLOWED, true).call(verb::run);
        } catch (IOException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("verbs throw nothing else", e);
        }
    }

    /// Whether the calling verb may.
    public static boolean areAllowed() {
        return ALLOWED.isBound();
    }
}
