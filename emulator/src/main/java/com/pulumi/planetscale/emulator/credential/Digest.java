package com.pulumi.planetscale.emulator.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What is kept of a secret that is shown once: enough to recognize it, not enough to reveal it.
public final class Digest {
    private Digest() {}

    public static String of(String secret) {
        return HexFormat.of().formatHex(hash("SHA-256", secret.getBytes(StandardCharsets.UTF_8)));
    }

    /// As `mysql_native_password` keeps it (MySQL documentation, native pluggable authentication).
    static String ofMySql(String secret) {
        byte[] twice = hash("SHA-1", hash("SHA-1", secret.getBytes(StandardCharsets.UTF_8)));
        return "*" + HexFormat.of().withUpperCase().formatHex(twice);
    }

    private static byte[] hash(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has " + algorithm, e);
        }
    }
}
