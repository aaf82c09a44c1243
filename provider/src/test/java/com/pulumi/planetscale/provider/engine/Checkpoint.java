package com.pulumi.planetscale.provider.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The state of a stack as the engine writes it to its file. What `pulumi stack export --show-secrets` prints is read
/// from there, without another start of the engine: each secret is encrypted by AES-256-GCM with a key that the
/// [KeyService] has wrapped.
///
/// @param root the file's contents
record Checkpoint(ObjectNode root) {
    /// What marks an object as a secret in Pulumi's states: the key and the value that
    /// `sdk/go/common/resource/sig.go` of Pulumi declares.
    private static final String MARK = "4dabf18193072939515e22adb298388d";

    private static final String SECRET = "1b47061264138c4ac30d75fd1eb44270";
    private static final int TAG_BITS = 128;
    private static final JsonMapper JSON = new JsonMapper();

    static Checkpoint of(String text) {
        return new Checkpoint((ObjectNode) Stack.json(text));
    }

    /// The resources, in the order of their creation, which can be changed.
    ArrayNode resources() {
        return latest().path("resources") instanceof ArrayNode resources ? resources : JSON.createArrayNode();
    }

    /// A copy with the secrets in clear: each has its JSON as `plaintext`.
    Checkpoint inClear() {
        var copy = new Checkpoint(root.deepCopy());
        JsonNode key = copy.latest().path("secrets_providers").path("state").path("encryptedkey");
        if (!key.isMissingNode()) {
            String wrapped = new String(Base64.getDecoder().decode(key.asText()), StandardCharsets.UTF_8);
            reveal(copy.root, new SecretKeySpec(KeyService.unwrap(wrapped), "AES"));
        }
        return copy;
    }

    private JsonNode latest() {
        return root.path("checkpoint").path("latest");
    }

    private static void reveal(JsonNode node, SecretKeySpec key) {
        if (node instanceof ObjectNode secret && secret.path(MARK).asText().equals(SECRET)) {
            secret.put("plaintext", decrypted(secret.remove("ciphertext").asText(), key));
        } else {
            node.forEach(child -> reveal(child, key));
        }
    }

    /// @param text `v1:NONCE:SECRET`, the last two in Base64
    private static String decrypted(String text, SecretKeySpec key) {
        String[] parts = text.split(":", -1);
        Base64.Decoder base64 = Base64.getDecoder();
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, base64.decode(parts[1])));
            return new String(cipher.doFinal(base64.decode(parts[2])), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the engine has encrypted a secret in another way", e);
        }
    }

    /// What the file has to contain.
    String text() {
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
