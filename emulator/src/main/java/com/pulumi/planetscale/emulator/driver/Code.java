package com.pulumi.planetscale.emulator.driver;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// The codes of errors: in an answer as Vitess has them (`vtrpc.Code`), instead of one as the Connect protocol does.
enum Code {
    UNKNOWN(500),
    INVALID_ARGUMENT(400),
    DEADLINE_EXCEEDED(504),
    NOT_FOUND(404),
    ALREADY_EXISTS(409),
    PERMISSION_DENIED(403),
    RESOURCE_EXHAUSTED(429),
    FAILED_PRECONDITION(400),
    ABORTED(409),
    UNIMPLEMENTED(501),
    UNAVAILABLE(503),
    UNAUTHENTICATED(401);

    /// Of an answer that consists of the error alone (Connect protocol, *Error codes*).
    final int status;

    Code(int status) {
        this.status = status;
    }

    /// As the Connect protocol has it, such as `not_found`.
    String connect() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// As gRPC's Go library writes it into messages, such as `NotFound`.
    String go() {
        return Arrays.stream(name().split("_", -1))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
