package com.pulumi.planetscale.emulator.postgresql;

import java.io.ByteArrayOutputStream;

/// What PostgreSQL, or the way to it, refuses.
final class Refusal extends Exception {
    /// `invalid_authorization_specification`.
    static final String NOT_AUTHORIZED = "28000";
    /// `connection_failure`.
    static final String NO_CONNECTION = "08006";
    /// `dependent_objects_still_exist`.
    static final String REFERENCED = "2BP01";

    private static final long serialVersionUID = 1;

    final String code;
    private final String hint;

    Refusal(String code, String message, String hint) {
        super(message);
        this.code = code;
        this.hint = hint;
    }

    Refusal(String code, String message) {
        this(code, message, "");
    }

    /// As a server sends it that ends the connection.
    Message fatal() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        field(body, 'S', "FATAL");
        field(body, 'V', "FATAL");
        field(body, 'C', code);
        field(body, 'M', String.valueOf(getMessage()));
        if (!hint.isEmpty()) {
            field(body, 'H', hint);
        }
        body.write(0);
        return new Message('E', body.toByteArray());
    }

    private static void field(ByteArrayOutputStream body, char name, String value) {
        body.write(name);
        body.writeBytes(Message.zeroEnded(value));
    }
}
