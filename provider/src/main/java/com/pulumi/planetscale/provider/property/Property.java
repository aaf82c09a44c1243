package com.pulumi.planetscale.provider.property;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// One property of a resource, declared once: name, type and documentation, and the traits from which schema,
/// defaults, validation, diff, replacement, secrets and request bodies follow.
///
/// Immutable: each changer answers a changed copy, so a constant can be written as one sentence.
///
/// @param <T> what code sees
public final class Property<T> extends Declared<T> {
    /// Who gives the value.
    public enum Role {
        /// The program must give it.
        REQUIRED,
        /// The program may give it; where it does not, the state holds what the API chose.
        OPTIONAL,
        /// Only the API gives it.
        COMPUTED
    }

    /// What is wrong with a value, and what to do: the summary and the remedy of a [Finding].
    public record Problem(String summary, String remedy) {}

    /// That a text names another object.
    ///
    /// @param kind the other object's kind, such as `Database`
    /// @param idProperty the property of this resource that holds the other's public id, which outlives its
    ///     name; empty for a sibling, whose id is not recorded
    public record Named(String kind, Optional<String> idProperty) {}

    private Property(String name, Type<T> type, String doc) {
        super(name, type, doc);
    }

    private Property(Property<T> original) {
        super(original);
    }

    private Property<T> with(Consumer<Property<T>> change) {
        var copy = new Property<>(this);
        change.accept(copy);
        return copy;
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
        return with(it -> it.role = Role.OPTIONAL);
    }

    /// Makes it an optional input with a documented default, which a program that leaves it out again goes back
    /// to.
    public Property<T> defaultsTo(T value) {
        return optional().with(it -> it.fallback = Optional.of(value));
    }

    /// Makes it an output.
    public Property<T> computed() {
        return with(it -> it.role = Role.COMPUTED);
    }

    /// Makes it an output that other properties may change: it is unknown in the plan of an update that touches
    /// them.
    public Property<T> computedFrom(Property<?>... changing) {
        Set<String> names = Set.copyOf(Stream.of(changing).map(Property::name).toList());
        return computed().with(it -> it.sources = names);
    }

    /// Marks its value as one that must not be shown.
    public Property<T> secret() {
        return with(it -> it.secret = true);
    }

    /// Marks it as told by the API only at creation: a read keeps what the state holds.
    public Property<T> once() {
        return with(it -> it.once = true);
    }

    /// Takes the provider's own setting of the same name where a resource leaves it out.
    public Property<T> fromProvider() {
        return optional().with(it -> it.fromProvider = true);
    }

    /// Says which environment variables stand in for a setting of the provider that is omitted, the first that is set.
    public Property<T> fromEnvironment(String... variables) {
        return optional().with(it -> it.environment = List.of(variables));
    }

    /// Says which values PlanetScale documents, where no list of its API has them. A creation may try others, since
    /// PlanetScale may have more by now; nothing is deleted for one that it may not have.
    public Property<T> documentedAs(List<T> values) {
        return with(it -> it.documented = List.copyOf(values));
    }

    /// Marks it as the provider's own business: it is used here and never sent, so a change of it alone is
    /// recorded without a call.
    public Property<T> local() {
        return changing(OnChange.note()).dropping(OnChange.note()).with(it -> it.local = true);
    }

    /// Marks it as told of every object, so that programs need not ask whether it is there.
    public Property<T> always() {
        return with(it -> it.always = true);
    }

    /// Says that PlanetScale derives the value from other properties if a program omits it, so that an import does not
    /// pin it: it goes on following them.
    public Property<T> derived() {
        return with(it -> it.derived = true);
    }

    /// The same as an output, for what only looks things up.
    public Property<T> asOutput() {
        return computed().with(it -> it.sources = Set.of());
    }

    /// The same as a required input, for what only looks things up.
    public Property<T> asInput() {
        return with(it -> it.role = Role.REQUIRED);
    }

    /// Sets the name in requests, where it is not the snake case of ours.
    public Property<T> inApi(String apiName) {
        return with(it -> it.apiName = apiName);
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
        return with(it -> it.changes = changes.atCreation(states));
    }

    /// Says that the API does not return it, so that a value which a program writes for the first time is believed.
    public Property<T> notReturned() {
        return believedWhile(_ -> true);
    }

    /// Says that a value which a program writes for the first time is believed while the object is in some recorded
    /// states.
    public Property<T> believedWhile(Predicate<PropertyMap> states) {
        return with(it -> it.changes = changes.believed(states));
    }

    /// Makes every change of a recorded value change the object. One that is written for the first time is
    /// believed, and one that is omitted is forgotten.
    public Property<T> updatesOnceRecorded() {
        return deciding((from, to, state) -> from.isEmpty() ? OnChange.note() : OnChange.update());
    }

    /// Sets what a change means; [OnChange.Update] where nothing is said.
    public Property<T> changing(OnChange<T> meaning) {
        return with(it -> it.changes = changes.onChange(meaning));
    }

    /// Lets the values pick what a change means.
    public Property<T> deciding(OnChange.Choice<T> choice) {
        return changing(new OnChange.Decide<>(choice));
    }

    /// Says that it never changes in place, whatever [#deciding] picks.
    public Property<T> fixed() {
        return with(it -> it.changes = changes.fixed());
    }

    /// Sets what leaving an input out means that was given before and has no default. Where nothing is said it
    /// is refused, since the API keeps the value.
    public Property<T> dropping(OnChange<T> meaning) {
        return with(it -> it.changes = changes.onDrop(meaning));
    }

    /// Lets values that are spelled differently count as equal, such as `PS-10` and `PS_10`. Asked in one order
    /// only.
    public Property<T> sameWhen(BiPredicate<T, T> same) {
        return with(it -> it.changes = changes.alias(same));
    }

    /// Adds a rule for its values: answers what is wrong, or nothing.
    public Property<T> checking(Function<T, Optional<Problem>> rule) {
        return with(it -> it.rules = rules.and(rule));
    }

    /// Adds a rule for each text of a list or set, so that every bad one is found at its place.
    public Property<T> checkingEach(Function<String, Optional<Problem>> rule) {
        return with(it -> it.rules = rules.andEach(rule));
    }

    /// Says that the text names the owner of the object, whose rename must not look like a move to another one.
    public Property<T> namingOwner(String kind, Property<String> idProperty) {
        return with(it -> it.named = Optional.of(new Named(kind, Optional.of(idProperty.name()))));
    }

    /// Says that the text is the public id of the owner of the object, which has no name in paths.
    public Property<T> identifyingOwner(String kind) {
        return with(it -> it.named = Optional.of(new Named(kind, Optional.of(name()))));
    }

    /// Says that the text names another object of the same owner, whose rename must not look like another one.
    public Property<T> namingSibling(String kind) {
        return with(it -> it.named = Optional.of(new Named(kind, Optional.empty())));
    }

    private static String sentence(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
    }
}
