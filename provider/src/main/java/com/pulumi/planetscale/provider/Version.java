package com.pulumi.planetscale.provider;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What the build put beside the classes.
final class Version {
    private Version() {}

    /// The plugin's version, which is the schema's as well. The module has it too where there is one: to read a file of
    /// the runtime image takes a fifth of a start.
    static String number() {
        return Optional.ofNullable(Version.class.getModule().getDescriptor())
                .flatMap(ModuleDescriptor::rawVersion)
                .orElseGet(() -> text("version.txt").strip());
    }

    /// The package schema as JSON.
    static String schema() {
        return text("schema.json");
    }

    private static String text(String name) {
        try (InputStream resource = Version.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("the plugin was built without its " + name);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
