package com.pulumi.planetscale.emulator.sql.table;

/// A statement that MySQL would refuse, with a sentence that says why.
public final class DdlException extends IllegalArgumentException {
    public DdlException(String message) {
        super(message);
    }

    /// Refuses a statement if something is wrong with it.
    ///
    /// @throws DdlException with the message
    public static void refuseIf(boolean wrong, String message) {
        if (wrong) {
            throw new DdlException(message);
        }
    }
}
