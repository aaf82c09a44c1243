package com.pulumi.planetscale.provider.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.pulumi.planetscale.provider.lifecycle.Catalog;
import com.pulumi.planetscale.provider.pages.Documents.Block;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resources.World;
import java.nio.file.Files;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What the documentation shows exists: links, programs and their properties.
class DocumentsTest {
    private static final String TYPE = "planetscale:";

    @Test
    void everyLinkLeadsSomewhere() {
        assertThat(Documents.links()).hasSizeGreaterThan(50).allSatisfy(link -> {
            assertThat(Files.exists(link.path()))
                    .as(link.file() + " links to " + link.destination())
                    .isTrue();
            if (!link.anchor().isEmpty()) {
                assertThat(Documents.anchors(link.path()))
                        .as(link.file().toString())
                        .contains(link.anchor());
            }
        });
    }

    @Test
    void everyProgramDeclaresWhatExists() throws Exception {
        try (World world = World.quick()) {
            var yaml = new YAMLMapper();
            int checked = 0;
            for (Block block : Documents.blocks()) {
                if (block.language().equals("yaml")) {
                    JsonNode program = yaml.readTree(block.text());
                    program.path("resources")
                            .forEach(resource -> resource(
                                    world.catalog(), resource, block.file().toString()));
                    program.path("variables")
                            .forEach(variable -> function(
                                    world.catalog(),
                                    variable.path("fn::invoke"),
                                    block.file().toString()));
                    checked++;
                }
            }
            assertThat(checked).isGreaterThan(20);
        }
    }

    private static void resource(Catalog catalog, JsonNode resource, String file) {
        String type = resource.path("type").asText();
        if (type.startsWith(TYPE)) {
            Schema schema = catalog.resource(type.substring(TYPE.length()))
                    .orElseThrow(() -> new AssertionError(file + ": there is no " + type))
                    .schema();
            properties(schema, resource.path("properties"), file);
        }
    }

    private static void function(Catalog catalog, JsonNode call, String file) {
        String name = call.path("function").asText();
        if (name.startsWith(TYPE)) {
            properties(
                    Objects.requireNonNull(catalog.lookups().get(name.substring(TYPE.length())), file + ": no " + name)
                            .schema(),
                    call.path("arguments"),
                    file);
        }
    }

    private static void properties(Schema schema, JsonNode given, String file) {
        Set<String> inputs = schema.inputs().stream().map(Property::name).collect(Collectors.toSet());
        Set<String> required = schema.inputs().stream()
                .filter(property -> property.role() == Property.Role.REQUIRED && !property.isFromProvider())
                .map(Property::name)
                .collect(Collectors.toSet());

        assertThat(given.properties().stream().map(Map.Entry::getKey))
                .as(file + ": " + schema)
                .isSubsetOf(inputs)
                .containsAll(required);
    }
}
