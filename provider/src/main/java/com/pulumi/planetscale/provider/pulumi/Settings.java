package com.pulumi.planetscale.provider.pulumi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Nearest;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.property.Value;
import java.util.List;
import java.util.Set;

/// The provider's settings as engines send them: a stack's configuration and most SDKs send every value as a
/// text, with JSON in it for what is not a string; YAML programs send them typed.
final class Settings {
    /// What engines add for themselves.
    private static final Set<String> OF_ENGINES = Set.of("version", "pluginDownloadURL");

    private Settings() {}

    /// The settings with strings turned into what the declarations ask for. What cannot be turned stays as it is,
    /// for the check to refuse.
    static PropertyMap typed(Schema schema, PropertyMap sent) {
        PropertyMap typed = PlainTexts.in(schema.properties(), sent);
        for (Property<?> property : schema.properties()) {
            Value value = sent.value(property);
            if (value.present() && !(property.type() instanceof Type.Text)) {
                typed = typed.with(property.name(), typed(value));
            }
        }
        for (String name : OF_ENGINES) {
            typed = typed.without(name);
        }
        return typed;
    }

    /// Everything that is wrong with them. Names like none of ours are let through: newer engines may send more.
    static List<Finding> check(Schema schema, PropertyMap typed) {
        List<String> names = schema.properties().stream().map(Property::name).toList();
        return schema.check(typed).stream()
                .filter(finding -> names.contains(finding.path().property())
                        || Nearest.to(finding.path().property(), names).isPresent())
                .toList();
    }

    private static Value typed(Value value) {
        return switch (value) {
            case Value.Secret(var inner) -> new Value.Secret(typed(inner));
            case Value.Text(var text) -> {
                try {
                    JsonNode node = new JsonMapper().readTree(text);
                    yield node.isBoolean()
                            ? new Value.Bool(node.booleanValue())
                            : node.isNumber() ? Value.number(node.doubleValue()) : value;
                } catch (JsonProcessingException _) {
                    yield value;
                }
            }
            default -> value;
        };
    }
}
