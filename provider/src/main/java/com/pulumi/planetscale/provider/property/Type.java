package com.pulumi.planetscale.provider.property;

import com.pulumi.planetscale.provider.property.Property.Problem;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The type of a property: what its values look like, when two are the same, how they become Java values.
///
/// The set is closed, and each member has a plain counterpart in every engine's type system: no union, no
/// "any".
///
/// @param <T> what code sees
public sealed interface Type<T> {
    /// See [Text].
    static Type<String> text() {
        return new Text(false);
    }

    /// A text that may be empty, for values that mean nothing to PlanetScale or may mean nothing.
    static Type<String> anyText() {
        return new Text(true);
    }

    /// The Java value of a value that [#check] passed and that holds nothing unknown; secret marks are dropped.
    T from(Value value);

    /// The value of a Java value.
    Value to(T value);

    /// The type in words, such as "a string".
    String words();

    /// Whether a value, free of secret marks, has the outer shape of this type.
    boolean fits(Value plain);

    /// Finds everything wrong with a value. Unknown values are never wrong, absent ones are not its business.
    default void check(Path path, Value value, Consumer<Finding> findings) {
        var _ = Shape.passes(this, path, value, findings);
    }

    /// Whether two values mean the same; secret marks take no part.
    default boolean same(Value left, Value right) {
        return left.plain().equals(right.plain());
    }

    /// A text. An empty one, or one of blanks, is refused in general: what is meant to be left to PlanetScale is
    /// omitted.
    record Text(boolean mayBeEmpty) implements Type<String> {
        @Override
        public void check(Path path, Value value, Consumer<Finding> findings) {
            if (Shape.passes(this, path, value, findings) && !mayBeEmpty) {
                Shape.refuseBlank(path, from(value), findings);
            }
        }

        @Override
        public String from(Value value) {
            if (value.plain() instanceof Value.Text(var text)) {
                return text;
            }
            throw Shape.mismatch(this);
        }

        @Override
        public Value to(String value) {
            return new Value.Text(value);
        }

        @Override
        public String words() {
            return "a string";
        }

        @Override
        public boolean fits(Value plain) {
            return plain instanceof Value.Text;
        }
    }

    /// True or false.
    record Bool() implements Type<Boolean> {
        @Override
        public Boolean from(Value value) {
            if (value.plain() instanceof Value.Bool(var bool)) {
                return bool;
            }
            throw Shape.mismatch(this);
        }

        @Override
        public Value to(Boolean value) {
            return new Value.Bool(value);
        }

        @Override
        public String words() {
            return "true or false";
        }

        @Override
        public boolean fits(Value plain) {
            return plain instanceof Value.Bool;
        }
    }

    /// A whole number.
    ///
    /// @param fits32Bits whether languages may hold it in 32 bits, which sizes in bytes do not fit into
    record Int(boolean fits32Bits) implements Type<Long> {
        @Override
        public Long from(Value value) {
            if (value.plain() instanceof Value.Int(var number)) {
                return number;
            }
            throw Shape.mismatch(this);
        }

        @Override
        public Value to(Long value) {
            return new Value.Int(value);
        }

        /// What is wrong with a number that a program gives: all of them count or measure something, and those that are
        /// not sizes in bytes are 32 bits long in every language.
        Optional<Problem> problem(long number) {
            if (number < 0) {
                return Optional.of(new Problem(number + " is out of range", "Use 0 or more."));
            }
            return fits32Bits && number > Integer.MAX_VALUE
                    ? Optional.of(new Problem(number + " is out of range", "Use at most " + Integer.MAX_VALUE + "."))
                    : Optional.empty();
        }

        @Override
        public String words() {
            return "a whole number";
        }

        @Override
        public boolean fits(Value plain) {
            return plain instanceof Value.Int;
        }
    }

    /// A number, with or without a fraction, as it is written: amounts of money are added exactly.
    record Decimal() implements Type<BigDecimal> {
        @Override
        public BigDecimal from(Value value) {
            return switch (value.plain()) {
                case Value.Int(var number) -> BigDecimal.valueOf(number);
                case Value.Decimal(var number) -> BigDecimal.valueOf(number);
                default -> throw Shape.mismatch(this);
            };
        }

        @Override
        public Value to(BigDecimal value) {
            return Value.number(value.doubleValue());
        }

        @Override
        public String words() {
            return "a number";
        }

        @Override
        public boolean fits(Value plain) {
            return plain instanceof Value.Int || plain instanceof Value.Decimal;
        }
    }

    /// One text of a set.
    ///
    /// @param isOpen whether others are let through, since PlanetScale may know more of them
    record OneOf(List<String> choices, boolean isOpen) implements Type<String> {
        public OneOf {
            choices = List.copyOf(choices);
        }

        /// One text of a fixed set.
        public OneOf(List<String> choices) {
            this(choices, false);
        }

        @Override
        public String from(Value value) {
            return text().from(value);
        }

        @Override
        public Value to(String value) {
            return text().to(value);
        }

        @Override
        public String words() {
            return "one of " + choices.stream().map(c -> "`" + c + "`").collect(Collectors.joining(", "));
        }

        @Override
        public boolean fits(Value plain) {
            return plain instanceof Value.Text;
        }

