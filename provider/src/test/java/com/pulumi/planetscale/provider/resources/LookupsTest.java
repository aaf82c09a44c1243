package com.pulumi.planetscale.provider.resources;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.emulator.admin.Accesses;
import com.pulumi.planetscale.provider.lifecycle.Catalog;
import com.pulumi.planetscale.provider.resource.Lookup;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The functions that belong to no kind.
class LookupsTest extends LookupFixture {
    @Test
    void lookupWithoutAccessNamesIt() {
        var stranger = world.emulator().admin().tokens().make("stranger", Accesses.none());
        var catalog = new Catalog(List.of(), Resources.lookups(world.connect(stranger.id(), stranger.token())));

        for (String name : List.of("getOrganization", "getRegions", "getClusterSizes")) {
            Lookup lookup = Objects.requireNonNull(catalog.lookups().get(name));
            assertThatThrownBy(() -> lookup.call(world.operation(), world.settings()))
                    .hasMessageContaining("`read_organization`");
        }
    }
}
