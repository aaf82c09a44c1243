package com.pulumi.planetscale.emulator;

/// The emulator cannot start; the message is a sentence for the person who tried.
public final class EmulatorException extends RuntimeException {
    EmulatorException(String message, Throwable cause) {
        super(message, cause);
    }
}
