package com.pulumi.planetscale.provider.resources.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The size of a database belongs to the branch that it was made with, whichever branch is the default one later.
class DefaultBranchTest {
    private final World world = World.quick();

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void anotherDefaultBranchIsNotResizedByAnUnchangedProgram() throws Exception {
        Lifecycle databases = world.lifecycle("Database");
        PropertyMap inputs =
                world.settings().with("name", new Value.Text("shop")).with("clusterSize", new Value.Text("PS_10"));
        var made = (Outcome.Ready) databases.create(world.operation(), inputs);
        var shop = Owners.organizationPath(world.settings()).then("/databases/shop");
        var _ = world.api().post(shop.then("/branches"), Map.of("name", "next"), Map.class);
        var _ = world.api().post(shop.then("/branches/next/promote"), Map.of(), Map.class);
        var _ = world.api()
                .send(
                        "PUT",
                        shop.then("/branches/next/keyspaces/shop/resizes"),
                        Map.of("cluster_size", "PS_80"),
                        Map.class);
        var _ = world.api().patch(shop, Map.of("default_branch", "next"), Map.class);

        Lifecycle.Found found = databases
                .refresh(world.operation(), made.id(), inputs, made.state())
                .orElseThrow();

        assertThat(found.state().get(DatabaseProperties.CLUSTER_SIZE)).isEqualTo("PS_10");
        assertThat(found.state().get(DatabaseProperties.DEFAULT_BRANCH)).isEqualTo("next");
        assertThat(databases.plan(world.operation(), "shop", found.inputs(), found.state(), inputs, List.of()))
                .isInstanceOf(Plan.Keep.class);
        PropertyMap larger = inputs.with("clusterSize", new Value.Text("PS_20"));
        assertThat(databases.update(world.operation(), made.id(), inputs, found.state(), larger))
                .isInstanceOf(Outcome.Ready.class);
        assertThat(size("main")).isEqualTo("PS_20");
        assertThat(size("next")).isEqualTo("PS_80");
    }

    private String size(String branch) throws Exception {
        return world.api()
                .get(
                        Owners.organizationPath(world.settings()).then("/databases/shop/branches/{}", branch),
                        JsonNode.class)
                .get("cluster_name")
                .asText();
    }
}
