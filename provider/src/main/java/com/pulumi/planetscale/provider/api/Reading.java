package com.pulumi.planetscale.provider.api;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the answer to one request is read. It goes along with the request, so that an answer that cannot be read is
/// asked for again like one that did not come.
final class Reading<T> {
    private final Parser<T> parser;
    private Optional<T> value = Optional.empty();
    private @Nullable ApiException notUnderstood;
    private boolean lost;

    /// Reads the body of a success.
    @FunctionalInterface
    interface Parser<T> {
        /// Reads it; empty where the body is.
        ///
        /// @throws ApiException if it is not what was asked for
        Optional<T> parse(String body) throws ApiException;
    }

    Reading(Parser<T> parser) {
        this.parser = parser;
    }

    /// Reads an answer.
    ///
    /// @return whether it was understood
    boolean read(String body) {
        try {
            value = parser.parse(body);
            notUnderstood = null;
        } catch (ApiException e) {
            notUnderstood = e;
        }
        return notUnderstood == null;
    }

    /// Notes that an attempt may have been carried out although no answer to it came.
    void lose() {
        lost = true;
    }

    /// Whether an attempt before the last may have been carried out.
    boolean lost() {
        return lost;
    }

    /// What the answer said.
    ///
    /// @throws ApiException if the last one was not understood
    Optional<T> result() throws ApiException {
        if (notUnderstood != null) {
            throw notUnderstood;
        }
        return value;
    }
}
