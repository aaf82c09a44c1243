package com.pulumi.planetscale.emulator.account;

import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.Client.ORGANIZATION;
import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulated;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.admin.Accesses;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Emulated.class)
final class OrganizationTest {
    @Test
    void aTokenSeesItsOrganization(Client client) {
        Reply list = client.get("/organizations");

        assertThat(list.get("data").findValuesAsText("name")).containsExactly("acme");
        assertThat(list.get("total_count").isMissingNode()).isTrue();
        assertThat(client.get(ORGANIZATION).get("database_count").asInt()).isZero();
        assertThat(client.get(ORGANIZATION).get("invoice_budget_amount").isTextual())
                .isTrue();
    }

    @Test
    void aTokenWithoutAccessesSeesTheListOnly(Client client, Emulator emulator) {
        Client nobody = client.with(emulator, Accesses.none());

        assertThat(nobody.get("/organizations").status()).isEqualTo(200);
        assertThat(nobody.get(ORGANIZATION).status()).isEqualTo(404);
    }

    @Test
    void otherOrganizationsAreNotFound(Client client, Emulator emulator) {
        JsonNode state = emulator.admin().exportState();
        JsonNode other = state.get("objects").get("organizations").get(0).deepCopy();
        ((ObjectNode) other).put("name", "rival");
        ((ObjectNode) other.get("origin")).put("id", "rivalrivalri");
        ((ArrayNode) state.get("objects").get("organizations")).add(other);
        emulator.admin().importState(state);

        assertThat(client.get("/organizations/rival").status()).isEqualTo(404);
        assertThat(client.get("/organizations/rival/databases").status()).isEqualTo(404);
        assertThat(client.get("/organizations").get("data")).hasSize(1);
    }

    @Test
    void whatNeedsOAuthIsForbidden(Client client) {
        assertThat(client.get("/user").status()).isEqualTo(403);
        assertThat(client.patch(ORGANIZATION, "{\"billing_email\": \"a@b.example\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void publicRegionsNeedNoCredentials(Client client) {
        Reply regions = client.with(null).get("/regions?per_page=100");

        assertThat(regions.status()).isEqualTo(200);
        assertThat(regions.get("data").findValuesAsText("slug")).contains("us-east", "gcp-us-central1");
        assertThat(regions.get("data").get(0).has("current_default")).isFalse();
    }

    @Test
    void anOrganizationHasADefaultRegionAndClosedOnes(Client client) {
        client.admin()
                .patch("/objects" + ORGANIZATION, "{\"disabled_regions\": [\"us-west\"]}")
                .ok();

        JsonNode regions = client.get(ORGANIZATION + "/regions?per_page=100").get("data");

        assertThat(regions)
                .filteredOn(region -> region.get("current_default").asBoolean())
                .singleElement()
                .extracting(region -> region.get("slug").asText())
                .isEqualTo("aws-us-east-2");
        assertThat(regions)
                .filteredOn(region -> !region.get("enabled").asBoolean())
                .singleElement()
                .extracting(region -> region.get("slug").asText())
                .isEqualTo("us-west");
    }

    @Test
    void aDatabaseListsTheRegionsForItsBranches(Client client) {
        client.createShop().ok();
        assertThat(client.get(SHOP + "/regions?per_page=100").get("data")).hasSizeGreaterThan(10);

        client.patch(SHOP, "{\"restrict_branch_region\": true}").ok();

        assertThat(client.get(SHOP + "/regions").get("data").findValuesAsText("slug"))
                .containsExactly("aws-us-east-2");
    }

    @Test
    void readOnlyRegionsOfTheDefaultBranchAreListed(Client client) {
        client.createShop().ok();
        assertThat(client.get(SHOP + "/read-only-regions").get("data")).isEmpty();

        client.admin()
                .post(
                        "/objects",
                        "{\"kind\": \"read_only_regions\", \"owner\": \"" + MAIN
                                + "\", \"fields\": {\"region\": \"eu-west\"}}")
                .ok();

        assertThat(client.get(SHOP + "/read-only-regions")
                        .get("data")
                        .get(0)
                        .get("region")
                        .get("slug")
                        .asText())
                .isEqualTo("eu-west");
        assertThat(client.get(SHOP)
                        .get("default_branch_read_only_regions_count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void sizesAreABareArrayForOneEngine(Client client) {
        JsonNode vitess = sizes(client, "");
        JsonNode postgres = sizes(client, "?engine=postgresql");

        assertThat(vitess.isArray()).isTrue();
        assertThat(vitess).anyMatch(size -> size.get("name").asText().equals("PS_10"));
        assertThat(vitess).allMatch(size -> size.get("rate").isNull());
        assertThat(vitess)
                .filteredOn(size -> size.get("development").asBoolean())
                .hasSize(1);
        assertThat(postgres).anyMatch(size -> size.get("name").asText().equals("PS_10_GCP_X86"));
        assertThat(sizes(client, "?postgresql=true")).isEqualTo(postgres);
        assertThat(client.get(ORGANIZATION + "/cluster-size-skus?engine=oracle").status())
                .isEqualTo(400);
    }

    @Test
    void pricesDependOnTheRegion(Client client) {
        client.createShop().ok();

        int ohio = price(client, "?rates=true");
        int saoPaulo = price(client, "?rates=true&region=aws-sa-east-1");

        assertThat(ohio).isEqualTo(39);
        assertThat(saoPaulo).isGreaterThan(ohio);
        assertThat(price(client, "?rates=true&database=shop")).isEqualTo(ohio);
        assertThat(client.get(ORGANIZATION + "/cluster-size-skus?rates=true&region=moon")
                        .status())
                .isEqualTo(422);
        assertThat(client.get(ORGANIZATION + "/cluster-size-skus?database=none").status())
                .isEqualTo(404);
    }

    @Test
    void sizesThatMayNotBeUsedAreNotEnabled(Client client) {
        client.admin()
                .patch("/objects" + ORGANIZATION, "{\"spending_capped\": true}")
                .ok();

        assertThat(sizes(client, ""))
                .filteredOn(size ->
                        List.of("PS_320", "PS_160").contains(size.get("name").asText()))
                .extracting(size -> size.get("enabled").asBoolean())
                .containsExactly(true, false);
    }

    private static JsonNode sizes(Client client, String query) {
        return client.get(ORGANIZATION + "/cluster-size-skus" + query).ok().body();
    }

    private static int price(Client client, String query) {
        for (JsonNode size : sizes(client, query)) {
            if (size.get("name").asText().equals("PS_10")) {
                return size.get("rate").asInt();
            }
        }
        throw new AssertionError("There is no PS_10");
    }
}
