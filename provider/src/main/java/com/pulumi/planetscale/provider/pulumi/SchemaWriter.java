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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Writes Pulumi's package schema from the declarations.
///
/// Defaults are in the documentation only: the provider applies them itself, in every language alike.
///
/// Enumerations are open. An input takes a string or a constant, so that editors complete it and a value that is new at
/// PlanetScale needs no new SDK. An output is a plain string. Elements of lists are plain strings as well, since Java
/// would want an `Either` for each of them; their constants are there all the same.
public final class SchemaWriter {
    /// What the tokens of resources and functions begin with.
    static final String PREFIX = "planetscale:index:";

    /// Where the project is published: plugins, the logo and the Go module are found below it.
    private static final String REPOSITORY = "https://github.com/pulumi/pulumi-planetscale";

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
        root.put("repository", REPOSITORY);
        root.put("pluginDownloadURL", REPOSITORY.replace("https://github.com", "github://api.github.com"));
        root.put("publisher", "Pulumi");
        root.put("logoUrl", REPOSITORY.replace("github.com", "raw.githubusercontent.com") + "/main/docs/logo.png");
        // The generators write the SDKs' own project files, such as go.mod, with the schema's version.
        root.putObject("meta").put("supportPack", true);
        languages(root.putObject("language"));
        root.putObject("config").set("variables", variables());
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
        languages.putObject("nodejs").put("packageName", "@pulumi/planetscale").put("respectSchemaVersion", true);
        ObjectNode python = languages
                .putObject("python")
                .put("packageName", "pulumi_planetscale")
                .put("respectSchemaVersion", true);
        python.putObject("pyproject").put("enabled", true);
        python.put("inputTypes", "classes-and-dicts");
        languages
                .putObject("go")
                .put("importBasePath", REPOSITORY.substring("https://".length()) + "/sdk/go/planetscale")
                .put("respectSchemaVersion", true)
                .put("generateResourceContainerTypes", true);
        languages.putObject("csharp").put("rootNamespace", "Pulumi").put("respectSchemaVersion", true);
    }

    /// The settings of a stack, each with the environment variables that stand in for it.
    ///
    /// Those of an explicit provider have none: SDKs would copy the token from the environment into its inputs,
    /// and so into the state. The plugin reads the environment by itself.
    private ObjectNode variables() {
        ObjectNode variables = properties(settings.properties(), property -> true);
        for (Property<?> setting : settings.properties()) {
            if (!setting.environment().isEmpty() && variables.get(setting.name()) instanceof ObjectNode variable) {
                var names = variable.putObject("defaultInfo").putArray("environment");
                setting.environment().forEach(names::add);
            }
        }
        return variables;
    }

    private void provider(ObjectNode provider) {
        provider.put("description", settings.doc());
        provider.set("inputProperties", properties(settings.properties(), property -> true));
    }

    private ObjectNode resource(Resource resource) {
        Schema schema = resource.schema();
        ObjectNode node = mapper.createObjectNode();
        node.put("description", schema.doc() + "\n\n" + importing(schema));
        node.set("inputProperties", inputs(schema));
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
        inputs.set("properties", inputs(schema));
        names(inputs, "required", schema.properties(), property -> property.role() == Role.REQUIRED);
        ObjectNode outputs = node.putObject("outputs").put("type", "object");
        outputs.set("properties", properties(schema.properties(), property -> true));
        names(outputs, "required", schema.properties(), property -> isAlwaysThere(schema, property));
        return node;
    }

    /// The inputs of a resource or a function, with constants for those that are enumerated.
    private ObjectNode inputs(Schema schema) {
        ObjectNode inputs = properties(schema.properties(), Property::isInput);
        for (Property<?> property : schema.inputs()) {
            switch (property.type()) {
                case Type.OneOf(var choices, var _)
                when inputs.get(property.name()) instanceof ObjectNode input -> {
                    input.remove("type");
                    var union = input.putArray("oneOf");
                    union.addObject().put("type", "string");
                    union.addObject().put("$ref", "#/types/" + constants(schema, property, choices));
                }
                case Type.Elements<?, ?> list
                when list.element() instanceof Type.OneOf(var choices, var _) -> {
                    var _ = constants(schema, property, choices);
                }
                default -> {}
            }
        }
        return inputs;
    }

    /// The token of an enumeration.
    private String constants(Schema schema, Property<?> property, List<String> choices) {
        String token = PREFIX + capitalized(schema.name()) + capitalized(property.name());
        ObjectNode type = types.putObject(token);
        type.put("type", "string");
        type.put("description", "Values of `" + property.name() + "` that are known so far.");
        var values = type.putArray("enum");
        choices.forEach(
                choice -> values.addObject().put("name", constant(choice)).put("value", choice));
        return token;
    }

    /// What a constant is called: `deploy_request.opened` is `DeployRequestOpened`.
    private static String constant(String choice) {
        return Arrays.stream(choice.split("[^A-Za-z0-9]+"))
                .map(SchemaWriter::capitalized)
                .collect(Collectors.joining());
    }

    private static String capitalized(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
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
