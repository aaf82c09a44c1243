package com.pulumi.planetscale.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.pulumi.planetscale.provider.played.Failed.detail;
import static com.pulumi.planetscale.provider.played.Failed.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Empty;
import com.google.protobuf.Struct;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.time.Delay;
import com.pulumi.planetscale.provider.api.FakePause;
import com.pulumi.planetscale.provider.played.Structs;
import com.pulumi.planetscale.provider.resource.RealTime;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pulumirpc.EngineOuterClass.LogSeverity;
import pulumirpc.Provider.CheckFailure;
import pulumirpc.Provider.CheckRequest;
import pulumirpc.Provider.CheckResponse;
import pulumirpc.Provider.CreateResponse;
import pulumirpc.Provider.DiffRequest;
import pulumirpc.Provider.DiffResponse;
import pulumirpc.Provider.DiffResponse.DiffChanges;
import pulumirpc.Provider.ErrorResourceInitFailed;
import pulumirpc.Provider.PropertyDiff;
import pulumirpc.Provider.ReadResponse;

/// What the engine is told, call by call.
class FrontTest extends Front {
    @Test
    void handshakeNegotiatesSecretsAndNames() {
        var reply = engine.handshake();

        assertThat(reply.getAcceptSecrets()).isTrue();
        assertThat(reply.getSupportsAutonamingConfiguration()).isTrue();
        assertThat(reply.getAcceptResources()).isFalse();
        assertThat(engine.plugin().getPluginInfo(Empty.getDefaultInstance()).getVersion())
                .isEqualTo("1.2.3");
    }

    @Test
    void refreshSpeaksOfNoReplacementAndRefusesNothing() {
        CreateResponse made = engine.create("Database", "shop", SHOP);
        Map<String, Object> other = Map.of("name", "shop", "clusterSize", "PS_10", "region", "eu-west");
        var checked = engine.check("Database", "shop", Map.of(), other).getInputs();
        var _ = engine.refresh("Database", "shop", made, SHOP);

        DiffResponse shown = engine.plugin()
                .diff(DiffRequest.newBuilder()
                        .setId(made.getId())
                        .setUrn("urn:pulumi:test::project::planetscale:index:Database::shop")
                        .setOlds(made.getProperties())
                        .setOldInputs(engine.check("Database", "other", Map.of(), SHOP)
                                .getInputs())
                        .setNews(checked)
                        .build());

        assertThat(shown.getChanges()).isEqualTo(DiffResponse.DiffChanges.DIFF_SOME);
        assertThat(engine.log()).noneMatch(line -> line.getMessage().contains("replaces the object"));

        var _ = engine.diff("Database", "shop", made, SHOP, other);
        assertThat(engine.log()).anyMatch(line -> line.getMessage().contains("replaces the object"));
    }

    /// @param more characters, of which a message is cut within a long secret
    @ParameterizedTest
    @ValueSource(ints = {0, 1_500, 9_000})
    void secretThatPlanetScaleRepeatsIsNotShown(int more) {
        String secret = "https://hooks.example/planted" + "-planted".repeat(more / 8);
        emulator.wireMock()
                .stubFor(com.github.tomakehurst.wiremock.client.WireMock.post(
                                com.github.tomakehurst.wiremock.client.WireMock.anyUrl())
                        .atPriority(1)
                        .willReturn(com.github.tomakehurst.wiremock.client.WireMock.aResponse()
                                .withStatus(422)
                                .withBody("{\"message\": \"Not reachable: " + secret + "\"}")));
        CheckRequest request = CheckRequest.newBuilder()
                .setUrn("urn:pulumi:test::project::planetscale:index:Database::shop")
                .setNews(Structs.of(Map.of(
                        "name",
                        "shop",
                        "clusterSize",
                        Map.of(
                                "4dabf18193072939515e22adb298388d",
                                "1b47061264138c4ac30d75fd1eb44270",
                                "value",
                                secret))))
                .build();
        var _ = engine.plugin().check(request);

        assertThat(failure(() -> engine.create("Database", "shop", SHOP))
                        .getStatus()
                        .getDescription())
                .contains("Not reachable: [secret]")
                .doesNotContain("planted");
    }

    @Test
    void checkFailureNeverNamesThePropertyField() {
        CheckResponse checked = engine.check("Database", "shop", Map.of(), Map.of("name", "My Shop", "kind", "mssql"));

        assertThat(checked.getFailuresList())
                .extracting(CheckFailure::getProperty)
                .containsOnly("");
        assertThat(checked.getFailuresList())
                .extracting(CheckFailure::getReason)
                .hasSize(3);
    }

