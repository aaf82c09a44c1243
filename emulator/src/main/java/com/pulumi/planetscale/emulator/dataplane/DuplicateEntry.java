package com.pulumi.planetscale.emulator.dataplane;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What MySQL says of a duplicate entry: `for key 'users.email'` (release notes, 8.0.19). MariaDB names the key alone.
public final class DuplicateEntry {
    private static final Pattern KEY =
            Pattern.compile("(.*Duplicate entry '.*' for key ')([^'.]+)('.*)", Pattern.DOTALL);
    private static final String NAME = "(?:`((?:[^`]|``)+)`|([\\w$]+))";
    private static final Pattern TABLE = Pattern.compile(
            "(?:\\s+|/\\*.*?\\*/|--\\s[^\\n]*\\n|#[^\\n]*\\n)*"
                    + "(?:(?:INSERT|REPLACE)(?:\\s+(?:LOW_PRIORITY|DELAYED|HIGH_PRIORITY|IGNORE|INTO))*"
                    + "|UPDATE(?:\\s+(?:LOW_PRIORITY|IGNORE))*|ALTER(?:\\s+IGNORE)?\\s+TABLE"
                    + "|CREATE\\s+UNIQUE\\s+INDEX\\s+" + NAME + "\\s+ON)"
                    + "\\s+(?:" + NAME + "\\s*\\.\\s*)?" + NAME + ".*",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final int QUOTED = 5;
    private static final int BARE = 6;

    private DuplicateEntry() {}

    /// A message with the table of the key, if it is one that lacks it.
    ///
    /// @param statement that the server refused
    public static String words(String message, String statement) {
        Matcher key = KEY.matcher(message);
        Matcher table = TABLE.matcher(statement);
        if (!key.matches() || !table.matches()) {
            return message;
        }
        String name = table.group(QUOTED) == null
                ? table.group(BARE)
                : table.group(QUOTED).replace("``", "`");
        return key.group(1) + name + "." + key.group(2) + key.group(3);
    }
}
