package com.pulumi.planetscale.emulator.driver;

import com.pulumi.planetscale.emulator.dataplane.DuplicateEntry;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Words the errors of a MySQL server as Vitess hands them on: with the keyspace, its code, and the statement without
/// its values.
final class SqlFaults {
    private static final int SYNTAX = 1064;
    private static final int TABLE_DENIED = 1142;
    private static final int COLUMN_DENIED = 1143;
    private static final Set<String> ON_ROWS = Set.of("SELECT", "INSERT", "UPDATE", "DELETE");

    private static final Pattern CONNECTION = Pattern.compile("^\\(conn=\\d+\\) ");
    private static final Pattern NEAR = Pattern.compile(".*? near '(.*)' at line \\d+\\s*", Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile("^(?:[\\w$]+|\\S)");
    private static final Pattern DENIED = Pattern.compile(
            "(\\w+)[\\w, ]* command denied to user '([^']*)'@.* for (?:table|column) .*?([^`'.]+)[`']\\s*",
            Pattern.DOTALL);

    private final Visitor visitor;
    private final SqlText sql;

    SqlFaults(Visitor visitor, SqlText sql) {
        this.visitor = visitor;
        this.sql = sql;
    }

    /// The fault of a statement that the server refused.
    Fault of(SQLException e) {
        String message = DuplicateEntry.words(
                CONNECTION.matcher(String.valueOf(e.getMessage())).replaceFirst(""), sql.sql());
        return switch (e.getErrorCode()) {
            case SYNTAX -> syntax(message);
            case TABLE_DENIED, COLUMN_DENIED -> denied(message);
            default ->
                tablet(
                        SqlCodes.of(e.getErrorCode()),
                        message + " (errno " + e.getErrorCode() + ") (sqlstate " + e.getSQLState() + ")",
                        ": Sql: \"" + sql.withoutValues() + "\", BindVars: {REDACTED}");
        };
    }

    /// A fault that a tablet finds whatever the statement is.
    Fault tablet(Code code, String message) {
        return tablet(code, message, "");
    }

    private Fault tablet(Code code, String message, String statement) {
        return new Fault(
                code,
                "target: " + visitor.database() + ".-.primary: vttablet: rpc error: code = " + code.go() + " desc = "
                        + message + " (CallerID: " + visitor.username() + ")" + statement);
    }

    /// The gate reads statements itself. It names the position after the token that it stumbles over.
    private Fault syntax(String message) {
        Matcher near = NEAR.matcher(message);
        String rest = near.matches() ? near.group(1) : "";
        Matcher token = TOKEN.matcher(rest);
        int at = sql.sql().lastIndexOf(rest);
        if (at < 0 || !token.find()) {
            return new Fault(
                    Code.INVALID_ARGUMENT,
                    "syntax error at position " + (sql.sql().length() + 1));
        }
        return new Fault(
                Code.INVALID_ARGUMENT,
                "syntax error at position " + (at + token.end() + 1) + " near '" + token.group() + "'");
    }

    /// In the words of PlanetScale's documentation, *Password roles*.
    private Fault denied(String message) {
        Matcher parts = DENIED.matcher(message);
        if (!parts.matches()) {
            return tablet(Code.PERMISSION_DENIED, message + " (ACL check error)");
        }
        String command = parts.group(1);
        String word = ON_ROWS.contains(command)
                ? command.charAt(0) + command.substring(1).toLowerCase(Locale.ROOT)
                : "DDL";
        return tablet(
                Code.PERMISSION_DENIED,
                word + " command denied to user '" + parts.group(2) + "' for table '" + parts.group(3)
                        + "' (ACL check error)");
    }
}
