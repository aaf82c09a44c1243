package com.pulumi.planetscale.provider.resources.schema;

import com.pulumi.planetscale.provider.resources.schema.SchemaText.Name;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is known of the schema that a head and its target have in common.
///
/// PlanetScale merges three ways, so what others have deployed into the target since the head was made stays.
///
/// @param doubt why nothing is known; empty if all that has changed is known
/// @param created tables that others have created in the target since, each with the request that did
/// @param changed tables that others have touched in the target since, each with the requests that did; one whose
///     keyspace is not known has an empty one
/// @param requests all requests that others have deployed to the target since, such as `#3`
public record MergeBase(
        Optional<String> doubt, Map<Name, String> created, Map<Name, String> changed, List<String> requests) {
    /// The target has not changed since the head was made.
    public static final MergeBase TARGET = new MergeBase(Optional.empty(), Map.of(), Map.of(), List.of());

    /// Whose a difference between head and target is.
    enum Origin {
        /// The head has changed it, so deploying brings it to the target.
        HEAD,
        /// Others have changed it in the target, so it stays.
        OTHERS,
        /// Nothing says which.
        UNKNOWN
    }

    /// Whose the difference of a table is.
    ///
    /// @param inHead whether the head has such a table
    Origin origin(Name table, boolean inHead) {
        if (!inHead && created.containsKey(table)) {
            return Origin.OTHERS;
        }
        return doubt.isPresent() || changer(table) != null ? Origin.UNKNOWN : Origin.HEAD;
    }

    private @Nullable String changer(Name table) {
        String known = changed.get(table);
        return known != null ? known : changed.get(new Name("", table.table()));
    }

    /// Why it is not known whose the difference of a table is.
    String doubt(Name table) {
        String request = changer(table);
        return request == null ? doubt.orElse("") : "deploy request " + request + " has changed it in the meantime";
    }

    /// Why it is not known whose the difference of a VSchema is: requests do not list what they do to one.
    Optional<String> vschemaDoubt() {
        return doubt.isPresent() || requests.isEmpty()
                ? doubt
                : Optional.of("deploy request" + (requests.size() == 1 ? " " : "s ") + String.join(", ", requests)
                        + " may have changed it in the meantime");
    }

    /// Whether the target has, or may have, changed by others since the head was made.
    public boolean hasMoved() {
        return doubt.isPresent() || !requests.isEmpty();
    }

    /// That the target has, or may have, changed since the head was made, in words.
    public String moved(String head, String target) {
        return doubt.orElseGet(() ->
                "`" + target + "` has changed since `" + head + "` was made (" + String.join(", ", requests) + ")");
    }

    /// Nothing is known of it.
    public static MergeBase unknown(String why) {
        return new MergeBase(Optional.of(why), Map.of(), Map.of(), List.of());
    }

    /// The tables that others have made since, in words.
    public String words(List<Name> kept) {
        return kept.stream()
                .map(table -> "`" + table + "` (" + Objects.requireNonNullElse(created.get(table), "?") + ")")
                .collect(Collectors.joining(", "));
    }
}
