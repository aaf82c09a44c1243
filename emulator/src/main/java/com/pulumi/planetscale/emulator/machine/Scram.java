package com.pulumi.planetscale.emulator.machine;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// SCRAM-SHA-256 (RFC 5802, RFC 7677), by which PostgreSQL recognizes a password without keeping it.
public final class Scram {
    /// Of PostgreSQL itself (`scram_iterations`).
    private static final int ITERATIONS = 4096;

    private static final int SALT_BYTES = 16;
    private static final int KEY_BITS = 256;

    private final byte[] salted;

    private Scram(byte[] salted) {
        this.salted = salted;
    }

    /// The keys of a password.
    public static Scram of(String password, byte[] salt, int iterations) {
        try {
            return new Scram(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, KEY_BITS))
                    .getEncoded());
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /// What a server keeps of a password, as PostgreSQL writes it in `pg_authid`.
    public static String verifier(String password) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        Scram keys = of(password, salt, ITERATIONS);
        return "SCRAM-SHA-256$" + ITERATIONS + ":" + base64(salt) + "$" + base64(hash(keys.clientKey())) + ":"
                + base64(keys.key("Server Key"));
    }

    /// What proves to the server that a client knows the password.
    ///
    /// @param exchange what was said until then
    public String proof(String exchange) {
        byte[] proof = clientKey();
        byte[] signature = mac(hash(proof), exchange);
        for (int i = 0; i < proof.length; i++) {
            proof[i] ^= signature[i];
        }
        return base64(proof);
    }

    /// What proves to a client that the server knows the password.
    public String signature(String exchange) {
        return base64(mac(key("Server Key"), exchange));
    }

    private byte[] clientKey() {
        return key("Client Key");
    }

    private byte[] key(String name) {
        return mac(salted, name);
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private static IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("Every Java platform has SHA-256", e);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
