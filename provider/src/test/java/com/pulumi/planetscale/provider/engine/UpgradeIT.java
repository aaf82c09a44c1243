package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.planetscale.emulator.Emulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A stack that a released version has left, continued by this one. Each release is recorded in
/// `src/test/resources/stacks/VERSION`: a program with an object of each kind, the export of the engine, and what
/// PlanetScale had.
class UpgradeIT {
    private static final Path STACKS = Path.of("src/test/resources/stacks");
    private static final Path SCHEMA = Path.of("../schema/schema.json");
    private static final JsonMapper JSON = new JsonMapper();

    /// When everything was recorded: backups expire and revert windows close.
    private static final InstantSource THEN = InstantSource.fixed(Instant.parse("2026-11-30T08:00:00Z"));

    static Stream<Path> releases() throws IOException {
        try (Stream<Path> folders = Files.list(STACKS)) {
            return folders.filter(Files::isDirectory).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void stackOfAReleaseIsRefreshedAndPlannedWithoutAChange(Path release) throws Exception {
        try (Stack stack = at(copy(release.resolve("planetscale.json")))) {
            stack.program(Files.readString(release.resolve("program.yaml")));
            Path export = release.resolve("export.json").toAbsolutePath();
            var _ = stack.pulumi("stack", "import", "--file", export.toString()).succeeded();

            var _ = stack.refresh("--expect-no-changes").succeeded();
            Preview preview = stack.preview();

            assertThat(preview.status()).as(preview.output()).isZero();
            assertThat(preview.steps()).as(preview.output()).isEmpty();
            assertThat(stack.calls()).isNotEmpty().allMatch(call -> call.startsWith("GET "));
        }
    }

    /// A recording that lacks a kind proves nothing about it.
    @ParameterizedTest
    @MethodSource("releases")
    void releaseIsRecordedWithEachOfItsKinds(Path release) throws Exception {
        Path schema = Path.of("../schema/released", release.getFileName() + ".json");
        var kinds = new TreeSet<String>();
        JSON.readTree(schema.toFile()).path("resources").fieldNames().forEachRemaining(kinds::add);

        assertThat(kinds).isNotEmpty();
        assertThat(recordedKinds(JSON.readTree(release.resolve("export.json").toFile())))
                .containsAll(kinds);
    }

    /// `-Dgolden=release` records what this version leaves as that of a release.
    @Test
    @EnabledIfSystemProperty(named = "golden", matches = "release")
    void recordRelease() throws Exception {
        JsonNode schema = JSON.readTree(SCHEMA.toFile());
        Path release = STACKS.resolve(schema.path("version").asText());
        Files.createDirectories(release);
        Path planetScale = release.resolve("planetscale.json").toAbsolutePath();
        Files.deleteIfExists(planetScale);
        try (Stack stack = at(planetScale)) {
            stack.program(ReleasedProgram.BEFORE);
            var _ = stack.up().succeeded();
            stack.emulator()
                    .admin()
                    .runDdl(
                            "/organizations/acme/databases/shop/branches/dev",
                            "",
                            "CREATE TABLE users (id int PRIMARY KEY)");
            stack.program(ReleasedProgram.WHOLE);
            var _ = stack.up().succeeded();
            var _ = stack.up("--expect-no-changes").succeeded();

            Files.writeString(release.resolve("program.yaml"), ReleasedProgram.WHOLE);
            JsonNode export = JSON.readTree(stack.pulumi("stack", "export", "--show-secrets")
                    .succeeded()
                    .output());
            withoutThisMachine(export);
            Files.writeString(release.resolve("export.json"), export.toPrettyString() + "\n");
            assertThat(recordedKinds(export))
                    .containsExactlyInAnyOrderElementsOf(schema.path("resources")
                            .propertyStream()
                            .map(Map.Entry::getKey)
                            .toList());
        }
    }

    /// Removes what only says where it was recorded.
    private static void withoutThisMachine(JsonNode export) {
        export.path("deployment")
                .path("resources")
                .forEach(resource -> ((ObjectNode) resource).remove(List.of("sourcePosition", "stackTrace")));
    }

    private static Set<String> recordedKinds(JsonNode export) {
        var kinds = new TreeSet<String>();
        for (JsonNode resource : export.path("deployment").path("resources")) {
            String type = resource.path("type").asText();
            if (type.startsWith("planetscale:index:")) {
                kinds.add(type.replace("index/", "").replaceFirst("index:\\w+/", "index:"));
            }
        }
        return kinds;
    }

    private static Stack at(Path state) {
        return Stack.with(
                Emulator.Options.defaults().withoutDelays().clock(THEN).state(state));
    }

    private static Path copy(Path file) throws IOException {
        Path copy = Files.createTempDirectory("release").resolve("planetscale.json");
        return Files.copy(file, copy);
    }
}
