package com.pulumi.planetscale.provider.property;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/// How a name is generated where a program gives none.
///
/// @param property the input that holds the name
/// @param separator what stands between words, such as `-`
/// @param maxLength the longest name that the API takes, in characters
public record Naming(Property<String> property, String separator, int maxLength) {
    private static final int RANDOM_DIGITS = 7;

    /// A name of the program's own label and seven hexadecimal digits out of the seed.
    ///
    /// @param label what the program calls the resource
    /// @param seed a random text; the same seed gives the same name
    public String make(String label, String seed) {
        String stem = stem(label);
        String random = HexFormat.of().formatHex(digest(seed)).substring(0, RANDOM_DIGITS);
        int room = maxLength - separator.length() - RANDOM_DIGITS;
        return (stem.length() > room ? stem.substring(0, room) : stem) + separator + random;
    }

    /// A proposed name, in the length that the API takes.
    public String fit(String proposed) {
        return proposed.length() > maxLength ? proposed.substring(0, maxLength) : proposed;
    }

    /// Whether a name is one that [#make] gives for the label: then a replacement gets another one.
    public boolean made(String label, String name) {
        String like = make(label, "");
        int stem = like.length() - RANDOM_DIGITS;
        return name.length() == like.length()
                && name.startsWith(like.substring(0, stem))
                && name.substring(stem).matches("[0-9a-f]+");
    }

    /// A name without the random digits at its end, where it has some: what all names generated for a resource
    /// share.
    public static String stemOf(String name) {
        return name.replaceFirst("[0-9a-f]{" + RANDOM_DIGITS + "}$", "");
    }

    /// A text in the characters that every kind of name may have.
    private String stem(String label) {
        String plain = label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", separator);
        String trimmed = plain.replaceAll("^[^a-z0-9]+|[^a-z0-9]+$", "");
        return trimmed.isEmpty() ? "pulumi" : trimmed;
    }

    private static byte[] digest(String seed) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(seed.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
