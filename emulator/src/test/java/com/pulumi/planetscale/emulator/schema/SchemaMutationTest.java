package com.pulumi.planetscale.emulator.schema;

import static com.pulumi.planetscale.emulator.Client.DEV;
import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.deploy.Deploys.ONE;
import static com.pulumi.planetscale.emulator.deploy.Deploys.deploy;
import static com.pulumi.planetscale.emulator.deploy.Deploys.open;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulated;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.deploy.DeployState;
import com.pulumi.planetscale.emulator.deploy.Deploys;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What cannot be done to a schema while something else works on it.
@ExtendWith(Emulated.class)
final class SchemaMutationTest {
    @BeforeEach
    void createShop(Client client, Emulator emulator) {
        Deploys.shop(client, emulator);
    }

    private static void isBlocked(Reply refused) {
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("code")).isEqualTo("schema_mutation_blocked");
    }

    @Test
    void aRunningDeploymentKeepsSafeMigrationsAndKeyspaces(Client client, Emulator emulator) {
        client.post(MAIN + "/keyspaces", "{\"name\": \"second\", \"cluster_size\": \"PS_10\"}")
                .ok();
        open(client).ok();
        emulator.admin().deploys().hold(ONE, DeployState.IN_PROGRESS);
        deploy(client, ONE).ok();

        isBlocked(client.delete(MAIN + "/safe-migrations"));
        isBlocked(client.delete(MAIN + "/keyspaces/second"));

        emulator.admin().deploys().release(ONE);
        client.delete(MAIN + "/keyspaces/second").ok();
        client.delete(MAIN + "/safe-migrations").ok();
    }

    @Test
    void aDataCopyBlocksDeploymentsAndVSchemas(Client client) {
        open(client).ok();
        for (String branch : new String[] {MAIN, DEV}) {
            client.admin()
                    .patch("/objects" + branch, "{\"schema_mutations_blocked\": true}")
                    .ok();
        }

        isBlocked(deploy(client, ONE));
        isBlocked(client.patch(DEV + "/keyspaces/shop/vschema", "{\"vschema\": \"{}\"}"));

        client.admin()
                .patch("/objects" + MAIN, "{\"schema_mutations_blocked\": false}")
                .ok();
        deploy(client, ONE).ok();
    }

    @Test
    void operationsNameThoseThatHaveToComeFirst(Client client, Emulator emulator) {
        client.patch(Client.SHOP, "{\"allow_foreign_key_constraints\": true}").ok();
        emulator.admin()
                .loadTables(
                        DEV,
                        "",
                        Map.of(
                                "users",
                                Deploys.USERS,
                                "teams",
                                "CREATE TABLE teams (id bigint PRIMARY KEY)",
                                "members",
                                "CREATE TABLE members (id bigint PRIMARY KEY, team bigint, FOREIGN KEY (team)"
                                        + " REFERENCES teams (id))"));
        open(client).ok();

        var deployment = client.get(ONE).get("deployment");

        var operations = deployment.path("deploy_operations");
        var dependency = deployment.path("sequential_diff_dependencies").path(0);
        assertThat(operations.findValuesAsText("table_name")).containsExactly("members", "teams");
        assertThat(dependency.path("deploy_operation_id"))
                .isEqualTo(operations.get(0).path("id"));
        assertThat(dependency.path("depends_on_deploy_operation_id"))
                .isEqualTo(operations.get(1).path("id"));
    }
}
