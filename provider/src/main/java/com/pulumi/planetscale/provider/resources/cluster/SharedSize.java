package com.pulumi.planetscale.provider.resources.cluster;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.Optional;

/// The size of a branch's default keyspace, which belongs to the inputs of `Keyspace`, of the `Branch`, and for the
/// branch that a database came with of `Database`. Two values for one setting would be set in turn by each run.
///
/// The kinds call names and size alike, so the same properties read all of them. A default keyspace has the
/// name that its database had when it was made (PlanetScale documentation, cluster configuration).
public final class SharedSize {
    private static final Property<String> SIZE = Property.text("clusterSize", "Size.");
    private static final Property<String> NAME = Property.text("name", "Name.");
    private static final Property<String> DATABASE = Owners.database("branch");
    private static final Property<String> BRANCH = Owners.branch("keyspace");
    private static final Property<Boolean> IS_DEFAULT = Property.bool("isDefault", "Whether it is the default one.");
    private static final String FIRST_BRANCH = "main";

    private SharedSize() {}

    /// Why a keyspace cannot have its size: its branch or database of this program wants another one.
    public static Optional<Finding> ofKeyspace(Operation operation, PropertyMap state, PropertyMap inputs) {
        Optional<String> branch = path(inputs, BRANCH);
        boolean isDefault = state.isEmpty() ? inputs.find(NAME).equals(inputs.find(DATABASE)) : state.is(IS_DEFAULT);
        if (!isDefault || branch.isEmpty()) {
            return Optional.empty();
        }
        Optional<Finding> ofBranch =
                contradiction(inputs, "Keyspace", operation.wanted("Branch " + branch.get()), "Branch");
        String database = branch.get().substring(0, branch.get().lastIndexOf('/'));
        return ofBranch.isPresent() || !inputs.get(BRANCH).equals(FIRST_BRANCH)
                ? ofBranch
                : contradiction(inputs, "Keyspace", operation.wanted("Database " + database), "Database");
    }

    /// Why a branch cannot have its size: a keyspace of this program wants another one.
    public static Optional<Finding> ofBranch(Operation operation, PropertyMap inputs) {
        return path(inputs, NAME)
                .flatMap(branch -> contradiction(
                        inputs,
                        "Branch",
                        operation.wanted("Keyspace " + branch + "/" + inputs.get(DATABASE)),
                        "Keyspace"));
    }

    /// Why a database cannot have its size: a keyspace of this program wants another one.
    public static Optional<Finding> ofDatabase(Operation operation, PropertyMap inputs) {
        Optional<String> organization = inputs.find(Owners.ORGANIZATION);
        return organization.isEmpty() || inputs.find(NAME).isEmpty()
                ? Optional.empty()
                : contradiction(
                        inputs,
                        "Database",
                        operation.wanted("Keyspace " + organization.get() + "/" + inputs.get(NAME) + "/" + FIRST_BRANCH
                                + "/" + inputs.get(NAME)),
                        "Keyspace");
    }

    private static Optional<Finding> contradiction(
            PropertyMap inputs, String kind, Optional<PropertyMap> other, String another) {
        Optional<String> wanted = inputs.find(SIZE);
        Optional<String> there = other.flatMap(values -> values.find(SIZE));
        return wanted.isEmpty() || there.isEmpty() || ClusterSize.same(wanted.get(), there.get())
                ? Optional.empty()
                : Optional.of(Finding.refusal(
                        SIZE,
                        "this `" + kind + "` has `" + wanted.get() + "`, and the `" + another
                                + "` of this program, whose size is the same setting, has `" + there.get() + "`",
                        "Write the same value in both."));
    }

    private static Optional<String> path(PropertyMap inputs, Property<String> branch) {
        Optional<String> organization = inputs.find(Owners.ORGANIZATION);
        Optional<String> database = inputs.find(DATABASE);
        Optional<String> name = inputs.find(branch);
        return organization.isPresent() && database.isPresent() && name.isPresent()
                ? Optional.of(organization.get() + "/" + database.get() + "/" + name.get())
                : Optional.empty();
    }
}
