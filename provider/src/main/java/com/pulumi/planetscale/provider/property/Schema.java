package com.pulumi.planetscale.provider.property;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Everything a resource declares about itself: what it is called, what identifies it, its properties and the
/// rules between them.
///
/// Immutable: each changer answers a changed copy.
public final class Schema {
    private final String name;
    private final String doc;
    private final List<Property<?>> properties;
    private List<Property<String>> identity = List.of();
    private Optional<Naming> naming = Optional.empty();
    private List<Rule> rules = List.of();
    private List<Due> dues = List.of();
    private Predicate<PropertyMap> alone = _ -> false;
    private List<Property<?>> lookedUp = List.of();
    private Optional<String> apiName = Optional.empty();
    private boolean collectionOnly;

    /// A rule between properties. It must let unknown values through.
    @FunctionalInterface
    public interface Rule {
        void check(PropertyMap inputs, Consumer<Finding> findings);
    }

    /// Work that falls due by itself, such as replacing a password that has expired.
    @FunctionalInterface
    public interface Due {
        /// The work that is due, if any.
        ///
        /// @param now the time to judge by, which whoever plans hands in
        Optional<Work> judge(PropertyMap state, PropertyMap inputs, Instant now);
    }

    /// Work that has fallen due.
    ///
    /// @param property the output that shows it
    /// @param meaning what is to be done
    public record Work(Property<?> property, OnChange<?> meaning) {}

    private Schema(String name, String doc, List<Property<?>> properties) {
        this.name = name;
        this.doc = doc;
        this.properties = List.copyOf(properties);
    }

    private Schema(Schema original) {
        this(original.name, original.doc, original.properties);
        identity = original.identity;
        naming = original.naming;
        rules = original.rules;
        dues = original.dues;
        alone = original.alone;
        lookedUp = original.lookedUp;
        apiName = original.apiName;
        collectionOnly = original.collectionOnly;
    }

    /// The schema of a kind of resource.
    ///
    /// @param name a singular noun in upper camel case
    /// @param doc what it is, in Markdown for users
    /// @param properties in the order in which users should read them
    public static Schema of(String name, String doc, List<Property<?>> properties) {
        return new Schema(name, doc, properties);
    }

    /// Sets which properties identify an object, from the outside in. Their values, joined by slashes, are its
    /// path.
    public Schema identifiedBy(List<Property<String>> identity) {
        var copy = new Schema(this);
        copy.identity = List.copyOf(identity);
        return copy;
    }

    /// Sets how the name is generated where none is given.
    public Schema naming(Naming naming) {
        var copy = new Schema(this);
        copy.naming = Optional.of(naming);
        return copy;
    }

    /// Adds a rule between properties.
    public Schema checking(Rule rule) {
        var copy = new Schema(this);
        copy.rules = new ArrayList<>(rules);
        copy.rules.add(rule);
        return copy;
    }

    /// Adds work that falls due by itself.
    public Schema due(Due due) {
        var copy = new Schema(this);
        copy.dues = new ArrayList<>(dues);
        copy.dues.add(due);
        return copy;
    }

    /// Says that a new object cannot be made while the old one is there in some recorded states, whatever
    /// identifies them.
    public Schema oneAtATimeWhile(Predicate<PropertyMap> states) {
        var copy = new Schema(this);
        copy.alone = states;
        return copy;
    }

    /// Adds what only lookups return: facts that change by themselves, which a recorded state would have wrong.
    public Schema onlyInLookups(List<Property<?>> lookedUp) {
        var copy = new Schema(this);
        copy.lookedUp = List.copyOf(lookedUp);
        return copy;
    }

    /// Sets what the API calls the objects in a path, where it is not the plural of the kind's name.
    public Schema inApi(String apiName) {
        var copy = new Schema(this);
        copy.apiName = Optional.of(apiName);
        return copy;
    }

