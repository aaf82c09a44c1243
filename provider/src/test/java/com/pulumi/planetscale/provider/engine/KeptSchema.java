package com.pulumi.planetscale.provider.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The schema that an engine keeps in its home after it has asked the plugin for it, for which it starts the
/// plugin once more. Users have one home, and each stack of a test has its own, so the first stacks hand on
/// what their engine has kept.
///
/// @param version the plugin's
/// @param text the schema as the engine has written it
record KeptSchema(String version, String text) {
    private static final AtomicReference<@Nullable KeptSchema> KEPT = new AtomicReference<>();

    /// Brings what is known to a new home. The engine distrusts a schema that is older than the plugin's folder, so the
    /// folder is made first, with the link that `engine/pulumi` would make.
    static void bring(Path home, Path launcher) {
        KeptSchema kept = KEPT.get();
        if (kept == null) {
            return;
        }
        try {
            Path plugin = Files.createDirectories(home.resolve("plugins/resource-planetscale-v" + kept.version));
            Files.createSymbolicLink(plugin.resolve(launcher.getFileName()), launcher);
            Path schemas = Files.createDirectories(home.resolve("schemas"));
            Files.writeString(schemas.resolve("planetscale-" + kept.version + ".json"), kept.text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes over what an engine has left in its home.
    static void keep(Path home) {
        Path schemas = home.resolve("schemas");
        if (KEPT.get() == null && Files.exists(schemas)) {
            try (Stream<Path> files = Files.list(schemas)) {
                files.filter(file -> file.getFileName().toString().matches("planetscale-[\\d.]+\\.json"))
                        .forEach(KeptSchema::take);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void take(Path file) {
        String version = file.getFileName().toString().replaceAll("planetscale-|\\.json", "");
        KEPT.set(new KeptSchema(version, StackFolder.text(file)));
    }
}
