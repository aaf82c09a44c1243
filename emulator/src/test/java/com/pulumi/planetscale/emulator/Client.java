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
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A client of the API over real HTTP.
public final class Client {
    public static final String ORGANIZATION = "/organizations/acme";
    public static final String SHOP = ORGANIZATION + "/databases/shop";
    public static final String MAIN = SHOP + "/branches/main";
    public static final String DEV = SHOP + "/branches/dev";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String server;
    private final @Nullable String authorization;
    private final Watch watch;

    /// Sees each request before it is sent.
    public interface Watch {
        void sees(String method, String path, String body);
    }

    public Client(Emulator emulator) {
        this(emulator.serverUrl(), emulator.serviceTokenId() + ":" + emulator.serviceToken());
    }

    public Client(String server, @Nullable String authorization) {
        this(server, authorization, (method, path, body) -> {});
    }

    private Client(String server, @Nullable String authorization, Watch watch) {
        this.server = server;
        this.authorization = authorization;
        this.watch = watch;
    }

    /// An answer; `body` is a missing node where there is none.
    public record Reply(int status, JsonNode body, HttpResponse<String> raw) {
        public JsonNode get(String name) {
            return body.path(name);
        }

        public String text(String name) {
            return body.path(name).asText();
        }

        public String message() {
            return text("message");
        }

        /// The answer itself, if it is a success.
        public Reply ok() {
            assertThat(status).as("%s", body).isBetween(200, 299);
            return this;
        }
    }

    public Client watchedBy(Watch other) {
        return new Client(server, authorization, other);
    }

    public Client with(@Nullable String otherAuthorization) {
        return new Client(server, otherAuthorization);
    }

    public Client with(Emulator emulator, Accesses accesses) {
        Credentials made = emulator.admin().tokens().make("narrow", accesses);
        return with(made.id() + ":" + made.token());
    }

    public Reply get(String path) {
        return send("GET", path, "");
    }

    public Reply post(String path, String body) {
        return send("POST", path, body);
    }

    public Reply put(String path, String body) {
        return send("PUT", path, body);
    }

    public Reply patch(String path, String body) {
        return send("PATCH", path, body);
    }

    public Reply delete(String path) {
        return send("DELETE", path, "");
    }

    public Reply send(String method, String path, String body) {
        watch.sees(method, path, body);
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
    public Client admin() {
        return new Client(server.replaceFirst("/v1$", "/__admin/planetscale"), null);
    }

    /// A Vitess database `shop` of the smallest production size.
    public Reply createShop() {
        return post(ORGANIZATION + "/databases", """
                {"name": "shop", "cluster_size": "PS_10"}""");
    }

    /// A member of the organization, whom no call of the API makes.
    ///
    /// @return the id of the person
    public String addMember(String name, String role) {
        return admin().post("/objects", """
                        {"kind": "members", "owner": "%s", "fields": {"name": "%s", "email": "%s@acme.example",
                         "role": "%s"}}""".formatted(ORGANIZATION, name, name.toLowerCase(Locale.ROOT), role))
                .ok()
                .text("user_id");
    }

    /// A PostgreSQL database `shop` of the smallest production size, highly available.
    public Reply createPostgresShop() {
        return post(ORGANIZATION + "/databases", """
                {"name": "shop", "kind": "postgresql", "cluster_size": "PS_10_AWS_ARM", "replicas": 2}""");
    }

    /// A development branch `dev` of `main`.
    public Reply createDev() {
        return post(SHOP + "/branches", """
                {"name": "dev", "parent_branch": "main"}""");
    }
}
