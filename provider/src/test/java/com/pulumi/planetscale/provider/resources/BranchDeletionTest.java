package com.pulumi.planetscale.provider.resources;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.pulumi.planetscale.provider.lifecycle.FakeOperation;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.OperationException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Deleting branches of which others descend.
class BranchDeletionTest {
    private static final String CHILD = "/organizations/acme/databases/shop/branches/child";

    private final World world = World.quick();

    @BeforeEach
    void makeBranches() throws Exception {
        var databases = Owners.organizationPath(world.settings()).then("/databases");
        var branches = databases.then("/{}", "shop").then("/branches");
        var _ = world.api().post(databases, Map.of("name", "shop", "cluster_size", "PS_10"), Map.class);
        var _ = world.api().post(branches, Map.of("name", "parent", "parent_branch", "main"), Map.class);
        var _ = world.api().post(branches, Map.of("name", "child", "parent_branch", "parent"), Map.class);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void descendantThatIsBeingDeletedAtTheSameTimeIsWaitedFor() throws Exception {
        FakeOperation operation =
                world.operation().meanwhile(() -> world.emulator().admin().delete(CHILD));

        world.lifecycle("Branch").delete(operation, parent());

        assertThat(world.catalog().resource("Branch").orElseThrow().read(world.operation(), parent()))
                .isEmpty();
        assertThat(operation.statusLines()).anyMatch(line -> line.contains("branches that descend from `shop/parent`"));
    }

    @Test
    void descendantThatGoesBeforeItIsLookedForIsNoHindrance() throws Exception {
        world.emulator().admin().delete(CHILD);
        world.emulator()
                .wireMock()
                .stubFor(delete(urlPathMatching(".*/branches/parent"))
                        .atPriority(1)
                        .inScenario("a child was there")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willReturn(aResponse()
                                .withStatus(422)
                                .withBody("{\"code\": \"unprocessable\", \"message\": \"Branch has child branches\"}"))
                        .willSetStateTo("gone"));

        world.lifecycle("Branch").delete(world.operation(), parent());

        assertThat(world.catalog().resource("Branch").orElseThrow().read(world.operation(), parent()))
                .isEmpty();
    }

    @Test
    void descendantThatStaysIsExplainedWithTheRemedy() throws Exception {
        assertThatThrownBy(() -> world.lifecycle("Branch").delete(world.operation(), parent()))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("deleteDescendants");
        assertThat(world.catalog().resource("Branch").orElseThrow().read(world.operation(), parent()))
                .isPresent();
    }

    private PropertyMap parent() {
        return world.settings().with(BranchProperties.DATABASE, "shop").with(BranchProperties.NAME, "parent");
    }
}
