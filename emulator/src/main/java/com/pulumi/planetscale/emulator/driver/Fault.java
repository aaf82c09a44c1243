package com.pulumi.planetscale.emulator.driver;

import com.pulumi.planetscale.emulator.http.Answer;
import java.util.EnumSet;
import java.util.Map;

/// Why a request is not answered with a result. Carries no stack trace, since it is an answer.
final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Code code;

    Fault(Code code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /// Whether no statement has been looked at, so that there is no session to answer with.
    boolean isWhole() {
        return EnumSet.of(Code.UNAUTHENTICATED, Code.UNAVAILABLE, Code.UNIMPLEMENTED)
                .contains(code);
    }

    String text() {
        return String.valueOf(getMessage());
    }

    /// The whole answer to a request that reaches no database (Connect protocol, *Unary error*).
    Answer answer() {
        return new Answer(code.status, Map.of("code", code.connect(), "message", text()));
    }

    /// The part of an answer that says how a statement failed (`vtrpc.RPCError`).
    Map<String, Object> part() {
        return Map.of("code", code.name(), "message", text());
    }
}
