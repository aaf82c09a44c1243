package com.pulumi.planetscale.emulator.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes secrets and names out of exchanges. A name gets the same other name wherever it stands, so that a recording
/// can be replayed.
final class Mask {
    private static final String MASKED = "masked";
    private static final Set<String> SECRETS = Set.of(
            "token",
            "plain_text",
            "plain_text_refresh_token",
            "password",
            "secret",
            "client_secret",
            "authorization_header",
            "username",
            "base_username",
            "email",
            "billing_email",
            "display_name",
            "avatar_url",
            "remote_ip",
            "location",
            "notes",
            "html_body",
            "body");
    private static final Pattern TELLING =
            Pattern.compile("pscale_(?:tkn|pw|oauth)_[\\w-]+|[\\w.+-]+@[\\w-]+\\.[\\w.-]+");
    /// Where names stand in paths.
    private static final Pattern NAMED = Pattern.compile("/(?:organizations|databases|branches|keyspaces)/([^/?]+)");
    /// What every account has.
    private static final Set<String> COMMON = Set.of("main", "postgres");

    private final Map<String, String> names = new LinkedHashMap<>();

    Exchange masked(Exchange exchange) {
        Matcher named = NAMED.matcher(exchange.path());
        while (named.find()) {
            learn(named.group(1));
        }
        if (exchange.method().equals("POST") && exchange.request().path("name").isTextual()) {
            learn(exchange.request().path("name").asText());
        }
        return new Exchange(
                exchange.method(),
                text(exchange.path()),
                masked("", exchange.request()),
                exchange.status(),
                masked("", exchange.answer()));
    }

    private void learn(String name) {
        if (!COMMON.contains(name)) {
            names.computeIfAbsent(name, each -> "name-" + (names.size() + 1));
        }
    }

    private JsonNode masked(String field, JsonNode value) {
        if (value instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(each -> copy.set(each.getKey(), masked(each.getKey(), each.getValue())));
            return copy;
        }
        if (value instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(each -> copy.add(masked(field, each)));
            return copy;
        }
        if (!value.isTextual()) {
            return value;
        }
        return JsonNodeFactory.instance.textNode(SECRETS.contains(field) ? MASKED : text(value.asText()));
    }

    /// Names are replaced where they are whole words of a path or a value.
    private String text(String text) {
        String plain = TELLING.matcher(text).replaceAll(MASKED);
        for (Map.Entry<String, String> name : names.entrySet()) {
            plain = plain.replaceAll("(?<![\\w-])" + Pattern.quote(name.getKey()) + "(?![\\w-])", name.getValue());
        }
        return plain;
    }
}
