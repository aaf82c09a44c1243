package com.pulumi.planetscale.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.provider.api.FakePause;
import com.pulumi.planetscale.provider.played.PlayedEngine;
import com.pulumi.planetscale.provider.played.Structs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pulumirpc.Provider.CreateResponse;
import pulumirpc.Provider.DiffRequest;

/// The end of a run names what earlier ones, which were cut off, have made for resources that it did not come across.
class FarewellTest {
    private static final Map<String, Object> SHOP = Map.of("name", "shop", "clusterSize", "PS_10");
    private static final Map<String, Object> DEV = Map.of("database", "shop", "name", "dev");

    private final FakePause time = new FakePause();
    private final Emulator emulator =
            Emulator.start(Emulator.Options.defaults().withoutDelays().clock(time));

    @TempDir
    private Path home;

    private CreateResponse shop = CreateResponse.getDefaultInstance();

    /// A run records a database, and is killed when it has made a branch.
    @BeforeEach
    void killARun() {
        try (PlayedPlugin plugin = plugin("test")) {
            shop = plugin.engine().create("Database", "shop", SHOP);
            plugin.engine().cancel();
        }
        try (PlayedPlugin plugin = plugin("test")) {
            var _ = plugin.engine().create("Branch", "dev", DEV);
        }
    }

    @Test
    void objectOfADroppedResourceIsNamedOnce() {
        try (PlayedPlugin plugin = plugin("test")) {
            var _ = plugin.engine().refresh("Database", "shop", shop, SHOP);

            plugin.engine().cancel();
            plugin.engine().cancel();

            assertThat(warnings(plugin.engine()))
                    .containsExactly("Branch `acme/shop/dev` is left over: an interrupted run made it for the"
                            + " resource `urn:pulumi:test::project::planetscale:index:Branch::dev`, which this run did"
                            + " not come across; it costs money as long as it exists. If the program still declares"
                            + " that resource, `pulumi up` continues with it. Otherwise delete the object at PlanetScale"
                            + " (close a deploy request), or adopt it with `pulumi import`.");
        }
    }

    @Test
    void runThatIsAskedAboutNoResourceKnowsItsStackByItsProvider() {
        try (PlayedPlugin plugin = plugin("test")) {
            plugin.engine().cancel();

            assertThat(warnings(plugin.engine())).singleElement().asString().contains("Branch `acme/shop/dev`");
        }
    }

    @Test
    void resourceThatIsStillDeclaredIsNotNamedAtTheEnd() {
        try (PlayedPlugin plugin = plugin("test")) {
            var _ = plugin.engine().create("Branch", "dev", DEV);

            plugin.engine().cancel();

            assertThat(warnings(plugin.engine())).isEmpty();
        }
        try (PlayedPlugin plugin = plugin("test")) {
            plugin.engine().cancel();
            assertThat(warnings(plugin.engine())).isEmpty();
        }
    }

    @Test
    void otherStacksAreNotTold() {
        try (PlayedPlugin plugin = plugin("production")) {
            int calls = calls();

            plugin.engine().cancel();

            assertThat(warnings(plugin.engine())).isEmpty();
            assertThat(calls()).isEqualTo(calls);
        }
    }

    @Test
    void whatWentWithItsDatabaseIsNotNamed() throws Exception {
        try (PlayedPlugin plugin = plugin("test")) {
            plugin.engine().delete("Database", "shop", shop, SHOP);

            plugin.engine().cancel();

            assertThat(warnings(plugin.engine()))
                    .singleElement()
                    .asString()
                    .startsWith("database `acme/shop` is being deleted");
        }
        try (Stream<Path> notes = Files.list(home.resolve("planetscale").resolve("notes"))) {
            assertThat(notes).isEmpty();
        }
    }

    /// A refresh compares, and the engine shows it; the program that comes after it may have dropped the resource.
    @Test
    void resourceThatWasOnlyRefreshedClaimsNothing() {
        try (PlayedPlugin plugin = plugin("test")) {
            PlayedEngine engine = plugin.engine();
            var _ = engine.plugin()
                    .diff(DiffRequest.newBuilder()
                            .setUrn("urn:pulumi:test::project::planetscale:index:Database::shop")
                            .setId(shop.getId())
                            .setOlds(shop.getProperties())
                            .setOldInputs(Structs.of(SHOP))
                            .setNews(Structs.of(SHOP))
                            .build());

            assertThatThrownBy(() -> engine.create("Database", "renamed", SHOP))
                    .hasMessageContainingAll("already exists", "`aliases`");
        }
    }

    private PlayedPlugin plugin(String stack) {
        return new PlayedPlugin(
                Map.of(
                        "organization", emulator.organization(),
                        "serviceTokenId", emulator.serviceTokenId(),
                        "serviceToken", emulator.serviceToken(),
                        "endpoint", emulator.serverUrl(),
                        "requestsPerMinute", 1_000_000),
                home,
                time,
                stack);
    }

    private static List<String> warnings(PlayedEngine engine) {
        return engine.log().stream()
                .filter(line -> !line.getEphemeral() && line.getSeverityValue() > 1)
                .map(line -> line.getMessage())
                .toList();
    }

    private int calls() {
        return emulator.wireMock().getAllServeEvents().size();
    }

    @AfterEach
    void stop() {
        emulator.close();
    }
}
