package com.pulumi.planetscale.emulator.mysql;

import java.util.ArrayList;
import java.util.List;

/// A statement cut into words, so that what stands in strings and quoted names is left alone: names and strings with
/// their quotes, words and numbers, and single other characters. Put together again, they are the statement.
final class Words {
    private Words() {}

    static List<String> of(String sql) {
        List<String> words = new ArrayList<>();
        int start = 0;
        while (start < sql.length()) {
            int end = end(sql, start);
            words.add(sql.substring(start, end));
            start = end;
        }
        return words;
    }

    private static int end(String sql, int start) {
        char first = sql.charAt(start);
        if (first == '\'' || first == '"' || first == '`') {
            return quoteEnd(sql, start);
        }
        int end = start + 1;
        if (Character.isWhitespace(first)) {
            while (end < sql.length() && Character.isWhitespace(sql.charAt(end))) {
                end++;
            }
        } else if (isPart(first)) {
            while (end < sql.length() && isPart(sql.charAt(end))) {
                end++;
            }
        }
        return end;
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '.';
    }

    private static int quoteEnd(String sql, int start) {
        char quote = sql.charAt(start);
        int end = start + 1;
        while (end < sql.length()) {
            char c = sql.charAt(end);
            boolean doubled = c == quote && sql.startsWith(String.valueOf(quote), end + 1);
            if (doubled || (c == '\\' && quote != '`')) {
                end += 2;
            } else if (c == quote) {
                return end + 1;
            } else {
                end++;
            }
        }
        return sql.length();
    }

    /// Where the bracket ends that opens at a place: behind the one that closes it.
    static int bracketEnd(List<String> words, int open) {
        int depth = 0;
        for (int i = open; i < words.size(); i++) {
            if (words.get(i).equals("(")) {
                depth++;
            } else if (words.get(i).equals(")") && --depth == 0) {
                return i + 1;
            }
        }
        return words.size();
    }

    /// The next place that is not a blank.
    static int next(List<String> words, int from) {
        int i = from;
        while (i < words.size() && words.get(i).isBlank()) {
            i++;
        }
        return i;
    }
}
