package com.pulumi.planetscale.emulator.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.time.Delay;
import com.pulumi.planetscale.emulator.time.Durations;
import com.pulumi.planetscale.emulator.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The calls of the admin interface. Each says what its body is, for the list of all of them.
public final class AdminCalls {
    private static final String REST = "/**";

    private final World world;
    private final Admin admin;
    private final List<Entry> entries = new ArrayList<>();

    /// What a call is about.
    ///
    /// @param rest the path behind the call's own, such as the path of an object
    private record Call(String rest, JsonNode body) {
        String text(String name) {
            return optionalText(name)
                    .orElseThrow(() -> new IllegalArgumentException("Give \"" + name + "\" as a string."));
        }

        Optional<String> optionalText(String name) {
            return Optional.ofNullable(body.get(name))
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::textValue);
        }

        Optional<Boolean> optionalBoolean(String name) {
            return Optional.ofNullable(body.get(name)).map(value -> {
                if (!value.isBoolean()) {
                    throw new IllegalArgumentException("Give \"" + name + "\" as true or false.");
                }
                return value.booleanValue();
            });
        }
    }

    @FunctionalInterface
    private interface Work {
        JsonNode of(Call call);
    }

    private record Entry(String method, String path, String body, Work work) {
        /// What stands behind the path; empty if the path is another one.
        Optional<String> rest(String method, String path) {
            if (!this.method.equals(method)) {
                return Optional.empty();
            }
            if (!this.path.endsWith(REST)) {
                return Optional.of("").filter(rest -> this.path.equals(path));
            }
            String start = this.path.substring(0, this.path.length() - REST.length());
            return Optional.of(path)
                    .filter(whole -> whole.startsWith(start + "/"))
                    .map(whole -> whole.substring(start.length()));
        }

        @Override
        public String toString() {
            return (method + " /__admin/planetscale" + path + " " + body).strip();
        }
    }

    public AdminCalls(World world, Admin admin) {
        this.world = world;
        this.admin = admin;
        add("GET", "", "", call -> list());
        add("GET", "/assumptions", "", call -> assumptions());
        add("GET", "/clock", "", call -> clock());
        add("POST", "/clock/advance", "{\"by\": \"10m\"}", this::advance);
        add("GET", "/delays", "", call -> delays());
        add("PATCH", "/delays", "{\"branch\": \"5s\"}", this::setDelays);
        add("GET", "/limit", "", call -> limit());
        add("GET", "/answers", "", call -> answers());
        add("PATCH", "/answers", "{\"terse\": true, \"sparse\": true}", this::setAnswers);
        add("PUT", "/limit", "{\"requests_per_minute\": 600}", this::setLimit);
        add(
                "POST",
                "/tokens",
                "{\"name\": \"ci\", \"organization\": [\"create_databases\"], \"all_databases\": [],"
                        + " \"databases\": {\"shop\": [\"read_branch\"]}} or {\"everything\": true}; \"by\" a person's name",
                this::makeToken);
        add(
                "PUT",
                "/accesses" + REST,
                "as for a new token, whose id ends the path; all others are taken away",
                this::setAccesses);
        add("GET", "/objects" + REST, "", call -> admin.object(call.rest()));
        add("PATCH", "/objects" + REST, "{\"sleeping\": true}", this::change);
        add("DELETE", "/objects" + REST, "", this::delete);
        add(
                "POST",
                "/objects",
                "{\"kind\": \"read_only_regions\", \"owner\": \"/organizations/…\","
                        + " \"fields\": {\"region\": \"us-west\"}}",
                this::addObject);
        add(
                "POST",
                "/credentials",
                "{\"username\": \"…\", \"password\": \"pscale_pw_…\"}: would a database let this user in",
                this::tryCredentials);
        add("POST", "/responses", "{\"object\": \"/organizations/…\", \"approve\": true}", this::respond);
        add(
                "PUT",
                "/tables",
                "{\"branch\": \"/organizations/…\", \"keyspace\": \"shop\","
                        + " \"tables\": {\"users\": \"CREATE TABLE …\"}}",
                this::loadTables);
        add(
                "POST",
                "/ddl",
                "{\"branch\": \"/organizations/…\", \"keyspace\": \"shop\","
                        + " \"statement\": \"ALTER TABLE users ADD age int\"}",
                this::runDdl);
        add(
                "POST",
                "/events",
                "{\"event\": \"branch.anomaly\", \"object\": \"/organizations/…\"}; \"resource\" to tell something else",
                this::publish);
        add(
                "POST",
                "/deploy-requests",
                "{\"deploy_request\": \"/organizations/…\", \"do\": \"approve\", \"by\": \"Ann\","
                        + " \"text\": \"Looks fine\"}; \"do\" is one of "
                        + AdminDeploys.Action.labels() + ", expire-cutover",
                this::deploy);
        add("POST", "/deliveries/await", "", call -> awaitDeliveries());
        add("GET", "/state", "", call -> admin.exportState());
        add("PUT", "/state", "what GET gave", this::importState);
    }

    private void add(String method, String path, String body, Work work) {
        entries.add(new Entry(method, path, body, work));
    }

    /// Does what is asked for.
    ///
    /// @param path behind `/__admin/planetscale`
    /// @throws IllegalArgumentException with a sentence that says what to do instead
    JsonNode answer(String method, String path, JsonNode body) {
        for (Entry entry : entries) {
            Optional<String> rest = entry.rest(method, path);
            if (rest.isPresent()) {
                return entry.work().of(new Call(rest.get(), body));
            }
        }
        throw new IllegalArgumentException("There is no such call. GET /__admin/planetscale lists all of them.");
    }

    private JsonNode list() {
        ObjectNode result = object();
        ArrayNode calls = result.putArray("calls");
        entries.forEach(entry -> calls.add(entry.toString()));
        return result;
    }

    private JsonNode clock() {
        return object().put("now", world.clock().instant().toString())
                .put("ahead", world.clock().ahead().toString());
    }

    private JsonNode advance(Call call) {
        world.clock().advance(Durations.parse(call.text("by")));
        return clock();
    }

    private JsonNode delays() {
        ObjectNode result = object();
        world.delays().asMap().forEach((delay, duration) -> result.put(delay.label(), duration.toString()));
        return result;
    }

    private JsonNode setDelays(Call call) {
        Map<Delay, Duration> changed = new LinkedHashMap<>();
        call.body().properties().forEach(field -> {
            Delay delay = Delay.labelled(field.getKey())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "There is no delay " + field.getKey() + ". Choose one of: " + Delay.labels() + "."));
            changed.put(delay, Durations.parse(field.getValue().asText()));
        });
        changed.forEach(admin::setDelay);
        return delays();
    }

    private JsonNode limit() {
        return object().put("requests_per_minute", admin.requestsPerMinute());
    }

    private JsonNode setLimit(Call call) {
        JsonNode value = call.body().path("requests_per_minute");
        if (!value.isInt() || value.intValue() < 0) {
            throw new IllegalArgumentException("Give \"requests_per_minute\" as 0 (no limit) or more.");
        }
        admin.setRequestsPerMinute(value.intValue());
        return limit();
    }

    private static JsonNode assumptions() {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (Assumption assumption : Assumption.values()) {
            all.addObject()
                    .put("id", assumption.id())
                    .put("text", assumption.text())
                    .put("source", assumption.source())
                    .put("command", assumption.command());
        }
        return all;
    }

    private JsonNode answers() {
        synchronized (world) {
            return object().put("terse", admin.answers().terse())
                    .put("sparse", admin.answers().sparse());
        }
    }

    private JsonNode setAnswers(Call call) {
        synchronized (world) {
            call.optionalBoolean("terse").ifPresent(admin.answers()::setTerse);
            call.optionalBoolean("sparse").ifPresent(admin.answers()::setSparse);
        }
        return answers();
    }

    private JsonNode makeToken(Call call) {
        Tokens.Credentials made = admin.tokens()
                .make(
                        call.optionalText("name").orElse("made by the admin interface"),
                        AccessesJson.read(call.body()),
                        AccessesJson.fixed(call.body()),
                        call.optionalText("by"));
        return object().put("id", made.id()).put("token", made.token());
    }

    private JsonNode setAccesses(Call call) {
        String id = call.rest().substring(1);
        admin.tokens().setAccesses(id, AccessesJson.read(call.body()));
        return object().put("id", id);
    }

    private JsonNode change(Call call) {
        return admin.change(call.rest(), fields(call.body()));
    }

    private JsonNode delete(Call call) {
        admin.delete(call.rest());
        return object().put("deleted", call.rest());
    }

    private JsonNode addObject(Call call) {
        return admin.add(
                call.text("kind"), call.text("owner"), fields(call.body().path("fields")));
    }

    private JsonNode tryCredentials(Call call) {
        boolean accepted = admin.credentials().accepts(call.text("username"), call.text("password"));
        return object().put("accepted", accepted);
    }

    private JsonNode respond(Call call) {
        boolean approve = call.optionalBoolean("approve")
                .orElseThrow(() -> new IllegalArgumentException("Give \"approve\" as true or false."));
        admin.respond(call.text("object"), approve);
        return object().put("object", call.text("object")).put("approved", approve);
    }

    private JsonNode loadTables(Call call) {
        Map<String, String> tables = new LinkedHashMap<>();
        call.body()
                .path("tables")
                .properties()
                .forEach(table -> tables.put(table.getKey(), table.getValue().asText()));
        admin.loadTables(call.text("branch"), call.optionalText("keyspace").orElse(""), tables);
        return object().put("tables", tables.size());
    }

    private JsonNode runDdl(Call call) {
        admin.runDdl(call.text("branch"), call.optionalText("keyspace").orElse(""), call.text("statement"));
        return object().put("statement", call.text("statement"));
    }

    private JsonNode publish(Call call) {
        String event = call.text("event");
        if (call.body().has("resource")) {
            admin.events().publish(event, call.text("object"), call.body().get("resource"));
        } else {
            admin.events().publish(event, call.text("object"));
        }
        return object().put("event", event);
    }

    private JsonNode deploy(Call call) {
        String request = call.text("deploy_request");
        String action = call.text("do");
        if (action.equals("expire-cutover")) {
            admin.deploys().expireCutover(request);
        } else {
            admin.deploys()
                    .act(
                            request,
                            AdminDeploys.Action.labelled(action),
                            call.text("by"),
                            call.optionalText("text").orElse(""));
        }
        return object().put("deploy_request", request).put("done", action);
    }

    private JsonNode awaitDeliveries() {
        admin.events().awaitDeliveries();
        return clock();
    }

    private JsonNode importState(Call call) {
        admin.importState(call.body());
        return clock();
    }

    private static ObjectNode fields(JsonNode body) {
        if (body instanceof ObjectNode fields) {
            return fields;
        }
        throw new IllegalArgumentException("Give the fields as a JSON object.");
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
