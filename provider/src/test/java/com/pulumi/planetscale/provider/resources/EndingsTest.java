package com.pulumi.planetscale.provider.resources;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resources.branch.Branches;
import com.pulumi.planetscale.provider.resources.database.Databases;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What kinds declare for the review of a plan about objects that it deletes.
class EndingsTest {
    private final World world = World.quick();

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void everyKindWithConnectionStringsIsACredential() {
        assertThat(world.catalog().resources().values())
                .filteredOn(resource -> has(resource, "connectionStrings"))
                .hasSizeGreaterThan(2)
                .allMatch(Resource.Credential.class::isInstance);
    }

    @Test
    void everyCredentialRotatesInPlaceOrIsReplaced() {
        assertThat(world.catalog().resources().values())
                .filteredOn(Resource.Credential.class::isInstance)
                .allSatisfy(resource -> assertThat(resource.schema().inputs())
                        .filteredOn(property -> property.name().equals("rotationTriggers"))
                        .singleElement()
                        .satisfies(triggers -> assertThat(((Resource.Credential) resource).rotating())
                                .isEqualTo(triggers.replaces() ? List.of() : List.of(triggers))));
    }

    @Test
    void everyKindWithAClusterSizeSaysWhatADeletionSaves() {
        assertThat(world.catalog().resources().values())
                .filteredOn(resource -> resource.schema().inputs().stream()
                        .anyMatch(property -> property.name().equals("clusterSize")))
                .isNotEmpty()
                .allMatch(Resource.Priced.class::isInstance);
    }

    @Test
    void deletedDatabaseCostsItsClusterAndItsDefaultBranchNothingMore() throws Exception {
        PropertyMap shop =
                made("Database", PropertyMap.EMPTY.with(Databases.NAME, "shop").with(Databases.CLUSTER_SIZE, "PS_20"));
        PropertyMap main =
                made("Branch", PropertyMap.EMPTY.with(Branches.DATABASE, "shop").with(Branches.NAME, "main"));
        PropertyMap dev =
                made("Branch", PropertyMap.EMPTY.with(Branches.DATABASE, "shop").with(Branches.NAME, "dev"));

        assertThat(price("Database", shop))
                .hasValueSatisfying(text ->
                        assertThat(text).startsWith("`PS_20` with 2 replicas ends, which costs $59 a month in `"));
        assertThat(price("Branch", main)).isEmpty();
        assertThat(price("Branch", dev)).isEmpty();
    }

    private PropertyMap made(String kind, PropertyMap inputs) throws Exception {
        Outcome outcome =
                world.lifecycle(kind).create(world.operation(), world.settings().with(inputs));
        return ((Outcome.Ready) outcome).state();
    }

    private Optional<String> price(String kind, PropertyMap state) throws Exception {
        return ((Resource.Priced) world.catalog().resource(kind).orElseThrow())
                .priceOfDeleted(world.operation(), state)
                .map(Finding::text);
    }

    private static boolean has(Resource resource, String property) {
        return resource.schema().properties().stream()
                .anyMatch(each -> each.name().equals(property));
    }
}
