package com.pulumi.planetscale.provider.property;

import com.pulumi.planetscale.provider.property.Property.Named;
import com.pulumi.planetscale.provider.property.Property.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// What a [Property] answers once it is declared.
///
/// @param <T> what code sees
abstract sealed class Declared<T> permits Property {
    private final String name;
    private final String snakeName;
    private final Type<T> type;
    private final String doc;
    Role role = Role.REQUIRED;
    Optional<T> fallback = Optional.empty();
    boolean secret;
    boolean once;
    boolean fromProvider;
    boolean local;
    boolean always;
    boolean derived;
    List<String> environment = List.of();
    List<T> documented = List.of();
    String apiName;
    Changes<T> changes = Changes.inPlace();
    Rules<T> rules = new Rules<>(List.of(), List.of());
    Set<String> sources = Set.of();
    Optional<Named> named = Optional.empty();

    Declared(String name, Type<T> type, String doc) {
        this.name = name;
        this.snakeName = snakeCase(name);
        this.type = type;
        this.doc = doc;
        this.apiName = snakeName;
    }

    Declared(Declared<T> original) {
        name = original.name;
        snakeName = original.snakeName;
        type = original.type;
        doc = original.doc;
        role = original.role;
        fallback = original.fallback;
        secret = original.secret;
        once = original.once;
        fromProvider = original.fromProvider;
        local = original.local;
        always = original.always;
        derived = original.derived;
        environment = original.environment;
        documented = original.documented;
        apiName = original.apiName;
        changes = original.changes;
        rules = original.rules;
        sources = original.sources;
        named = original.named;
    }

    /// Its name for users, in lower camel case.
    public String name() {
        return name;
    }

    /// Its type.
    public Type<T> type() {
        return type;
    }

    /// What users read about it.
    public String doc() {
        return fallback.filter(value -> !value.equals(List.of()) && !value.equals(Map.of()) && !value.equals(Set.of()))
                .map(value -> doc + " Defaults to `" + value + "`.")
                .orElse(doc);
    }

    /// Who gives it.
    public Role role() {
        return role;
    }

    /// Whether a program may give it.
    public boolean isInput() {
        return role != Role.COMPUTED;
    }

    /// The documented default, where there is one.
    public Optional<Value> fallback() {
        return fallback.map(type::to);
    }

    /// Whether it must not be shown.
    public boolean isSecret() {
        return secret;
    }

    /// Whether the API returns it only at creation.
    public boolean isOnce() {
        return once;
    }

    /// Whether the provider's setting of the same name stands in for it.
    public boolean isFromProvider() {
        return fromProvider;
    }

    /// The environment variables that stand in for it if it is omitted, in this order.
    public List<String> environment() {
        return environment;
    }

    /// The values that PlanetScale documents and no list of its API has; empty if a list has them.
    public List<Value> documented() {
        return documented.stream().map(type::to).toList();
    }

    /// Whether it is used here and never sent.
    public boolean isLocal() {
        return local;
    }

    /// Whether the state of every object has it.
    public boolean isAlways() {
        return always || role == Role.REQUIRED;
    }

    /// Whether PlanetScale derives it from other properties if a program omits it.
    public boolean isDerived() {
        return derived;
    }

    /// Whether it mattered only when an object in this state was created.
    public boolean isAtCreation(PropertyMap state) {
        return changes.atCreation().test(state);
    }

    /// Its name in snake case.
    public String snakeName() {
        return snakeName;
    }

    /// Its name in requests.
    public String apiName() {
        return apiName;
    }

    /// The other object that it names, where it names one.
    public Optional<Named> named() {
        return named;
    }

    /// Whether an update that changes some properties may change this output.
    public boolean dependsOn(Set<String> changed) {
        return sources.stream().anyMatch(changed::contains);
    }

    /// The names that [Property#computedFrom] was given.
    public Set<String> sources() {
        return sources;
    }

    /// Whether a change of it may have to be made in place.
    public boolean mayUpdate() {
        return isInput() && changes.mayUpdate();
    }

    /// Whether a change of it replaces the object, if anything.
    public boolean replaces() {
        return isInput() && changes.replaces();
    }

    /// Whether two values, both present and known, mean the same.
    public boolean same(Value left, Value right) {
        return type.same(left, right) || changes.same(type.from(left), type.from(right));
    }

    /// The meaning of a change between two values that are not the same; each may be absent, none is unknown.
    public OnChange<T> meaning(Value from, Value to, PropertyMap state) {
        return changes.meaning(known(from), known(to), state);
    }

    /// The meaning of a change to a value that is not known yet: the worst that it may come to.
    public OnChange<T> meaningOfUnknown() {
        return replaces() ? OnChange.replace("its new value is not known yet") : OnChange.update();
    }

    /// Finds everything wrong with a value, its type first, then its rules; unknown parts are let through.
    void check(Path path, Value value, Consumer<Finding> findings) {
        rules.check(type, path, value, findings);
    }

    private Optional<T> known(Value value) {
        return value.present() ? Optional.of(type.from(value)) : Optional.empty();
    }

    /// Without a regular expression, since every start of the plugin makes all declarations.
    private static String snakeCase(String camelCase) {
        var snake = new StringBuilder(camelCase.length() + 4);
        for (int i = 0; i < camelCase.length(); i++) {
            char letter = camelCase.charAt(i);
            boolean upper = letter >= 'A' && letter <= 'Z';
            snake.append(upper ? "_" : "").append(upper ? Character.toLowerCase(letter) : letter);
        }
        return snake.toString();
    }

    @Override
    public String toString() {
        return name;
    }
}
