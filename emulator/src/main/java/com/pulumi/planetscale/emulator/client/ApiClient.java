package com.pulumi.planetscale.emulator.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// A client of an organization's API with one service token, for tests that prepare, change or look at objects.
public final class ApiClient {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = new JsonMapper();

    private final String organization;
    private final String authorization;

    /// @param organization the address of the organization
    /// @param tokenId the id of the service token
    /// @param token its secret
    public ApiClient(String organization, String tokenId, String token) {
        this.organization = organization;
        this.authorization = tokenId + ":" + token;
    }

    /// What PlanetScale has at a path of the organization.
    ///
    /// @param path such as `/databases/shop`
    /// @throws IllegalStateException if PlanetScale refuses
    public JsonNode get(String path) {
        return call("GET", path, "");
    }

    /// Does something in the organization.
    ///
    /// @param path such as `/databases/shop/branches`
    /// @param body JSON; empty for none
    /// @return the answer; a missing node if it has no content
    /// @throws IllegalStateException if PlanetScale refuses
    public JsonNode call(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(organization + path))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() >= 400) {
            throw new IllegalStateException(
                    method + " " + path + " was refused with " + answer.statusCode() + ": " + answer.body());
        }
        try {
            return answer.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
