package com.pulumi.planetscale.provider.resources.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Passwords that connect to one read-only region, and what passwords return of hosts.
class RegionPasswordTest {
    private static final String MAIN = "/organizations/acme/databases/shop/branches/main";

    private final World world = World.quick();
    private final Lifecycle lifecycle = world.lifecycle("Password");

    @BeforeEach
    void createDatabase() throws Exception {
        var databases = Owners.organizationPath(world.settings()).then("/databases");
        var _ = world.api().post(databases, Map.of("name", "shop", "cluster_size", "PS_10"), JsonNode.class);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void passwordOfARegionReadsThere() throws Exception {
        PropertyMap inputs = password().with(PasswordResource.READ_ONLY_REGION_ID, region());

        Outcome.Ready made = (Outcome.Ready) lifecycle.create(world.operation(), inputs);

        assertThat(made.state().get(PasswordResource.ROLE)).isEqualTo("reader");
        assertThat(made.state().get(PasswordResource.CONNECTION_STRINGS).toString())
                .doesNotContain("@primary");
        assertThat(look(inputs)).isEmpty();
        assertThat(lifecycle.plan(world.operation(), "app", inputs, made.state(), inputs, List.of()))
                .isInstanceOf(Plan.Keep.class);
        assertThat(lifecycle.plan(
                        world.operation(),
                        "app",
                        inputs,
                        made.state(),
                        inputs.with(PasswordResource.READ_ONLY_REGION_ID, "another"),
                        List.of()))
                .isInstanceOf(Plan.Replace.class);
    }

    @Test
    void regionThatTheDatabaseDoesNotHaveIsRefusedInThePreview() throws Exception {
        PropertyMap inputs = password().with(PasswordResource.READ_ONLY_REGION_ID, "other");

        List<Finding> withNone = look(inputs);
        String id = region();

        assertThat(withNone)
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains("`readOnlyRegionId`: `other` is not a read-only region of database `shop`", "has none");
        assertThat(look(inputs))
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains("`" + id + "` (");
    }

    @Test
    void regionAndNearestReplicaExcludeEachOther() {
        PropertyMap inputs =
                password().with(PasswordResource.READ_ONLY_REGION_ID, "region").with(PasswordResource.ROLE, "writer");

        assertThat(lifecycle.schema().check(inputs.with(PasswordResource.REPLICA, true)))
                .extracting(finding -> finding.path().toString())
                .contains("readOnlyRegionId", "role");
    }

    @Test
    void hostsOfVtgatesAreReturnedIfItConnectsDirectly() throws Exception {
        PropertyMap inputs = password().with(PasswordResource.DIRECT_VTGATE, true);

        PropertyMap state = ((Outcome.Ready) lifecycle.create(world.operation(), inputs)).state();

        assertThat(state.get(PasswordResource.DIRECT_VTGATE_ADDRESSES)).hasSize(3);
        assertThat(state.get(PasswordResource.ACCESS_HOST_REGIONAL_URL)).endsWith(".connect.psdb.cloud");
        assertThat(state.get(PasswordResource.ACCESS_HOST_REGIONAL_URLS)).isEmpty();
    }

    private PropertyMap password() {
        return world.settings()
                .with(PasswordResource.DATABASE, "shop")
                .with(PasswordResource.BRANCH, "main")
                .with(PasswordResource.NAME, "app");
    }

    private String region() {
        return world.emulator()
                .admin()
                .add(
                        "read_only_regions",
                        MAIN,
                        JsonNodeFactory.instance.objectNode().put("region", "eu-west"))
                .path("origin")
                .path("id")
                .asText();
    }

    private List<Finding> look(PropertyMap inputs) throws InterruptedException {
        return lifecycle.previewCreate(world.operation(), inputs).findings();
    }
}
