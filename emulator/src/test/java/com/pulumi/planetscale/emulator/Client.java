package com.pulumi.planetscale.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.pulumi.planetscale.emulator.admin.Accesses;
import com.pulumi.planetscale.emulator.admin.Tokens.Credentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;

/// A client of the API over real HTTP.
final class Client {
    static final String ORGANIZATION = "/organizations/acme";
    static final String SHOP = ORGANIZATION + "/databases/shop";
    static final String MAIN = SHOP + "/branches/main";
    static final String DEV = SHOP + "/branches/dev";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String server;
    private final @Nullable String authorization;

    Client(Emulator emulator) {
        this(emulator.serverUrl(), emulator.serviceTokenId() + ":" + emulator.serviceToken());
    }

    Client(String server, @Nullable String authorization) {
        this.server = server;
        this.authorization = authorization;
    }

    /// An answer; `body` is a missing node where there is none.
    record Reply(int status, JsonNode body, HttpResponse<String> raw) {
        JsonNode get(String name) {
            return body.path(name);
        }

        String text(String name) {
            return body.path(name).asText();
        }

        String message() {
            return text("message");
        }

        /// The answer itself, if it is a success.
        Reply ok() {
            assertThat(status).as("%s", body).isBetween(200, 299);
            return this;
        }
    }

    Client with(@Nullable String otherAuthorization) {
        return new Client(server, otherAuthorization);
    }

    Client with(Emulator emulator, Accesses accesses) {
        Credentials made = emulator.admin().tokens().make("narrow", accesses);
        return with(made.id() + ":" + made.token());
    }

    Reply get(String path) {
        return send("GET", path, "");
    }

    Reply post(String path, String body) {
        return send("POST", path, body);
    }

    Reply put(String path, String body) {
        return send("PUT", path, body);
    }

    Reply patch(String path, String body) {
        return send("PATCH", path, body);
    }

    Reply delete(String path) {
        return send("DELETE", path, "");
    }

    Reply send(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!method.equals("GET")) {
            request.header("Content-Type", "application/json");
        }
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return exchange(request.build());
    }

    private static Reply exchange(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            return new Reply(response.statusCode(), read(response.body()), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(String text) throws JsonProcessingException {
        return JSON.readTree(text);
    }

    /// The admin interface on the same port.
    Client admin() {
        return new Client(server.replaceFirst("/v1$", "/__admin/planetscale"), null);
    }

    /// A Vitess database `shop` of the smallest production size.
    Reply createShop() {
        return post(ORGANIZATION + "/databases", """
                {"name": "shop", "cluster_size": "PS_10"}""");
    }

    /// A PostgreSQL database `shop` of the smallest production size, highly available.
    Reply createPostgresShop() {
        return post(ORGANIZATION + "/databases", """
                {"name": "shop", "kind": "postgresql", "cluster_size": "PS_10_AWS_ARM", "replicas": 2}""");
    }

    /// A development branch `dev` of `main`.
    Reply createDev() {
        return post(SHOP + "/branches", """
                {"name": "dev", "parent_branch": "main"}""");
    }
}
