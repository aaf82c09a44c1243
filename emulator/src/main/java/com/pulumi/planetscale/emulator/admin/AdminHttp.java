package com.pulumi.planetscale.emulator.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.admin.Router;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.AdminApiExtension;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import java.nio.charset.StandardCharsets;

/// Carries the admin calls, beside WireMock's own. JSON in and out; what is wrong is said in a sentence, with 422.
public final class AdminHttp implements AdminApiExtension {
    private static final String PREFIX = "/planetscale";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final AdminCalls calls;

    public AdminHttp(AdminCalls calls) {
        this.calls = calls;
    }

    @Override
    public String getName() {
        return "planetscale-admin";
    }

    /// One route for all calls: WireMock distinguishes tasks by their class only.
    @Override
    public void contributeAdminApiRoutes(Router router) {
        router.add(RequestMethod.ANY, PREFIX + "**", (admin, event, parameters) -> answer(event.getRequest()));
    }

    private ResponseDefinition answer(Request request) {
        try {
            // WireMock has taken its own part of the path away.
            String path = request.getUrl().replaceFirst("\\?.*", "").substring(PREFIX.length());
            return json(200, calls.answer(request.getMethod().getName(), path, body(request.getBodyAsString())));
        } catch (IllegalArgumentException e) {
            return json(422, JsonNodeFactory.instance.objectNode().put("error", e.getMessage()));
        }
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
}
