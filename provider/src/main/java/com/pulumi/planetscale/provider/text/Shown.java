package com.pulumi.planetscale.provider.text;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Makes text harmless for people who read it in a terminal or on a page: names, messages and notes come from
/// outside and may hold anything.
///
/// Nothing is left that moves a cursor, colours, hides or turns around what stands beside it: no escape sequence,
/// control character or invisible formatting character (bidirectional overrides among them). What is too long is
/// cut.
public final class Shown {
    /// Characters of one line.
    static final int LONGEST_LINE = 4_000;
    /// Lines of one text.
    static final int MOST_LINES = 2_000;

    /// Stands where text was cut.
    static final String CUT = " …";

    /// Sequences of ECMA-48 with an end: control sequences and strings. What is left of an unfinished one is an
    /// escape character, which goes like any control character.
    private static final Pattern SEQUENCE = Pattern.compile(
            "(?:\\x1B\\[|\\x9B)[0-?]*[ -/]*[@-~]"
                    + "|(?:\\x1B[\\]PX^_]|[\\x9D\\x90\\x98\\x9E\\x9F])[^\\x07\\x1B\\x9C\\r\\n]{0,2000}(?:\\x07|\\x1B\\\\|\\x9C)");

    private Shown() {}

    /// Text that is shown within a line: line breaks become blanks.
    public static String line(String text) {
        return line(text, LONGEST_LINE);
    }

    /// Text that is shown within a line.
    ///
    /// @param longest how many characters of it are shown at most
    public static String line(String text, int longest) {
        String plain = isHarmless(text) ? text : cleaned(text);
        return plain.codePointCount(0, plain.length()) <= longest
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, longest)) + CUT;
    }

    /// Text whose line breaks are meant.
    public static String lines(String text) {
        String end = text.endsWith("\n") ? "\n" : "";
        long count = text.lines().count();
        return text.lines().limit(MOST_LINES).map(Shown::line).collect(Collectors.joining("\n"))
                + (count > MOST_LINES ? "\n" + (count - MOST_LINES) + " more lines" : "")
                + end;
    }

    private static boolean isBlank(int control) {
        return Character.isWhitespace(control) || control == 0x85;
    }

    /// Fillers and selectors without a shape of their own, with which two names can look alike (Unicode,
    /// Default_Ignorable_Code_Point).
    private static boolean isInvisible(int point) {
        return point == 0x34F
                || (point >= 0x115F && point <= 0x1160)
                || (point >= 0x17B4 && point <= 0x17B5)
                || (point >= 0x180B && point <= 0x180F)
                || point == 0x3164
                || (point >= 0xFE00 && point <= 0xFE0F)
                || point == 0xFFA0
                || (point >= 0xE0100 && point <= 0xE01EF);
    }

    private static boolean isHarmless(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    }

    private static String cleaned(String text) {
        var plain = new StringBuilder(text.length());
        SEQUENCE.matcher(text).replaceAll("").codePoints().forEach(point -> {
            switch (Character.getType(point)) {
                case Character.CONTROL -> {
                    if (isBlank(point) && !plain.isEmpty() && plain.charAt(plain.length() - 1) != ' ') {
                        plain.append(' ');
                    }
                }
                case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> plain.append(' ');
                case Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> {}
                default -> {
                    if (!isInvisible(point)) {
                        plain.appendCodePoint(point);
                    }
                }
            }
        });
        return plain.toString();
    }
}
