package com.pulumi.planetscale.provider.property;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// A property's value as an engine hands it over: it says whether it is absent, unknown, secret or plain.
///
/// A resource never meets an [Unknown]; a preview may. A list or map holds values again, so each of the four
/// may sit at any depth.
public sealed interface Value {
    /// See [Absent].
    static Value absent() {
        return new Absent();
    }

    /// See [Unknown].
    static Value unknown() {
        return new Unknown();
    }

    /// Not given. Engines that send null mean this.
    record Absent() implements Value {}

    /// Does not exist until another resource does.
    record Unknown() implements Value {}

    /// True or false.
    record Bool(boolean value) implements Value {}

    /// A whole number; exact up to 2^53, where engines that count in doubles lose digits.
    record Int(long value) implements Value {}

    /// A number with a fraction. A whole one is always an [Int], so that equal numbers are equal values.
    record Decimal(double value) implements Value {}

    /// A text.
    record Text(String value) implements Value {}

    /// Values in order.
    record ListOf(List<Value> elements) implements Value {
        public ListOf {
            elements = List.copyOf(elements);
        }
    }

    /// Values by name: a map or a closed object, which look alike on the wire. Keeps the order it was given.
    record MapOf(Map<String, Value> entries) implements Value {
        public MapOf {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }
    }

    /// A value that must not be shown, nor any part of it. There is no second mark within: Pulumi's SDKs unwrap one,
    /// and in Node a program would find a wrapper where a string should be.
    record Secret(Value value) implements Value {
        public Secret {
            value = value.plain();
        }

        @Override
        public String toString() {
            return "[secret]";
        }
    }

    /// Something of the engine's own that no property of ours takes, such as an asset or a reference to a
    /// resource; kept whole, so that it can be named in a refusal and handed back as it came.
    record Opaque(String what, Map<String, Value> fields) implements Value {
        public Opaque {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /// This value without any secret mark, at any depth.
    default Value plain() {
        return switch (this) {
            case Secret(var value) -> value.plain();
            default -> mapChildren(Value::plain);
        };
    }

    /// This value with what is secret in it looking unknown, at any depth.
    default Value withoutSecrets() {
        return switch (this) {
            case Secret(var value) -> value.present() ? new Unknown() : value;
            default -> mapChildren(Value::withoutSecrets);
        };
    }

    /// Tells the strings and numbers in it that are secret.
    default void secretWords(Consumer<String> words) {
        switch (this) {
            case Secret(var value) -> value.words(words);
            case ListOf(var elements) -> elements.forEach(element -> element.secretWords(words));
            case MapOf(var entries) -> entries.values().forEach(entry -> entry.secretWords(words));
            case Absent _, Unknown _, Bool _, Int _, Decimal _, Text _, Opaque _ -> {}
        }
    }

    private void words(Consumer<String> words) {
        switch (this) {
            case Text(var text) -> {
                if (!text.isBlank()) {
                    words.accept(text);
                }
            }
            case Int(var number) -> words.accept(Long.toString(number));
            case Decimal(var number) -> words.accept(Double.toString(number));
            case Secret(var value) -> value.words(words);
            case ListOf(var elements) -> elements.forEach(element -> element.words(words));
            case MapOf(var entries) -> entries.values().forEach(entry -> entry.words(words));
            case Absent _, Unknown _, Bool _, Opaque _ -> {}
        }
    }

    /// Whether it is there at all; an unknown value is.
    default boolean present() {
        return switch (this) {
            case Absent _ -> false;
            case Secret(var value) -> value.present();
            default -> true;
        };
    }

    /// Whether anything in it is unknown.
    default boolean hasUnknown() {
        return switch (this) {
            case Unknown _ -> true;
            case Secret(var value) -> value.hasUnknown();
            case ListOf(var elements) -> elements.stream().anyMatch(Value::hasUnknown);
            case MapOf(var entries) -> entries.values().stream().anyMatch(Value::hasUnknown);
            case Absent _, Bool _, Int _, Decimal _, Text _, Opaque _ -> false;
        };
    }

    /// Whether anything in it is secret.
    default boolean hasSecret() {
        return switch (this) {
            case Secret _ -> true;
            case ListOf(var elements) -> elements.stream().anyMatch(Value::hasSecret);
            case MapOf(var entries) -> entries.values().stream().anyMatch(Value::hasSecret);
            case Absent _, Unknown _, Bool _, Int _, Decimal _, Text _, Opaque _ -> false;
        };
    }

    /// A number as the one value that stands for it.
    static Value number(double number) {
        boolean whole = number == Math.rint(number) && Math.abs(number) <= 1L << 53;
        return whole ? new Int((long) number) : new Decimal(number);
    }

    private Value mapChildren(UnaryOperator<Value> change) {
        return switch (this) {
            case ListOf(var elements) ->
                new ListOf(elements.stream().map(change).toList());
            case MapOf(var entries) -> {
                var changed = new LinkedHashMap<String, Value>();
                entries.forEach((name, value) -> changed.put(name, change.apply(value)));
                yield new MapOf(changed);
            }
            default -> this;
        };
    }
}
