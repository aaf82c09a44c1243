package com.pulumi.planetscale.provider.text;

/// Takes a secret out of text, also where the text was made harmless or cut within the secret.
public final class Redaction {
    /// Characters of a part that says something of a secret.
    private static final int SHORTEST_PART = 4;

    private Redaction() {}

    /// The text with a mark in place of a secret in any [Spelling], and of the beginning of it where the text was cut.
    public static String of(String text, String secret, String mark) {
        String hidden = new Spelling(secret).hidden(text, mark);
        // What is shown has no line breaks and control characters, which a secret may have.
        String plain = Shown.line(secret, Integer.MAX_VALUE);
        if (plain.strip().length() < SHORTEST_PART) {
            return hidden;
        }
        if (!plain.equals(secret)) {
            hidden = new Spelling(plain).hidden(hidden, mark);
        }
        for (int cut = hidden.indexOf(Shown.CUT); cut >= 0; cut = hidden.indexOf(Shown.CUT, cut + 1)) {
            int part = part(hidden, cut, plain);
            if (part >= SHORTEST_PART) {
                hidden = hidden.substring(0, cut - part) + mark + hidden.substring(cut);
                cut += mark.length() - part;
            }
        }
        return hidden;
    }

    /// How much of the beginning of a secret a text has before one of its places.
    private static int part(String text, int end, String secret) {
        int part = Math.min(secret.length(), end);
        while (part > 0 && !text.regionMatches(end - part, secret, 0, part)) {
            part--;
        }
        return part;
    }
}
