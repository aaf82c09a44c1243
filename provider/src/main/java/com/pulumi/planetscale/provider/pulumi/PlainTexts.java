package com.pulumi.planetscale.provider.pulumi;

import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.property.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Whole numbers and truth values where a text is asked for. Pulumi's type checkers let them pass as strings, and
/// `majorVersion: 18` is what people write in YAML.
///
/// A number with a fraction has lost its spelling, `17.10` for one, so it is left for the check to refuse.
final class PlainTexts {
    private PlainTexts() {}

    /// The given values, with strings where strings are declared.
    static PropertyMap in(List<Property<?>> declared, PropertyMap given) {
        PropertyMap texts = given;
        for (Property<?> property : declared) {
            Value value = given.value(property);
            if (value.present()) {
                texts = texts.with(property.name(), text(property.type(), value));
            }
        }
        return texts;
    }

    private static Value text(Type<?> type, Value value) {
        if (value instanceof Value.Secret(var inner)) {
            return new Value.Secret(text(type, inner));
        }
        return switch (type) {
            case Type.Text _, Type.OneOf _ -> text(value);
            case Type.Elements<?, ?> list -> elements(list.element(), value);
            case Type.MapOf<?>(var element) -> entries(element, value);
            case Type.Obj object -> members(object, value);
            case Type.Bool _, Type.Int _, Type.Decimal _ -> value;
        };
    }

    private static Value text(Value value) {
        return switch (value) {
            case Value.Int(var number) -> new Value.Text(Long.toString(number));
            case Value.Bool(var bool) -> new Value.Text(Boolean.toString(bool));
            default -> value;
        };
    }

    private static Value elements(Type<?> element, Value value) {
        if (!(value instanceof Value.ListOf(var elements))) {
            return value;
        }
        var texts = new ArrayList<Value>();
        elements.forEach(each -> texts.add(text(element, each)));
        return new Value.ListOf(texts);
    }

    private static Value entries(Type<?> element, Value value) {
        if (!(value instanceof Value.MapOf(var entries))) {
            return value;
        }
        var texts = new LinkedHashMap<String, Value>();
        entries.forEach((name, each) -> texts.put(name, text(element, each)));
        return new Value.MapOf(texts);
    }

    private static Value members(Type.Obj object, Value value) {
        return value instanceof Value.MapOf(var entries)
                ? new Value.MapOf(
                        in(object.properties(), PropertyMap.of(entries)).values())
                : value;
    }
}
