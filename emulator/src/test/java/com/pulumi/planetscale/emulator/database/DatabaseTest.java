package com.pulumi.planetscale.emulator.database;

import static com.pulumi.planetscale.emulator.Client.DEV;
import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.Client.ORGANIZATION;
import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulated;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.admin.Accesses;
import com.pulumi.planetscale.emulator.time.Delay;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Emulated.class)
final class DatabaseTest {
    private static final String ALL = ORGANIZATION + "/databases";

    @Test
    void newDatabaseIsPendingUntilItsTime(Client client, Emulator emulator) {
        emulator.admin().setDelay(Delay.DATABASE, Duration.ofMinutes(2));
        emulator.admin().setDelay(Delay.BRANCH, Duration.ofMinutes(1));

        Reply created = client.createShop();
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("state")).isEqualTo("pending");
        assertThat(created.get("ready").asBoolean()).isFalse();

        emulator.clock().advance(Duration.ofMinutes(2));
        assertThat(client.get(SHOP).text("state")).isEqualTo("ready");
        assertThat(client.get(MAIN).text("state")).isEqualTo("pending");

        emulator.clock().advance(Duration.ofMinutes(1));
        assertThat(client.get(MAIN).text("state")).isEqualTo("ready");
    }

    @Test
    void withoutDelayItIsReadyInTheAnswer(Client client) {
        assertThat(client.createShop().text("state")).isEqualTo("ready");
    }

    @Test
    void itComesWithAProductionBranchAndOnVitessWithAKeyspaceOfItsName(Client client) {
        client.createShop();

        assertThat(client.get(SHOP).text("default_branch")).isEqualTo("main");
        Reply main = client.get(MAIN);
        assertThat(main.get("production").asBoolean()).isTrue();
        assertThat(main.text("cluster_name")).isEqualTo("PS_10");
        Reply keyspace = client.get(MAIN + "/keyspaces/shop");
        assertThat(keyspace.get("default").asBoolean()).isTrue();
        assertThat(keyspace.text("cluster_name")).isEqualTo("PS_10");
        assertThat(keyspace.get("replicas").asInt()).isEqualTo(2);
    }

    @Test
    void itCanBeReachedByItsIdToo(Client client) {
        String id = client.createShop().text("id");

        assertThat(client.get(ALL + "/" + id).text("name")).isEqualTo("shop");
        assertThat(id).matches("[a-z0-9]{12}");
    }

    @Test
    void theTokenThatMadeItIsItsActorAndMayDoEverythingWithIt(Client client, Emulator emulator) {
        Client creator = client.with(emulator, Accesses.onOrganization("create_databases"));

        creator.createShop();

        assertThat(creator.get(SHOP).status()).isEqualTo(200);
        assertThat(creator.createDev().get("actor").get("type").asText()).isEqualTo("ServiceToken");
        assertThat(creator.delete(SHOP).status()).isEqualTo(204);
    }

    @Test
    void postgresSizesAreExpanded(Client client) {
        Reply created = client.post(ALL, """
                {"name": "shop", "kind": "postgresql", "cluster_size": "PS-10", "region": "us-west"}""");

        assertThat(created.text("kind")).isEqualTo("postgresql");
        Reply main = client.get(MAIN);
        assertThat(main.text("cluster_name")).isEqualTo("PS_10_AWS_ARM");
        assertThat(main.get("replicas").asInt()).isEqualTo(2);
        assertThat(main.text("cluster_architecture")).isEqualTo("aarch64");
    }

    @Test
    void postgresInGoogleCloudRunsOnX86(Client client) {
        client.post(ALL, """
                {"name": "shop", "kind": "postgresql", "cluster_size": "PS_20", "region": "gcp-us-central1", "replicas": 0,
                 "major_version": "17", "storage": {"minimum_storage_bytes": 21474836480}}""");

        Reply main = client.get(MAIN);
        assertThat(main.text("cluster_name")).isEqualTo("PS_20_GCP_X86");
        assertThat(main.get("replicas").asInt()).isZero();
        assertThat(main.get("minimum_storage_bytes").asLong()).isEqualTo(21474836480L);
        assertThat(main.text("storage_type")).isEqualTo("hyperdisk_balanced");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"cluster_size\": \"PS_10\"}                                                          | name",
                "400 | {\"name\": \"shop\"}                                                                   | cluster_size",
                "400 | {\"name\": \"shop\", \"cluster_size\": 10}                                             | must be a string",
                "400 | {\"name\": \"shop\", \"cluster_size\": \"PS_10\", \"kind\": \"oracle\"}                | kind must be one of",
                "400 | {\"name\": \"shop\"                                                                    | not valid JSON",
                "400 | [1]                                                                                    | JSON object",
                "422 | {\"name\": \"Shop\", \"cluster_size\": \"PS_10\"}                                      | lowercase",
                "422 | {\"name\": \"shop\", \"cluster_size\": \"PS_11\"}                                      | does not exist",
                "422 | {\"name\": \"shop\", \"cluster_size\": \"PS_10\", \"region\": \"moon\"}                | Region moon",
                "422 | {\"name\": \"shop\", \"cluster_size\": \"PS_10\", \"replicas\": 2}                     | only available for PostgreSQL",
                "422 | {\"name\": \"shop\", \"cluster_size\": \"PS_10\", \"major_version\": \"18\"}           | only available for PostgreSQL",
                "422 | {\"name\": \"shop\", \"kind\": \"postgresql\", \"cluster_size\": \"PS_10\", \"replicas\": 1} | 0 for a single node",
                "422 | {\"name\": \"shop\", \"kind\": \"postgresql\", \"cluster_size\": \"PS_10\", \"major_version\": \"9\"} | major_version",
                "422 | {\"name\": \"shop\", \"kind\": \"postgresql\", \"cluster_size\": \"PS_10_GCP_X86\"}    | not available in",
                "422 | {\"name\": \"shop\", \"kind\": \"postgresql\", \"cluster_size\": \"M1_10_AWS_AMD_D_METAL_10\", \"replicas\": 0} | single node",
                "422 | {\"name\": \"shop\", \"kind\": \"postgresql\", \"cluster_size\": \"M1_10_AWS_AMD_D_METAL_10\", \"storage\": {\"minimum_storage_bytes\": 1}} | Metal",
                "422 | {\"name\": \"shop\", \"kind\": \"postgresql\", \"cluster_size\": \"PS_10\", \"storage\": {\"minimum_storage_bytes\": 1}} | minimum_storage_bytes",
            })
    void whatCannotBeIsRefused(int status, String body, String message, Client client) {
        Reply refused = client.post(ALL, body);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.message()).contains(message);
        assertThat(client.get(SHOP).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "shop_2", "shop-2", "1"})
    void namesOfLowerCaseLettersDigitsUnderscoresAndDashesAreFine(String name, Client client) {
        assertThat(client.post(ALL, "{\"name\": \"" + name + "\", \"cluster_size\": \"PS_10\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aNameCanBeTakenOnce(Client client) {
        client.createShop();

        Reply again = client.createShop();

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.message()).isEqualTo("Name has already been taken");
    }

    @Test
    void anOrganizationMayNotUseEverySizeAndRegion(Client client) {
        client.admin().patch("/objects" + ORGANIZATION, """
                {"spending_capped": true, "disabled_sizes": ["PS_20"], "disabled_regions": ["us-west"]}""").ok();

        assertThat(client.post(ALL, """
                {"name": "big", "cluster_size": "PS_320"}""").message()).contains("not enabled");
        assertThat(client.post(ALL, """
                {"name": "off", "cluster_size": "PS_20"}""").message()).contains("not enabled");
        assertThat(client.post(ALL, """
                {"name": "far", "cluster_size": "PS_10", "region": "us-west"}""").message()).contains("not enabled");
        assertThat(client.post(ALL, """
                {"name": "fine", "cluster_size": "PS_160"}""").status()).isEqualTo(201);
    }

    @Test
    void theListShowsWhatTheTokenMayOpenAndFiltersByName(Client client, Emulator emulator) {
        client.createShop();
        client.post(ALL, """
                {"name": "other", "cluster_size": "PS_10"}""");
        Client narrow = client.with(emulator, Accesses.none().onDatabase("other", "read_branch"));

        assertThat(client.get(ALL).get("total_count").asInt()).isEqualTo(2);
        assertThat(client.get(ALL + "?q=OTH").get("data").findValuesAsText("name"))
                .contains("other");
        assertThat(narrow.get(ALL).get("total_count").asInt()).isEqualTo(1);
    }

    @Test
    void settingsChangeInPlaceAndAreReadBack(Client client) {
        client.createShop();

        Reply changed = client.patch(SHOP, """
                {"automatic_migrations": true, "migration_framework": "rails", "migration_table_name": "schema_migrations",
                 "require_approval_for_deploy": true, "restrict_branch_region": true, "allow_data_branching": true,
                 "allow_foreign_key_constraints": true, "insights_raw_queries": true, "deletion_protected": true,
                 "production_branch_web_console": true}""");

        assertThat(changed.status()).isEqualTo(200);
        for (String name : new String[] {
            "automatic_migrations", "require_approval_for_deploy", "restrict_branch_region", "allow_data_branching",
            "foreign_keys_enabled", "insights_raw_queries", "deletion_protected", "production_branch_web_console"
        }) {
            assertThat(client.get(SHOP).get(name).asBoolean()).as(name).isTrue();
        }
        assertThat(client.patch(SHOP, "{}").text("migration_framework")).isEqualTo("rails");
    }

    @Test
    void dataBranchingSwitchedOnTooSoonComesBackFalse(Client client, Emulator emulator) {
        emulator.admin().setDelay(Delay.DATABASE, Duration.ofMinutes(1));
        client.createShop();

        assertThat(client.patch(SHOP, "{\"allow_data_branching\": true}")
                        .get("allow_data_branching")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void renamingKeepsTheIdAndTheKeyspace(Client client) {
        String id = client.createShop().text("id");

        assertThat(client.patch(SHOP, "{\"new_name\": \"store\"}").text("id")).isEqualTo(id);

        assertThat(client.get(SHOP).status()).isEqualTo(404);
        assertThat(client.get(ALL + "/store/branches/main/keyspaces/shop").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"new_name\": \"Shop\"}                                | lowercase",
                "{\"automatic_migrations\": true}                        | requires migration_framework",
                "{\"default_branch\": \"nowhere\"}                       | does not exist",
            })
    void settingsThatCannotBeAreRefused(String body, String message, Client client) {
        client.createShop();

        Reply refused = client.patch(SHOP, body);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.message()).contains(message);
    }

    @Test
    void aRefusedChangeChangesNothing(Client client) {
        client.createShop();

        client.patch(SHOP, "{\"new_name\": \"store\", \"deletion_protected\": \"yes\"}");

        assertThat(client.get(SHOP).status()).isEqualTo(200);
    }

    @Test
    void postgresHasNoVitessSettingsAndKeepsItsName(Client client) {
        client.createPostgresShop();

        assertThat(client.patch(SHOP, "{\"allow_data_branching\": true}").message())
                .contains("only available for Vitess");
        assertThat(client.patch(SHOP, "{\"new_name\": \"store\"}").message()).contains("cannot be changed");
    }

    @Test
    void theDefaultBranchOfPostgresMustBeAProductionBranch(Client client) {
        client.createPostgresShop();
        client.createDev();

        assertThat(client.patch(SHOP, "{\"default_branch\": \"dev\"}").message())
                .contains("development branch");
    }

    @Test
    void foreignKeysAndShardsExcludeOneAnother(Client client) {
        client.createShop();
        client.post(MAIN + "/keyspaces", """
                {"name": "sharded", "cluster_size": "PS_10", "shards": 2}""");

        assertThat(client.patch(SHOP, "{\"allow_foreign_key_constraints\": true}")
                        .message())
                .contains("sharded keyspaces");

        client.delete(MAIN + "/keyspaces/sharded");
        client.patch(SHOP, "{\"allow_foreign_key_constraints\": true}");
        assertThat(client.post(MAIN + "/keyspaces", """
                {"name": "sharded", "cluster_size": "PS_10", "shards": 2}""").message()).contains("foreign key");
    }

    @Test
    void aProtectedDatabaseStays(Client client) {
        client.createShop();
        client.patch(SHOP, "{\"deletion_protected\": true}");

        assertThat(client.delete(SHOP).status()).isEqualTo(422);

        client.patch(SHOP, "{\"deletion_protected\": false}");
        assertThat(client.delete(SHOP).status()).isEqualTo(204);
        assertThat(client.get(MAIN).status()).isEqualTo(404);
    }

    @Test
    void aSecondAdministratorConfirmsTheDeletion(Client client) {
        client.createShop();
        client.admin()
                .patch("/objects" + SHOP, "{\"multiple_admins_required_for_deletion\": true}")
                .ok();

        Reply asked = client.delete(SHOP);
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.get("actor").get("type").asText()).isEqualTo("ServiceToken");
        assertThat(client.delete(SHOP).text("id")).isEqualTo(asked.text("id"));
        assertThat(client.get(SHOP).status()).isEqualTo(200);

        client.admin()
                .post("/responses", "{\"object\": \"" + SHOP + "\", \"approve\": true}")
                .ok();
        assertThat(client.get(SHOP).status()).isEqualTo(404);
    }

    @Test
    void aSecondAdministratorDeniesTheDeletion(Client client) {
        client.createShop();
        client.admin()
                .patch("/objects" + SHOP, "{\"multiple_admins_required_for_deletion\": true}")
                .ok();
        String request = client.delete(SHOP).text("id");

        client.admin()
                .post("/responses", "{\"object\": \"" + SHOP + "\", \"approve\": false}")
                .ok();

        assertThat(client.get(SHOP).status()).isEqualTo(200);
        assertThat(client.delete(SHOP).text("id")).isNotEqualTo(request);
    }

    @Test
    void sleepAndImportsComeFromElsewhere(Client client) {
        client.createShop();

        client.admin().patch("/objects" + SHOP, "{\"sleeping\": true}").ok();
        assertThat(client.get(SHOP).text("state")).isEqualTo("sleeping");

        client.admin().patch("/objects" + SHOP, """
                {"sleeping": false, "data_import": {"state": "copying", "import_check_errors": "",
                 "started_at": null, "finished_at": null,
                 "hostname": "db.example", "port": 3306, "database": "old"}}""").ok();
        Reply importing = client.get(SHOP);
        assertThat(importing.text("state")).isEqualTo("importing");
        assertThat(importing
                        .get("data_import")
                        .get("data_source")
                        .get("hostname")
                        .asText())
                .isEqualTo("db.example");
    }

    @Test
    void itCountsItsBranches(Client client) {
        client.createShop();
        client.createDev();

        Reply shop = client.get(SHOP);

        assertThat(shop.get("branches_count").asInt()).isEqualTo(2);
        assertThat(shop.get("production_branches_count").asInt()).isEqualTo(1);
        assertThat(shop.get("development_branches_count").asInt()).isEqualTo(1);
        assertThat(client.get(DEV).text("parent_branch")).isEqualTo("main");
    }
}
