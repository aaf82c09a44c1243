package com.pulumi.planetscale.provider.api;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A call failed or was refused. The message says which call, what the API said and what to do; it holds no
/// secret.
public final class ApiException extends IOException {
    private static final long serialVersionUID = 1L;

    /// What a caller can do about it.
    public enum Kind {
        /// It does not exist, or the token may not see it: the API answers both alike.
        NOT_FOUND,
        /// The request is wrong, or the object's state forbids it.
        INVALID,
        /// The credentials lack an access.
        DENIED,
        /// The credentials are not known, or have nothing to do with the organization: nothing will work with them.
        UNUSABLE_CREDENTIALS,
        /// Something else is under way on the object; the same request may succeed later.
        CONFLICT,
        /// Too many calls, and still too many after waiting.
        RATE_LIMITED,
        /// The API could not be reached, or failed.
        UNAVAILABLE,
        /// The API's answer was not understood.
        MALFORMED
    }

    private final Kind kind;
    private final boolean maybeDone;
    private final boolean unexplained;

    ApiException(Kind kind, boolean maybeDone, boolean unexplained, String message) {
        this(kind, maybeDone, unexplained, message, null);
    }

    private ApiException(
            Kind kind, boolean maybeDone, boolean unexplained, @Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.maybeDone = maybeDone;
        this.unexplained = unexplained;
    }

    /// What a caller can do about it.
    public Kind kind() {
        return kind;
    }

    /// Whether the API may have done what was asked, although its answer is missing.
    public boolean maybeDone() {
        return maybeDone;
    }

    /// This failure, where it came after a request without an answer: what was asked may be done although this call
    /// says nothing of it.
    public ApiException afterLostAnswer() {
        return maybeDone ? this : new ApiException(kind, true, unexplained, getMessage(), this);
    }

    /// Whether the API refused without a reason, so that it may be one that passes: only some answers name it.
    public boolean isUnexplained() {
        return unexplained;
    }

    /// Whether a failure passes by itself, so that a wait need not end with it.
    public static boolean passes(IOException failure) {
        return failure instanceof ApiException api && (api.kind == Kind.UNAVAILABLE || api.kind == Kind.RATE_LIMITED);
    }
}
