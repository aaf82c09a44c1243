package com.pulumi.planetscale.provider.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes a report of what Pulumi printed.
public final class Reports {
    /// Pulumi's own lines may stand around the JSON where both its outputs go into one file.
    private static final Pattern BEGIN = Pattern.compile("^\\{", Pattern.MULTILINE);

    private Reports() {}

    /// Reads what `pulumi preview --json` or `pulumi stack output --json` printed.
    ///
    /// @param kinds what the provider knows of its kinds
    /// @throws NotUnderstoodException if it is neither, or outputs have nothing of a deploy request
    public static Report read(String text, Kinds kinds) throws NotUnderstoodException {
        Matcher begin = BEGIN.matcher(text);
        if (!begin.find()) {
            throw notUnderstood("it has no JSON object in it");
        }
        JsonNode json = json(text.substring(begin.start()));
        if (json.has("resourcePlans")) {
            throw notUnderstood(
                    "it is a plan that `--save-plan` has saved, which holds nothing that the provider says");
        }
        return isPreview(json) ? new PreviewReader(kinds).read(json) : OutputsReader.read(json);
    }

    private static JsonNode json(String text) throws NotUnderstoodException {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw notUnderstood("its JSON is broken or incomplete: " + e.getOriginalMessage());
        }
    }

    private static boolean isPreview(JsonNode json) {
        JsonNode first = json.path("steps").path(0);
        return (first.has("op") && first.has("urn"))
                || (json.has("duration") && json.path("diagnostics").isArray());
    }

    private static NotUnderstoodException notUnderstood(String why) {
        return new NotUnderstoodException("This is not what `pulumi preview --json` or `pulumi stack output --json`"
                + " prints: " + why + ". Give the output of one of them, whole.");
    }
}
