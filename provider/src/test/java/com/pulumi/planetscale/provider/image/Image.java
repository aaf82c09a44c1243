package com.pulumi.planetscale.provider.image;

import com.pulumi.planetscale.provider.played.PlayedEngine;
import com.pulumi.planetscale.provider.played.PluginProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;

/// Makes a runtime image with the plugin inside, a launcher before it, and an archive of prepared classes that
/// cuts the start to a third. Fails unless the archive is really used: the JVM drops an unfit one in silence.
///
/// On Windows the archive holds the JDK's classes only, which jlink makes by itself: the training ends the
/// plugin with a signal, which Windows does not have.
///
/// `docs/design/0003-runtime-image.md` says why each part is as it is.
public final class Image {
    private static final String MODULE = "com.pulumi.planetscale.plugin";

    private final Path target;
    private final Path plugin;
    private final Path runtime;

    private Image(Path target) {
        this.target = target;
        plugin = target.resolve("plugin");
        runtime = plugin.resolve("runtime");
    }

    public static void main(String... arguments) throws IOException, InterruptedException {
        new Image(Path.of(arguments[0])).build();
    }

    private void build() throws IOException, InterruptedException {
        deleteAll(plugin);
        Files.createDirectories(plugin);
        Platform platform = Platform.current();
        Files.writeString(target.resolve("plugin.platform"), platform + "\n");
        if (platform.isWindows()) {
            link("--generate-cds-archive");
            System.err.println("plugin: " + launcher("pulumi-resource-planetscale.cmd", "/launcher.cmd"));
            return;
        }
        link();
        Path launcher = launcher("pulumi-resource-planetscale", "/launcher.sh");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path classes = target.resolve("plugin.classes");
        train(launcher, classes);
        dump(launcher, classes);
        check(launcher);
        System.err.println("plugin: " + launcher);
    }

    /// A compressed image can crash the JVM, and `--compress=zip-0` compresses too, to nothing less: see
    /// docs/design/0003-runtime-image.md.
    private void link(String... more) {
        ToolProvider jlink = ToolProvider.findFirst("jlink").orElseThrow();
        var arguments = new ArrayList<String>(List.of(
                "--module-path",
                target.resolve("modules").toString(),
                "--add-modules",
                MODULE,
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                runtime.toString()));
        arguments.addAll(List.of(more));
        int status = jlink.run(System.out, System.err, arguments.toArray(String[]::new));
        if (status != 0) {
            throw new IllegalStateException("jlink failed with " + status);
        }
    }

    private Path launcher(String name, String resource) throws IOException {
        Path launcher = plugin.resolve(name);
        try (var text = Image.class.getResourceAsStream(resource)) {
            if (text == null) {
                throw new IllegalStateException("no " + resource + " on the class path");
            }
            Files.write(launcher, text.readAllBytes());
        }
        return launcher;
    }

    /// Lets the plugin do everything once and notes the classes that it takes.
    private static void train(Path launcher, Path classes) throws IOException, InterruptedException {
        var environment = Map.of("JDK_JAVA_OPTIONS", "-Xshare:off -XX:DumpLoadedClassList=" + classes);
        try (var process = PluginProcess.start(launcher, environment);
                var engine = PlayedEngine.connect(process.port())) {
            Training.run(engine);
        }
    }

    /// Makes the archive, with the launcher's own flags: it fits no others.
    private static void dump(Path launcher, Path classes) throws IOException, InterruptedException {
        var _ = run(launcher, "-Xshare:dump -XX:+AOTClassLinking -XX:SharedClassListFile=" + classes);
    }

    /// Starts with the archive or not at all; an archive that is used in part only is complained about.
    private static void check(Path launcher) throws IOException, InterruptedException {
        String said = run(launcher, "-Xshare:on");
        boolean complains = said.lines().anyMatch(line -> line.startsWith("["));
        if (complains || said.isBlank()) {
            throw new IllegalStateException("the archive is not used as it should:\n" + said);
        }
    }

    private static String run(Path launcher, String javaOptions) throws IOException, InterruptedException {
        var command = new ProcessBuilder(launcher.toString(), "--version").redirectErrorStream(true);
        command.environment().put("JDK_JAVA_OPTIONS", javaOptions);
        Process process = command.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the launcher with " + javaOptions + " failed:\n" + output);
        }
        return output;
    }

    private static void deleteAll(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> {
                    try {
                        Files.delete(file);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
        }
    }
}
