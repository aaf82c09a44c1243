package com.pulumi.planetscale.emulator.offer;

import com.pulumi.planetscale.emulator.catalog.Region;
import com.pulumi.planetscale.emulator.catalog.Regions;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.model.Organization;

/// The JSON of a region.
public final class RegionView {
    private RegionView() {}

    /// The region of a database or branch, embedded.
    public static View of(Call call, String slug) {
        return of(Regions.CATALOG.get(slug), call.organization());
    }

    static View of(Region region, Organization organization) {
        return of(region, organization.isOpen(region))
                .put("current_default", region.slug().equals(organization.defaultRegion))
                .put("mysql_supported", region.mysqlSupported())
                .put("postgresql_supported", region.postgresqlSupported());
    }

    static View of(Region region, boolean enabled) {
        return new View()
                .put("id", region.id())
                .put("type", "Region")
                .put("provider", region.provider())
                .put("enabled", enabled)
                .put("public_ip_addresses", region.publicIpAddresses())
                .put("display_name", region.displayName())
                .put("location", region.location())
                .put("slug", region.slug());
    }
}
