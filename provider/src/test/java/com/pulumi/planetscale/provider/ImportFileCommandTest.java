package com.pulumi.planetscale.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.admin.Accesses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What comes of `import-file`, run in this process.
class ImportFileCommandTest {
    private static final String SHOP = """
            {"databases": [
              {"name": "shop", "cluster_size": "PS_10", "branches": [
                {"name": "main", "passwords": [{"name": "app"}, {"name": "App!"}]},
                {"name": "dev"}]},
              {"name": "ledger", "kind": "postgresql", "cluster_size": "PS_10_AWS_ARM"}]}
            """;

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private List<Emulator> emulators = new ArrayList<>();

    /// A finished run.
    private record Run(int status, String out, String err) {
        /// Each resource as `Kind name of PARENT: id`.
        List<String> resources() throws IOException {
            var lines = new ArrayList<String>();
            for (JsonNode resource : new JsonMapper().readTree(out).path("resources")) {
                String type = resource.path("type").asText();
                assertThat(type).startsWith("planetscale:index:");
                lines.add(type.substring(type.lastIndexOf(':') + 1) + " "
                        + resource.path("name").asText()
                        + (resource.has("parent")
                                ? " of " + resource.path("parent").asText()
                                : ""));
            }
            return lines;
        }
    }

    @AfterEach
    void stop() {
        emulators.forEach(Emulator::close);
    }

    private Emulator seeded(String seed) throws IOException {
        Path file = Files.writeString(folder.resolve("seed.json"), seed);
        Emulator emulator =
                Emulator.start(Emulator.Options.defaults().withoutDelays().seed(file));
        emulators.add(emulator);
        environment.put("PLANETSCALE_SERVER_URL", emulator.serverUrl());
        environment.put("PLANETSCALE_ORGANIZATION", emulator.organization());
        environment.put("PLANETSCALE_SERVICE_TOKEN_ID", emulator.serviceTokenId());
        environment.put("PLANETSCALE_SERVICE_TOKEN", emulator.serviceToken());
        return emulator;
    }

    private Run run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int status = ImportFileCommand.run(
                new PlanetScale(environment, "1.2.3"),
                List.of(arguments),
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void everythingComesAfterItsOwner() throws Exception {
        var _ = seeded(SHOP);

        Run run = run();

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.resources())
                .containsSubsequence("Database shop", "Branch shop-main of shop", "Password shop-main-app of shop-main")
                .containsSubsequence("Database shop", "Branch shop-dev of shop")
                .containsSubsequence("Database ledger", "Branch ledger-main of ledger");
        assertThat(run.err())
                .contains("Reading acme/shop.", "no `plainText`")
                .containsOnlyOnce("plainText")
                .doesNotContain("Skipped");
    }

    @Test
    void namesAreUniqueIdentifiersInEveryLanguage() throws Exception {
        var _ = seeded("""
                {"databases": [
                  {"name": "shop", "cluster_size": "PS_10", "branches": [
                    {"name": "main", "passwords": [{"name": "app"}, {"name": "App!"}, {"name": "***"}]}]},
                  {"name": "shop-main", "cluster_size": "PS_10"},
                  {"name": "shop_main", "cluster_size": "PS_10"},
                  {"name": "null", "cluster_size": "PS_10"},
                  {"name": "1st", "cluster_size": "PS_10"}]}
                """);

        assertThat(run().resources())
                .containsExactlyInAnyOrder(
                        "Database shop",
                        "Branch shop-main of shop",
                        "Keyspace shop-main-shop of shop-main",
                        "Password shop-main-app of shop-main",
                        "Password shop-main-app-2 of shop-main",
                        "Password shop-main-password of shop-main",
                        "BackupSchedule shop-backup-schedule of shop",
                        "Database shop-main-database",
                        "Branch shop-main-database-main of shop-main-database",
                        "Keyspace shop-main-database-main-shop-main of shop-main-database-main",
                        "BackupSchedule shop-main-database-backup-schedule of shop-main-database",
                        "Database shop-main-database-2",
                        "Branch shop-main-database-2-main of shop-main-database-2",
                        "Keyspace shop-main-database-2-main-shop-main of shop-main-database-2-main",
                        "BackupSchedule shop-main-database-2-backup-schedule of shop-main-database-2",
                        "Database null-database",
                        "Branch null-database-main of null-database",
                        "Keyspace null-database-main-null of null-database-main",
                        "BackupSchedule null-database-backup-schedule of null-database",
                        "Database database-1st",
                        "Branch database-1st-main of database-1st",
                        "Keyspace database-1st-main-1st of database-1st-main",
                        "BackupSchedule database-1st-backup-schedule of database-1st");
    }

