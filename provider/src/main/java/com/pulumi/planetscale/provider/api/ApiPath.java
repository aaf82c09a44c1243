package com.pulumi.planetscale.provider.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The path of an object or a collection, such as `/organizations/acme/databases/shop`, and a query.
///
/// @param segments its parts, not yet encoded
/// @param template the same path with `{}` for each part that a caller gave
/// @param query the query's parameters
public record ApiPath(List<String> segments, String template, Map<String, String> query) {
    public ApiPath {
        segments = List.copyOf(segments);
        query = Map.copyOf(query);
    }

    /// A path from a template and the values for its `{}`.
    public static ApiPath of(String template, String... values) {
        return new ApiPath(List.of(), "", Map.of()).then(template, values);
    }

    /// A path from its text, such as [#toString()] writes it: names of collections and of objects by turns.
    ///
    /// @throws IllegalArgumentException if it is not a path
    public static ApiPath parse(String text) {
        String[] segments = text.substring(Math.min(1, text.length())).split("/", -1);
        var template = new StringBuilder();
        for (int i = 0; i < segments.length; i++) {
            String segment = checked(segments[i], text);
            template.append('/').append(i % 2 == 0 ? segment : "{}");
        }
        return new ApiPath(List.of(segments), template.toString(), Map.of());
    }

    /// This path, continued by a template and the values for its `{}`.
    ///
    /// @throws IllegalArgumentException if a value is none of a path, but leads to what is above it
    public ApiPath then(String more, String... values) {
        var filled = new ArrayList<>(segments);
        var next = Arrays.asList(values).iterator();
        for (String part : more.substring(1).split("/", -1)) {
            filled.add(part.equals("{}") ? checked(next.next(), template + more) : part);
        }
        return new ApiPath(filled, template + more, query);
    }

    private static String checked(String value, String template) {
        if (value.isBlank() || value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException(
                    "`" + value + "` is not a name, so there is nothing at `" + template + "` for it");
        }
        return value;
    }

    /// This path with one more query parameter.
    public ApiPath with(String parameter, String value) {
        var longer = new LinkedHashMap<>(query);
        longer.put(parameter, value);
        return new ApiPath(segments, template, longer);
    }

    /// Whether this path is another one, or leads to something below it.
    public boolean isWithin(ApiPath other) {
        return segments.size() >= other.segments.size()
                && segments.subList(0, other.segments.size()).equals(other.segments);
    }

    /// The collection that an object is in, or the object that a collection belongs to.
    public ApiPath parent() {
        return new ApiPath(
                segments.subList(0, segments.size() - 1), template.substring(0, template.lastIndexOf('/')), Map.of());
    }

    @Override
    public String toString() {
        return "/" + String.join("/", segments);
    }
}
