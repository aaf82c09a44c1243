package com.pulumi.planetscale.provider.resources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A program of `examples/`, as far as tests of resources need one: its resources in order, and the references
/// between them. Tests take what they create from there, so a kind is tested as it is documented.
public record ExampleProgram(String name, List<Declared> resources) {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([\\w-]+)((?:\\.\\w+)+)}");
    private static final String PREFIX = "planetscale:";

    /// A resource of the program.
    public record Declared(String label, String kind, JsonNode properties) {}

    /// All YAML programs.
    public static List<ExampleProgram> all() {
        try (Stream<Path> folders = Files.list(Path.of("../examples"))) {
            return folders.map(folder -> folder.resolve("Pulumi.yaml"))
                    .filter(Files::exists)
                    .sorted()
                    .map(ExampleProgram::read)
                    .filter(program -> !program.resources().isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The program in a folder of that name.
    public static ExampleProgram named(String name) {
        return read(Path.of("../examples", name, "Pulumi.yaml"));
    }

    /// The resources that a file on the class path declares, by their labels.
    public static ExampleProgram resource(String file) {
        try (InputStream text = Objects.requireNonNull(ExampleProgram.class.getResourceAsStream(file), file)) {
            return of(file, new YAMLMapper().readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ExampleProgram read(Path file) {
        try {
            JsonNode program = new YAMLMapper().readTree(file.toFile());
            return of(program.path("name").asText(), program.path("resources"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ExampleProgram of(String name, JsonNode declared) {
        var resources = new ArrayList<Declared>();
        declared.properties().forEach(entry -> {
            String type = entry.getValue().path("type").asText();
            if (type.startsWith(PREFIX)) {
                resources.add(new Declared(
                        entry.getKey(),
                        type.substring(type.lastIndexOf(':') + 1),
                        entry.getValue().path("properties")));
            }
        });
        return new ExampleProgram(name, resources);
    }

    /// The inputs of a resource, with references replaced by what the states hold.
    static PropertyMap inputs(Declared declared, Map<String, PropertyMap> states) {
        var inputs = new LinkedHashMap<String, Value>();
        declared.properties()
                .properties()
                .forEach(entry -> inputs.put(entry.getKey(), value(entry.getValue(), states)));
        return PropertyMap.of(inputs);
    }

    /// A reference to a property of another resource.
    public record Reference(String label, String property) {}

    /// What a value refers to, where it is a reference.
    public static Optional<Reference> reference(JsonNode node) {
        Matcher reference = REFERENCE.matcher(node.asText());
        return node.isTextual() && reference.matches()
                ? Optional.of(
                        new Reference(reference.group(1), reference.group(2).substring(1)))
                : Optional.empty();
    }

    private static Value value(JsonNode node, Map<String, PropertyMap> states) {
        if (node.isTextual()) {
            return reference(node)
                    .map(reference -> referred(reference.label(), reference.property(), states))
                    .orElseGet(() -> new Value.Text(node.asText()));
        }
        if (node.isBoolean()) {
            return new Value.Bool(node.booleanValue());
        }
        if (node.isNumber()) {
            return Value.number(node.doubleValue());
        }
        if (node.isArray()) {
            var elements = new ArrayList<Value>();
            node.forEach(element -> elements.add(value(element, states)));
            return new Value.ListOf(elements);
        }
        var entries = new LinkedHashMap<String, Value>();
        node.properties().forEach(entry -> entries.put(entry.getKey(), value(entry.getValue(), states)));
        return new Value.MapOf(entries);
    }

    private static Value referred(String label, String property, Map<String, PropertyMap> states) {
        PropertyMap state = states.get(label);
        if (state == null) {
            throw new IllegalStateException("`" + label + "` is referred to before it is declared");
        }
        return state.value(property);
    }
}