    @Test
    void onlyWhatIsAskedForIsWritten() throws Exception {
        Emulator emulator = seeded(SHOP);

        assertThat(run("--database", "ledger").resources())
                .containsExactly(
                        "Database ledger",
                        "Branch ledger-main of ledger",
                        "BackupSchedule ledger-backup-schedule of ledger",
                        "BackupSchedule ledger-backup-schedule-2 of ledger");
        assertThat(run("--kind", "password", "--kind", "Database", "--database=shop")
                        .resources())
                .containsExactlyInAnyOrder("Database shop", "Password shop-main-app", "Password shop-main-app-2");
        assertThat(run("--no-parents", "--kind", "Branch").resources())
                .containsExactlyInAnyOrder("Branch shop-main", "Branch shop-dev", "Branch ledger-main");

        emulator.wireMock().resetRequests();
        assertThat(run("--kind", "Database").resources()).hasSize(2);
        assertThat(emulator.wireMock().getAllServeEvents()).hasSize(1);
    }

    @Test
    void everyPageIsRead() throws Exception {
        String many = IntStream.range(0, 120)
                .mapToObj("{\"name\": \"app%d\"}"::formatted)
                .collect(Collectors.joining(","));
        var _ = seeded("""
                {"databases": [{"name": "shop", "cluster_size": "PS_10", "branches": [
                  {"name": "main", "passwords": [%s]}]}]}
                """.formatted(many));

        assertThat(run("--kind", "Password").resources()).hasSize(120).doesNotHaveDuplicates();
    }

    @Test
    void whatTheTokenMayNotReadIsSkippedAndSaid() throws Exception {
        Emulator emulator = seeded(SHOP);
        use(
                emulator,
                Accesses.none()
                        .onDatabase("shop", "read_database", "read_branch")
                        .onDatabase("ledger", "read_database"));

        Run run = run();

        assertThat(run.resources())
                .contains("Database shop", "Branch shop-dev of shop", "Database ledger")
                .doesNotContain("Branch ledger-main of ledger");
        assertThat(run.err())
                .contains("Skipped, Branch: GET /organizations/acme/databases/ledger/branches", "`read_branch`")
                .contains("The file is incomplete");
        assertThat(run.status()).isEqualTo(3);
    }

