package com.pulumi.planetscale.provider.engine;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Executors;

/// Stands in for the transit engine of HashiCorp Vault, which keeps the key of a stack's secrets for Pulumi: it wraps
/// that key, and does not keep it from anyone. The engine encrypts the secrets themselves, as it does for its users.
///
/// With a passphrase each command would derive the key anew, which takes half of an engine's processor time.
final class KeyService {
    /// Where Pulumi finds the key: `--secrets-provider` of `pulumi stack init`.
    static final String PROVIDER = "hashivault://it";

    private static final String WRAPPED = "vault:v1:";
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpServer SERVER = start();

    private KeyService() {}

    /// What an engine has to know to find the service, which runs as long as the tests do.
    static Map<String, String> environment() {
        InetSocketAddress address = SERVER.getAddress();
        return Map.of(
                "VAULT_SERVER_URL",
                "http://" + address.getHostString() + ":" + address.getPort(),
                "VAULT_SERVER_TOKEN",
                "it");
    }

    private static HttpServer start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/v1/transit/encrypt/it", exchange -> answer(exchange, "plaintext", "ciphertext"));
            server.createContext("/v1/transit/decrypt/it", exchange -> answer(exchange, "ciphertext", "plaintext"));
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The key that was wrapped.
    static byte[] unwrap(String wrapped) {
        return Base64.getDecoder().decode(wrapped.substring(WRAPPED.length()));
    }

    private static void answer(HttpExchange exchange, String given, String asked) throws IOException {
        try (exchange) {
            String text = JSON.readTree(exchange.getRequestBody()).path(given).asText();
            String answer = text.startsWith(WRAPPED) ? text.substring(WRAPPED.length()) : WRAPPED + text;
            ObjectNode body = JSON.createObjectNode();
            body.putObject("data").put(asked, answer);
            byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
