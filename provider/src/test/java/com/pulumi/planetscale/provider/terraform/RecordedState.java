package com.pulumi.planetscale.provider.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.planetscale.provider.resources.ExampleProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Terraform state of the official provider with one of each of its resources, and the program that makes what it
/// describes.
///
/// @param text the state, as Terraform writes it
public record RecordedState(String text) {
    /// What the state holds in plain text, and no one may see.
    public static final String SECRET = "pscale_pw_planted";

    /// Labels of what the program makes and the state does not have.
    public static final Set<String> UNMANAGED = Set.of("mine", "unmanaged", "other", "postgres");

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\w+)\\.(\\w+)}");

    /// The program.
    public static ExampleProgram program() {
        return ExampleProgram.resource("/terraform/organization.yaml");
    }

    /// The resources of the program, as YAML.
    public static String resources() {
        return read("/terraform/organization.yaml");
    }

    /// The state of what the program has made.
    ///
    /// @param outputs an output of a resource of the program, by the resource's label and the output's name
    public static RecordedState of(BinaryOperator<String> outputs) {
        return new RecordedState(REFERENCE
                .matcher(read("/terraform/one-of-each.tfstate"))
                .replaceAll(
                        reference -> Matcher.quoteReplacement(outputs.apply(reference.group(1), reference.group(2)))));
    }

    private static String read(String file) {
        try (InputStream stream = Objects.requireNonNull(RecordedState.class.getResourceAsStream(file), file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The whole state as a tree.
    public ObjectNode tree() {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A state that has some of the resources only.
    public RecordedState only(Predicate<JsonNode> resources) {
        return changed(state -> {
            ArrayNode kept = state.arrayNode();
            state.path("resources").forEach(resource -> {
                if (resources.test(resource)) {
                    kept.add(resource);
                }
            });
            state.set("resources", kept);
        });
    }

    /// A state that has one resource only.
    public RecordedState only(String type, String name) {
        return only(resource -> resource.path("type").asText().equals(type)
                && resource.path("name").asText().equals(name));
    }

    /// A state whose instances were changed.
    public RecordedState instances(Consumer<ObjectNode> change) {
        return changed(state -> state.path("resources")
                .forEach(resource ->
                        resource.path("instances").forEach(instance -> change.accept((ObjectNode) instance))));
    }

    /// A state in which some attributes have other values.
    public RecordedState attributes(Consumer<ObjectNode> change) {
        return instances(instance -> change.accept((ObjectNode) instance.path("attributes")));
    }

    /// A state that was changed.
    public RecordedState changed(Consumer<ObjectNode> change) {
        ObjectNode tree = tree();
        change.accept(tree);
        return new RecordedState(tree.toPrettyString());
    }
}
