package com.pulumi.planetscale.emulator.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Repeats recorded requests somewhere else and compares the answers: statuses, fields and types, not values.
public final class Replay {
    private final HttpClient client = HttpClient.newHttpClient();
    private final String server;
    private final String organization;
    private final String authorization;
    private final Map<String, String> ids = new HashMap<>();
    private final List<String> differences = new ArrayList<>();

    /// Made for one server, which must be in its first state.
    public Replay(String server, String organization, String authorization) {
        this.server = server;
        this.organization = organization;
        this.authorization = authorization;
    }

    /// What is not as recorded, a sentence each.
    public List<String> differences(List<Exchange> recorded) throws IOException, InterruptedException {
        for (Exchange exchange : recorded) {
            String call = exchange.method() + " " + exchange.path();
            HttpResponse<String> answer = send(exchange);
            if (answer.statusCode() != exchange.status()) {
                differences.add(call + ": " + answer.statusCode() + " instead of " + exchange.status());
            } else if (exchange.status() < 300) {
                compare(call, "", exchange.answer(), Exchange.parsed(answer.body()));
            }
        }
        return List.copyOf(differences);
    }

    private HttpResponse<String> send(Exchange exchange) throws IOException, InterruptedException {
        boolean empty = exchange.request().isMissingNode() || exchange.request().isNull();
        String path = here(exchange.path()).replaceFirst("^/organizations/[^/?]+", "/organizations/" + organization);
        return client.send(
                HttpRequest.newBuilder(URI.create(server + path))
                        .header("Authorization", authorization)
                        .header("Content-Type", "application/json")
                        .method(
                                exchange.method(),
                                empty
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(
                                                here(exchange.request().toString())))
                        .build(),
                BodyHandlers.ofString());
    }

    /// With the ids that objects have here.
    private String here(String text) {
        String result = text;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            result = result.replace(id.getKey(), id.getValue());
        }
        return result;
    }

    private void compare(String call, String at, JsonNode recorded, JsonNode live) {
        if (recorded.isNull() || recorded.isMissingNode() || live.isNull() || live.isMissingNode()) {
            return;
        }
        if (recorded.getNodeType() != live.getNodeType()) {
            differences.add(call + at + ": " + type(live) + " instead of " + type(recorded));
        } else if (recorded.isObject()) {
            fields(call, at, recorded, live);
        } else if (recorded.isArray() && !recorded.isEmpty() && !live.isEmpty()) {
            compare(call, at + "[]", recorded.get(0), live.get(0));
        } else if (recorded.isTextual() && at.endsWith(".id")) {
            ids.put(recorded.asText(), live.asText());
        }
    }

    private void fields(String call, String at, JsonNode recorded, JsonNode live) {
        Set<String> names = new TreeSet<>();
        recorded.fieldNames().forEachRemaining(names::add);
        live.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            if (!live.has(name)) {
                differences.add(call + at + "." + name + " is missing");
            } else if (!recorded.has(name)) {
                differences.add(call + at + "." + name + " is not in the recording");
            } else {
                compare(call, at + "." + name, recorded.get(name), live.get(name));
            }
        }
    }

    private static JsonNodeType type(JsonNode node) {
        return node.getNodeType();
    }
}
