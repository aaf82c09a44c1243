package com.pulumi.planetscale.provider.resources.credential;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// How names and passwords are written where other characters than letters and digits mean something.
final class Quoting {
    private Quoting() {}

    /// A part of a URL.
    static String inUrl(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// A word of a shell's command.
    static String forShell(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /// A value in a connection string of .NET, as `DbConnectionStringBuilder` writes it.
    static String inAdoNet(String value) {
        return value.matches("[A-Za-z0-9_@.-]+") ? value : "\"" + value.replace("\"", "\"\"") + "\"";
    }

    /// A value in a connection string of libpq.
    static String inLibpq(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