    /// YAML's own type check lets them pass.
    @Test
    void wholeNumberAndTruthValueCountAsTexts() {
        CheckResponse checked = engine.check(
                "Password",
                "app",
                Map.of(),
                Map.of(
                        "database",
                        42,
                        "branch",
                        "main",
                        "cidrs",
                        List.of("10.0.0.1"),
                        "rotationTriggers",
                        Map.of("version", 7, "urgent", true, "by", Structs.secret(12), "at", Structs.UNKNOWN)));

        assertThat(checked.getFailuresList()).isEmpty();
        assertThat(Structs.map(checked.getInputs()))
                .containsEntry("database", "42")
                .containsEntry(
                        "rotationTriggers",
                        Map.of("version", "7", "urgent", "true", "by", Structs.secret("12"), "at", Structs.UNKNOWN));
        assertThat(engine.check("Database", "shop", Map.of(), Map.of("clusterSize", "PS_10", "name", 1.5))
                        .getFailuresList())
                .extracting(CheckFailure::getReason)
                .containsExactly("`name`: this is a number. Give a string.");
        assertThat(engine.checkConfig(Map.of("serviceTokenId", 123456789012L)).getFailuresList())
                .isEmpty();
    }

    @Test
    void unknownValuesPassTheCheckAndStayUnknownInThePreview() {
        Map<String, Object> inputs = Map.of("database", Structs.UNKNOWN, "name", "dev");
        Struct checked = engine.check("Branch", "dev", Map.of(), inputs).getInputs();

        CreateResponse preview = engine.previewCreate("Branch", "dev", checked);

        assertThat(Structs.map(preview.getProperties()))
                .containsEntry("database", Structs.UNKNOWN)
                .containsEntry("name", "dev")
                .containsEntry("publicId", Structs.UNKNOWN);
        assertThat(preview.getId()).isEmpty();
    }

    /// Node's SDK unwraps one mark only, so programs found `undefined` where early versions had recorded two.
    @Test
    void stateWithSecretsWithinSecretsIsWrittenAnewByTheNextUpdate() {
        var _ = engine.create("Database", "shop", SHOP);
        Map<String, Object> inputs = Map.of("database", "shop", "branch", "main", "name", "app");
        CreateResponse app = engine.create("Password", "app", inputs);
        Struct strings = app.getProperties()
                .getFieldsOrThrow("connectionStrings")
                .getStructValue()
                .getFieldsOrThrow("value")
                .getStructValue();
        var marked = new LinkedHashMap<String, Object>();
        Structs.map(strings).forEach((client, url) -> marked.put(client, Structs.secret(url)));
        CreateResponse old = app.toBuilder()
                .setProperties(app.getProperties().toBuilder()
                        .putAllFields(Structs.of(Map.of("connectionStrings", Structs.secret(marked)))
                                .getFieldsMap()))
                .build();

        DiffResponse diff = engine.diff("Password", "app", old, inputs, inputs);
        Struct healed = engine.update("Password", "app", old.getId(), old.getProperties(), inputs, inputs);

        assertThat(diff.getDetailedDiffMap()).containsOnlyKeys("connectionStrings");
        assertThat(healed).isEqualTo(app.getProperties());
        assertThat(engine.diff("Password", "app", app, inputs, inputs).getChanges())
                .isEqualTo(DiffChanges.DIFF_NONE);
    }

    @Test
    void diffSaysWhatWhereAndWhy() {
        CreateResponse shop = engine.create("Database", "shop", SHOP);

        DiffResponse diff = engine.diff(
                "Database", "shop", shop, SHOP, Map.of("name", "shop", "clusterSize", "PS_20", "region", "eu-west"));

        assertThat(diff.getHasDetailedDiff()).isTrue();
        assertThat(diff.getChanges()).isEqualTo(DiffChanges.DIFF_SOME);
        assertThat(diff.getDiffsList()).containsExactlyInAnyOrder("clusterSize", "region");
        assertThat(diff.getReplacesList()).containsExactly("region");
        assertThat(diff.getDetailedDiffOrThrow("clusterSize").getKind()).isEqualTo(PropertyDiff.Kind.UPDATE);
        assertThat(diff.getDetailedDiffOrThrow("region").getKind()).isEqualTo(PropertyDiff.Kind.UPDATE_REPLACE);
        assertThat(diff.getDeleteBeforeReplace()).isTrue();
        assertThat(engine.log())
                .anySatisfy(line -> assertThat(line.getMessage())
                        .isEqualTo("`region`: the change replaces the object, since a database cannot move to another"
                                + " region."));
    }

    @Test
    void updatePreviewEchoesEverythingThatStays() {
        CreateResponse password = password();

        Map<String, Object> renamed = new HashMap<>(PASSWORD);
        renamed.put("name", "renamed");
        Struct planned = engine.previewUpdate("Password", "app", password, PASSWORD, renamed);

        assertThat(Structs.map(planned)).isEqualTo(replaced(Structs.map(password.getProperties()), "name", "renamed"));
    }

    @Test
    void secretsAreMarkedInEveryReply() {
        CreateResponse password = password();
        Map<String, Object> state = new HashMap<>(Structs.map(password.getProperties()));
        ReadResponse imported = engine.read("Password", "app", password.getId());

        assertThat(state.get("plainText")).asString().contains("1b47061264138c4ac30d75fd1eb44270");
        assertThat(state.get("connectionStrings")).asString().contains("1b47061264138c4ac30d75fd1eb44270");
        assertThat(Structs.map(imported.getProperties())).doesNotContainKey("plainText");
        assertThat(Structs.map(imported.getProperties()).get("connectionStrings"))
                .asString()
                .contains("1b47061264138c4ac30d75fd1eb44270", "YOUR_PASSWORD");
        ReadResponse refreshed = engine.refresh("Password", "app", password, PASSWORD);
        assertThat(refreshed.getProperties()).isEqualTo(password.getProperties());
    }

