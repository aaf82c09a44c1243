package com.pulumi.planetscale.provider.resources.database;

import com.pulumi.planetscale.provider.property.Property;

/// What tests of other packages say of a database.
public final class Databases {
    public static final Property<String> NAME = DatabaseProperties.NAME;
    public static final Property<String> REGION = DatabaseProperties.REGION;
    public static final Property<String> CLUSTER_SIZE = DatabaseProperties.CLUSTER_SIZE;
    public static final Property<Boolean> REQUIRE_APPROVAL_FOR_DEPLOY = DatabaseProperties.REQUIRE_APPROVAL_FOR_DEPLOY;
    public static final Property<Boolean> INSIGHTS_RAW_QUERIES = DatabaseProperties.INSIGHTS_RAW_QUERIES;
    public static final Property<Long> THROTTLER_RATIO = DatabaseProperties.THROTTLER_RATIO;

    private Databases() {}
}
