package com.pulumi.planetscale.provider.resources.branch;

import static com.pulumi.planetscale.provider.resources.branch.BranchProperties.*;
import static com.pulumi.planetscale.provider.resources.cluster.Clusters.REPLICAS;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;

import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.cluster.Costs;
import com.pulumi.planetscale.provider.resources.cluster.Costs.Cluster;
import com.pulumi.planetscale.provider.resources.cluster.Engine;
import com.pulumi.planetscale.provider.resources.cluster.SizeList.Question;
import com.pulumi.planetscale.provider.resources.owner.Directory;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import com.pulumi.planetscale.provider.resources.schema.Lint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a preview says about a branch: whether its database can have it, what its schema is in the way of, and
/// its price.
final class BranchLook {
    private final Reads api;
    private final Directory directory;
    private final Costs costs;

    BranchLook(Reads api, Directory directory, Costs costs) {
        this.api = api;
        this.directory = directory;
        this.costs = costs;
    }

    List<Finding> look(PropertyMap state, PropertyMap inputs) throws IOException, InterruptedException {
        if (!state.isEmpty()) {
            var findings = new ArrayList<Finding>();
            lint(BranchResource.path(state), BranchResource.label(state), state, inputs)
                    .ifPresent(findings::add);
            changed(state, inputs).ifPresent(findings::add);
            return findings;
        }
        if (inputs.find(DATABASE).isEmpty() || inputs.find(ORGANIZATION).isEmpty()) {
            return List.of();
        }
        Optional<Directory.Database> database = directory.seen(Owners.databasePath(inputs, DATABASE));
        return database.isPresent() ? made(inputs, database.get()) : List.of();
    }

    private List<Finding> made(PropertyMap inputs, Directory.Database database)
            throws IOException, InterruptedException {
        var findings = new ArrayList<Finding>();
        refuseForeign(inputs, database.kind(), findings::add);
        boolean comesWithTheDatabase = inputs.find(NAME)
                .filter(name -> name.equals(database.defaultBranch()))
                .isPresent();
        if (comesWithTheDatabase && (inputs.is(SAFE_MIGRATIONS) || inputs.is(PRODUCTION))) {
            ApiPath branch = BranchResource.path(inputs);
            PropertyMap present = api.get(branch, LiveBranch.class).properties();
            lint(branch, BranchResource.label(inputs), present, inputs).ifPresent(findings::add);
        }
        if (comesWithTheDatabase || !findings.isEmpty()) {
            return findings;
        }
        String ofDatabase = database.region() == null ? null : database.region().slug();
        Optional<String> region = inputs.has(REGION) ? inputs.find(REGION) : Optional.ofNullable(ofDatabase);
        if (database.kind() != null && region.isPresent()) {
            var question = new Question(
                    inputs.get(ORGANIZATION), database.kind(), region, Optional.ofNullable(database.name()));
            costOfNew(question, inputs).ifPresent(findings::add);
        }
        return findings;
    }

    /// What PlanetScale finds wrong with a schema that has to be right for a change.
    private Optional<Finding> lint(ApiPath branch, String label, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        Optional<Property<Boolean>> gate = Stream.of(SAFE_MIGRATIONS, PRODUCTION)
                .filter(property -> inputs.is(property) && !state.is(property))
                .findFirst();
        if (gate.isEmpty() || !Engine.isVitess(state)) {
            return Optional.empty();
        }
        return Lint.summary(api, branch)
                .map(found -> Finding.warning(
                        gate.get(),
                        "the schema of branch `" + label + "` has lint errors, so PlanetScale does not turn it on: "
                                + found,
                        "Fix the schema first, or `pulumi up` fails here."));
    }

    private Optional<Finding> costOfNew(Question question, PropertyMap inputs)
            throws IOException, InterruptedException {
        boolean anyUnknown = Stream.of(CLUSTER_SIZE, REPLICAS, PRODUCTION, BACKUP_ID, SEED_DATA, RESTORE_POINT)
                .anyMatch(part -> inputs.value(part).hasUnknown());
        boolean restored = Stream.of(BACKUP_ID, SEED_DATA, RESTORE_POINT).anyMatch(inputs::has);
        Optional<String> size = inputs.find(CLUSTER_SIZE);
        if (anyUnknown || inputs.has(KEYSPACE_CLUSTER_SIZES)) {
            return Optional.empty();
        }
        if (!Engine.isVitess(question.kind())) {
            // A new Postgres branch is a single PS_DEV where nothing is said, and a restored one is like its parent.
            return restored && size.isEmpty()
                    ? Optional.empty()
                    : costs.ofNew(
                            question,
                            Cluster.of(
                                    size.orElse("PS_DEV"), inputs.find(REPLICAS).orElse(0L)));
        }
        if (!restored && !inputs.is(PRODUCTION)) {
            return costs.ofDevelopment(question);
        }
        return size.isPresent()
                ? costs.ofNew(question, Cluster.of(size.get(), Costs.INCLUDED_REPLICAS))
                : Optional.empty();
    }

    private Optional<Finding> changed(PropertyMap state, PropertyMap inputs) throws IOException, InterruptedException {
        Question question = question(state);
        if (!isDevelopment(state)) {
            return costs.ofResize(question, cluster(state), state, inputs, CLUSTER_SIZE);
        }
        Optional<String> size = inputs.find(CLUSTER_SIZE);
        return inputs.is(PRODUCTION) && size.isPresent()
                ? costs.ofNew(question, Cluster.of(size.get(), Costs.INCLUDED_REPLICAS))
                : Optional.empty();
    }

    /// What the branch costs that is to be deleted. The default branch goes with its database alone, which says what
    /// it costs, and the hours of a development branch may be included.
    Optional<Finding> ended(PropertyMap state) throws IOException, InterruptedException {
        Optional<Directory.Database> database = directory.seen(Owners.databasePath(state, DATABASE));
        boolean belongsToTheDatabase = database.isPresent()
                && state.find(NAME)
                        .filter(name -> name.equals(database.get().defaultBranch()))
                        .isPresent();
        return belongsToTheDatabase || isDevelopment(state)
                ? Optional.empty()
                : costs.ofEnd(question(state), cluster(state), state, CLUSTER_SIZE);
    }

    private static boolean isDevelopment(PropertyMap state) {
        return Engine.isVitess(state) && !state.is(PRODUCTION);
    }

    private static Question question(PropertyMap state) {
        return new Question(state.get(ORGANIZATION), state.get(KIND), state.find(REGION), state.find(DATABASE));
    }

    private static ApiPath cluster(PropertyMap state) {
        return Owners.databasePath(state, DATABASE).then("/branches/{}", state.get(PUBLIC_ID));
    }
}
