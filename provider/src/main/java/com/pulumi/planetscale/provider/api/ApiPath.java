package com.pulumi.planetscale.provider.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The path of an object or a collection, such as `/organizations/acme/databases/shop`, and a query.
///
/// @param segments its parts, not yet encoded
/// @param template the same path with `{}` for each part that a caller gave
/// @param query the query's parameters
public record ApiPath(List<String> segments, String template, Map<String, String> query) {
    /// Words that begin the name of a collection: `traffic/budgets` is one collection.
    private static final Set<String> GROUPS = Set.of("traffic");

    /// A part of a path: a collection, and the object in it to which the path leads, if it goes on.
    ///
    /// @param collection its name, such as `branches` or `traffic/budgets`
    public record Step(String collection, Optional<String> object) {}

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
        List<String> segments =
                List.of(text.substring(Math.min(1, text.length())).split("/", -1));
        segments.forEach(segment -> checked(segment, text));
        String template = steps(segments).stream()
                .map(step ->
                        "/" + step.collection() + step.object().map(_ -> "/{}").orElse(""))
                .collect(Collectors.joining());
        return new ApiPath(segments, template, Map.of());
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

    /// Its collections and objects, from the outside in.
    public List<Step> steps() {
        return steps(segments);
    }

    private static List<Step> steps(List<String> segments) {
        var steps = new ArrayList<Step>();
        for (int i = 0; i < segments.size(); ) {
            int object = i + (GROUPS.contains(segments.get(i)) ? 2 : 1);
            String collection = String.join("/", segments.subList(i, Math.min(object, segments.size())));
            boolean leadsOn = object < segments.size();
            steps.add(new Step(collection, leadsOn ? Optional.of(segments.get(object)) : Optional.empty()));
            i = object + 1;
        }
        return steps;
    }

    /// The collection that it leads to, or that the object is in, without its owners: such as `branches`.
    public String collection() {
        return steps().getLast().collection();
    }

    /// Whether it leads to an object, not to a collection.
    public boolean isObject() {
        return steps().getLast().object().isPresent();
    }

    /// The collection that an object is in, or the object that a collection belongs to.
    public ApiPath parent() {
        int shorter = isObject() ? 1 : collection().split("/", -1).length;
        String rest = template;
        for (int i = 0; i < shorter; i++) {
            rest = rest.substring(0, rest.lastIndexOf('/'));
        }
        return new ApiPath(segments.subList(0, segments.size() - shorter), rest, Map.of());
    }

    @Override
    public String toString() {
        return "/" + String.join("/", segments);
    }
}
