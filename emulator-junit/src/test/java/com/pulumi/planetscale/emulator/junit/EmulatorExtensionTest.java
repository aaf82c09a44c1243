package com.pulumi.planetscale.emulator.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.client.ApiClient;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class EmulatorExtensionTest {
    private static final String DATABASES = "/v1/organizations/acme/databases";
    private static final String SHOP = "{\"name\": \"shop\", \"cluster_size\": \"PS_10\"}";

    @RegisterExtension
    static final EmulatorExtension ofTheClass = EmulatorExtension.quick();

    @RegisterExtension
    final EmulatorExtension ofTheTest = EmulatorExtension.with(
            () -> Emulator.Options.defaults().withoutDelays().organization("other"));

    /// A name is taken once, and a call is in the journal until it is reset.
    @RepeatedTest(2)
    void emulatorOfAClassIsResetBeforeEachTest() {
        assertThat(ofTheClass.journal().calls()).isEmpty();

        ofTheClass.emulator().client().call("POST", "/databases", SHOP);

        assertThat(ofTheClass.journal().calls()).hasToString("[POST " + DATABASES + "]");
    }

    @RepeatedTest(2)
    void emulatorInAFieldOfTheTestIsAnother() {
        ofTheTest.emulator().client().call("POST", "/databases", SHOP);

        assertThat(ofTheTest.emulator().serverUrl())
                .isNotEqualTo(ofTheClass.emulator().serverUrl());
        assertThat(ofTheClass.emulator().client().get("/databases").path("data"))
                .isEmpty();
    }

    @Test
    void environmentLeadsToTheEmulator() {
        assertThat(ofTheTest.environment())
                .containsEntry("PLANETSCALE_SERVER_URL", ofTheTest.emulator().serverUrl())
                .containsEntry("PLANETSCALE_ORGANIZATION", "other")
                .containsEntry(
                        "PLANETSCALE_SERVICE_TOKEN_ID", ofTheTest.emulator().serviceTokenId())
                .containsEntry("PLANETSCALE_SERVICE_TOKEN", ofTheTest.emulator().serviceToken())
                .hasSize(4);
    }

    @Test
    void firstAnswerIsLostThoughTheWorkIsDoneAndLaterOnesAreNot() {
        ofTheClass.loseFirstAnswer("POST", ".*/databases");
        ApiClient client = ofTheClass.emulator().client();

        assertThatThrownBy(() -> client.call("POST", "/databases", SHOP)).isInstanceOf(UncheckedIOException.class);

        assertThat(client.get("/databases").findValuesAsText("name")).contains("shop");
        client.call("POST", "/databases", SHOP.replace("shop", "ledger"));
        assertThat(ofTheClass.journal().writes()).hasSize(2);
    }

    @Test
    void callsAreCountedFromAMomentOn() {
        ApiClient client = ofTheClass.emulator().client();
        client.call("POST", "/databases", SHOP);
        var since = ofTheClass.journal().fromNow();

        client.get("/databases/shop");

        assertThat(since.calls()).hasToString("[GET " + DATABASES + "/shop]");
        assertThat(since.writes()).isEmpty();
    }

    @Test
    void otherClientWorksInTheSameOrganizationWithATokenOfItsOwn() {
        ofTheClass.otherClient().call("POST", "/databases", SHOP);

        JsonNode made = ofTheClass.emulator().admin().object("/organizations/acme/databases/shop");
        assertThat(made.path("origin").path("actor").path("display_name").asText())
                .isEqualTo("another client");
    }

    @Test
    void refusalNamesTheCallAndWhatPlanetScaleSaid() {
        ApiClient client = ofTheClass.otherClient();

        assertThatThrownBy(() -> client.get("/databases/shop"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("GET /databases/shop", "404");
    }
}
