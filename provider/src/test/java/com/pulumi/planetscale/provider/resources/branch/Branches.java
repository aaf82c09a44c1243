package com.pulumi.planetscale.provider.resources.branch;

import com.pulumi.planetscale.provider.property.Property;

/// What tests of other packages say of a branch.
public final class Branches {
    public static final Property<String> DATABASE = BranchProperties.DATABASE;
    public static final Property<String> NAME = BranchProperties.NAME;
    public static final Property<String> PARENT_BRANCH = BranchProperties.PARENT_BRANCH;
    public static final Property<String> BACKUP_ID = BranchProperties.BACKUP_ID;
    public static final Property<String> CLUSTER_SIZE = BranchProperties.CLUSTER_SIZE;
    public static final Property<Boolean> PRODUCTION = BranchProperties.PRODUCTION;
    public static final Property<Boolean> SAFE_MIGRATIONS = BranchProperties.SAFE_MIGRATIONS;
    public static final Property<Boolean> DELETION_PROTECTED = BranchProperties.DELETION_PROTECTED;
    public static final Property<Boolean> DELETE_DESCENDANTS = BranchProperties.DELETE_DESCENDANTS;

    private Branches() {}
}
