package com.pulumi.planetscale.provider.property;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/// One property of a resource, declared once: name, type and documentation, and the traits from which schema,
/// defaults, validation, diff, replacement, secrets and request bodies follow.
///
/// Immutable: each changer answers a changed copy, so a constant can be written as one sentence.
///
/// @param <T> what code sees
public final class Property<T> {
    /// Who gives the value.
    public enum Role {
        /// The program must give it.
        REQUIRED,
        /// The program may give it; where it does not, the state holds what the API chose.
        OPTIONAL,
        /// Only the API gives it.
        COMPUTED
    }

    private final String name;
    private final Type<T> type;
    private final String doc;
    private Role role = Role.REQUIRED;
    private Optional<T> fallback = Optional.empty();
    private boolean secret;
    private boolean once;
    private boolean fromProvider;
    private boolean local;
    private boolean always;
    private boolean fixed;
    private boolean derived;
    private Predicate<PropertyMap> atCreation = _ -> false;
    private Predicate<PropertyMap> believed = _ -> false;
    private String apiName;
    private OnChange<T> onChange = OnChange.update();
    private Optional<OnChange<T>> onDrop = Optional.empty();
    private BiPredicate<T, T> alias = (left, right) -> false;
    private List<Function<T, Optional<Problem>>> rules = List.of();
    private List<Function<String, Optional<Problem>>> elementRules = List.of();
    private Set<String> sources = Set.of();
    private Optional<Named> named = Optional.empty();

    /// What is wrong with a value, and what to do: the summary and the remedy of a [Finding].
    public record Problem(String summary, String remedy) {}

    /// That a text names another object.
    ///
    /// @param kind the other object's kind, such as `Database`
    /// @param idProperty the property of this resource that holds the other's public id, which outlives its
    ///     name; empty for a sibling, whose id is not recorded
    public record Named(String kind, Optional<String> idProperty) {}

    private Property(String name, Type<T> type, String doc) {
        this.name = name;
        this.type = type;
        this.doc = doc;
        this.apiName = snakeCase(name);
    }

    private Property(Property<T> original) {
        this(original.name, original.type, original.doc);
        role = original.role;
        fallback = original.fallback;
        secret = original.secret;
        once = original.once;
        fromProvider = original.fromProvider;
        local = original.local;
        always = original.always;
        fixed = original.fixed;
        derived = original.derived;
        atCreation = original.atCreation;
        believed = original.believed;
        apiName = original.apiName;
        onChange = original.onChange;
        onDrop = original.onDrop;
        alias = original.alias;
        rules = original.rules;
        elementRules = original.elementRules;
        sources = original.sources;
        named = original.named;
    }

    /// A required text.
    public static Property<String> text(String name, String doc) {
        return new Property<>(name, Type.text(), doc);
    }

    /// A required truth value.
    public static Property<Boolean> bool(String name, String doc) {
        return new Property<>(name, new Type.Bool(), doc);
    }

    /// A required whole number.
    public static Property<Long> integer(String name, String doc) {
        return new Property<>(name, new Type.Int(true), doc);
    }

    /// A required size in bytes.
    public static Property<Long> bytes(String name, String doc) {
        return new Property<>(name, new Type.Int(false), doc);
    }

    /// A required number.
    public static Property<BigDecimal> decimal(String name, String doc) {
        return new Property<>(name, new Type.Decimal(), doc);
    }

    /// A required text out of a fixed set. The documentation gets the set appended.
    public static Property<String> oneOf(String name, String doc, String... choices) {
        var type = new Type.OneOf(List.of(choices));
        return new Property<>(name, type, doc + " " + sentence(type.words()));
    }

    /// A required list.
    public static <E> Property<List<E>> list(String name, String doc, Type<E> element) {
        return new Property<>(name, new Type.ListOf<>(element), doc);
    }

    /// A required list whose order means nothing.
    public static <E> Property<Set<E>> set(String name, String doc, Type<E> element) {
        return new Property<>(name, new Type.SetOf<>(element), doc);
    }

    /// A required map.
    public static <E> Property<Map<String, E>> map(String name, String doc, Type<E> element) {
        return new Property<>(name, new Type.MapOf<>(element), doc);
    }

    /// A required closed object.
    public static Property<PropertyMap> object(String name, String doc, Type.Obj type) {
        return new Property<>(name, type, doc);
    }

    /// Makes it an input that may be omitted. Without [#defaultsTo], the API chooses then.
    public Property<T> optional() {
        var copy = new Property<>(this);
        copy.role = Role.OPTIONAL;
        return copy;
    }

