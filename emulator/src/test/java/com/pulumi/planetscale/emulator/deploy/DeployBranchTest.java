package com.pulumi.planetscale.emulator.deploy;

import static com.pulumi.planetscale.emulator.Client.DEV;
import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.Client.ORGANIZATION;
import static com.pulumi.planetscale.emulator.Client.SHOP;
import static com.pulumi.planetscale.emulator.deploy.Deploys.ALL;
import static com.pulumi.planetscale.emulator.deploy.Deploys.NAMED_USERS;
import static com.pulumi.planetscale.emulator.deploy.Deploys.ONE;
import static com.pulumi.planetscale.emulator.deploy.Deploys.deploy;
import static com.pulumi.planetscale.emulator.deploy.Deploys.open;
import static com.pulumi.planetscale.emulator.deploy.Deploys.state;
import static com.pulumi.planetscale.emulator.deploy.Deploys.tables;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulated;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.time.Delay;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Which branches a deploy request can have, and what becomes of them.
@ExtendWith(Emulated.class)
final class DeployBranchTest {
    @BeforeEach
    void createShop(Client client, Emulator emulator) {
        Deploys.shop(client, emulator);
    }

    private static Reply request(Client client, String head, String into) {
        return client.post(ALL, "{\"branch\": \"" + head + "\", \"into_branch\": \"" + into + "\"}");
    }

