package com.pulumi.planetscale.emulator.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.admin.AdminTask;
import com.github.tomakehurst.wiremock.admin.Router;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.AdminApiExtension;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.pulumi.planetscale.emulator.model.World;
import com.pulumi.planetscale.emulator.time.Delay;
import com.pulumi.planetscale.emulator.time.Durations;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The admin interface over HTTP, beside WireMock's own. JSON in and out; what is wrong is said in a sentence.
public final class AdminHttp implements AdminApiExtension {
    private static final String PREFIX = "/planetscale";
    private static final String OBJECTS = PREFIX + "/objects";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final World world;
    private final Admin admin;
    private final List<String> calls = new ArrayList<>();

    public AdminHttp(World world, Admin admin) {
        this.world = world;
        this.admin = admin;
    }

    /// A call with its path below `objects/` and its body.
    private record AdminCall(String object, JsonNode body) {
        String text(String name) {
            return optionalText(name)
                    .orElseThrow(() -> new IllegalArgumentException("Give \"" + name + "\" in the body."));
        }

        Optional<String> optionalText(String name) {
            return Optional.ofNullable(body.get(name))
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::textValue);
        }
    }

    @FunctionalInterface
    private interface Work {
        JsonNode of(AdminCall call);
    }

    @Override
    public String getName() {
        return "planetscale-admin";
    }

    @Override
    public void contributeAdminApiRoutes(Router router) {
        add(router, RequestMethod.GET, PREFIX, "", call -> JSON.valueToTree(Map.of("calls", calls)));
        add(router, RequestMethod.GET, PREFIX + "/clock", "", call -> clock());
        add(router, RequestMethod.POST, PREFIX + "/clock/advance", "{\"by\": \"10m\"}", this::advance);
        add(router, RequestMethod.GET, PREFIX + "/delays", "", call -> delays());
        add(router, RequestMethod.PATCH, PREFIX + "/delays", "{\"branch\": \"5s\"}", this::setDelays);
        add(router, RequestMethod.GET, PREFIX + "/limit", "", call -> limit());
        add(router, RequestMethod.PUT, PREFIX + "/limit", "{\"requests_per_minute\": 600}", this::setLimit);
        add(
                router,
                RequestMethod.POST,
                PREFIX + "/tokens",
                "{\"name\": \"ci\", \"organization\": [\"create_databases\"], \"all_databases\": [],"
                        + " \"databases\": {\"shop\": [\"read_branch\"]}}, or {\"everything\": true}",
                this::makeToken);
        add(
                router,
                RequestMethod.PUT,
                PREFIX + "/tokens/{id}/accesses",
                "as for a new token; takes away what is not named",
                this::setAccesses);
        add(router, RequestMethod.GET, OBJECTS + "/**", "", call -> admin.object(call.object()));
        add(router, RequestMethod.PATCH, OBJECTS + "/**", "{\"sleeping\": true}", this::change);
        add(router, RequestMethod.DELETE, OBJECTS + "/**", "", this::delete);
        add(
                router,
                RequestMethod.POST,
                OBJECTS,
                "{\"kind\": \"read_only_regions\", \"owner\": \"/organizations/…\", \"fields\": {\"region\": \"us-west\"}}",
                this::addObject);
        add(
                router,
                RequestMethod.POST,
                PREFIX + "/responses",
                "{\"object\": \"/organizations/…\", \"approve\": true}",
                this::respond);
        add(
                router,
                RequestMethod.PUT,
                PREFIX + "/tables",
                "{\"branch\": \"/organizations/…\", \"tables\": {\"users\": \"CREATE TABLE …\"}}",
                this::loadTables);
        add(router, RequestMethod.GET, PREFIX + "/state", "", call -> admin.exportState());
        add(router, RequestMethod.PUT, PREFIX + "/state", "what GET gave", this::importState);
    }

    private void add(Router router, RequestMethod method, String path, String body, Work work) {
        calls.add((method.getName() + " /__admin" + path + " " + body).strip());
        router.add(method, path, task(work));
    }

    private static AdminTask task(Work work) {
        return (unused, event, parameters) -> {
            try {
                String path = event.getRequest().getUrl().replaceFirst("\\?.*", "");
                String object =
                        parameters.containsKey("id") ? parameters.get("id") : path.replaceFirst(".*?" + OBJECTS, "");
                return json(
                        200,
                        work.of(new AdminCall(object, body(event.getRequest().getBodyAsString()))));
            } catch (IllegalArgumentException e) {
                return json(422, JsonNodeFactory.instance.objectNode().put("error", e.getMessage()));
            }
        };
    }

    private static JsonNode body(String text) {
        try {
            return text.isBlank() ? JsonNodeFactory.instance.objectNode() : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The body is not valid JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static ResponseDefinition json(int status, JsonNode body) {
        return ResponseDefinitionBuilder.responseDefinition()
                .withStatus(status)
                .withHeader("Content-Type", "application/json; charset=utf-8")
                .withBody((body.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private JsonNode clock() {
        return object().put("now", world.now().toString())
                .put("ahead", world.clock().ahead().toString());
    }

    private JsonNode advance(AdminCall call) {
        world.clock().advance(Durations.parse(call.text("by")));
        return clock();
    }

    private JsonNode delays() {
        ObjectNode result = object();
        world.delays().asMap().forEach((delay, duration) -> result.put(delay.label(), duration.toString()));
        return result;
    }

    private JsonNode setDelays(AdminCall call) {
        Map<Delay, Duration> changed = new LinkedHashMap<>();
        call.body().properties().forEach(field -> {
            Delay delay = Delay.labelled(field.getKey())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "There is no delay " + field.getKey() + ". There are " + Delay.labels() + "."));
            changed.put(delay, Durations.parse(field.getValue().asText()));
        });
        changed.forEach(admin::setDelay);
        return delays();
    }

    private JsonNode limit() {
        return object().put("requests_per_minute", admin.requestsPerMinute());
    }

    private JsonNode setLimit(AdminCall call) {
        JsonNode value = call.body().path("requests_per_minute");
        if (!value.isInt() || value.intValue() < 0) {
            throw new IllegalArgumentException("Give \"requests_per_minute\" as 0 (no limit) or more.");
        }
        admin.setRequestsPerMinute(value.intValue());
        return limit();
    }

    private JsonNode makeToken(AdminCall call) {
        Tokens.Credentials made = admin.tokens()
                .make(
                        call.optionalText("name").orElse("made by the admin interface"),
                        AccessesJson.read(call.body()),
                        AccessesJson.fixed(call.body()));
        return object().put("id", made.id()).put("token", made.token());
    }

    private JsonNode setAccesses(AdminCall call) {
        admin.tokens().setAccesses(call.object(), AccessesJson.read(call.body()));
        return object().put("id", call.object());
    }

    private JsonNode change(AdminCall call) {
        return admin.change(call.object(), call.body());
    }

    private JsonNode delete(AdminCall call) {
        admin.delete(call.object());
        return object().put("deleted", call.object());
    }

    private JsonNode addObject(AdminCall call) {
        ObjectNode fields = call.body().get("fields") instanceof ObjectNode given ? given : object();
        return admin.add(call.text("kind"), call.text("owner"), fields);
    }

    private JsonNode respond(AdminCall call) {
        JsonNode approve = call.body().path("approve");
        if (!approve.isBoolean()) {
            throw new IllegalArgumentException("Give \"approve\" as true or false.");
        }
        admin.respond(call.text("object"), approve.booleanValue());
        return object().put("object", call.text("object")).put("approved", approve.booleanValue());
    }

    private JsonNode loadTables(AdminCall call) {
        Map<String, String> tables = new LinkedHashMap<>();
        call.body()
                .path("tables")
                .properties()
                .forEach(table -> tables.put(table.getKey(), table.getValue().asText()));
        admin.loadTables(call.text("branch"), call.optionalText("keyspace").orElse(""), tables);
        return object().put("tables", tables.size());
    }

    private JsonNode importState(AdminCall call) {
        admin.importState(call.body());
        return clock();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
