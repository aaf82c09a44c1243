package com.pulumi.planetscale.emulator.http;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The query of a request. Where a name occurs twice, the last one counts.
public final class Query {
    private final Map<String, String> values;

    private Query(Map<String, String> values) {
        this.values = values;
    }

    /// Reads a query as it is sent.
    ///
    /// @param raw what stands behind the question mark, still encoded
    public static Query parse(String raw) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                values.put(
                        decode(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return new Query(values);
    }

    /// Empty where it is not given or empty.
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).filter(text -> !text.isEmpty());
    }

    public Optional<Boolean> bool(String name) {
        return text(name).map(text -> switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw Refusal.invalid(name + " must be true or false");
        });
    }

    public Optional<Integer> positive(String name) {
        return text(name).map(text -> {
            if (!text.matches("0*[1-9]\\d{0,8}")) {
                throw Refusal.invalid(name + " must be a positive integer");
            }
            return Integer.valueOf(text);
        });
    }

    public Optional<String> oneOf(String name, Collection<String> allowed) {
        return Optional.ofNullable(values.get(name)).map(text -> {
            if (!allowed.contains(text)) {
                throw Refusal.invalid(name + " must be one of: " + String.join(", ", allowed));
            }
            return text;
        });
    }

    /// The same query with one value set, encoded.
    String with(String name, Object value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(name, String.valueOf(value));
        return changed.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("The query is not properly percent-encoded");
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