    @Test
    void theTargetNeedsSafeMigrations(Client client) {
        client.delete(MAIN + "/safe-migrations").ok();

        Reply refused = open(client);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.message()).contains("safe migrations");
        assertThat(client.get(ALL).get("data")).isEmpty();
    }

    @Test
    void safeMigrationsThatWereSwitchedOffMeanwhileKeepItFromBeingDeployed(Client client) {
        open(client).ok();
        client.delete(MAIN + "/safe-migrations").ok();

        assertThat(deploy(client, ONE).message()).contains("safe migrations");
    }

    @Test
    void bothBranchesMustExistDifferAndBeReady(Client client, Emulator emulator) {
        assertThat(request(client, "nothing", "main").status()).isEqualTo(404);
        assertThat(request(client, "dev", "nothing").status()).isEqualTo(404);
        assertThat(request(client, "main", "main").status()).isEqualTo(422);
        assertThat(client.post(ALL, "{\"into_branch\": \"main\"}").status()).isEqualTo(400);
        emulator.admin().setDelay(Delay.BRANCH, Duration.ofMinutes(1));
        client.post(SHOP + "/branches", "{\"name\": \"young\"}").ok();
        assertThat(request(client, "young", "main").message()).contains("not ready");
    }

    @Test
    void withoutATargetTheParentIsTaken(Client client) {
        client.post(SHOP + "/branches", "{\"name\": \"feature\", \"parent_branch\": \"dev\"}")
                .ok();
        client.put(DEV + "/safe-migrations", "{\"safe_migrations\": true}").ok();

        Reply request = client.post(ALL, "{\"branch\": \"feature\"}");

        assertThat(request.text("into_branch")).isEqualTo("dev");
        assertThat(request.text("notes")).isEmpty();
    }

    @Test
    void aChangeGoesThroughStagingIntoProduction(Client client, Emulator emulator) {
        client.post(SHOP + "/branches", "{\"name\": \"staging\"}").ok();
        client.put(SHOP + "/branches/staging/safe-migrations", "{\"safe_migrations\": true}")
                .ok();
        client.post(SHOP + "/branches", "{\"name\": \"feature\", \"parent_branch\": \"staging\"}")
                .ok();
        emulator.admin().loadTables(SHOP + "/branches/feature", "", Map.of("users", NAMED_USERS));

        request(client, "feature", "staging").ok();
        deploy(client, ONE).ok();
        request(client, "staging", "main").ok();
        deploy(client, Deploys.TWO).ok();

        assertThat(state(client, ONE)).isEqualTo("complete_pending_revert");
        assertThat(state(client, Deploys.TWO)).isEqualTo("complete_pending_revert");
        assertThat(tables(client, MAIN)).contains("varchar");
    }

    @Test
    void aProductionBranchMustBeTheDefaultOneToBeDeployedInto(Client client) {
        client.post(SHOP + "/branches", "{\"name\": \"staging\"}").ok();
        client.patch(SHOP, "{\"default_branch\": \"staging\"}").ok();

        assertThat(open(client).message()).contains("default branch");

        client.patch(SHOP, "{\"default_branch\": \"main\"}").ok();
        open(client).ok();
    }

    @Test
    void aDeletedHeadIsRemembered(Client client) {
        open(client).ok();
        client.delete(DEV).ok();

        Reply request = client.get(ONE);

        assertThat(request.text("branch")).isEqualTo("dev");
        assertThat(request.get("branch_deleted").asBoolean()).isTrue();
        assertThat(request.get("branch_deleted_at").isNull()).isFalse();
        assertThat(request.get("branch_deleted_by").path("type").asText()).isEqualTo("ServiceToken");
        assertThat(request.text("deployment_state")).isEqualTo("error");
        assertThat(request.get("deployment").path("deploy_check_errors").asText())
                .contains("deleted");
        assertThat(deploy(client, ONE).status()).isEqualTo(422);
    }

    @Test
    void theHeadIsDeletedAfterSuccessIfThatIsWanted(Client client, Emulator emulator) {
        open(client).ok();
        client.put(ONE + "/auto-delete-branch", "{\"enable\": true}").ok();
        deploy(client, ONE).ok();
        assertThat(client.get(DEV).status()).isEqualTo(200);

        emulator.clock().advance(Duration.ofMinutes(30));

        assertThat(client.get(DEV).status()).isEqualTo(404);
        assertThat(client.get(ONE).get("branch_deleted").asBoolean()).isTrue();
    }

    @Test
    void aRevertedRequestLeavesItsHead(Client client, Emulator emulator) {
        open(client).ok();
        client.put(ONE + "/auto-delete-branch", "{\"enable\": true}").ok();
        deploy(client, ONE).ok();
        client.post(ONE + "/revert", "").ok();

        emulator.clock().advance(Duration.ofMinutes(30));

        assertThat(client.get(DEV).status()).isEqualTo(200);
    }

    @Test
    void requestsIntoADeletedBranchAreClosed(Client client) {
        client.post(SHOP + "/branches", "{\"name\": \"staging\"}").ok();
        client.put(SHOP + "/branches/staging/safe-migrations", "{\"safe_migrations\": true}")
                .ok();
        request(client, "dev", "staging").ok();

        client.delete(SHOP + "/branches/staging").ok();

        Reply closed = client.get(ONE);
        assertThat(closed.text("state")).isEqualTo("closed");
        assertThat(closed.text("into_branch")).isEqualTo("staging");
    }

    @Test
    void foreignKeysCannotBeSwitchedWhileARequestIsOpen(Client client) {
        open(client).ok();
        assertThat(client.patch(SHOP, "{\"allow_foreign_key_constraints\": true}")
                        .message())
                .contains("open deploy requests");
        client.patch(SHOP, "{\"allow_foreign_key_constraints\": false}").ok();

        client.patch(ONE, "{\"state\": \"closed\"}").ok();

        client.patch(SHOP, "{\"allow_foreign_key_constraints\": true}").ok();
    }

    /// On another shard, rows that exist would not be found.
    @Test
    void primaryVindexThatIsChangedIsALintError(Client client) {
        client.patch(DEV + "/keyspaces/shop/vschema", vindex("hash")).ok();
        open(client).ok();
        deploy(client, ONE).ok();
        client.patch(DEV + "/keyspaces/shop/vschema", vindex("xxhash")).ok();

        String second = ALL + "/" + open(client).ok().get("number").asInt();

        assertThat(client.get(second).text("deployment_state")).isEqualTo("error");
        assertThat(client.get(second).get("deployment").path("lint_errors").findValuesAsText("error_description"))
                .containsExactly("table users has a changed column vindex. This will lead to inaccessible data");
    }

    private static String vindex(String type) {
        return ("{\"vschema\": \"{\\\"vindexes\\\": {\\\"by_id\\\": {\\\"type\\\": \\\"" + type + "\\\"}},"
                + " \\\"tables\\\": {\\\"users\\\": {\\\"column_vindexes\\\":"
                + " [{\\\"column\\\": \\\"id\\\", \\\"name\\\": \\\"by_id\\\"}]}}}\"}");
    }

    @Test
    void vschemasAreDeployedAndTakenBack(Client client) {
        client.patch(DEV + "/keyspaces/shop/vschema", "{\"vschema\": \"{\\\"tables\\\": {\\\"users\\\": {}}}\"}")
                .ok();
        open(client).ok();

        deploy(client, ONE).ok();
        assertThat(client.get(MAIN + "/keyspaces/shop/vschema").text("raw")).contains("users");

        client.post(ONE + "/revert", "").ok();
        assertThat(client.get(MAIN + "/keyspaces/shop/vschema").text("raw")).doesNotContain("users");
    }

    @Test
    void postgresHasNone(Client client) {
        client.post(ORGANIZATION + "/databases", """
                {"name": "notes", "kind": "postgresql", "cluster_size": "PS_10_AWS_ARM"}""").ok();

        Reply refused = client.post(
                ORGANIZATION + "/databases/notes/deploy-requests", "{\"branch\": \"main\", \"into_branch\": \"main\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.message()).contains("Vitess");
        assertThat(client.get(ORGANIZATION + "/databases/notes/throttler").status())
                .isEqualTo(422);
    }
}
