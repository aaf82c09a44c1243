package com.pulumi.planetscale.provider.pulumi;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.planetscale.provider.lifecycle.Catalog;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.Property.Role;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.resource.Lookup;
import com.pulumi.planetscale.provider.resource.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Predicate;

/// Writes Pulumi's package schema from the declarations.
///
/// Defaults are in the documentation only: the provider applies them itself, in every language alike.
public final class SchemaWriter {
    /// What the tokens of resources and functions begin with.
    static final String PREFIX = "planetscale:index:";

    private final JsonMapper mapper = new JsonMapper();
    private final ObjectNode types = mapper.createObjectNode();
    private final Schema settings;
    private final Catalog catalog;
    private final String version;

    public SchemaWriter(Schema settings, Catalog catalog, String version) {
        this.settings = settings;
        this.catalog = catalog;
        this.version = version;
    }

    /// The schema as indented JSON, with a line break at the end.
    public String write() {
        ObjectNode root = mapper.createObjectNode();
        root.put("name", "planetscale");
        root.put("displayName", "PlanetScale");
        root.put("version", version);
        root.put(
                "description",
                "A native Pulumi provider for PlanetScale: databases, branches, credentials, webhooks, backups and"
                        + " deploy requests.");
        root.putArray("keywords")
                .add("pulumi")
                .add("planetscale")
                .add("category/database")
                .add("kind/native");
        root.put("homepage", "https://planetscale.com");
        root.put("license", "Apache-2.0");
        languages(root.putObject("language"));
        root.putObject("config").set("variables", properties(settings.properties(), property -> true));
        provider(root.putObject("provider"));
        root.set("types", types);
        ObjectNode resources = root.putObject("resources");
        catalog.resources()
                .values()
                .forEach(resource -> resources.set(PREFIX + resource.schema().name(), resource(resource)));
        ObjectNode functions = root.putObject("functions");
        catalog.lookups()
                .values()
                .forEach(lookup -> functions.set(PREFIX + lookup.schema().name(), function(lookup)));
        try {
            var unix = new DefaultIndenter("  ", "\n");
            var printer = new DefaultPrettyPrinter().withObjectIndenter(unix).withArrayIndenter(unix);
            return mapper.writer(printer).writeValueAsString(root) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void languages(ObjectNode languages) {
        languages.putObject("java").put("buildFiles", "none").put("basePackage", "com.pulumi");
        languages.putObject("nodejs").put("respectSchemaVersion", true);
        ObjectNode python = languages.putObject("python").put("respectSchemaVersion", true);
        python.putObject("pyproject").put("enabled", true);
        python.put("inputTypes", "classes-and-dicts");
        languages.putObject("go").put("respectSchemaVersion", true).put("generateResourceContainerTypes", true);
        languages.putObject("csharp").put("respectSchemaVersion", true);
    }

    private void provider(ObjectNode provider) {
        provider.put("description", settings.doc());
        provider.set("inputProperties", properties(settings.properties(), property -> true));
    }

    private ObjectNode resource(Resource resource) {
        Schema schema = resource.schema();
        ObjectNode node = mapper.createObjectNode();
        node.put("description", schema.doc() + "\n\n" + importing(schema));
        node.set("inputProperties", properties(schema.properties(), Property::isInput));
        names(node, "requiredInputs", schema.properties(), property -> property.role() == Role.REQUIRED);
        node.set("properties", properties(schema.properties(), property -> true));
        names(node, "required", schema.properties(), property -> isAlwaysThere(schema, property));
        if (resource instanceof Resource.Listed) {
            List<Property<?>> owner =
                    List.copyOf(schema.identity().subList(0, schema.identity().size() - 1));
            ObjectNode list = node.putObject("listInputs");
            list.set("properties", properties(owner, property -> true));
            names(list, "required", owner, property -> property.role() == Role.REQUIRED);
        }
        return node;
    }

    private static boolean isAlwaysThere(Schema schema, Property<?> property) {
        return property.isAlways() || schema.isPartOfName(property);
    }

    private static String importing(Schema schema) {
        return """
                ## Import

                ```sh
                pulumi import %s%s example %s
                ```

                The organization can be omitted if the provider has one.""".formatted(PREFIX, schema.name(), schema.pathFormat());
    }

    private ObjectNode function(Lookup lookup) {
        Schema schema = lookup.schema();
        ObjectNode node = mapper.createObjectNode();
        node.put("description", schema.doc());
        ObjectNode inputs = node.putObject("inputs").put("type", "object");
        inputs.set("properties", properties(schema.properties(), Property::isInput));
        names(inputs, "required", schema.properties(), property -> property.role() == Role.REQUIRED);
        ObjectNode outputs = node.putObject("outputs").put("type", "object");
        outputs.set("properties", properties(schema.properties(), property -> true));
        names(outputs, "required", schema.properties(), property -> isAlwaysThere(schema, property));
        return node;
    }

    private ObjectNode properties(List<Property<?>> properties, Predicate<Property<?>> chosen) {
        ObjectNode node = mapper.createObjectNode();
        properties.stream().filter(chosen).forEach(property -> {
            ObjectNode spec = type(property.type());
            spec.put("description", property.doc());
            if (property.isSecret()) {
                spec.put("secret", true);
            }
            if (property.replaces()) {
                spec.put("willReplaceOnChanges", true);
            }
            node.set(property.name(), spec);
        });
        return node;
    }

    private static void names(
            ObjectNode node, String field, List<? extends Property<?>> properties, Predicate<Property<?>> chosen) {
        var names = node.putArray(field);
        properties.stream().filter(chosen).forEach(property -> names.add(property.name()));
    }

    /// Sizes in bytes do not fit into the 32 bits that an `integer` has in several languages, so whole numbers
    /// are numbers.
    private ObjectNode type(Type<?> type) {
        ObjectNode node = mapper.createObjectNode();
        return switch (type) {
            case Type.Text _, Type.OneOf _ -> node.put("type", "string");
            case Type.Bool _ -> node.put("type", "boolean");
            case Type.Int number -> node.put("type", number.fits32Bits() ? "integer" : "number");
            case Type.Decimal _ -> node.put("type", "number");
            case Type.Elements<?, ?> list -> node.put("type", "array").set("items", type(list.element()));
            case Type.MapOf<?>(var element) -> node.put("type", "object").set("additionalProperties", type(element));
            case Type.Obj object -> node.put("$ref", "#/types/" + PREFIX + named(object));
        };
    }

    private String named(Type.Obj object) {
        if (!types.has(PREFIX + object.name())) {
            ObjectNode node = types.putObject(PREFIX + object.name());
            node.put("type", "object").put("description", object.doc());
            node.set("properties", properties(object.properties(), property -> true));
            names(node, "required", object.properties(), Property::isAlways);
        }
        return object.name();
    }
}