        @Override
        public void check(Path path, Value value, Consumer<Finding> findings) {
            if (Shape.passes(this, path, value, findings)
                    && !Shape.refuseBlank(path, from(value), findings)
                    && !isOpen
                    && !choices.contains(from(value))) {
                String hint = Optional.of(from(value))
                        .filter(_ -> !value.hasSecret())
                        .flatMap(word -> Nearest.to(word, choices))
                        .map(near -> "Did you mean `" + near + "`? ")
                        .orElse("");
                String shown = value.hasSecret() ? "the value" : "`" + from(value) + "`";
                findings.accept(Finding.refusal(path, shown + " is not known here", hint + "Use " + words() + "."));
            }
        }
    }

    /// What lists and sets have in common.
    ///
    /// @param <E> what code sees of an element
    /// @param <C> what code sees of all
    sealed interface Elements<E, C extends Collection<E>> extends Type<C> {
        /// The type of the elements.
        Type<E> element();

        @Override
        default Value to(C value) {
            return new Value.ListOf(value.stream().map(element()::to).toList());
        }

        @Override
        default String words() {
            return "a list";
        }

        @Override
        default boolean fits(Value plain) {
            return plain instanceof Value.ListOf;
        }

        @Override
        default void check(Path path, Value value, Consumer<Finding> findings) {
            if (Shape.passes(this, path, value, findings)) {
                Shape.checkElements(element(), path, value, findings);
            }
        }
    }

    /// Values of one type, in an order that matters.
    record ListOf<E>(Type<E> element) implements Elements<E, List<E>> {
        @Override
        public List<E> from(Value value) {
            return Shape.elements(value).stream().map(element::from).toList();
        }

        @Override
        public boolean same(Value left, Value right) {
            var lefts = Shape.elements(left);
            var rights = Shape.elements(right);
            boolean same = lefts.size() == rights.size();
            for (int i = 0; same && i < lefts.size(); i++) {
                same = element.same(lefts.get(i), rights.get(i));
            }
            return same;
        }
    }

    /// Values of one type, whose order means nothing and whose repetitions count once.
    record SetOf<E>(Type<E> element) implements Elements<E, Set<E>> {
        @Override
        public Set<E> from(Value value) {
            return Shape.elements(value).stream()
                    .map(element::from)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }

        @Override
        public boolean same(Value left, Value right) {
            var lefts = Shape.elements(left);
            var rights = Shape.elements(right);
            return holdsAll(lefts, rights) && holdsAll(rights, lefts);
        }

        private boolean holdsAll(List<Value> set, List<Value> others) {
            return others.stream().allMatch(other -> set.stream().anyMatch(one -> element.same(one, other)));
        }
    }

    /// Values of one type by name.
    record MapOf<E>(Type<E> element) implements Type<Map<String, E>> {
        @Override
        public Map<String, E> from(Value value) {
            var map = new LinkedHashMap<String, E>();
            Shape.entries(value).forEach((name, entry) -> map.put(name, element.from(entry)));
            return map;
        }

        @Override
        public Value to(Map<String, E> value) {
            var entries = new LinkedHashMap<String, Value>();
            value.forEach((name, entry) -> entries.put(name, element.to(entry)));
            return new Value.MapOf(entries);
        }

        @Override
        public String words() {
            return "a map";
        }

        @Override
        public boolean fits(Value plain) {
            return plain instanceof Value.MapOf;
        }

        @Override
        public void check(Path path, Value value, Consumer<Finding> findings) {
            if (Shape.passes(this, path, value, findings)) {
                Shape.entries(value).forEach((name, entry) -> {
                    if (name.isBlank()) {
                        findings.accept(Finding.refusal(path, "one of its keys is empty", "Give each value a key."));
                    }
                    Shape.checkElement(element, path.then(name), entry, findings);
                });
            }
        }

        @Override
        public boolean same(Value left, Value right) {
            var lefts = Shape.entries(left);
            var rights = Shape.entries(right);
            return lefts.keySet().equals(rights.keySet())
                    && lefts.entrySet().stream()
                            .allMatch(entry -> element.same(
                                    entry.getValue(), rights.getOrDefault(entry.getKey(), Value.absent())));
        }
    }

    /// A closed object.
    ///
    /// @param name its name, a singular noun in upper camel case
    /// @param doc what it is, for users
    /// @param properties its members
    record Obj(String name, String doc, List<Property<?>> properties) implements Type<PropertyMap> {
        public Obj {
            properties = List.copyOf(properties);
        }

        @Override
        public PropertyMap from(Value value) {
            return PropertyMap.of(Shape.entries(value));
        }

        @Override
        public Value to(PropertyMap value) {
            return new Value.MapOf(value.values());
        }

        /// Whether each member means the same: one that is omitted means its default.
        @Override
        public boolean same(Value left, Value right) {
            PropertyMap lefts = from(left);
            PropertyMap rights = from(right);
            return properties.stream().allMatch(member -> Members.same(member, lefts, rights));
        }

        @Override
        public String words() {
            return "an object";
        }

        @Override
        public boolean fits(Value plain) {
            return plain instanceof Value.MapOf;
        }

        @Override
        public void check(Path path, Value value, Consumer<Finding> findings) {
            if (Shape.passes(this, path, value, findings)) {
                Members.check(properties, path, from(value), findings);
            }
        }
    }
}