    @Test
    void nothingIsWrittenWhereNothingCanBeRead() throws Exception {
        Emulator emulator = seeded(SHOP);
        use(emulator, Accesses.none());
        Path file = folder.resolve("adopt.json");

        Run run = run("--output", file.toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("read_database", "Nothing could be read.");
        assertThat(folder).isDirectoryNotContaining("glob:**adopt.json*");
    }

    private void use(Emulator emulator, Accesses accesses) {
        var token = emulator.admin().tokens().make("ci", accesses);
        environment.put("PLANETSCALE_SERVICE_TOKEN_ID", token.id());
        environment.put("PLANETSCALE_SERVICE_TOKEN", token.token());
    }

    @Test
    void fileThatCannotBeCompletedDoesNotAppear() throws Exception {
        Emulator emulator = seeded(SHOP);
        emulator.wireMock()
                .stubFor(get(urlPathEqualTo("/v1/organizations/acme/databases/ledger/branches"))
                        .atPriority(1)
                        .willReturn(aResponse().withStatus(200).withBody("<html>")));
        Path file = folder.resolve("adopt.json");

        Run run = run("--output", file.toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("GET /organizations/acme/databases/ledger/branches", "does not describe");
        assertThat(folder).isDirectoryNotContaining("glob:**adopt.json*");
        assertThat(run().out()).as("what `import-file > FILE` would keep").isEmpty();
    }

    /// Answers with one database of a name that the service would never give.
    private void hostile(Emulator emulator, String name) throws IOException {
        var json = new JsonMapper();
        var page = json.createObjectNode().putNull("next_page");
        page.putArray("data")
                .addObject()
                .put("id", "db1")
                .put("name", name)
                .put("kind", "mysql")
                .put("default_branch", "main");
        emulator.wireMock()
                .stubFor(get(urlPathEqualTo("/v1/organizations/acme/databases"))
                        .atPriority(1)
                        .willReturn(aResponse().withStatus(200).withBody(json.writeValueAsString(page))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "a/b", "x\ny", "\u001b[2Jx", "x\u0000", " "})
    void nameThatNoPathCanHaveIsSkippedAndNotWalkedInto(String name) throws Exception {
        Emulator emulator = seeded("{}");
        hostile(emulator, name);
        Path file = folder.resolve("adopt.json");

        Run run = run("--output", file.toString());

        assertThat(run.status()).as(run.err()).isEqualTo(3);
        assertThat(run.err())
                .contains(
                        "Skipped, Database: `acme/",
                        "is not a name",
                        "1 object has a name that cannot be imported. Rename it at PlanetScale")
                .doesNotContain("\u001b", "\u0000", "x\ny", "fault of the PlanetScale provider");
        assertThat(new JsonMapper().readTree(Files.readString(file)).path("resources"))
                .isEmpty();
        assertThat(emulator.journal().calls())
                .extracting(Object::toString)
                .filteredOn(call -> call.contains("/databases"))
                .hasSize(1);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u202egnp.exe", "\"}],\"x", "`; rm -rf ~`", "%2e%2e", "👻👻"})
    void oddNameIsWrittenAsItIsAndShownHarmlessly(String name) throws Exception {
        Emulator emulator = seeded("{}");
        hostile(emulator, name);

        Run run = run("--kind", "Database");

        assertThat(run.status()).as(run.err()).isZero();
        JsonNode written =
                new JsonMapper().readTree(run.out()).path("resources").path(0);
        assertThat(written.path("id").asText()).isEqualTo("acme/" + name);
        assertThat(written.path("name").asText()).matches("[a-z][a-z0-9-]*");
        assertThat(run.err()).doesNotContain("\u202e").contains("Reading acme/");
    }

    @Test
    void longNamesMakeShortOnes() throws Exception {
        Emulator emulator = seeded("{}");
        hostile(emulator, "long-".repeat(20_000));

        Run run = run("--kind", "Database");

        JsonNode written =
                new JsonMapper().readTree(run.out()).path("resources").path(0);
        assertThat(written.path("name").asText()).startsWith("long-long").hasSizeLessThan(100);
        assertThat(run.err().lines()).allMatch(line -> line.length() < 1_000);
    }

    @Test
    void fileIsOverwrittenOnlyWhenTold() throws Exception {
        var _ = seeded(SHOP);
        Path file = Files.writeString(folder.resolve("adopt.json"), "mine");

        Run refused = run("-o", file.toString());
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("already exists", "--force");
        assertThat(file).hasContent("mine");

        Run forced = run("-o", file.toString(), "--force");
        assertThat(forced.status()).as(forced.err()).isZero();
        assertThat(forced.out()).isEmpty();
        assertThat(forced.err()).contains("pulumi import --file " + file);
        assertThat(Files.readString(file)).isEqualTo(run().out());
    }

    @Test
    void databaseThatIsNotThereIsNamed() throws Exception {
        var _ = seeded(SHOP);

        Run run = run("--database", "shop", "--database", "stop");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("There is no database `stop`");
    }

    /// It cannot be deleted by the stack that it is used for.
    @Test
    void serviceTokenInUseIsLeftOut() throws Exception {
        Emulator emulator = seeded("{}");
        use(emulator, Accesses.everything());

        Run run = run("--kind", "ServiceToken");

        assertThat(run.resources()).containsExactly("ServiceToken emulator");
    }

    @Test
    void emptyOrganizationIsNoFailure() throws Exception {
        var _ = seeded("{}");

        Run run = run();

        assertThat(run.status()).isZero();
        assertThat(run.resources()).isEmpty();
        assertThat(run.err()).contains("There is nothing to import.").doesNotContain("Import it with");
    }

    @Test
    void mistakesOnTheCommandLineAreSaid() throws Exception {
        var _ = seeded("{}");

        Run kind = run("--kind", "Brunch");
        assertThat(kind.status()).isEqualTo(2);
        assertThat(kind.err()).contains("There is no kind `Brunch`", "Database, Branch");

        Run option = run("--databse", "shop");
        assertThat(option.status()).isEqualTo(2);
        assertThat(option.err()).contains("--databse", "Try --help.");
    }

    @Test
    void missingSettingsAreNamedAsVariables() {
        Run run = run();

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .isEqualToIgnoringNewLines("Set PLANETSCALE_ORGANIZATION and PLANETSCALE_SERVICE_TOKEN_ID and"
                        + " PLANETSCALE_SERVICE_TOKEN in the environment.");
    }

    @Test
    void helpGoesToStandardOutput() {
        Run run = run("--help");

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("Usage: pulumi-resource-planetscale import-file", "--output", "Exit codes");
        assertThat(run.err()).isEmpty();
    }
}