    /// Makes it an optional input with a documented default, which a program that leaves it out again goes back
    /// to.
    public Property<T> defaultsTo(T value) {
        var copy = optional();
        copy.fallback = Optional.of(value);
        return copy;
    }

    /// Makes it an output.
    public Property<T> computed() {
        var copy = new Property<>(this);
        copy.role = Role.COMPUTED;
        return copy;
    }

    /// Makes it an output that other properties may change: it is unknown in the plan of an update that touches
    /// them.
    public Property<T> computedFrom(Property<?>... changing) {
        var copy = computed();
        copy.sources = Set.copyOf(List.of(changing).stream().map(Property::name).toList());
        return copy;
    }

    /// Marks its value as one that must not be shown.
    public Property<T> secret() {
        var copy = new Property<>(this);
        copy.secret = true;
        return copy;
    }

    /// Marks it as told by the API only at creation: a read keeps what the state holds.
    public Property<T> once() {
        var copy = new Property<>(this);
        copy.once = true;
        return copy;
    }

    /// Takes the provider's own setting of the same name where a resource leaves it out.
    public Property<T> fromProvider() {
        var copy = optional();
        copy.fromProvider = true;
        return copy;
    }

    /// Marks it as the provider's own business: it is used here and never sent, so a change of it alone is
    /// recorded without a call.
    public Property<T> local() {
        var copy = changing(OnChange.note());
        copy.onDrop = Optional.of(OnChange.note());
        copy.local = true;
        return copy;
    }

    /// Marks it as told of every object, so that programs need not ask whether it is there.
    public Property<T> always() {
        var copy = new Property<>(this);
        copy.always = true;
        return copy;
    }

    /// Says that PlanetScale derives the value from other properties if a program omits it, so that an import does not
    /// pin it: it goes on following them.
    public Property<T> derived() {
        var copy = new Property<>(this);
        copy.derived = true;
        return copy;
    }

    /// The same as an output, for what only looks things up.
    public Property<T> asOutput() {
        var copy = computed();
        copy.sources = Set.of();
        return copy;
    }

    /// The same as a required input, for what only looks things up.
    public Property<T> asInput() {
        var copy = new Property<>(this);
        copy.role = Role.REQUIRED;
        return copy;
    }

    /// Sets the name in requests, where it is not the snake case of ours.
    public Property<T> inApi(String apiName) {
        var copy = new Property<>(this);
        copy.apiName = apiName;
        return copy;
    }

    /// Says that it matters at creation only: when the program changes it, a new object takes the place of the old one.
    /// What the object has by now is no reason for that, so a refresh leaves the recorded input alone, and only the
    /// output shows what is.
    ///
    /// @param why a clause such as "a branch cannot move between databases"
    public Property<T> atCreation(String why) {
        return changing(OnChange.replace(why)).atCreationWhile(_ -> true).fixed();
    }

    /// Says that it matters at creation only while an object is in some recorded states; what a change means, another
    /// trait says.
    public Property<T> atCreationWhile(Predicate<PropertyMap> states) {
        var copy = new Property<>(this);
        copy.atCreation = states;
        return copy;
    }

    /// Says that the API does not return it, so that a value which a program writes for the first time is believed.
    public Property<T> untold() {
        return believedWhile(_ -> true);
    }

    /// Says that a value which a program writes for the first time is believed while the object is in some recorded
    /// states.
    public Property<T> believedWhile(Predicate<PropertyMap> states) {
        var copy = new Property<>(this);
        copy.believed = states;
        return copy;
    }

    /// Makes every change of a recorded value change the object. One that is written for the first time is
    /// believed, and one that is omitted is forgotten.
    public Property<T> updatesOnceRecorded() {
        return deciding((from, to, state) -> from.isEmpty() ? OnChange.note() : OnChange.update());
    }

    /// Sets what a change means; [OnChange.Update] where nothing is said.
    public Property<T> changing(OnChange<T> meaning) {
        var copy = new Property<>(this);
        copy.onChange = meaning;
        return copy;
    }

    /// Lets the values pick what a change means.
    public Property<T> deciding(OnChange.Choice<T> choice) {
        return changing(new OnChange.Decide<>(choice));
    }

    /// Says that it never changes in place, whatever [#deciding] picks.
    public Property<T> fixed() {
        var copy = new Property<>(this);
        copy.fixed = true;
        return copy;
    }

