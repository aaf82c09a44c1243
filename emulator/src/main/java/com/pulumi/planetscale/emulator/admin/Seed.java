package com.pulumi.planetscale.emulator.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Api;
import com.pulumi.planetscale.emulator.http.Body;
import com.pulumi.planetscale.emulator.http.Json;
import com.pulumi.planetscale.emulator.http.Request;
import com.pulumi.planetscale.emulator.http.Router;
import com.pulumi.planetscale.emulator.time.Delay;
import com.pulumi.planetscale.emulator.world.World;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Objects to begin with, from a tree of them in JSON. Planted through the API itself, so a seed can hold nothing that
/// the API would refuse, and every kind of object can be in it.
///
/// An object is the body of the `POST` that makes it; of what no call makes, such as members, the fields of the state
/// file. A list of objects below a name that the API knows, such as
/// `branches`, belongs to it. Some members mean something else: `patch`, `put` and `post` hold further calls, `object`
/// fields of the state file, and `tables` the tables of a branch. What already exists, such as `main`, is not made.
public final class Seed {
    private static final Set<String> DIRECTIVES = Set.of("patch", "put", "post", "object", "tables");
    private static final Set<String> TOKEN =
            Set.of("name", "id", "token", "everything", "organization", "all_databases", "databases");
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
            known(seed, path);
            if (seed.has("organization")) {
                change(path, "organization", fields("organization", seed.get("organization")));
            }
            seed.properties().stream()
                    .filter(member -> !member.getKey().equals("tokens")
                            && member.getValue().isArray())
                    .forEach(member -> plantAll(path + "/" + member.getKey(), member.getKey(), member.getValue()));
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

    /// Refuses keys at the top, and in tokens, that mean nothing.
    private void known(JsonNode seed, String organization) {
        seed.properties().forEach(member -> {
            String key = member.getKey();
            boolean known = key.equals("organization")
                    || (member.getValue().isArray()
                            && (key.equals("tokens") || isCollection(organization + "/" + key)));
            if (!known) {
                throw unknown(key, "a seed has \"organization\", \"tokens\" and lists such as \"databases\"");
            }
        });
        int number = 0;
        for (JsonNode token : seed.path("tokens")) {
            String where = "tokens[" + number++ + "].";
            token.fieldNames().forEachRemaining(key -> {
                if (!TOKEN.contains(key)) {
                    throw unknown(where + key, "a token has " + String.join(", ", new TreeSet<>(TOKEN)));
                }
            });
        }
    }

    private static IllegalArgumentException unknown(String where, String why) {
        return new IllegalArgumentException("The key \"" + where + "\" of the seed is not known: " + why + ".");
    }

    private void plantAll(String collection, String where, JsonNode objects) {
        int number = 0;
        for (JsonNode object : objects) {
            String place = where + "[" + number++ + "]";
            plantOne(collection, place, fields(place, object));
        }
    }

    /// @param where its place in the seed
    private void plantOne(String collection, String where, JsonNode object) {
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
        String path = existing(collection, name, body).orElseGet(() -> make(collection, where, name, body));
        directives.forEach((directive, value) -> follow(path, where + "." + directive, directive, value));
        children.forEach((key, list) -> plantAll(path + "/" + key, where + "." + key, list));
    }

    private boolean isCollection(String path) {
        return isMade(path) || isOnlyRead(path);
    }

    private boolean isMade(String path) {
        return router.find(world, "POST", path).isPresent();
    }

    /// Whether objects are there that no call makes, such as members.
    private boolean isOnlyRead(String path) {
        return !isMade(path) && router.find(world, "GET", path).isPresent() && admin.hasKind(kind(path));
    }

    /// The name of the kind in the state file.
    private static String kind(String collection) {
        return collection.substring(collection.lastIndexOf('/') + 1).replace('-', '_');
    }

    private Optional<String> existing(String collection, String name, ObjectNode body) {
        String path = collection + "/" + name;
        if (name.isEmpty() || router.object(world, path).isEmpty()) {
            return Optional.empty();
        }
        if (body.size() > 1) {
            throw new IllegalArgumentException(path + " already exists, so only its name can be given; put changes into"
                    + " \"patch\", \"put\", \"post\" or \"object\".");
        }
        return Optional.of(path);
    }

    private String make(String collection, String where, String name, ObjectNode body) {
        if (isOnlyRead(collection)) {
            String owner = collection.substring(0, collection.lastIndexOf('/'));
            JsonNode made = at(where, () -> admin.add(kind(collection), owner, body));
            return collection + "/" + made.path("origin").path("id").asText();
        }
        JsonNode made = call("POST", collection, where, body);
        String byName = collection + "/" + name;
        return !name.isEmpty() && router.object(world, byName).isPresent()
                ? byName
                : collection + "/" + (made.has("number") ? made.get("number") : made.get("id")).asText();
    }

    private void follow(String path, String where, String directive, JsonNode value) {
        switch (directive) {
            case "patch" -> call("PATCH", path, where, fields(where, value));
            case "object" -> change(path, where, fields(where, value));
            case "tables" -> {
                Map<String, String> tables = new LinkedHashMap<>();
                fields(where, value)
                        .properties()
                        .forEach(table ->
                                tables.put(table.getKey(), table.getValue().asText()));
                at(where, () -> {
                    admin.loadTables(path, "", tables);
                    return true;
                });
            }
            default -> {
                String method = directive.equals("put") ? "PUT" : "POST";
                fields(where, value)
                        .properties()
                        .forEach(further -> call(
                                method,
                                path + "/" + further.getKey(),
                                where + "." + further.getKey(),
                                further.getValue()));
            }
        }
    }

    private void change(String path, String where, ObjectNode fields) {
        JsonNode there = admin.object(path);
        fields.fieldNames().forEachRemaining(name -> {
            if (!there.has(name)) {
                throw unknown(where + "." + name, "the object has no such field");
            }
        });
        admin.change(path, fields);
    }

    private static ObjectNode fields(String where, JsonNode value) {
        if (value instanceof ObjectNode fields) {
            return fields;
        }
        throw new IllegalArgumentException("The seed needs a JSON object at \"" + where + "\", not " + value + ".");
    }

    /// Names the place of what the admin interface refuses.
    private static <T> T at(String where, Supplier<T> step) {
        try {
            return step.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The seed cannot be planted at \"" + where + "\": " + e.getMessage(), e);
        }
    }

    private JsonNode call(String method, String path, String where, JsonNode body) {
        List<String> unasked = new ArrayList<>();
        Request request = new Request(
                method,
                "http://localhost/v1",
                path,
                "",
                Optional.of(credentials.id() + ":" + credentials.token()),
                body.isObject() ? Body.json(body.toString()) : Body.none());
        Answer answer = api.answer(request, values -> unasked.addAll(values.unasked()));
        try {
            JsonNode result = answer.body() == null
                    ? JsonNodeFactory.instance.objectNode()
                    : JSON.readTree(Json.write(answer.body()));
            if (answer.status() >= 300) {
                throw new IllegalArgumentException("The seed cannot be planted at \"" + where + "\": " + method + " "
                        + path + " with " + body + " is answered " + answer.status() + " " + result);
            }
            if (!unasked.isEmpty()) {
                throw unknown(where + "." + unasked.get(0), method + " " + path + " does not read it");
            }
            return result;
        } catch (IOException e) {
            throw new IllegalStateException("An answer of the API is not JSON", e);
        }
    }
}
