package com.pulumi.planetscale.provider.resources.traffic;

import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.OnChange;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resource.OperationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// What a rule matches: the same properties in the `rules` of a budget and in a rule that is a resource of its own (API
/// reference, command line and documentation of Traffic Control, August 2026).
final class RuleContent {
    private static final String MATCH = "match";
    private static final String SYSTEM = "system";
    private static final List<String> ATTRIBUTES = List.of("username", "remote_address", "application_name");
    private static final String FIXED = "PlanetScale cannot change a traffic rule";

    static final Property<String> KEY =
            Property.text("key", "Key of the tag; of an attribute `username`, `remote_address` or `application_name`.");
    static final Property<String> VALUE = Property.text(
                    "value", "Value that the tag must have. Omitted in rules of the kind `each`.")
            .optional();
    static final Property<String> SOURCE = Property.oneOf(
                    "source",
                    "`sql` for a tag in the comments of queries, `system` for an attribute of connections.",
                    "sql",
                    SYSTEM)
            .defaultsTo("sql");

    static final Property<String> KIND = Property.oneOf(
                    "kind",
                    "`match` limits all matching queries together, `each` those of each value of the tag by"
                            + " themselves.",
                    MATCH,
                    "each")
            .defaultsTo(MATCH);
    static final Property<String> FINGERPRINT = Property.text(
                    "fingerprint", "Fingerprint of the query pattern to match, as Insights shows it.")
            .optional();
    static final Property<String> KEYSPACE =
            Property.text("keyspace", "Keyspace of the query pattern.").optional();
    static final Property<Set<PropertyMap>> TAGS = Property.set(
                    "tags",
                    "Tags that a query must have, all of them. PlanetScale knows a tag once recent queries had it.",
                    new Type.Obj(
                            "TrafficTag",
                            "A tag of queries, or an attribute of connections.",
                            List.of(KEY, VALUE, SOURCE)))
            .defaultsTo(Set.of());

    /// As members of a budget.
    static final List<Property<?>> MEMBERS = List.of(KIND, FINGERPRINT, KEYSPACE, TAGS);

    /// As inputs of a resource: a change makes another rule.
    static final List<Property<?>> INPUTS = List.of(
            KIND.atCreation(FIXED),
            FINGERPRINT.atCreation(FIXED).dropping(OnChange.replace(FIXED)),
            KEYSPACE.atCreation(FIXED).dropping(OnChange.replace(FIXED)),
            TAGS.atCreation(FIXED));

    private RuleContent() {}

    /// Finds what is wrong with a rule.
    ///
    /// @param at where it is in the inputs
    static void check(Path at, PropertyMap rule, Consumer<Finding> findings) {
        Optional<Set<PropertyMap>> tags = rule.has(TAGS) ? rule.find(TAGS) : Optional.of(Set.of());
        boolean hasNoTags = tags.filter(Set::isEmpty).isPresent();
        if (!rule.has(FINGERPRINT) && hasNoTags) {
            findings.accept(Finding.refusal(
                    at, "the rule matches nothing: it has neither a fingerprint nor a tag", "Set one of them."));
        }
        if (rule.has(KEYSPACE) && !rule.has(FINGERPRINT)) {
            findings.accept(Finding.refusal(
                    at.then(KEYSPACE.name()),
                    "it is the keyspace of a query pattern, and the rule has no fingerprint",
                    "Set `fingerprint`, or remove it."));
        }
        if (isEach(rule) && tags.filter(all -> all.size() != 1).isPresent()) {
            findings.accept(Finding.refusal(
                    at.then(TAGS.name()),
                    "a rule of the kind `each` has exactly one tag, and this one has "
                            + tags.orElseThrow().size(),
                    "Use one tag, or the kind `match`."));
        }
        tags.orElse(Set.of()).stream()
                .filter(tag -> tag.find(SOURCE).filter(SYSTEM::equals).isPresent())
                .map(tag -> tag.get(KEY))
                .filter(key -> !ATTRIBUTES.contains(key))
                .forEach(key -> findings.accept(Finding.refusal(
                        at.then(TAGS.name()),
                        "`" + key + "` is not an attribute of connections",
                        "Use " + String.join(", ", ATTRIBUTES) + ", or the source `sql`.")));
    }

    /// Finds what PlanetScale may refuse: its descriptions contradict each other, or say nothing.
    static List<Finding> doubts(PropertyMap rule) {
        Set<PropertyMap> tags = rule.find(TAGS).orElse(Set.of());
        var findings = new ArrayList<Finding>();
        if (tags.size() > 1 && !isEach(rule)) {
            findings.add(Finding.warning(
                    "a rule has " + tags.size() + " tags, and PlanetScale's API reference can be read as allowing one",
                    "If PlanetScale refuses it, use one tag."));
        }
        if (rule.has(FINGERPRINT) && !tags.isEmpty()) {
            findings.add(Finding.warning(
                    "a rule has both a fingerprint and tags, which PlanetScale may refuse",
                    "If it does, use one of them."));
        }
        if (!isEach(rule) && tags.stream().anyMatch(tag -> !tag.has(VALUE))) {
            findings.add(Finding.warning(
                    "a rule of the kind `match` has a tag without a value, which PlanetScale may refuse",
                    "If it does, set the value, or use the kind `each`."));
        }
        return findings;
    }

    /// A refusal of rules, with what tags need: PlanetScale says nothing of it (documentation, Traffic Control).
    static IOException explained(ApiException refusal, boolean haveTags) {
        return haveTags && refusal.kind() == ApiException.Kind.INVALID
                ? new OperationException(Finding.refusal(
                        Path.ROOT,
                        String.valueOf(refusal.getMessage()),
                        "A rule can use a tag once recent queries had it. If none has had it yet, run such a query first,"
                                + " then run again."))
                : refusal;
    }

    private static boolean isEach(PropertyMap rule) {
        return rule.find(KIND).filter(kind -> !kind.equals(MATCH)).isPresent();
    }

    /// The elements of a list of rules that are known to be there, with their places.
    static void eachOf(Property<Set<PropertyMap>> rules, PropertyMap inputs, Visitor visitor) {
        if (inputs.value(rules).plain() instanceof Value.ListOf(var elements)) {
            for (int i = 0; i < elements.size(); i++) {
                if (elements.get(i).plain() instanceof Value.MapOf(var entries)) {
                    visitor.visit(Path.of(rules.name()).then(i), PropertyMap.of(entries));
                }
            }
        }
    }

    /// Is shown the rules of a list.
    @FunctionalInterface
    interface Visitor {
        void visit(Path at, PropertyMap rule);
    }
}