    /// Says that the API has no paths of single objects: calls on their collection say which one they change.
    public Schema changedAtTheCollection() {
        var copy = new Schema(this);
        copy.collectionOnly = true;
        return copy;
    }

    /// The kind's name, such as `Branch`.
    public String name() {
        return name;
    }

    /// The kind's name for several, such as `Branches`.
    public String plural() {
        return plural(name);
    }

    /// Where the API keeps the objects, such as `/organizations/{}/databases/{}/branches`.
    public String collection() {
        String owners = identity.stream()
                .limit(hasPartOfItsOwn() ? identity.size() - 1 : identity.size())
                .map(owner -> "/" + plural(owner.apiName()).replace('_', '-') + "/{}")
                .collect(Collectors.joining());
        return owners + "/" + apiName.orElseGet(() -> inPaths(plural()));
    }

    private static String inPaths(String word) {
        return word.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /// Where the API keeps one object, such as `/organizations/{}/databases/{}/branches/{}`.
    public String member() {
        return hasPartOfItsOwn() && !collectionOnly ? collection() + "/{}" : collection();
    }

    /// Whether its path ends with a part of its own; what there is one of for each owner has the owner's path.
    private boolean hasPartOfItsOwn() {
        return !identity.isEmpty() && identity.getLast().named().isEmpty();
    }

    private static String plural(String singular) {
        if (singular.endsWith("y")) {
            return singular.substring(0, singular.length() - 1) + "ies";
        }
        return singular + (singular.endsWith("ch") || singular.endsWith("s") ? "es" : "s");
    }

    /// What users read about the kind.
    public String doc() {
        return doc;
    }

    /// All properties.
    public List<Property<?>> properties() {
        return properties;
    }

    /// Those that a program may give.
    public List<Property<?>> inputs() {
        return properties.stream().filter(Property::isInput).toList();
    }

    /// What identifies an object, from the outside in.
    public List<Property<String>> identity() {
        return identity;
    }

    /// How a name is generated.
    public Optional<Naming> naming() {
        return naming;
    }

    /// Whether an input is one of those by which people know the object: its name, or a part of its path.
    public boolean isPartOfName(Property<?> property) {
        return isPartOfPath(property)
                || naming.filter(rule -> rule.property().name().equals(property.name()))
                        .isPresent();
    }

    /// Whether a property is a part of the path.
    boolean isPartOfPath(Property<?> property) {
        return identity.stream().anyMatch(part -> part.name().equals(property.name()));
    }

    /// Whether two names are as good for an object: the same, or both generated for the program's resource.
    public boolean isSameName(String label, String name, String other) {
        return name.equals(other)
                || naming.filter(rule -> rule.made(label, name) && rule.made(label, other))
                        .isPresent();
    }

    /// What falls due by itself.
    public List<Due> dues() {
        return dues;
    }

    /// Whether a new object cannot be made while the old one is there in a recorded state.
    public boolean isOneAtATime(PropertyMap state) {
        return alone.test(state);
    }

    /// What only lookups return.
    public List<Property<?>> lookedUp() {
        return lookedUp;
    }

    /// The path of an object, where everything that identifies it is known.
    public Optional<String> path(PropertyMap values) {
        return path(values, identity);
    }

    /// The path of the object that a property names: for an owner everything that identifies up to it, for one beside
    /// those the organization and its name, for a sibling the object's own path with the other's name at its end.
    public Optional<String> pathNamedBy(Property<?> property, PropertyMap values) {
        var names = identity.stream().map(Property::name).toList();
        int position = names.indexOf(property.name());
        if (isBesideOwners(property)) {
            return properties.stream()
                    .filter(Property::isFromProvider)
                    .findFirst()
                    .flatMap(organization -> text(values, organization))
                    .flatMap(organization -> text(values, property).map(name -> organization + "/" + name));
        }
        return position >= 0
                ? path(values, identity.subList(0, position + 1))
                : path(values.with(names.getLast(), values.value(property)));
    }

    private static Optional<String> text(PropertyMap values, Property<?> property) {
        return values.value(property).plain() instanceof Value.Text(var text) ? Optional.of(text) : Optional.empty();
    }

    /// Whether a property names an object of the organization that the object belongs to besides the owners in its
    /// path.
    public boolean isBesideOwners(Property<?> property) {
        return property.named().flatMap(Property.Named::idProperty).isPresent() && !isPartOfPath(property);
    }

    private static Optional<String> path(PropertyMap values, List<Property<String>> parts) {
        boolean known = parts.stream().allMatch(part -> values.find(part).isPresent());
        return known ? Optional.of(parts.stream().map(values::get).collect(Collectors.joining("/"))) : Optional.empty();
    }

    /// The path in the names of its properties, such as `organization/database/branch/publicId`. A `name` is called
    /// after the kind: `organization/database/branch` for a `Branch`.
    public String pathFormat() {
        return identity.stream()
                .map(part -> part.name().equals("name")
                        ? name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1)
                        : part.name())
                .collect(Collectors.joining("/"));
    }

