package com.pulumi.planetscale.provider.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Empty;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.provider.played.PlayedEngine;
import com.pulumi.planetscale.provider.played.PluginProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The plugin as users get it: a launcher before a runtime of its own.
class PluginIT {
    private static final Path LAUNCHER =
            Path.of("target/plugin/pulumi-resource-planetscale").toAbsolutePath();
    /// Whose it is does not matter: nothing is called there.
    private static final String SOME_ENGINE = "127.0.0.1:9";

    /// 660 in November 2026, of which a JVM that does nothing takes 400.
    private static final int MOST_CLASSES_OF_A_START = 750;

    /// 77 MB in November 2026, or 85 if the heap happens to have grown. Of that, 46 are pages of files, which
    /// plugins that run at the same time share.
    private static final long LARGEST_MEMORY_KILOBYTES = 90 * 1024;

    private static final long LARGEST_OWN_MEMORY_KILOBYTES = 45 * 1024;
    private static final long LARGEST_DOWNLOAD = 40 * 1024 * 1024;

    @TempDir
    Path folder;

    /// A finished run.
    private record Run(int status, String out, String err) {}

    private static Run run(Path launcher, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        Path err = Files.createTempFile("plugin", ".err");
        Process process =
                new ProcessBuilder(command).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out, Files.readString(err));
    }

    @Test
    void versionIsALineOfItsOwn() throws Exception {
        Run run = run(LAUNCHER, "--version");

        assertThat(run.out()).matches("\\d+\\.\\d+\\.\\d+\\S*\\R");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
    }

    @Test
    void helpNamesSubCommandsAndSettings() throws Exception {
        Run run = run(LAUNCHER, "--help");

        assertThat(run.out()).contains("import-file", "PLANETSCALE_SERVICE_TOKEN_ID", "PULUMI_DEBUG_PROVIDERS");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
    }

    @Test
    void subCommandsRunInTheImage() throws Exception {
        Run run = run(LAUNCHER, "import-file", "--help");

        assertThat(run.out()).contains("Usage: pulumi-resource-planetscale import-file", "--database");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
    }

    @Test
    void unknownSubCommandIsAMistakeOfTheCommandLine() throws Exception {
        Run run = run(LAUNCHER, "imprt-file");

        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("There is no sub-command `imprt-file`", "--help");
        assertThat(run.status()).isEqualTo(2);
    }

    /// The JVM's decompressor is not safe to be used by two threads at first.
    @Test
    void imageHoldsNothingThatHasToBeDecompressed() throws Exception {
        Run run = run(
                Path.of(System.getProperty("java.home"), "bin", "jimage"),
                "list",
                "--verbose",
                LAUNCHER.resolveSibling("runtime/lib/modules").toString());

        List<String> packed = run.out()
                .lines()
                .map(String::strip)
                .filter(line -> line.matches("\\d+ +\\d+ +\\d+ .*"))
                .map(line -> line.replaceFirst("\\d+ +\\d+ +(\\d+) .*", "$1"))
                .toList();
        assertThat(packed).hasSizeGreaterThan(1000).containsOnly("0");
    }

    @Test
    void launcherIsReachedThroughLinks() throws Exception {
        var _ = Files.createSymbolicLink(folder.resolve("linked"), LAUNCHER);
        Path linkToLink = Files.createSymbolicLink(folder.resolve("twice"), Path.of("linked"));

        assertThat(run(linkToLink, "--version").status()).isZero();
    }

    /// `pulumi plugin install --file` takes a single file as well, and then the launcher is alone.
    @Test
    void launcherWithoutItsRuntimeSaysHowToInstallBoth() throws Exception {
        Path alone = Files.copy(LAUNCHER, folder.resolve("pulumi-resource-planetscale"));

        Run run = run(alone, SOME_ENGINE);

        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("`runtime` is missing", "pulumi plugin install resource planetscale VERSION --reinstall");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void portIsTheOnlyLineOnStandardOutput() throws Exception {
        try (var plugin = PluginProcess.start(LAUNCHER, Map.of(), "--logtostderr", "-v=9", "--tracing", "file:t")) {
            try (var engine = PlayedEngine.connect(plugin.port())) {
                assertThat(engine.handshake().getAcceptSecrets()).isTrue();
                assertThat(engine.schema()).startsWith("{");
                var _ = engine.checkConfig(Map.of("organization", "acme"));
            }
            assertThat(plugin.process().isAlive())
                    .as("without an engine it serves on")
                    .isTrue();
            plugin.process().toHandle().destroy();
            assertThat(plugin.rest()).isEmpty();
        }
    }

    @Test
    void pluginEndsWithItsEngine() throws Exception {
        try (var plugin = PluginProcess.start(LAUNCHER, Map.of(), SOME_ENGINE)) {
            try (var engine = PlayedEngine.connect(plugin.port())) {
                var _ = engine.handshake();
            }
            assertThat(plugin.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(plugin.process().exitValue()).isZero();
        }
    }

    @Test
    void interruptOfTheTerminalIsTheEnginesBusiness() throws Exception {
        try (var plugin = PluginProcess.start(LAUNCHER, Map.of(), SOME_ENGINE);
                var engine = PlayedEngine.connect(plugin.port())) {
            var _ = engine.handshake();
            int status = new ProcessBuilder(
                            "kill", "-INT", Long.toString(plugin.process().pid()))
                    .start()
                    .waitFor();

            assertThat(status).isZero();
            assertThat(engine.plugin().getPluginInfo(Empty.getDefaultInstance()).getVersion())
                    .isNotEmpty();
        }
    }

    /// A class from anywhere else means an archive that is not used, or a training that missed it: either makes the
    /// start two to three times as long.
    @Test
    void allClassesOfAStartComeFromTheArchive() throws Exception {
        Path log = folder.resolve("classes.log");
        // Of all variables the one that comes after the launcher's own options, which turn logging off.
        var options = Map.of("_JAVA_OPTIONS", "-Xshare:on -Xlog:class+load:file=" + log);
        List<String> loaded;
        try (var plugin = PluginProcess.start(LAUNCHER, options);
                var engine = PlayedEngine.connect(plugin.port())) {
            var _ = engine.handshake();
            assertThat(engine.schema()).isNotEmpty();
            engine.configure(Map.of("serviceTokenId", "id", "serviceToken", "token", "organization", "acme"));
            // Read before the end, which is not part of a start: a write to an engine that is gone needs more classes.
            loaded = Files.readAllLines(log);
        }

        assertThat(loaded)
                .anyMatch(line -> line.contains("provider.Main source: shared objects file"))
                // The JDK archives none of its own events, and by chance of hash codes one of its tables becomes a
                // tree.
                .noneMatch(line -> line.contains("source: jrt:")
                        && !line.contains(" jdk.internal.event.")
                        && !line.contains(" java.util.concurrent.ConcurrentHashMap$Tree"))
                .noneMatch(line -> line.contains("picocli"));
    }

    /// Prepared classes cost nothing until they are initialized. What only calls need waits for the first call, and no
    /// class is generated at run time, which would take Java's compiler for them and several milliseconds each.
    @Test
    void startInitializesOnlyWhatItNeeds() throws Exception {
        List<String> initialized = initializedUntil("pulumirpc.ResourceProviderGrpc");

        assertThat(initialized)
                .contains("com.pulumi.planetscale.provider.Main", "io.grpc.okhttp.OkHttpServer")
                .hasSizeLessThan(MOST_CLASSES_OF_A_START)
                .noneMatch(name -> name.startsWith("com.fasterxml.") || name.startsWith("okhttp3."))
                .noneMatch(name -> name.startsWith("com.pulumi.planetscale.provider.resources."))
                .noneMatch(name -> name.startsWith("pulumirpc.Provider"))
                .noneMatch(name -> name.startsWith("java.util.regex.") || name.startsWith("java.util.Formatter"))
                .noneMatch(name -> name.startsWith("java.lang.classfile.") || name.contains("LambdaForm$MH/"));
    }

    /// The classes that a start has initialized up to one of them.
    private List<String> initializedUntil(String last) throws IOException {
        Path log = folder.resolve("initialized.log");
        var options = Map.of("_JAVA_OPTIONS", "-Xlog:class+init=info:file=" + log);
        try (var plugin = PluginProcess.start(LAUNCHER, options, SOME_ENGINE)) {
            assertThat(plugin.port()).isPositive();
        }
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains(" Initializing '"))
                .map(line ->
                        line.replaceFirst(".* Initializing '([^']+)'.*", "$1").replace('/', '.'))
                .takeWhile(name -> !name.equals(last))
                .toList();
    }

    @Test
    void memoryOfARunIsSmall() throws Exception {
        try (Emulator emulator = Emulator.start(Emulator.Options.defaults());
                var plugin = PluginProcess.start(LAUNCHER, Map.of(), SOME_ENGINE);
                var engine = PlayedEngine.connect(plugin.port())) {
            var _ = engine.handshake();
            assertThat(engine.schema()).isNotEmpty();
            engine.configure(Map.of(
                    "organization",
                    emulator.organization(),
                    "serviceTokenId",
                    emulator.serviceTokenId(),
                    "serviceToken",
                    emulator.serviceToken(),
                    "endpoint",
                    emulator.serverUrl()));
            assertThat(engine.list("Database", Map.of())).isEmpty();

            Path status = Path.of("/proc", Long.toString(plugin.process().pid()), "status");
            Assumptions.assumeTrue(Files.exists(status), "only Linux says how much memory a process has");
            assertThat(kilobytes(status, "VmRSS:")).isLessThan(LARGEST_MEMORY_KILOBYTES);
            assertThat(kilobytes(status, "RssAnon:")).isLessThan(LARGEST_OWN_MEMORY_KILOBYTES);
        }
    }

    private static long kilobytes(Path status, String field) throws IOException {
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    /// What users download is compressed by gzip at its best.
    @Test
    void downloadIsSmall() throws Exception {
        var size = new Counted();
        try (var packed = new GZIPOutputStream(size);
                var files = Files.walk(LAUNCHER.getParent())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                var _ = Files.copy(file, packed);
            }
        }
        assertThat(size.bytes).isLessThan(LARGEST_DOWNLOAD);
    }

    private static final class Counted extends OutputStream {
        private long bytes;

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] some, int offset, int length) {
            bytes += length;
        }
    }
}
