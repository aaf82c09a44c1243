package com.pulumi.planetscale.emulator.offer;

import com.pulumi.planetscale.emulator.catalog.Region;
import com.pulumi.planetscale.emulator.catalog.Regions;
import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.Paths;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.http.Views;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.model.Organization;
import com.pulumi.planetscale.emulator.model.ReadOnlyRegion;

/// Regions in their three lists, and the read-only regions of a database.
public final class RegionKind implements Kind {
    @Override
    public void declare(Declarations declarations) {
        declarations
                .stores("read_only_regions", ReadOnlyRegion.class)
                .get("/regions", Access.everybody(), this::listPublic)
                .get(Paths.ORGANIZATION + "/regions", Access.organization("read_organization"), this::list)
                .get(Paths.DATABASE + "/regions", Access.openingDatabase(), this::listForDatabase)
                .get(Paths.DATABASE + "/read-only-regions", Access.openingDatabase(), this::listReadOnly);
    }

    private Answer listPublic(Call call) {
        return call.page(Regions.CATALOG.all().stream(), region -> RegionView.of(region, true));
    }

    private Answer list(Call call) {
        Organization organization = call.organization();
        return call.page(Regions.CATALOG.all().stream(), region -> RegionView.of(region, organization));
    }

    /// Those that run the database's engine; its own alone where branches are restricted to it.
    private Answer listForDatabase(Call call) {
        Database database = call.database();
        return call.page(
                Regions.CATALOG.all().stream()
                        .filter(region -> region.supports(database.kind))
                        .filter(region ->
                                !database.restrictBranchRegion || region.slug().equals(database.region)),
                region -> RegionView.of(region, call.organization()));
    }

    private Answer listReadOnly(Call call) {
        return call.page(
                call.world()
                        .all(ReadOnlyRegion.class)
                        .filter(region -> region.owner()
                                .filter(call.database().defaultBranch::equals)
                                .isPresent()),
                region -> readOnlyView(call, region));
    }

    private static View readOnlyView(Call call, ReadOnlyRegion replica) {
        Region region = Regions.CATALOG.get(replica.region);
        return View.of("ReadOnlyRegion", replica)
                .put("display_name", region.displayName())
                .put("ready_at", replica.createdAt())
                .put("ready", true)
                .put("actor", Views.actor(replica))
                .put("region", RegionView.of(region, call.organization()));
    }
}
