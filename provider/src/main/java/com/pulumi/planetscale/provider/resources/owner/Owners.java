package com.pulumi.planetscale.provider.resources.owner;

import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import java.util.List;

/// The properties by which every kind says where it belongs, and the paths they lead to.
///
/// Programs name owners by their names; the state also holds the owners' public ids, which the API takes in a
/// path as well, so a rename breaks nothing.
public final class Owners {
    public static final Property<String> PUBLIC_ID = Property.text(
                    "publicId", "PlanetScale's public id of the object, which stays the same when it is renamed.")
            .computed()
            .always();

    public static final Property<String> DATABASE_ID = Property.text(
                    "databaseId", "PlanetScale's public id of the database.")
            .computed()
            .always();

    public static final Property<String> BRANCH_ID = Property.text("branchId", "PlanetScale's public id of the branch.")
            .computed()
            .always();

    public static final Property<String> ORGANIZATION = Property.text(
                    "organization", "Organization that it belongs to. Defaults to the organization of the provider.")
            .fromProvider()
            .atCreation("resources cannot move between organizations");

    public static final Property<String> CREATED_AT = Property.text("createdAt", "When it was created, in ISO 8601.")
            .computed()
            .always();

    private Owners() {}

    /// The input that names the database something belongs to.
    public static Property<String> database(String what) {
        return Property.text("database", "Name of the database that the " + what + " belongs to.")
                .namingOwner("Database", DATABASE_ID)
                .atCreation("a " + what + " cannot move between databases");
    }

    /// The input that names the branch something belongs to.
    public static Property<String> branch(String what) {
        return Property.text("branch", "Name of the branch that the " + what + " belongs to.")
                .namingOwner("Branch", BRANCH_ID)
                .atCreation("a " + what + " cannot move between branches");
    }

    /// A list that the API narrows.
    ///
    /// @param filters what a program gives of them
    public static ApiPath narrowed(ApiPath list, PropertyMap filters, List<Property<?>> all) {
        ApiPath narrowed = list;
        for (var filter : filters.body(all).entrySet()) {
            narrowed = narrowed.with(filter.getKey(), String.valueOf(filter.getValue()));
        }
        return narrowed;
    }

    public static ApiPath organizationPath(PropertyMap values) {
        return ApiPath.of("/organizations/{}", values.get(ORGANIZATION));
    }

    /// The path of the database that something belongs to, by its id where that is recorded.
    public static ApiPath databasePath(PropertyMap values, Property<String> name) {
        return organizationPath(values)
                .then("/databases/{}", values.find(DATABASE_ID).orElseGet(() -> values.get(name)));
    }

    /// The path of the branch that something belongs to, by its id where that is recorded.
    public static ApiPath branchPath(PropertyMap values, Property<String> database, Property<String> branch) {
        return databasePath(values, database)
                .then("/branches/{}", values.find(BRANCH_ID).orElseGet(() -> values.get(branch)));
    }
}
