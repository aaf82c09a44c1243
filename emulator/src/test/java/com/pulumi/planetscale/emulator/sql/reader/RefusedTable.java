package com.pulumi.planetscale.emulator.sql.reader;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.emulator.sql.table.DdlException;
import java.util.regex.Pattern;

/// A table that MySQL refuses.
final class RefusedTable {
    private static final Pattern LENGTH = Pattern.compile("<(\\d+)>");

    private RefusedTable() {}

    /// Says that a table is refused.
    ///
    /// @param definition what follows `CREATE TABLE t (`, where `<256>` is a name or a string of so many characters
    /// @param message how MySQL's message begins
    static void assertRefused(String definition, String message) {
        String filled = LENGTH.matcher(definition).replaceAll(length -> "x".repeat(Integer.parseInt(length.group(1))));

        assertThatThrownBy(() -> Statements.table("CREATE TABLE t (" + filled))
                .isInstanceOf(DdlException.class)
                .hasMessageStartingWith(message);
    }
}