    @Test
    void objectThatTheProgramHasIsNotTakenOverByAnotherOfItsResources() {
        var _ = engine.create("Database", "shop", SHOP);
        Map<String, Object> dev = Map.of("database", "shop", "name", "dev");
        var _ = engine.create("Branch", "dev", dev);

        assertThat(failure(() -> engine.create("Database", "copy", SHOP)))
                .hasMessageContaining("Database `acme/shop` belongs to the resource `shop` of this program");
        assertThat(failure(() -> engine.create("Branch", "copy", dev)))
                .hasMessageContaining("Branch `acme/shop/dev` belongs to the resource `dev` of this program");
    }

    @Test
    void objectThatIsGoneIsAReplyWithNothingInIt() {
        CreateResponse shop = engine.create("Database", "shop", SHOP);
        engine.delete("Database", "shop", shop, SHOP);

        assertThat(engine.refresh("Database", "shop", shop, SHOP)).isEqualTo(ReadResponse.getDefaultInstance());
        assertThat(engine.read("Database", "shop", "acme/shop")).isEqualTo(ReadResponse.getDefaultInstance());
    }

    @Test
    void malformedIdSaysWhatOneLooksLike() {
        assertThat(failure(() -> engine.read("Branch", "dev", "a/b/c/d"))
                        .getStatus()
                        .getDescription())
                .contains("`a/b/c/d` is not the id of a Branch", "`organization/database/branch`");
    }

    @Test
    void unfinishedCreateIsRecordedAndTheNextUpdateFinishesIt() {
        var time = new FakePause();
        restart(Emulator.Options.defaults().clock(time).delay(Delay.DATABASE, Duration.ofMinutes(10)), time);

        StatusRuntimeException failure = failure(() -> engine.create("Database", "shop", SHOP, 60));

        ErrorResourceInitFailed made = detail(failure, ErrorResourceInitFailed.class);
        assertThat(made.getId()).isEqualTo("acme/shop");
        assertThat(made.getReasonsList()).singleElement().asString().contains("timed out", "`pending`");
        Struct finished = engine.update("Database", "shop", made.getId(), made.getProperties(), SHOP, SHOP);
        assertThat(Structs.map(finished)).containsEntry("ready", true);
    }

    @Test
    void cancelEndsAWaitAndLosesNothing() throws Exception {
        restart(Emulator.Options.defaults().delay(Delay.DATABASE, Duration.ofHours(1)), new RealTime());
        var create = CompletableFuture.supplyAsync(() -> failure(() -> engine.create("Database", "shop", SHOP)));
        engine.awaitLog(line -> line.getEphemeral() && line.getMessage().contains("waiting for database"));

        engine.cancel();

        StatusRuntimeException failure = create.get();
        assertThat(detail(failure, ErrorResourceInitFailed.class).getId()).isEqualTo("acme/shop");
        engine.cancel();
    }

    @Test
    void statusLinesAreEphemeralAndFindingsAreNot() {
        CreateResponse shop = engine.create("Database", "shop", SHOP);
        engine.delete("Database", "shop", shop, SHOP);

        assertThat(engine.log())
                .filteredOn(line -> !line.getEphemeral())
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.getSeverity()).isEqualTo(LogSeverity.WARNING);
                    assertThat(line.getUrn()).endsWith("::shop");
                    assertThat(line.getMessage()).contains("`acme/shop` is being deleted with all its branches");
                });
    }

    @Test
    void longWaitForTheApiIsShownUnderTheResourceThatWaits() throws Exception {
        emulator.wireMock()
                .stubFor(any(anyUrl())
                        .atPriority(1)
                        .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "200")));

        var read = CompletableFuture.supplyAsync(() -> failure(() -> engine.read("Database", "shop", "acme/shop")));
        engine.awaitLog(line -> line.getEphemeral()
                && line.getUrn().endsWith("::shop")
                && line.getMessage().equals("waiting 200 s, since PlanetScale's API has had too many calls"));
        engine.cancel();

        assertThat(read.get().getStatus().getDescription()).contains("cancelled before it was finished");
    }

    @Test
    void kindThatTheProviderDoesNotHaveIsSaid() {
        assertThat(failure(() -> engine.check("Teapot", "t", Map.of(), Map.of()))
                        .getStatus()
                        .getDescription())
                .isEqualTo("this version of the provider has no resource `Teapot`");
    }

    private static final Map<String, Object> PASSWORD = Map.of(
            "database", "shop", "branch", "main", "name", "app", "role", "readwriter", "cidrs", List.of("10.0.0.1"));

    private CreateResponse password() {
        var _ = engine.create("Database", "shop", SHOP);
        return engine.create("Password", "app", PASSWORD);
    }

    private static Map<String, Object> replaced(Map<String, Object> map, String name, Object value) {
        var copy = new HashMap<>(map);
        copy.put(name, value);
        return copy;
    }
}
