package com.pulumi.planetscale.provider.report;

/// The input is nothing that a report can be made of. The message says what to do.
public final class NotUnderstoodException extends Exception {
    private static final long serialVersionUID = 1L;

    public NotUnderstoodException(String message) {
        super(message);
    }
}