    /// The identifying properties that a path holds. The first part may be omitted where the provider's
    /// settings have a value for it.
    ///
    /// @return empty where the path has the wrong number of parts, or one that is not a name
    public Optional<PropertyMap> parse(String path, PropertyMap providerSettings) {
        var parts = new ArrayList<>(Arrays.asList(path.split("/", -1)));
        Property<String> first = identity.getFirst();
        if (parts.size() == identity.size() - 1 && first.isFromProvider()) {
            providerSettings.find(first).ifPresent(value -> parts.addFirst(value));
        }
        if (parts.size() != identity.size() || !parts.stream().allMatch(InputCheck::isName)) {
            return Optional.empty();
        }
        PropertyMap values = PropertyMap.EMPTY;
        for (int i = 0; i < parts.size(); i++) {
            values = values.with(identity.get(i), parts.get(i));
        }
        return Optional.of(values);
    }

    /// Everything wrong with inputs: each property by itself, names that no path can have, then the rules between
    /// properties, to which a faulty one looks like one that is not known yet.
    ///
    /// No secret value is repeated: what is found only because of one is said without what it says of the value.
    public List<Finding> check(PropertyMap inputs) {
        return new InputCheck(this, rules).run(inputs);
    }

    /// Recorded values without those that no provider has written: an editor, or a damaged file, has put something of
    /// another type in their place, or an empty string where a name or an id has to be. They count as missing.
    public PropertyMap readable(PropertyMap recorded) {
        PropertyMap readable = recorded;
        for (Property<?> property : properties) {
            Value value = recorded.value(property);
            boolean hasText = property.isAlways() || property.named().isPresent() || isPartOfPath(property);
            boolean isOdd = !Shape.isReadable(property.type(), value) || (hasText && Shape.isBlank(value));
            if (value.present() && isOdd) {
                readable = readable.without(property.name());
            }
        }
        return readable;
    }

    /// Recorded inputs without those that no program can have given.
    public PropertyMap readableInputs(PropertyMap recorded) {
        PropertyMap readable = recorded;
        for (Property<?> property : inputs()) {
            var findings = new ArrayList<Finding>();
            if (recorded.has(property)) {
                property.type().check(Path.of(property.name()), recorded.value(property), findings::add);
            }
            if (!findings.isEmpty()) {
                readable = readable.without(property.name());
            }
        }
        return readable;
    }

    /// Values with the secret mark on every property that is declared so.
    public PropertyMap marked(PropertyMap values) {
        PropertyMap marked = values;
        for (Property<?> property : properties) {
            Value value = values.value(property);
            if (property.isSecret() && value.present()) {
                marked = marked.with(property.name(), new Value.Secret(value));
            }
        }
        return marked;
    }

    @Override
    public String toString() {
        return name;
    }
}
