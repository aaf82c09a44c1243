package com.pulumi.planetscale.provider.resources.branch;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.pulumi.planetscale.provider.lifecycle.FakeOperation;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void descendantOfABranchThatIsCalledSomethingElseNowIsWaitedForToo() throws Exception {
        PropertyMap recorded = world.lifecycle("Branch")
                .find(world.operation(), "acme/shop/parent", world.settings())
                .orElseThrow()
                .state();
        var _ = world.api().patch(BranchResource.path(recorded), Map.of("new_name", "mother"), Map.class);
        FakeOperation operation =
                world.operation().meanwhile(() -> world.emulator().admin().delete(CHILD));

        world.lifecycle("Branch").delete(operation, recorded);

        assertThat(world.catalog().resource("Branch").orElseThrow().read(world.operation(), recorded))
                .isEmpty();
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

    /// The new one would be the old one again, in every run.
    @ParameterizedTest
    @ValueSource(strings = {"main", "parent"})
    void defaultBranchIsNotReplacedAndAnotherOneIs(String name) throws Exception {
        Lifecycle.Found found = world.lifecycle("Branch")
                .find(world.operation(), "shop/" + name, world.settings())
                .orElseThrow();
        PropertyMap elsewhere = found.inputs().with("region", new Value.Text("eu-west"));

        Plan plan = world.lifecycle("Branch")
                .plan(world.operation(), name, found.inputs(), found.state(), elsewhere, List.of());

        if (name.equals("main")) {
            assertThat(plan)
                    .isInstanceOfSatisfying(
                            Plan.Refuse.class,
                            refuse -> assertThat(refuse.refusals())
                                    .singleElement()
                                    .extracting(Finding::text)
                                    .asString()
                                    .contains("`shop/main` is the default branch", "cannot be replaced"));
        } else {
            assertThat(plan).isInstanceOf(Plan.Replace.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void defaultBranchIsNeverAskedToBeDeletedWhetherProductionOrNot(boolean production) throws Exception {
        makeDefault("parent", production);
        FakeOperation operation = world.operation();
        World.Journal journal = world.journal();

        world.lifecycle("Branch").delete(operation, parent());

        assertThat(journal.calls()).noneMatch(call -> call.startsWith("DELETE"));
        assertThat(operation.said()).anyMatch(finding -> finding.text().contains("removed from the state only"));
    }

    @Test
    void nothingIsDeletedWhenTheDefaultBranchCannotBeTold() throws Exception {
        PropertyMap child = world.lifecycle("Branch")
                .find(world.operation(), "shop/child", world.settings())
                .orElseThrow()
                .state();
        world.emulator()
                .wireMock()
                .stubFor(get(urlPathMatching(".*/databases/[^/]+"))
                        .atPriority(1)
                        .willReturn(aResponse().withBody("{\"id\": \"x\", \"name\": \"shop\", \"ready\": true}")));
        World.Journal journal = world.journal();

        assertThatThrownBy(() -> world.lifecycle("Branch").delete(world.operation(), child))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("`shop/child` was not deleted")
                .hasMessageContaining("`defaultBranch`");
        assertThat(journal.calls()).noneMatch(call -> call.startsWith("DELETE"));
    }

    @Test
    void defaultBranchIsNotDeletedAsADescendant() throws Exception {
        makeDefault("child", false);
        World.Journal journal = world.journal();

        assertThatThrownBy(() -> world.lifecycle("Branch")
                        .delete(world.operation(), parent().with(BranchProperties.DELETE_DESCENDANTS, true)))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("the default branch `child` descends from it");
        assertThat(journal.calls()).noneMatch(call -> call.startsWith("DELETE"));
    }

    @Test
    void defaultBranchIsKnownByItsIdThoughItIsCalledSomethingElseNow() throws Exception {
        PropertyMap state = world.lifecycle("Branch")
                .find(world.operation(), "acme/shop/main", world.settings())
                .orElseThrow()
                .state();
        var _ = world.api().patch(BranchResource.path(state), Map.of("new_name", "trunk"), Map.class);
        World.Journal journal = world.journal();

        world.lifecycle("Branch").delete(world.operation(), state);

        assertThat(journal.calls()).noneMatch(call -> call.startsWith("DELETE"));
    }

    @Test
    void mainThatIsNotTheDefaultBranchAnyMoreIsDeletedWithAWarning() throws Exception {
        makeDefault("parent", true);
        world.emulator()
                .wireMock()
                .stubFor(delete(urlPathMatching(".*/branches/.*"))
                        .atPriority(1)
                        .willReturn(aResponse().withStatus(422).withBody("{}")));
        FakeOperation operation = world.operation();

        assertThatThrownBy(() -> world.lifecycle("Branch").delete(operation, branch("main")))
                .isInstanceOf(OperationException.class);

        assertThat(operation.said())
                .anyMatch(finding -> finding.text().contains("`shop/main`, which came with its database")
                        && finding.text().contains("data, backups and credentials"));
    }

    private void makeDefault(String branch, boolean production) throws Exception {
        var shop = Owners.organizationPath(world.settings()).then("/databases/shop");
        var path = shop.then("/branches/{}", branch);
        var _ = world.api().post(path.then("/promote"), Map.of(), Map.class);
        var _ = world.api().patch(shop, Map.of("default_branch", branch), Map.class);
        if (!production) {
            var _ = world.api().post(path.then("/demote"), Map.of(), Map.class);
        }
    }

    private PropertyMap parent() {
        return branch("parent");
    }

    private PropertyMap branch(String name) {
        return world.settings().with(BranchProperties.DATABASE, "shop").with(BranchProperties.NAME, name);
    }
}
