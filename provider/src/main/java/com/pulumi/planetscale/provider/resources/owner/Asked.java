package com.pulumi.planetscale.provider.resources.owner;

import com.pulumi.planetscale.provider.property.Property;

/// The inputs by which functions are told where to look. Unlike resources, functions take public ids as well,
/// and nothing depends on a change of them.
public final class Asked {
    public static final Property<String> ORGANIZATION = Property.text(
                    "organization", "Name of the organization. Defaults to the organization of the provider.")
            .fromProvider();

    public static final Property<String> DATABASE =
            Property.text("database", "Name or public id of the database.").namingOwner("Database", Owners.DATABASE_ID);

    public static final Property<String> DATABASE_OF_BRANCH = Property.text(
                    "database", "Name or public id of the database that the branch belongs to.")
            .namingOwner("Database", Owners.DATABASE_ID);

    public static final Property<String> BRANCH =
            Property.text("branch", "Name or public id of the branch.").namingOwner("Branch", Owners.BRANCH_ID);

    private Asked() {}
}
