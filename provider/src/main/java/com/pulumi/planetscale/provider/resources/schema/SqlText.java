package com.pulumi.planetscale.provider.resources.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes statements apart at parentheses and commas, aware of what is quoted.
final class SqlText {
    private SqlText() {}

    /// What stands between two parentheses.
    ///
    /// @param end the index behind the closing one
    record Inside(String text, int end) {}

    /// What the parenthesis at an index encloses; empty if it is not closed.
    static Optional<Inside> inside(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i = next(text, i)) {
            char c = text.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return Optional.of(new Inside(text.substring(open + 1, i), i + 1));
            }
        }
        return Optional.empty();
    }

    /// The parts between the commas that are within no parentheses.
    static List<String> split(String text) {
        var parts = new ArrayList<String>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < text.length(); i = next(text, i)) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(text.substring(begin, i).strip());
                begin = i + 1;
            }
        }
        parts.add(text.substring(begin).strip());
        return parts;
    }

    /// The words, quoted strings and parenthesized parts of a text, in their order.
    static List<String> words(String text) {
        var words = new ArrayList<String>();
        int i = 0;
        while (i < text.length()) {
            int begin = i;
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                i++;
                continue;
            }
            if (c == '(') {
                i = inside(text, i).map(Inside::end).orElse(text.length());
            } else if (isQuote(c)) {
                i = next(text, i);
            } else {
                while (i < text.length()
                        && !Character.isWhitespace(text.charAt(i))
                        && text.charAt(i) != '('
                        && !isQuote(text.charAt(i))) {
                    i++;
                }
            }
            words.add(text.substring(begin, i));
        }
        return words;
    }

    /// The text with one blank between its words, so that layout makes no difference.
    static String normalized(String text) {
        return String.join(" ", words(text));
    }

    /// The index behind the character at an index, or behind the quoted text that begins there.
    private static int next(String text, int at) {
        char quote = text.charAt(at);
        if (!isQuote(quote)) {
            return at + 1;
        }
        int i = at + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\\' && quote != '`') {
                i += 2;
            } else if (c != quote) {
                i++;
            } else if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
                i += 2;
            } else {
                return i + 1;
            }
        }
        return text.length();
    }

    private static boolean isQuote(char c) {
        return c == '\'' || c == '"' || c == '`';
    }
}
