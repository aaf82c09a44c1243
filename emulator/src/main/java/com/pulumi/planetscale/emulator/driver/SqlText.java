package com.pulumi.planetscale.emulator.driver;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text of a statement, as far as its answer depends on it. Read in loops, since applications send long ones.
final class SqlText {
    private static final int LONGEST = 2000;
    private static final Pattern BLANK =
            Pattern.compile("\\G(?:\\s+|/\\*(?!!).*?\\*/|--\\s[^\\n]*|#[^\\n]*)", Pattern.DOTALL);
    private static final Pattern WORDS = Pattern.compile("([A-Za-z]+)(?:\\s+([A-Za-z]+))?.*", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");
    private static final Set<String> DDL = Set.of("CREATE", "ALTER", "DROP", "TRUNCATE", "RENAME");

    private final String sql;
    private final String first;
    private final String second;

    SqlText(String sql) {
        this.sql = sql;
        Matcher blank = BLANK.matcher(sql);
        int start = 0;
        while (blank.find()) {
            start = blank.end();
        }
        Matcher words = WORDS.matcher(sql).region(start, sql.length());
        boolean found = words.lookingAt();
        this.first = found ? upper(words.group(1)) : "";
        this.second = found && words.group(2) != null ? upper(words.group(2)) : "";
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    String sql() {
        return sql;
    }

    /// Whether it changes the schema.
    boolean isDdl() {
        return DDL.contains(first) && !second.equals("TEMPORARY");
    }

    boolean isRollback() {
        return first.equals("ROLLBACK");
    }

    /// With placeholders instead of values, as Vitess keeps statements, so that no message repeats what is stored.
    String withoutValues() {
        StringBuilder text = new StringBuilder();
        Matcher number = NUMBER.matcher(sql);
        int values = 0;
        int at = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (text.length() > LONGEST) {
                return text + " [TRUNCATED]";
            }
            boolean inWord = at > 0 && isWord(sql.charAt(at - 1));
            int end = at + 1;
            if (c == '\'' || c == '"') {
                end = endOfQuoted(at);
            } else if (!inWord && number.region(at, sql.length()).lookingAt()) {
                end = number.end();
            } else {
                text.append(c);
                at = end;
                continue;
            }
            text.append(":vtg").append(++values);
            at = end;
        }
        return text.toString();
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '`';
    }

    private int endOfQuoted(int start) {
        char quote = sql.charAt(start);
        int at = start + 1;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            boolean doubled = c == quote && at + 1 < sql.length() && sql.charAt(at + 1) == quote;
            if (c == quote && !doubled) {
                return at + 1;
            }
            at += c == '\\' || doubled ? 2 : 1;
        }
        return sql.length();
    }
}
