package com.pulumi.planetscale.emulator.branch;

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
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Emulated.class)
final class BranchTest {
    private static final String ALL = SHOP + "/branches";

    @BeforeEach
    void createShop(Client client) {
        client.createShop().ok();
    }

    @Test
    void newVitessBranchHasTheParentsTablesAndNoReplicas(Client client, Emulator emulator) {
        emulator.admin().loadTables(MAIN, "", Map.of("users", "CREATE TABLE users (id bigint PRIMARY KEY)"));
        client.patch(MAIN + "/keyspaces/shop/vschema", "{\"vschema\": \"{\\\"tables\\\": {\\\"users\\\": {}}}\"}")
                .ok();

        Reply dev = client.createDev();

        assertThat(dev.status()).isEqualTo(201);
        assertThat(dev.text("cluster_name")).isEqualTo("PS_DEV");
        assertThat(dev.text("vtgate_name")).isEqualTo("VTG_DEV");
        assertThat(dev.get("production").asBoolean(true)).isFalse();
        assertThat(dev.get("has_replicas").asBoolean(true)).isFalse();
        assertThat(client.get(DEV + "/schema").get("data").findValuesAsText("name"))
                .containsExactly("users");
        assertThat(client.get(DEV + "/keyspaces/shop/vschema").text("raw")).contains("users");
    }

    @Test
    void tablesOfABranchAreItsOwn(Client client, Emulator emulator) {
        client.createDev().ok();

        emulator.admin().loadTables(DEV, "", Map.of("users", "CREATE TABLE users (id bigint PRIMARY KEY)"));

        assertThat(client.get(MAIN + "/schema").get("data")).isEmpty();
    }

    @Test
    void itIsPendingUntilItsTime(Client client, Emulator emulator) {
        emulator.admin().setDelay(Delay.BRANCH, Duration.ofMinutes(1));

        assertThat(client.createDev().text("state")).isEqualTo("pending");
        assertThat(client.put(DEV + "/safe-migrations", "{\"safe_migrations\": true}")
                        .message())
                .contains("not ready");
        assertThat(client.post(DEV + "/passwords", "{}").status()).isEqualTo(422);
        assertThat(client.get(DEV + "/schema").status()).isEqualTo(422);
        assertThat(client.get(DEV + "/keyspaces/shop").status()).isEqualTo(422);

        emulator.clock().advance(Duration.ofMinutes(1));
        assertThat(client.get(DEV).get("ready").asBoolean()).isTrue();
    }

    @Test
    void aSleepingBranchIsNotReady(Client client) {
        client.createDev().ok();

        client.admin().patch("/objects" + DEV, "{\"sleeping\": true}").ok();

        assertThat(client.get(DEV).text("state")).isEqualTo("sleeping");
        assertThat(client.post(DEV + "/promote", "").message()).contains("sleeping");
    }

    @Test
    void ofManyAtTheSameTimeOneGetsTheName(Client client) {
        List<Integer> statuses = IntStream.range(0, 32)
                .parallel()
                .mapToObj(i -> client.createDev().status())
                .toList();

        assertThat(statuses).containsOnlyOnce(201).contains(422);
    }

