package com.pulumi.planetscale.emulator.sql.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// How names and strings are written in statements.
public final class Quoting {
    private Quoting() {}

    public static String name(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /// Several names in brackets.
    public static String names(Collection<String> names) {
        return names.stream().map(Quoting::name).collect(Collectors.joining(", ", "(", ")"));
    }

    public static String text(String text) {
        return "'"
                + text.replace("\\", "\\\\")
                        .replace("'", "''")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\0", "\\0")
                + "'";
    }

    /// What [#text] has written.
    static String plain(String quoted) {
        StringBuilder plain = new StringBuilder();
        for (int i = 1; i < quoted.length() - 1; i++) {
            char c = quoted.charAt(i);
            if (c == '\'') {
                i++;
            } else if (c == '\\') {
                i++;
                c = switch (quoted.charAt(i)) {
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case '0' -> '\0';
                    default -> quoted.charAt(i);
                };
            }
            plain.append(c);
        }
        return plain.toString();
    }

    /// The quoted names in an expression whose strings are all written as [#text] does.
    static List<String> namesIn(String expression) {
        List<String> names = new ArrayList<>();
        for (int start = 0; start < expression.length(); ) {
            char quote = expression.charAt(start);
            if (quote != '\'' && quote != '`') {
                start++;
                continue;
            }
            int end = end(expression, start);
            if (quote == '`') {
                names.add(expression.substring(start + 1, end).replace("``", "`"));
            }
            start = end + 1;
        }
        return names;
    }

    /// Where the quote is that ends what begins here.
    private static int end(String expression, int start) {
        char quote = expression.charAt(start);
        int end = start + 1;
        while (end < expression.length()) {
            char c = expression.charAt(end);
            boolean begins = c == quote ? expression.startsWith(String.valueOf(quote), end + 1) : c == '\\';
            boolean pair = begins && (c == quote || quote == '\'');
            if (!pair && expression.charAt(end) == quote) {
                return end;
            }
            end += pair ? 2 : 1;
        }
        return end;
    }

    /// Names of columns, keys and constraints are the same in upper and lower case; those of tables are not.
    public static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
