package com.pulumi.planetscale.provider.resources.database;

import static com.pulumi.planetscale.provider.resources.cluster.Clusters.REPLICAS;
import static com.pulumi.planetscale.provider.resources.cluster.Engine.KIND;
import static com.pulumi.planetscale.provider.resources.database.DatabaseProperties.*;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;

import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.assumption.Assumes;
import com.pulumi.planetscale.provider.assumption.Assumption;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.cluster.Costs;
import com.pulumi.planetscale.provider.resources.cluster.Costs.Cluster;
import com.pulumi.planetscale.provider.resources.cluster.Engine;
import com.pulumi.planetscale.provider.resources.cluster.SizeList.Question;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a preview says about a database: the price of its default branch, and who waits for an approval.
final class DatabaseLook {
    private final Costs costs;
    private final OpenRequests openRequests;

    DatabaseLook(Costs costs, OpenRequests openRequests) {
        this.costs = costs;
        this.openRequests = openRequests;
    }

    List<Finding> look(PropertyMap state, PropertyMap inputs) throws IOException, InterruptedException {
        var findings = new ArrayList<Finding>();
        if (!state.isEmpty()) {
            openRequests.refusal(DatabaseResource.path(state), state, inputs).ifPresent(findings::add);
        }
        if (inputs.find(ORGANIZATION).isPresent() && inputs.find(CLUSTER_SIZE).isPresent()) {
            (state.isEmpty() ? made(inputs) : resized(state, inputs)).ifPresent(findings::add);
        }
        return findings;
    }

    @Assumes(Assumption.REPLICAS_OF_NEW_DATABASES)
    private Optional<Finding> made(PropertyMap inputs) throws IOException, InterruptedException {
        boolean anyUnknown = List.of(KIND, REGION, REPLICAS).stream().anyMatch(part -> isUnknown(inputs, part));
        if (anyUnknown) {
            return Optional.empty();
        }
        var question = new Question(
                inputs.get(ORGANIZATION),
                inputs.find(KIND).orElse(Engine.MYSQL),
                inputs.find(REGION),
                Optional.empty());
        // New databases have two replicas where nothing is said (PlanetScale's documentation of replicas).
        long replicas = inputs.find(REPLICAS).orElse(Costs.INCLUDED_REPLICAS);
        return costs.ofNew(question, Cluster.of(inputs.get(CLUSTER_SIZE), replicas));
    }

    private Optional<Finding> resized(PropertyMap state, PropertyMap inputs) throws IOException, InterruptedException {
        Optional<ApiPath> cluster = cluster(state);
        return cluster.isEmpty()
                ? Optional.empty()
                : costs.ofResize(question(state), cluster.get(), state, inputs, CLUSTER_SIZE);
    }

    /// What the database costs that is to be deleted, with the default branch alone.
    Optional<Finding> ended(PropertyMap state) throws IOException, InterruptedException {
        Optional<ApiPath> cluster = cluster(state);
        return cluster.isEmpty() ? Optional.empty() : costs.ofEnd(question(state), cluster.get(), state, CLUSTER_SIZE);
    }

    private static Question question(PropertyMap state) {
        return new Question(state.get(ORGANIZATION), state.get(KIND), state.find(REGION), state.find(NAME));
    }

    private static Optional<ApiPath> cluster(PropertyMap state) {
        return DatabaseResource.clusterBranch(state)
                .map(branch ->
                        Owners.organizationPath(state).then("/databases/{}/branches/{}", state.get(PUBLIC_ID), branch));
    }

    private static boolean isUnknown(PropertyMap inputs, Property<?> property) {
        return inputs.value(property).hasUnknown();
    }
}
