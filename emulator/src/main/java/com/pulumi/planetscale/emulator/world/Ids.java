package com.pulumi.planetscale.emulator.world;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/// Makes ids and secrets in the formats of the service (API reference).
///
/// Random on every start, never fixed: a well-known id or secret would sooner or later be taken for a real one, and
/// clients would come to rely on it. Who needs them fixed puts them into a seed.
public final class Ids {
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String MIXED = LOWER + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int ID_LENGTH = 12;
    private static final int SECRET_LENGTH = 43;
    private static final int WEBHOOK_SECRET_LENGTH = 64;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    public static String publicId() {
        return random(LOWER, ID_LENGTH);
    }

    public static String username() {
        return random(LOWER, 20);
    }

    public static String tokenSecret() {
        return "pscale_tkn_" + random(MIXED, SECRET_LENGTH);
    }

    public static String passwordSecret() {
        return "pscale_pw_" + random(MIXED, SECRET_LENGTH);
    }

    /// 64 hexadecimal digits, as the documentation shows them.
    public static String webhookSecret() {
        return random("0123456789abcdef", WEBHOOK_SECRET_LENGTH);
    }

    /// An id that is always the same for the same parts, for what is not stored.
    public static String derived(String... parts) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("/", parts).getBytes(StandardCharsets.UTF_8));
            StringBuilder id = new StringBuilder();
            for (int i = 0; i < ID_LENGTH; i++) {
                id.append(LOWER.charAt(Byte.toUnsignedInt(hash[i]) % LOWER.length()));
            }
            return id.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static String random(String alphabet, int length) {
        // Each draw of its own would ask the system; two bytes make the first letters no likelier than the last ones.
        ByteBuffer drawn = ByteBuffer.allocate(length * Short.BYTES);
        RANDOM.nextBytes(drawn.array());
        StringBuilder id = new StringBuilder(length);
        while (drawn.hasRemaining()) {
            id.append(alphabet.charAt(Short.toUnsignedInt(drawn.getShort()) % alphabet.length()));
        }
        return id.toString();
    }
}
