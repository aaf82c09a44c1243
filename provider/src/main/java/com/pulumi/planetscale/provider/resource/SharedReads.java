package com.pulumi.planetscale.provider.resource;

import java.io.IOException;

/// Whether a verb may use what this run has read before. A refresh may: it compares what is recorded with what existed
/// at some moment of the run. Verbs that decide on a change, or check its outcome, read the object again.
public final class SharedReads {
    private static final ScopedValue<Boolean> ALLOWED = ScopedValue.newInstance();

    private SharedReads() {}

    /// Runs a verb that may use what was read before.
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
