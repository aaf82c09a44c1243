package com.pulumi.planetscale.provider.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What Pulumi prints, generated in the form that its version 3.259 has.
public final class Printed {
    private static final String URN = "urn:pulumi:it::it::";

    private final ObjectNode preview = new JsonMapper().createObjectNode();

    public Printed() {
        preview.putArray("steps");
        preview.putArray("diagnostics");
        preview.put("duration", 1_000_000);
        var _ = step("same", "pulumi:pulumi:Stack", "it-it");
        var _ = say("warning", "", "warning: using pulumi-resource-planetscale from $PATH at /opt/it\n");
    }

    /// Adds a step of the plan.
    public Printed step(String op, String type, String name) {
        preview.withArray("steps").addObject().put("op", op).put("urn", URN + type + "::" + name);
        return this;
    }

    /// Adds a step for a resource that exists.
    ///
    /// @param state its outputs, as name and value in turn
    /// @param changed the property that the plan changes; empty for none
    public Printed stepOf(String op, String kind, String name, String id, String changed, String... state) {
        ObjectNode step = preview.withArray("steps").addObject();
        step.put("op", op).put("urn", URN + "planetscale:index:" + kind + "::" + name);
        ObjectNode old = step.putObject("oldState").put("id", id);
        ObjectNode outputs = old.putObject("outputs");
        for (int i = 0; i < state.length; i += 2) {
            outputs.put(state[i], state[i + 1]);
        }
        if (!changed.isEmpty()) {
            step.putObject("detailedDiff").putObject(changed).put("kind", "update");
            if (op.contains("replace")) {
                step.putArray("replaceReasons").add(changed);
            }
        }
        return this;
    }

    /// Says that the last step is of a resource that is retained when it is deleted.
    public Printed retained() {
        ((ObjectNode) preview.withArray("steps").get(preview.withArray("steps").size() - 1))
                .withObject("oldState")
                .put("retainOnDelete", true);
        return this;
    }

    /// Adds a deploy request that is to be created.
    public Printed deployRequest(String name, String branch, String target, String database) {
        ObjectNode step = preview.withArray("steps").addObject();
        step.put("op", "create").put("urn", URN + "planetscale:index:DeployRequest::" + name);
        step.putObject("newState")
                .putObject("inputs")
                .put("branch", branch)
                .put("intoBranch", target)
                .put("database", database);
        return this;
    }

    /// Adds something that is said about a deploy request, or about nothing where it has no name.
    public Printed say(String severity, String name, String message) {
        return sayOf(severity, "planetscale:index:DeployRequest", name, message);
    }

    /// Adds something that is said about a resource.
    public Printed sayOf(String severity, String type, String name, String message) {
        ObjectNode diagnostic = preview.withArray("diagnostics").addObject();
        if (!name.isEmpty()) {
            diagnostic.put("urn", URN + type + "::" + name);
        }
        diagnostic.put("message", message).put("severity", severity);
        return this;
    }

    /// The JSON that was printed.
    public String text() {
        return preview.toPrettyString();
    }
}
