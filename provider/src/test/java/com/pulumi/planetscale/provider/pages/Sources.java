package com.pulumi.planetscale.provider.pages;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a program in another language is converted from: its example, and what the schema says of the resources
/// and functions that the example uses, but for the words that describe them. `engine/cli/gen-programs`
/// computes the same in Go.
final class Sources {
    private static final Pattern USED = Pattern.compile("planetscale:(?:index:)?(\\w+)");
    private static final String REFERENCE = "#/types/";

    private final JsonNode schema;
    private final Set<String> lines = new TreeSet<>();
    private final Set<String> seen = new HashSet<>();

    private Sources(JsonNode schema) {
        this.schema = schema;
    }

    /// The content of `source.sha256`.
    static String of(String program, JsonNode schema) {
        return sum(program) + "  Pulumi.yaml\n" + sum(String.join("\n", declared(program, schema))) + "  schema.json\n";
    }

    /// A sorted line for each value in the declarations that a program uses, and in the types that those refer to.
    static Set<String> declared(String program, JsonNode schema) {
        var sources = new Sources(schema);
        Matcher used = USED.matcher(program);
        while (used.find()) {
            sources.visit("resources", "planetscale:index:" + used.group(1));
            sources.visit("functions", "planetscale:index:" + used.group(1));
        }
        return sources.lines;
    }

    private void visit(String section, String token) {
        JsonNode declaration = schema.path(section).path(token);
        if (!declaration.isMissingNode() && seen.add(section + token)) {
            add(section + "/" + token, declaration);
        }
    }

    private void add(String place, JsonNode value) {
        if (value.isObject()) {
            value.properties().stream()
                    .filter(member -> !(member.getKey().equals("description")
                            && member.getValue().isTextual()))
                    .forEach(member -> add(place + "/" + member.getKey(), member.getValue()));
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                add(place + "/" + i, value.get(i));
            }
        } else {
            lines.add(place + " = " + value.asText());
            if (value.asText().startsWith(REFERENCE)) {
                visit("types", value.asText().substring(REFERENCE.length()));
            }
        }
    }

    private static String sum(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
