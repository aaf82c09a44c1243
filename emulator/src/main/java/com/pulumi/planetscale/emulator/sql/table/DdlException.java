package com.pulumi.planetscale.emulator.sql.table;

/// A statement that MySQL would refuse, with a sentence that says why.
public final class DdlException extends IllegalArgumentException {
    public DdlException(String message) {
        super(message);
    }
}
