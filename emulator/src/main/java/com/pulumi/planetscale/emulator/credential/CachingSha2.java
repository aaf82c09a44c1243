package com.pulumi.planetscale.emulator.credential;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/// What MySQL keeps of a password for `caching_sha2_password`: crypt's SHA-256 with 5000 rounds and a salt of 20
/// characters (MySQL documentation, *Caching SHA-2 Pluggable Authentication*; U. Drepper, *Unix crypt using SHA-256*).
final class CachingSha2 {
    private static final String ALPHABET = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int SALT = 20;
    private static final int ROUNDS = 5000;
    private static final int WIDTH = 32;
    /// The order in which bytes of the digest are written, three at a time.
    private static final int[][] ORDER = {
        {0, 10, 20},
        {21, 1, 11},
        {12, 22, 2},
        {3, 13, 23},
        {24, 4, 14},
        {15, 25, 5},
        {6, 16, 26},
        {27, 7, 17},
        {18, 28, 8},
        {9, 19, 29}
    };

    private CachingSha2() {}

    static String of(String secret) {
        SecureRandom random = new SecureRandom();
        StringBuilder salt = new StringBuilder();
        for (int i = 0; i < SALT; i++) {
            salt.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return of(secret, salt.toString());
    }

    static String of(String secret, String salt) {
        return "$A$005$" + salt
                + encoded(digest(secret.getBytes(StandardCharsets.UTF_8), salt.getBytes(StandardCharsets.US_ASCII)));
    }

    private static byte[] digest(byte[] key, byte[] salt) {
        byte[] b = sha(key, salt, key);
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        first.writeBytes(key);
        first.writeBytes(salt);
        first.writeBytes(repeated(b, key.length));
        for (int bits = key.length; bits > 0; bits >>= 1) {
            first.writeBytes((bits & 1) == 1 ? b : key);
        }
        byte[] a = sha(first.toByteArray());
        byte[] keys = repeated(sha(repeated(key, key.length * key.length)), key.length);
        byte[] salts = repeated(sha(repeated(salt, salt.length * (16 + (a[0] & 0xFF)))), salt.length);
        byte[] none = {};
        for (int round = 0; round < ROUNDS; round++) {
            boolean odd = (round & 1) == 1;
            a = sha(odd ? keys : a, round % 3 == 0 ? none : salts, round % 7 == 0 ? none : keys, odd ? a : keys);
        }
        return a;
    }

    private static byte[] repeated(byte[] bytes, int length) {
        byte[] result = new byte[length];
        for (int i = 0; i < length; i++) {
            result[i] = bytes[i % bytes.length];
        }
        return result;
    }

    private static byte[] sha(byte[]... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                sha.update(part);
            }
            return sha.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String encoded(byte[] digest) {
        StringBuilder text = new StringBuilder();
        for (int[] three : ORDER) {
            append(
                    text,
                    (digest[three[0]] & 0xFF) << 16 | (digest[three[1]] & 0xFF) << 8 | (digest[three[2]] & 0xFF),
                    4);
        }
        append(text, (digest[WIDTH - 1] & 0xFF) << 8 | (digest[WIDTH - 2] & 0xFF), 3);
        return text.toString();
    }

    private static void append(StringBuilder text, int bits, int characters) {
        for (int i = 0; i < characters; i++) {
            text.append(ALPHABET.charAt((bits >> (6 * i)) & 0x3F));
        }
    }
}
