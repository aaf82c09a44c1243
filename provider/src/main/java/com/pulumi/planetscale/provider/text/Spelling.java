package com.pulumi.planetscale.provider.text;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.IntPredicate;

/// Finds a secret in text in whatever spelling servers and proxies repeat it: as it is, in another case, encoded for
/// an address, escaped in JSON or HTML, broken over lines, in Base64 alone or within a longer value, in hexadecimal.
final class Spelling {
    /// A shorter secret in another case may be an ordinary word, and its code may be anything.
    private static final int CERTAIN = 8;

    private static final int BASE64_BITS = 6;
    private static final int HEX = 16;
    private static final Map<Integer, String> ENTITIES =
            Map.of((int) '&', "&amp;", (int) '<', "&lt;", (int) '>', "&gt;", (int) '"', "&quot;", (int) '\'', "&apos;");
    private static final Map<Integer, String> ESCAPES =
            Map.of((int) '\n', "n", (int) '\r', "r", (int) '\t', "t", (int) '\b', "b", (int) '\f', "f");

    private final String secret;
    private final boolean certain;

    Spelling(String secret) {
        this.secret = secret;
        this.certain = secret.length() >= CERTAIN;
    }

    /// The text with a mark in place of each spelling.
    String hidden(String text, String mark) {
        // What looks like a code within the secret itself is none.
        String hidden = hiddenLetters(text.replace(secret, mark), mark);
        if (!certain) {
            return hidden;
        }
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        hidden = hiddenRun(hidden, HexFormat.of().formatHex(bytes), true, Spelling::isHexDigit, mark);
        for (int before = 0; before < 3; before++) {
            String code = base64(bytes, before);
            hidden = hiddenRun(hidden, code, false, Spelling::isBase64, mark);
            hidden = hiddenRun(hidden, code.replace('+', '-').replace('/', '_'), false, Spelling::isBase64, mark);
        }
        return hidden;
    }

    private String hiddenLetters(String text, String mark) {
        var hidden = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            int end = end(text, i);
            hidden.append(end < 0 ? text.substring(i, i + 1) : mark);
            i = end < 0 ? i + 1 : end;
        }
        return hidden.toString();
    }

    /// Where the secret ends that begins there; negative if none does.
    private int end(String text, int start) {
        int at = start;
        int i = 0;
        while (i < secret.length()) {
            int wanted = secret.codePointAt(i);
            int next = after(text, at, wanted);
            while (next < 0 && i > 0 && at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
                next = after(text, at, wanted);
            }
            if (next < 0) {
                return -1;
            }
            at = next;
            i += Character.charCount(wanted);
        }
        return at;
    }

    /// Where a character ends that stands there in some spelling; negative if another one does.
    private int after(String text, int at, int wanted) {
        if (at >= text.length()) {
            return -1;
        }
        int found = text.codePointAt(at);
        int encoded = switch (found) {
            case '%' -> Math.max(afterPercent(text, at, wanted), wanted == ' ' ? afterPercent(text, at, '+') : -1);
            case '\\' -> afterEscape(text, at, wanted);
            case '&' -> afterEntity(text, at, wanted);
            case '+' -> wanted == ' ' ? at + 1 : -1;
            default -> -1;
        };
        boolean same = found == wanted || (certain && Character.toLowerCase(found) == Character.toLowerCase(wanted));
        return encoded >= 0 ? encoded : same ? at + Character.charCount(found) : -1;
    }

    /// `%2B`, or `%252B` where an address stands within an address.
    private static int afterPercent(String text, int start, int wanted) {
        int at = start;
        for (byte each : Character.toString(wanted).getBytes(StandardCharsets.UTF_8)) {
            if (!text.startsWith("%", at)) {
                return -1;
            }
            at++;
            String code = HexFormat.of().toHexDigits(each);
            while (text.startsWith("25", at) && !code.equals("25")) {
                at += 2;
            }
            if (!text.regionMatches(true, at, code, 0, code.length())) {
                return -1;
            }
            at += code.length();
        }
        return at;
    }

    private static int afterEscape(String text, int start, int wanted) {
        int at = start;
        for (char each : Character.toChars(wanted)) {
            while (text.startsWith("\\", at)) {
                at++;
            }
            String unicode = "u" + HexFormat.of().toHexDigits(each);
            String plain = ESCAPES.getOrDefault(wanted, String.valueOf(each));
            if (text.regionMatches(true, at, unicode, 0, unicode.length())) {
                at += unicode.length();
            } else if (text.startsWith(plain, at)) {
                at += plain.length();
            } else {
                return wanted == '\\' && at > start ? at : -1;
            }
        }
        return at;
    }

    private static int afterEntity(String text, int at, int wanted) {
        String name = ENTITIES.getOrDefault(wanted, "");
        if (!name.isEmpty() && text.startsWith(name, at)) {
            return at + name.length();
        }
        int end = text.indexOf(';', at);
        if (end < 0 || end - at > "&#x10ffff".length() || !text.startsWith("&#", at)) {
            return -1;
        }
        String digits = text.substring(at + 2, end);
        boolean hex = digits.startsWith("x") || digits.startsWith("X");
        try {
            int found = hex ? Integer.parseInt(digits.substring(1), HEX) : Integer.parseInt(digits);
            return found == wanted ? end + 1 : -1;
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    /// What of the Base64 of a longer value depends on the secret alone.
    ///
    /// @param before how many bytes of another value share its first group
    private static String base64(byte[] secret, int before) {
        byte[] padded = new byte[before + secret.length];
        System.arraycopy(secret, 0, padded, before, secret.length);
        String code = Base64.getEncoder().withoutPadding().encodeToString(padded);
        int first = (before * Byte.SIZE + BASE64_BITS - 1) / BASE64_BITS;
        return code.substring(first, padded.length * Byte.SIZE / BASE64_BITS);
    }

    private static String hiddenRun(String text, String code, boolean anyCase, IntPredicate belongs, String mark) {
        String hidden = text;
        int at = indexOf(hidden, code, 0, anyCase);
        while (at >= 0) {
            int start = at;
            int end = at + code.length();
            while (start > 0 && belongs.test(hidden.charAt(start - 1))) {
                start--;
            }
            while (end < hidden.length() && belongs.test(hidden.charAt(end))) {
                end++;
            }
            hidden = hidden.substring(0, start) + mark + hidden.substring(end);
            at = indexOf(hidden, code, start + mark.length(), anyCase);
        }
        return hidden;
    }

    private static int indexOf(String text, String code, int from, boolean anyCase) {
        if (!anyCase) {
            return text.indexOf(code, from);
        }
        for (int i = from; i <= text.length() - code.length(); i++) {
            if (text.regionMatches(true, i, code, 0, code.length())) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isHexDigit(int character) {
        return HexFormat.isHexDigit(character);
    }

    private static boolean isBase64(int character) {
        return character < 0x80 && (Character.isLetterOrDigit(character) || "+/-_=".indexOf(character) >= 0);
    }
}
