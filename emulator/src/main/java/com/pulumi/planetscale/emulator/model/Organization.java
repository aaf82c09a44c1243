package com.pulumi.planetscale.emulator.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.pulumi.planetscale.emulator.catalog.Region;
import com.pulumi.planetscale.emulator.catalog.Size;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Origin;
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
    /// New organizations may not pick network storage above PS-160 or Metal above M-320 (reference §2.1, spend cap).
    public boolean spendingCapped = false;
    /// Slugs of regions that are closed for new clusters.
    public Set<String> disabledRegions = new TreeSet<>();
    /// Names of sizes that this organization may not use.
    public Set<String> disabledSizes = new TreeSet<>();

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

    public boolean isOpen(Region region) {
        return !disabledRegions.contains(region.slug());
    }

    public boolean mayUse(Size size) {
        boolean capped = spendingCapped && size.rank() > (size.metal() ? LARGEST_CAPPED_METAL : LARGEST_CAPPED);
        return !capped && !disabledSizes.contains(size.name());
    }
}