    /// Sets what leaving an input out means that was given before and has no default. Where nothing is said it
    /// is refused, since the API keeps the value.
    public Property<T> dropping(OnChange<T> meaning) {
        var copy = new Property<>(this);
        copy.onDrop = Optional.of(meaning);
        return copy;
    }

    /// Lets values that are spelled differently count as equal, such as `PS-10` and `PS_10`. Asked in one order
    /// only.
    public Property<T> sameWhen(BiPredicate<T, T> same) {
        var copy = new Property<>(this);
        copy.alias = same;
        return copy;
    }

    /// Adds a rule for its values: answers what is wrong, or nothing.
    public Property<T> checking(Function<T, Optional<Problem>> rule) {
        var copy = new Property<>(this);
        copy.rules = new ArrayList<>(rules);
        copy.rules.add(rule);
        return copy;
    }

    /// Adds a rule for each text of a list or set, so that every bad one is found at its place.
    public Property<T> checkingEach(Function<String, Optional<Problem>> rule) {
        var copy = new Property<>(this);
        copy.elementRules = new ArrayList<>(elementRules);
        copy.elementRules.add(rule);
        return copy;
    }

    /// Says that the text names the owner of the object, whose rename must not look like a move to another one.
    public Property<T> namingOwner(String kind, Property<String> idProperty) {
        var copy = new Property<>(this);
        copy.named = Optional.of(new Named(kind, Optional.of(idProperty.name())));
        return copy;
    }

    /// Says that the text names another object of the same owner, whose rename must not look like another one.
    public Property<T> namingSibling(String kind) {
        var copy = new Property<>(this);
        copy.named = Optional.of(new Named(kind, Optional.empty()));
        return copy;
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
        return atCreation.test(state);
    }

    /// Its name in snake case.
    public String snakeName() {
        return snakeCase(name);
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

    /// The names that [#computedFrom] was given.
    public Set<String> sources() {
        return sources;
    }

    /// Whether a change of it may have to be made in place.
    public boolean mayUpdate() {
        return isInput() && !fixed && !(onChange instanceof OnChange.Replace || onChange instanceof OnChange.Note);
    }

    /// Whether a change of it replaces the object, if anything.
    public boolean replaces() {
        return isInput() && (fixed || onChange instanceof OnChange.Replace);
    }

    /// Whether two values, both present and known, mean the same.
    public boolean same(Value left, Value right) {
        return type.same(left, right)
                || alias.test(type.from(left), type.from(right))
                || alias.test(type.from(right), type.from(left));
    }

    /// The meaning of a change between two values that are not the same; each may be absent, none is unknown.
    public OnChange<T> meaning(Value from, Value to, PropertyMap state) {
        if (!from.present() && believed.test(state)) {
            return OnChange.note();
        }
        OnChange<T> meaning = to.present()
                ? onChange
                : onDrop.orElseGet(() -> OnChange.refuse(
                        "it was set before, and there is no default to go back to",
                        "Write it again with the value it has, or list it in `ignoreChanges`."));
        return meaning instanceof OnChange.Decide<T>(var choice) ? choice.of(known(from), known(to), state) : meaning;
    }

    /// The meaning of a change to a value that is not known yet: the worst that it may come to.
    public OnChange<T> meaningOfUnknown() {
        return replaces() ? OnChange.replace("its new value is not known yet") : OnChange.update();
    }

    /// Finds everything wrong with a value, its type first, then its rules; unknown parts are let through.
    void check(Path path, Value value, Consumer<Finding> findings) {
        var wrong = new ArrayList<Finding>();
        type.check(path, value, wrong::add);
        wrong.forEach(findings);
        if (!wrong.isEmpty()) {
            return;
        }
        List<Value> elements = Shape.elements(value);
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i).plain() instanceof Value.Text(var text)) {
                apply(elementRules, text, path.then(i), findings);
            }
        }
        if (!value.hasUnknown()) {
            apply(rules, type.from(value), path, findings);
        }
    }

    private static <V> void apply(
            List<Function<V, Optional<Problem>>> rules, V value, Path path, Consumer<Finding> findings) {
        rules.forEach(rule -> rule.apply(value)
                .ifPresent(problem -> findings.accept(Finding.refusal(path, problem.summary(), problem.remedy()))));
    }

    private Optional<T> known(Value value) {
        return value.present() ? Optional.of(type.from(value)) : Optional.empty();
    }

    private static String snakeCase(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static String sentence(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
    }

    @Override
    public String toString() {
        return name;
    }
}
