package com.pulumi.planetscale.provider.resources.database;

import static com.pulumi.planetscale.provider.resources.database.DatabaseProperties.CLUSTER_SIZE;
import static com.pulumi.planetscale.provider.resources.database.DatabaseProperties.NAME;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;

import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resources.cluster.ClusterSize;
import com.pulumi.planetscale.provider.resources.cluster.Clusters;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The cluster of the branch that a database was made with, which belongs to the inputs of `Database` and of a `Branch`
/// for that branch. Two values for one setting would be set in turn by each run.
///
/// A branch calls its name and these settings as a database does, so the same properties read both.
public record SharedCluster(Reads api) {
    private static final Property<String> DATABASE = Owners.database("branch");

    private record Branch(@Nullable String id) {}

    private static final List<Property<?>> SHARED =
            List.of(CLUSTER_SIZE, Clusters.REPLICAS, Clusters.MINIMUM_STORAGE_BYTES, Clusters.MAXIMUM_STORAGE_BYTES);

    /// Why a branch cannot have its settings: the database of this program wants others for it.
    public Optional<Finding> ofBranch(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        Optional<String> path = path(inputs.find(ORGANIZATION), inputs.find(DATABASE));
        Optional<PropertyMap> planned = path.flatMap(operation::planned);
        Optional<PropertyMap> database = path.flatMap(operation::wanted);
        if (planned.isEmpty() || database.isEmpty()) {
            return Optional.empty();
        }
        Optional<Finding> finding = contradiction(inputs, "`Branch`", database.get(), "`Database`");
        return finding.isPresent() && isItsBranch(state, inputs, planned.get()) ? finding : Optional.empty();
    }

    /// Why a database cannot have its settings: a branch of this program wants others.
    Optional<Finding> ofDatabase(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        Optional<String> path = path(inputs.find(ORGANIZATION), inputs.find(NAME));
        if (path.isEmpty()) {
            return Optional.empty();
        }
        String name = state.find(DatabaseProperties.DEFAULT_BRANCH).orElse("main");
        Optional<PropertyMap> branch = operation.wanted(path.get().replaceFirst("^Database", "Branch") + "/" + name);
        if (branch.isEmpty()) {
            return Optional.empty();
        }
        Optional<Finding> finding = contradiction(inputs, "`Database`", branch.get(), "`Branch`");
        return finding.isPresent() && isItsBranch(PropertyMap.EMPTY, branch.get(), state) ? finding : Optional.empty();
    }

    private static Optional<Finding> contradiction(PropertyMap inputs, String kind, PropertyMap other, String another) {
        for (Property<?> property : SHARED) {
            Value wanted = inputs.value(property).plain();
            Value there = other.value(property).plain();
            if (isKnown(wanted) && isKnown(there) && !isSame(wanted, there)) {
                return Optional.of(Finding.refusal(
                        property,
                        "this " + kind + " has " + words(wanted) + ", and the " + another
                                + " of this program for the same branch has " + words(there),
                        "Write the same value in both, or only in the `Database`."));
            }
        }
        return Optional.empty();
    }

    private static boolean isKnown(Value value) {
        return value.present() && !value.hasUnknown();
    }

    private static boolean isSame(Value one, Value other) {
        return (one instanceof Value.Text(var left) && other instanceof Value.Text(var right))
                ? ClusterSize.same(left, right)
                : one.equals(other);
    }

    private static String words(Value value) {
        return switch (value) {
            case Value.Text(var text) -> "`" + text + "`";
            case Value.Int(var number) -> String.valueOf(number);
            default -> "another value";
        };
    }

    /// Whether a branch is the one that the settings of a database belong to.
    private boolean isItsBranch(PropertyMap state, PropertyMap inputs, PropertyMap database)
            throws IOException, InterruptedException {
        Optional<String> clusterBranch = database.find(DatabaseProperties.CLUSTER_BRANCH_ID);
        if (clusterBranch.isEmpty()) {
            return state.isEmpty() && inputs.find(NAME).filter("main"::equals).isPresent();
        }
        Optional<String> id = state.find(Owners.PUBLIC_ID);
        if (id.isEmpty() && inputs.find(NAME).isPresent()) {
            id = api.peek(Owners.databasePath(inputs, DATABASE).then("/branches/{}", inputs.get(NAME)), Branch.class)
                    .map(Branch::id);
        }
        return id.equals(clusterBranch);
    }

    /// How runs call a database.
    private static Optional<String> path(Optional<String> organization, Optional<String> name) {
        return organization.flatMap(owner -> name.map(own -> "Database " + owner + "/" + own));
    }
}
