package com.pulumi.planetscale.emulator.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.catalog.Region;
import com.pulumi.planetscale.emulator.catalog.Regions;
import com.pulumi.planetscale.emulator.catalog.Size;
import com.pulumi.planetscale.emulator.catalog.Sizes;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Origin;
import com.pulumi.planetscale.emulator.world.Refused;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// An organization with what its plan allows. Nothing of it can be changed with a service token.
public final class Organization extends Entity {
    private static final int LARGEST_CAPPED = 160;
    private static final int LARGEST_CAPPED_METAL = 320;

    public String name;
    public String plan = "scaler_pro";
    public String billingEmail;
    /// Dollars a month; the API takes a number and answers a string.
    public int invoiceBudgetAmount = 0;
    public boolean idpManagedRoles = false;
    public boolean hasCard = true;
    public int keyspaceShardLimit = 64;
    /// "AWS us-east-2" is the default of all new databases (PlanetScale documentation, regions).
    public String defaultRegion = "aws-us-east-2";
    /// The name of the only administrator; null if there are several.
    public @Nullable String soleAdministrator;
    /// New organizations may not pick network storage above PS-160 or Metal above M-320 (API reference, spend cap).
    public boolean spendingCapped = false;
    /// Slugs of regions that are closed for new clusters.
    public Set<String> disabledRegions = new TreeSet<>();
    /// Names of sizes that this organization may not use.
    public Set<String> disabledSizes = new TreeSet<>();

    /// 403 or 404 if service tokens are refused the calls on the accesses of tokens; 0 if they may make them.
    public int tokenAccessRefusal = 0;

    /// How far the webhooks of its databases reach.
    public WebhookReach webhooks = WebhookReach.NOWHERE;

    @JsonCreator
    public Organization(Origin origin, String name) {
        super(origin);
        this.name = name;
        this.billingEmail = "billing@" + name + ".example";
    }

    @Override
    public String label() {
        return name;
    }

    /// A region that new clusters of an engine may use.
    ///
    /// @throws Refused if it does not exist, is closed for this organization, or does not run the engine
    public Region openRegion(Engine engine, String slug) {
        Region region = existingRegion(slug);
        Refused.when(!isOpen(region), "Region " + slug + " is not enabled");
        Refused.when(
                !region.supports(engine),
                "Region " + slug + " does not support " + engine.displayName() + " databases");
        return region;
    }

    /// A region of the catalog, open or not.
    ///
    /// @throws Refused if it does not exist
    public static Region existingRegion(String slug) {
        return Regions.CATALOG.find(slug).orElseThrow(() -> Refused.because("Region " + slug + " does not exist"));
    }

    /// A size that new clusters in a region may use.
    ///
    /// @throws Refused if it does not exist, is not available there, or is closed for this organization
    public Size usableSize(Engine engine, String name, Region region) {
        Size size = Sizes.CATALOG
                .find(engine, name, region)
                .orElseThrow(() -> Refused.because("Cluster size " + name + " does not exist"));
        Refused.when(!size.isIn(region), "Cluster size " + name + " is not available in " + region.slug());
        Refused.when(!mayUse(size), "Cluster size " + name + " is not enabled for this organization");
        return size;
    }

    public boolean isOpen(Region region) {
        return !disabledRegions.contains(region.slug());
    }

    public boolean mayUse(Size size) {
        boolean capped = spendingCapped && size.rank() > (size.metal() ? LARGEST_CAPPED_METAL : LARGEST_CAPPED);
        return !capped && !disabledSizes.contains(size.name());
    }
}