    @Test
    void aBranchOfADatabaseThatInitializesIsABadRequest(Client client, Emulator emulator) {
        client.delete(SHOP);
        emulator.admin().setDelay(Delay.DATABASE, Duration.ofMinutes(1));
        client.createShop().ok();

        Reply refused = client.createDev();

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("code")).isEqualTo("bad_request");
        assertThat(refused.message()).contains("still initializing");
    }

    @Test
    void withoutAParentItComesFromTheDefaultBranch(Client client) {
        assertThat(client.post(ALL, "{\"name\": \"a\", \"parent_branch\": \"\"}")
                        .text("parent_branch"))
                .isEqualTo("main");
        assertThat(client.post(ALL, "{\"name\": \"b\", \"parent_branch\": \"a\"}")
                        .text("parent_branch"))
                .isEqualTo("a");
        assertThat(client.post(ALL, "{\"name\": \"c\", \"parent_branch\": \"nowhere\"}")
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {}                                                               | name",
                "422 | {\"name\": \"Dev\"}                                              | lowercase",
                "422 | {\"name\": \"de_v\"}                                             | hyphens",
                "422 | {\"name\": \"main\"}                                             | already been taken",
                "422 | {\"name\": \"dev\", \"region\": \"moon\"}                        | does not exist",
                "422 | {\"name\": \"dev\", \"kind\": \"postgresql\"}                    | does not match",
                "422 | {\"name\": \"dev\", \"major_version\": \"18\"}                   | only available for PostgreSQL",
                "422 | {\"name\": \"dev\", \"restore_point\": \"2026-01-01T00:00:00Z\"} | only available for PostgreSQL",
                "422 | {\"name\": \"dev\", \"cluster_size\": \"PS_11\"}                 | does not exist",
                "422 | {\"name\": \"dev\", \"seed_data\": \"last_successful_backup\"}   | Data branching is not enabled",
                "404 | {\"name\": \"dev\", \"backup_id\": \"nothing00000\"}             | Not Found",
                "422 | {\"name\": \"dev\", \"backup_id\": \"x\", \"seed_data\": \"last_successful_backup\"} | Only one of",
            })
    void whatCannotBeIsRefused(int status, String body, String message, Client client) {
        Reply refused = client.post(ALL, body);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.message()).contains(message);
    }

    @Test
    void restrictedRegionsBindBranches(Client client) {
        assertThat(client.post(ALL, "{\"name\": \"far\", \"region\": \"us-west\"}")
                        .get("region")
                        .get("slug")
                        .asText())
                .isEqualTo("us-west");

        client.patch(SHOP, "{\"restrict_branch_region\": true}").ok();

        assertThat(client.post(ALL, "{\"name\": \"farther\", \"region\": \"us-west\"}")
                        .message())
                .contains("restricted");
        assertThat(client.post(ALL, "{\"name\": \"near\", \"region\": \"aws-us-east-2\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void thePlanLimitsBranches(Client client) {
        client.admin()
                .patch("/objects" + SHOP, "{\"at_development_branch_usage_limit\": true}")
                .ok();

        assertThat(client.createDev().message()).contains("limit");
        assertThat(client.get(SHOP).get("at_development_branch_usage_limit").asBoolean())
                .isTrue();
    }

    @Test
    void aBranchCanHaveASizeOfItsOwn(Client client) {
        Reply dev = client.post(ALL, "{\"name\": \"dev\", \"cluster_size\": \"PS_20\"}");

        assertThat(dev.text("cluster_name")).isEqualTo("PS_20");
        assertThat(client.get(DEV + "/keyspaces/shop").text("cluster_name")).isEqualTo("PS_20");
    }

    @Test
    void itCanCreateItsDatabaseWithIt(Client client) {
        Reply created = client.post(ORGANIZATION + "/databases/fresh/branches", """
                {"name": "trunk", "create_database_if_missing": true, "kind": "mysql", "cluster_size": "PS_10"}""");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.get("production").asBoolean()).isTrue();
        assertThat(client.get(ORGANIZATION + "/databases/fresh").text("default_branch"))
                .isEqualTo("trunk");
    }

    @Test
    void creatingItsDatabaseNeedsKindAndSizeAndAccess(Client client, Emulator emulator) {
        String missing = ORGANIZATION + "/databases/fresh/branches";
        Client narrow = client.with(emulator, Accesses.none().onAllDatabases("create_branch"));

        assertThat(client.post(missing, "{\"name\": \"main\"}").status()).isEqualTo(404);
        assertThat(client.post(missing, "{\"name\": \"main\", \"create_database_if_missing\": true}")
                        .message())
                .contains("kind");
        assertThat(client.post(
                                missing,
                                "{\"name\": \"main\", \"create_database_if_missing\": true, \"kind\": \"mysql\"}")
                        .message())
                .contains("cluster_size");
        assertThat(narrow.post(missing, """
                {"name": "main", "create_database_if_missing": true, "kind": "mysql", "cluster_size": "PS_10"}""").status()).isEqualTo(404);
    }

    @Test
    void renamingKeepsPasswordsAndTheDefault(Client client) {
        String password = client.post(MAIN + "/passwords", "{}").text("id");
        String id = client.get(MAIN).text("id");

        assertThat(client.patch(MAIN, "{\"new_name\": \"trunk\"}").text("name")).isEqualTo("trunk");

        assertThat(client.get(MAIN).status()).isEqualTo(404);
        assertThat(client.get(ALL + "/" + id + "/passwords/" + password).status())
                .isEqualTo(200);
        assertThat(client.get(SHOP).text("default_branch")).isEqualTo("trunk");
    }

    @Test
    void aProtectedBranchStays(Client client) {
        client.createDev().ok();
        client.patch(DEV, "{\"deletion_protected\": true}").ok();

        assertThat(client.delete(DEV).status()).isEqualTo(422);

        client.patch(DEV, "{\"deletion_protected\": false}").ok();
        assertThat(client.delete(DEV).status()).isEqualTo(204);
    }

    @Test
    void theDefaultBranchStaysWhileThereAreOthers(Client client) {
        client.createDev().ok();

        Reply refused = client.delete(MAIN);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.message()).contains("child branches");
        client.patch(SHOP, "{\"default_branch\": \"dev\"}").ok();
        assertThat(client.delete(DEV).message()).contains("default branch");
    }

    @Test
    void theLastBranchTakesItsDatabaseAlong(Client client) {
        client.post(SHOP + "/webhooks", "{\"url\": \"https://example.com/hook\"}")
                .ok();

        assertThat(client.delete(MAIN).status()).isEqualTo(204);

        assertThat(client.get(SHOP).status()).isEqualTo(404);
        assertThat(client.get(MAIN).status()).isEqualTo(404);
        client.createShop().ok();
        assertThat(client.get(SHOP + "/webhooks").get("data")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {MAIN, SHOP})
    void theLastBranchStaysWhereItOrItsDatabaseIsProtected(String object, Client client) {
        client.patch(object, "{\"deletion_protected\": true}").ok();

        assertThat(client.delete(MAIN).status()).isEqualTo(422);

        assertThat(client.get(MAIN).status()).isEqualTo(200);
    }

    @Test
    void theLastBranchStaysWhereTwoAdministratorsHaveToAgree(Client client, Emulator emulator) {
        client.admin()
                .patch("/objects" + SHOP, "{\"multiple_admins_required_for_deletion\": true}")
                .ok();

        assertThat(client.delete(MAIN).status()).isEqualTo(422);
    }

    @Test
    void theLastBranchNeedsTheAccessForProduction(Client client, Emulator emulator) {
        Client narrow = client.with(emulator, Accesses.none().onDatabase("shop", "delete_branch", "delete_database"));

        assertThat(narrow.delete(MAIN).status()).isEqualTo(404);
        assertThat(client.get(MAIN).status()).isEqualTo(200);
    }

    @Test
    void theLastProductionBranchStays(Client client) {
        client.createDev().ok();
        client.patch(SHOP, "{\"default_branch\": \"dev\"}").ok();

        Reply refused = client.delete(MAIN + "?delete_descendants=true");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(client.get(MAIN).status()).isEqualTo(200);
    }

    @Test
    void childrenGoOnlyWhenAskedFor(Client client) {
        client.createDev().ok();
        client.post(ALL, "{\"name\": \"child\", \"parent_branch\": \"dev\"}").ok();
        client.post(ALL, "{\"name\": \"grandchild\", \"parent_branch\": \"child\"}")
                .ok();

        assertThat(client.delete(DEV).message()).contains("child branches");
        assertThat(client.delete(DEV + "?delete_descendants=true").status()).isEqualTo(204);
        assertThat(client.get(ALL).get("data").findValuesAsText("name")).containsExactly("main");
    }

    @Test
    void aProtectedDescendantKeepsAll(Client client) {
        client.createDev().ok();
        client.post(ALL, "{\"name\": \"child\", \"parent_branch\": \"dev\", \"deletion_protected\": true}")
                .ok();

        assertThat(client.delete(DEV + "?delete_descendants=true").status()).isEqualTo(422);
        assertThat(client.get(DEV).status()).isEqualTo(200);
    }

    @Test
    void aProductionBranchNeedsItsOwnAccess(Client client, Emulator emulator) {
        client.createDev().ok();
        client.post(DEV + "/promote", "").ok();
        Client narrow = client.with(emulator, Accesses.none().onDatabase("shop", "delete_branch"));
        Client wide =
                client.with(emulator, Accesses.none().onDatabase("shop", "delete_branch", "delete_production_branch"));

        assertThat(narrow.delete(DEV).status()).isEqualTo(404);
        assertThat(wide.delete(DEV).status()).isEqualTo(204);
    }

    @Test
    void theListFiltersAndOrders(Client client, Emulator emulator) {
        emulator.clock().advance(Duration.ofSeconds(1));
        client.createDev().ok();
        client.put(MAIN + "/safe-migrations", "{\"safe_migrations\": true}").ok();

        assertThat(names(client, "")).containsExactly("main", "dev");
        assertThat(names(client, "?order=desc")).containsExactly("dev", "main");
        assertThat(names(client, "?production=true")).containsExactly("main");
        assertThat(names(client, "?safe_migrations=false")).containsExactly("dev");
        assertThat(names(client, "?q=de")).containsExactly("dev");
        assertThat(client.get(ALL + "?order=sideways").status()).isEqualTo(400);
        assertThat(client.get(ALL + "?production=perhaps").status()).isEqualTo(400);
    }

    private static List<String> names(Client client, String query) {
        return client.get(ALL + query).get("data").findParents("parent_branch").stream()
                .map(branch -> branch.get("name").asText())
                .toList();
    }

    @Test
    void newPostgresBranchIsEmptyAndSmall(Client client, Emulator emulator) {
        client.delete(SHOP);
        client.createPostgresShop().ok();
        emulator.admin().loadTables(MAIN, "", Map.of("users", "CREATE TABLE users (id bigint PRIMARY KEY)"));

        Reply dev = client.createDev();

        assertThat(dev.text("cluster_name")).isEqualTo("PS_DEV_AWS_ARM");
        assertThat(dev.get("replicas").asInt(-1)).isZero();
        assertThat(dev.get("production").asBoolean(true)).isFalse();
        assertThat(client.get(DEV + "/schema").get("data")).isEmpty();
        assertThat(client.get(MAIN + "/schema?namespace=postgres.public").get("data"))
                .hasSize(1);
        assertThat(client.post(ALL, "{\"name\": \"big\", \"cluster_size\": \"PS_20\"}")
                        .get("production")
                        .asBoolean())
                .isTrue();
    }
}
