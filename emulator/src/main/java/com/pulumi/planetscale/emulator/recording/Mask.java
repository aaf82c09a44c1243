package com.pulumi.planetscale.emulator.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
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
    /// Objects whose names PlanetScale has given, the same to every account.
    private static final Set<String> OFFERED = Set.of("Region", "ClusterSizeSku", "Parameter", "Extension");
    /// Addresses outside PlanetScale, such as those of webhooks, which often are secrets themselves.
    private static final Pattern ADDRESS =
            Pattern.compile("(?i)\\b[a-z][a-z0-9+.-]*://(?!(?:[\\w-]+\\.)*planetscale\\.com(?:[/:?#]|$))[^\\s\"'<>]+");
    private static final String MASKED_ADDRESS = "https://masked.example/";
    /// The networks of those who may connect.
    private static final Pattern NETWORK =
            Pattern.compile("(?<![\\w.])(?:\\d{1,3}\\.){3}\\d{1,3}(/\\d{1,2})?(?![\\w.])");

    private final String server;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, String> networks = new LinkedHashMap<>();
    private final Set<String> credentials = new LinkedHashSet<>();

    /// Made for the exchanges with one server.
    ///
    /// @param server the API's address, which may stand in answers
    Mask(String server) {
        this.server = server;
    }

    /// Learns the credentials of a call, since an answer may repeat them.
    void hide(String authorization) {
        credentials.add(authorization);
        for (String part : authorization.split("[: ]", -1)) {
            if (part.length() > 3 && !part.equalsIgnoreCase("Bearer")) {
                credentials.add(part);
            }
        }
    }

    Exchange masked(Exchange exchange) {
        Matcher named = NAMED.matcher(exchange.path());
        while (named.find()) {
            learn(named.group(1));
        }
        if (exchange.request().path("name").isTextual()) {
            learn(exchange.request().path("name").asText());
        }
        learnNames(exchange.answer());
        return new Exchange(
                exchange.method(),
                path(exchange.path()),
                masked("", exchange.request()),
                exchange.status(),
                masked("", exchange.answer()));
    }

    /// The names of objects, wherever they stand in an answer.
    private void learnNames(JsonNode value) {
        boolean own = value.path("name").isTextual()
                && value.path("id").isTextual()
                && !OFFERED.contains(value.path("type").asText());
        if (own) {
            learn(value.path("name").asText());
        }
        value.forEach(this::learnNames);
    }

    private void learn(String name) {
        if (!name.isBlank() && !COMMON.contains(name)) {
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

    /// A path whose words are kept: something may have the name of a collection.
    private String path(String path) {
        int query = path.indexOf('?');
        String[] parts = (query < 0 ? path : path.substring(0, query)).split("/", -1);
        for (int i = 2; i < parts.length; i += 2) {
            parts[i] = text(parts[i]);
        }
        return String.join("/", parts) + (query < 0 ? "" : text(path.substring(query)));
    }

    /// One of the addresses that are for documentation (RFC 5737), the same one for the same network.
    private String network(MatchResult found) {
        String address = networks.computeIfAbsent(found.group(), each -> "203.0.113." + (networks.size() % 254 + 1));
        return found.group(1) == null ? address : address + "/32";
    }

    /// Names are replaced where they are whole words of a path or a value.
    private String text(String text) {
        String plain = text;
        for (String credential : credentials) {
            plain = plain.replace(credential, MASKED);
        }
        String local = plain.startsWith(server) ? server : "";
        plain = local + ADDRESS.matcher(plain.substring(local.length())).replaceAll(MASKED_ADDRESS);
        plain = TELLING.matcher(plain).replaceAll(MASKED);
        plain = NETWORK.matcher(plain).replaceAll(this::network);
        for (Map.Entry<String, String> name : names.entrySet()) {
            plain = plain.replaceAll("(?<![\\w-])" + Pattern.quote(name.getKey()) + "(?![\\w-])", name.getValue());
        }
        return plain;
    }
}
