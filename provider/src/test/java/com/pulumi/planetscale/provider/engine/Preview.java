package com.pulumi.planetscale.provider.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What `pulumi preview --json` says.
///
/// @param status the engine's exit status
/// @param output everything it printed
record Preview(int status, String output) {
    /// One step of the plan.
    ///
    /// @param op what is done, such as `update`
    /// @param resource what the program calls the resource
    /// @param replaceReasons the properties that force a replacement
    /// @param detail what happens at which path
    /// @param planned the state afterwards, as far as it is known
    record Step(
            String op, String resource, List<String> replaceReasons, Map<String, String> detail, JsonNode planned) {}

    /// The steps that do something to PlanetScale.
    List<Step> steps() {
        var steps = new ArrayList<Step>();
        for (JsonNode step : root().path("steps")) {
            String urn = step.path("urn").asText();
            if (urn.contains("planetscale:index:") && !step.path("op").asText().equals("same")) {
                steps.add(step(step, urn));
            }
        }
        return steps;
    }

    private static Step step(JsonNode step, String urn) {
        var replaceReasons = new ArrayList<String>();
        step.path("replaceReasons").forEach(reason -> replaceReasons.add(reason.asText()));
        var detail = new TreeMap<String, String>();
        step.path("detailedDiff")
                .properties()
                .forEach(entry ->
                        detail.put(entry.getKey(), entry.getValue().path("kind").asText()));
        return new Step(
                step.path("op").asText(),
                urn.substring(urn.lastIndexOf("::") + 2),
                replaceReasons,
                detail,
                step.path("newState").path("outputs"));
    }

    /// The step of one resource.
    Step step(String resource) {
        return steps().stream()
                .filter(step -> step.resource().equals(resource))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing is planned for `" + resource + "`:\n" + output));
    }

    /// What the user is told, without what the engine says about the plugin's place.
    List<String> messages() {
        var messages = new ArrayList<String>();
        for (JsonNode diagnostic : root().path("diagnostics")) {
            String message = diagnostic.path("message").asText().strip();
            if (!message.contains("from $PATH at")) {
                messages.add(message);
            }
        }
        return messages;
    }

    private JsonNode root() {
        return Stack.json(output);
    }
}
