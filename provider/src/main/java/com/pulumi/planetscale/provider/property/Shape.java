package com.pulumi.planetscale.provider.property;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What the types share when they look at values from outside.
final class Shape {
    private Shape() {}

    /// Whether one may look inside a value: it fits its type and is known. What does not fit is a finding.
    static boolean passes(Type<?> type, Path path, Value value, Consumer<Finding> findings) {
        Value plain = value.plain();
        if (plain instanceof Value.Unknown) {
            return false;
        }
        boolean fits = type.fits(plain);
        if (!fits) {
            findings.accept(Finding.refusal(path, "this is " + words(plain), "Give " + type.words() + "."));
        }
        return fits;
    }

    /// Refuses a text that is empty or holds nothing but blanks.
    ///
    /// @return whether it is one
    static boolean refuseBlank(Path path, String text, Consumer<Finding> findings) {
        if (text.isBlank()) {
            findings.accept(Finding.refusal(path, "it is empty", "Write a value, or omit it."));
        }
        return text.isBlank();
    }

    /// Whether a type can read a value at every depth, as it can what this provider has written. Secret marks and the
    /// rules of properties take no part, and what is unknown is not looked into.
    static boolean isReadable(Type<?> type, Value value) {
        Value plain = value.plain();
        return plain instanceof Value.Unknown
                || (type.fits(plain)
                        && switch (type) {
                            case Type.Elements<?, ?> list ->
                                elements(plain).stream().allMatch(each -> isReadable(list.element(), each));
                            case Type.MapOf<?>(var element) ->
                                entries(plain).values().stream().allMatch(each -> isReadable(element, each));
                            case Type.Obj object -> {
                                PropertyMap members = object.from(plain);
                                yield object.properties().stream()
                                        .allMatch(member -> !members.has(member)
                                                || isReadable(member.type(), members.value(member)));
                            }
                            case Type.Text _, Type.OneOf _, Type.Bool _, Type.Int _, Type.Decimal _ -> true;
                        });
    }

    /// Whether a value is a text that is empty or holds nothing but blanks.
    static boolean isBlank(Value value) {
        return value.plain() instanceof Value.Text(var text) && text.isBlank();
    }

    static <E> void checkElements(Type<E> element, Path path, Value value, Consumer<Finding> findings) {
        var elements = elements(value);
        for (int i = 0; i < elements.size(); i++) {
            checkElement(element, path.then(i), elements.get(i), findings);
        }
    }

    static <E> void checkElement(Type<E> element, Path path, Value value, Consumer<Finding> findings) {
        if (value.present()) {
            element.check(path, value, findings);
        } else {
            findings.accept(
                    Finding.refusal(path, "there is no value here", "Give " + element.words() + " or remove it."));
        }
    }

    /// The elements of a list; those of a secret one are secrets themselves, so that no message shows them.
    static List<Value> elements(Value value) {
        return switch (value) {
            case Value.Secret(var inner) ->
                elements(inner).stream().<Value>map(Value.Secret::new).toList();
            case Value.ListOf(var elements) -> elements;
            default -> List.of();
        };
    }

    /// The entries of a map or object; those of a secret one are secrets themselves.
    static Map<String, Value> entries(Value value) {
        return switch (value) {
            case Value.Secret(var inner) -> {
                var secrets = new LinkedHashMap<String, Value>();
                entries(inner).forEach((name, entry) -> secrets.put(name, new Value.Secret(entry)));
                yield secrets;
            }
            case Value.MapOf(var entries) -> entries;
            default -> Map.of();
        };
    }

    /// A fault of ours: a value was taken for something that it is not.
    static IllegalStateException mismatch(Type<?> type) {
        return new IllegalStateException(
                "a value that is not " + type.words() + " was read without having been checked");
    }

    private static String words(Value value) {
        return switch (value) {
            case Value.Absent _ -> "nothing";
            case Value.Unknown _ -> "unknown";
            case Value.Bool _ -> "true or false";
            case Value.Int _, Value.Decimal _ -> "a number";
            case Value.Text _ -> "a string";
            case Value.ListOf _ -> "a list";
            case Value.MapOf _ -> "a map";
            case Value.Secret _ -> "a secret";
            case Value.Opaque opaque -> opaque.what();
        };
    }
}
