package com.pulumi.planetscale.emulator.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Api;
import com.pulumi.planetscale.emulator.http.Json;
import com.pulumi.planetscale.emulator.http.Request;
import com.pulumi.planetscale.emulator.http.Router;
import com.pulumi.planetscale.emulator.model.World;
import com.pulumi.planetscale.emulator.time.Delay;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Objects to begin with, from a tree of them in JSON. Planted through the API itself, so a seed can hold nothing that
/// the API would refuse, and every kind of object can be in it.
///
/// An object is the body of the `POST` that makes it. A list of objects below a name that the API knows, such as
/// `branches`, belongs to it. Some members mean something else: `patch`, `put` and `post` hold further calls, `object`
/// fields of the state file, and `tables` the tables of a branch. What exists already, such as `main`, is not made.
public final class Seed {
    private static final Set<String> DIRECTIVES = Set.of("patch", "put", "post", "object", "tables");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final World world;
    private final Router router;
    private final Api api;
    private final Admin admin;
    private final Tokens.Credentials credentials;

    /// Made for one planting.
    ///
    /// @param credentials of a token that may do everything; it is the maker of what is planted
    public Seed(World world, Router router, Api api, Admin admin, Tokens.Credentials credentials) {
        this.world = world;
        this.router = router;
        this.api = api;
        this.admin = admin;
        this.credentials = credentials;
    }

    /// Makes everything, ready for use: no delay counts meanwhile.
    ///
    /// @throws IllegalArgumentException with a sentence that names the object that cannot be
    public void plant(String organization, JsonNode seed) {
        if (!seed.isObject() || seed.has("version")) {
            throw new IllegalArgumentException("A seed is a JSON object with lists such as \"databases\"."
                    + " An exported state is none; keep it with --state.");
        }
        Map<Delay, Duration> delays = world.delays().asMap();
        world.delays().none();
        try {
            String path = "/organizations/" + organization;
            if (seed.has("organization")) {
                admin.change(path, fields(seed.get("organization")));
            }
            seed.properties().stream()
                    .filter(member -> !member.getKey().equals("tokens")
                            && member.getValue().isArray())
                    .forEach(member ->
                            member.getValue().forEach(child -> plantOne(path + "/" + member.getKey(), child)));
            seed.path("tokens")
                    .forEach(token -> admin.tokens()
                            .make(
                                    token.path("name").asText("seed"),
                                    AccessesJson.read(token),
                                    AccessesJson.fixed(token),
                                    Optional.empty()));
        } finally {
            world.delays().setAll(delays);
        }
    }

    private void plantOne(String collection, JsonNode object) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        Map<String, JsonNode> children = new LinkedHashMap<>();
        Map<String, JsonNode> directives = new LinkedHashMap<>();
        String name = object.path("name").asText("");
        object.properties().forEach(member -> {
            String key = member.getKey();
            if (DIRECTIVES.contains(key)) {
                directives.put(key, member.getValue());
            } else if (member.getValue().isArray() && isCollection(collection + "/any/" + key)) {
                children.put(key, member.getValue());
            } else {
                body.set(key, member.getValue());
            }
        });
        String path = existing(collection, name, body).orElseGet(() -> make(collection, name, body));
        directives.forEach((directive, value) -> follow(path, directive, value));
        children.forEach((key, list) -> list.forEach(child -> plantOne(path + "/" + key, child)));
    }

    private boolean isCollection(String path) {
        return router.find(world, "POST", path).isPresent();
    }

    private Optional<String> existing(String collection, String name, ObjectNode body) {
        String path = collection + "/" + name;
        if (name.isEmpty() || router.object(world, path).isEmpty()) {
            return Optional.empty();
        }
        if (body.size() > 1) {
            throw new IllegalArgumentException(path + " exists already, so only its name can be given; put changes into"
                    + " \"patch\", \"put\", \"post\" or \"object\".");
        }
        return Optional.of(path);
    }

    private String make(String collection, String name, ObjectNode body) {
        JsonNode made = call("POST", collection, body);
        String byName = collection + "/" + name;
        return !name.isEmpty() && router.object(world, byName).isPresent()
                ? byName
                : collection + "/" + (made.has("number") ? made.get("number") : made.get("id")).asText();
    }

    private void follow(String path, String directive, JsonNode value) {
        switch (directive) {
            case "patch" -> call("PATCH", path, value);
            case "object" -> admin.change(path, fields(value));
            case "tables" -> {
                Map<String, String> tables = new LinkedHashMap<>();
                value.properties()
                        .forEach(table ->
                                tables.put(table.getKey(), table.getValue().asText()));
                admin.loadTables(path, "", tables);
            }
            default -> {
                String method = directive.equals("put") ? "PUT" : "POST";
                value.properties().forEach(further -> call(method, path + "/" + further.getKey(), further.getValue()));
            }
        }
    }

    private static ObjectNode fields(JsonNode value) {
        if (value instanceof ObjectNode fields) {
            return fields;
        }
        throw new IllegalArgumentException("\"object\" and \"organization\" of a seed are JSON objects.");
    }

    private JsonNode call(String method, String path, JsonNode body) {
        Answer answer = api.answer(new Request(
                method,
                "http://localhost/v1",
                path,
                "",
                Optional.of(credentials.id() + ":" + credentials.token()),
                body.isObject() ? body.toString() : ""));
        try {
            JsonNode result = answer.body() == null
                    ? JsonNodeFactory.instance.objectNode()
                    : JSON.readTree(Json.write(answer.body()));
            if (answer.status() >= 300) {
                throw new IllegalArgumentException("The seed cannot be planted: " + method + " " + path + " with "
                        + body + " is answered " + answer.status() + " " + result);
            }
            return result;
        } catch (IOException e) {
            throw new IllegalStateException("An answer of the API is no JSON", e);
        }
    }
}
