package com.pulumi.planetscale.emulator.world;

/// A database server refuses a statement, or does not start. The message is for people.
public final class DataPlaneException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DataPlaneException(String message) {
        super(message);
    }

    public DataPlaneException(String message, Throwable cause) {
        super(message, cause);
    }
}
