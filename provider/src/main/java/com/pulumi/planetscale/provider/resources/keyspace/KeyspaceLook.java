package com.pulumi.planetscale.provider.resources.keyspace;

import static com.pulumi.planetscale.provider.resources.keyspace.KeyspaceProperties.*;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;

import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resources.cluster.Costs;
import com.pulumi.planetscale.provider.resources.cluster.Costs.Cluster;
import com.pulumi.planetscale.provider.resources.cluster.Engine;
import com.pulumi.planetscale.provider.resources.cluster.Offers;
import com.pulumi.planetscale.provider.resources.cluster.SharedSize;
import com.pulumi.planetscale.provider.resources.cluster.SizeList.Question;
import com.pulumi.planetscale.provider.resources.cluster.VitessParameters;
import com.pulumi.planetscale.provider.resources.cluster.VitessParameters.Component;
import com.pulumi.planetscale.provider.resources.owner.Directory;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a preview says about a keyspace: whether its branch can have it, and its price.
record KeyspaceLook(Reads api, Directory directory, Costs costs, Offers offers) {
    /// Where a branch is.
    private record Placed(Directory.@Nullable Region region) {}

    private record Limit(@Nullable Long keyspaceShardLimit) {}

    private record Database(@Nullable Boolean foreignKeysEnabled) {}

    List<Finding> look(PropertyMap state, PropertyMap inputs) throws IOException, InterruptedException {
        if (!isPlaced(inputs)) {
            return List.of();
        }
        var findings = new ArrayList<>(VITESS_ONLY.look(directory, state, inputs));
        if (!findings.isEmpty()) {
            return findings;
        }
        Optional<Directory.Branch> branch = seenBranch(inputs);
        boolean isDevelopment =
                branch.filter(found -> Boolean.FALSE.equals(found.production())).isPresent();
        boolean isNew = state.isEmpty() && (branch.isEmpty() || seen(inputs).isEmpty());
        if (isNew) {
            sharding(inputs).ifPresent(findings::add);
        }
        Optional<Question> question = question(inputs);
        boolean sizeChanges = !inputs.differing(state, SIZE).isEmpty();
        if (isDevelopment && sizeChanges) {
            findings.add(Finding.warning(
                    CLUSTER_SIZE,
                    "branch `" + inputs.get(BRANCH) + "` is a development branch, so the keyspace runs at the"
                            + " development size until the branch is promoted",
                    "Set `production` of the branch to true if the size matters."));
        } else if (question.isPresent() && sizeChanges) {
            price(question.get(), state, inputs, isNew).ifPresent(findings::add);
        }
        lonelyReplicas(state, inputs).ifPresent(findings::add);
        return findings;
    }

    private static boolean isPlaced(PropertyMap inputs) {
        return Stream.of(ORGANIZATION, DATABASE, BRANCH, NAME)
                .allMatch(part -> inputs.find(part).isPresent());
    }

    private Optional<Directory.Branch> seenBranch(PropertyMap inputs) throws IOException, InterruptedException {
        return directory.seenBranch(Owners.databasePath(inputs, DATABASE), inputs.get(BRANCH));
    }

    /// The keyspace of that name; empty if there is none, or the token may not see it.
    Optional<LiveKeyspace> seen(PropertyMap inputs) throws IOException, InterruptedException {
        try {
            return api.peek(KeyspaceResource.path(inputs), LiveKeyspace.class);
        } catch (ApiException hidden) {
            return unlessPassing(hidden);
        }
    }

    private static <T> Optional<T> unlessPassing(ApiException failure) throws ApiException {
        return switch (failure.kind()) {
            // A branch that is not ready has no keyspaces to show.
            case NOT_FOUND, DENIED, INVALID, CONFLICT -> Optional.empty();
            case UNUSABLE_CREDENTIALS, RATE_LIMITED, UNAVAILABLE, MALFORMED -> throw failure;
        };
    }

    /// What several shards need: no foreign keys, no more of them than the organization can have, and a VSchema.
    private Optional<Finding> sharding(PropertyMap inputs) throws IOException, InterruptedException {
        long shards = inputs.find(SHARDS).orElse(1L);
        if (shards == 1) {
            return Optional.empty();
        }
        try {
            boolean foreignKeys = api.peek(Owners.databasePath(inputs, DATABASE), Database.class)
                    .filter(database -> Boolean.TRUE.equals(database.foreignKeysEnabled()))
                    .isPresent();
            if (foreignKeys) {
                return Optional.of(Finding.refusal(
                        SHARDS,
                        "database `" + inputs.get(DATABASE)
                                + "` allows foreign key constraints, which a sharded keyspace" + " cannot have",
                        "Set `allowForeignKeyConstraints` of the database to false, or use one shard."));
            }
            Optional<Long> limit =
                    api.peek(Owners.organizationPath(inputs), Limit.class).map(Limit::keyspaceShardLimit);
            if (limit.filter(most -> shards > most).isPresent()) {
                return Optional.of(Finding.refusal(
                        SHARDS,
                        "a keyspace of organization `" + inputs.get(ORGANIZATION) + "` can have " + limit.get()
                                + " shards, and this one wants " + shards,
                        "Use fewer, or ask PlanetScale's support to raise the limit."));
            }
        } catch (ApiException hidden) {
            Optional<Finding> nothing = unlessPassing(hidden);
            return nothing;
        }
        return Optional.of(
                Finding.info(
                        "a sharded keyspace needs a VSchema before it can have tables, and the tables of"
                                + " the unsharded keyspace must be in that one's VSchema first if queries do not name their keyspace"));
    }

    private Optional<Finding> price(Question question, PropertyMap state, PropertyMap inputs, boolean isNew)
            throws IOException, InterruptedException {
        boolean known = Stream.of(CLUSTER_SIZE, EXTRA_REPLICAS, SHARDS)
                .noneMatch(part -> inputs.value(part).hasUnknown());
        if (!known) {
            return Optional.empty();
        }
        PropertyMap before = isNew || !state.isEmpty()
                ? state
                : seen(inputs).map(LiveKeyspace::properties).orElse(PropertyMap.EMPTY);
        return before.isEmpty()
                ? costs.ofNew(question, cluster(inputs))
                : costs.ofChange(question, cluster(before), cluster(before.with(inputs)));
    }

    /// What a keyspace costs that is to be deleted; its branch says that of the default one.
    Optional<Finding> ended(PropertyMap state) throws IOException, InterruptedException {
        boolean isDevelopment = seenBranch(state)
                .filter(branch -> Boolean.FALSE.equals(branch.production()))
                .isPresent();
        Optional<Question> question = question(state);
        return state.is(IS_DEFAULT) || isDevelopment || question.isEmpty() || !state.has(CLUSTER_SIZE)
                ? Optional.empty()
                : costs.ofEnd(question.get(), cluster(state));
    }

    private static Cluster cluster(PropertyMap values) {
        return new Cluster(
                values.get(CLUSTER_SIZE),
                Costs.INCLUDED_REPLICAS + values.find(EXTRA_REPLICAS).orElse(0L),
                values.find(SHARDS).orElse(1L));
    }

    private Optional<Question> question(PropertyMap inputs) throws IOException, InterruptedException {
        Optional<Directory.Database> database = directory.seen(Owners.databasePath(inputs, DATABASE));
        return database.map(found -> new Question(
                inputs.get(ORGANIZATION),
                Engine.MYSQL,
                Optional.ofNullable(found.region()).map(Directory.Region::slug),
                Optional.ofNullable(found.name())));
    }

    /// A single replica serves nothing while it is replaced.
    private static Optional<Finding> lonelyReplicas(PropertyMap state, PropertyMap inputs) {
        if (inputs.differing(state, List.of(READ_ONLY_REGIONS)).isEmpty()) {
            return Optional.empty();
        }
        return inputs.find(READ_ONLY_REGIONS).orElse(Set.of()).stream()
                .filter(region ->
                        region.find(REGION_REPLICAS).filter(count -> count == 1).isPresent())
                .findFirst()
                .map(region -> Finding.warning(
                        READ_ONLY_REGIONS,
                        "region `" + region.get(REGION) + "` has one replica, so a change of its size interrupts reads"
                                + " there",
                        "Use 2 replicas or more."));
    }

    List<Finding> obstacles(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        Optional<Finding> contradiction = SharedSize.ofKeyspace(operation, state, inputs);
        if (contradiction.isPresent()) {
            return List.of(contradiction.get());
        }
        PropertyMap known = state.with(inputs);
        if (!isPlaced(known)) {
            return List.of();
        }
        Optional<Question> question = question(known);
        if (question.isEmpty()) {
            return List.of();
        }
        var findings = new ArrayList<Finding>();
        Optional<String> size = Offers.wanted(state, inputs, CLUSTER_SIZE);
        if (size.isPresent()) {
            offers.size(CLUSTER_SIZE, question.get(), size.get()).ifPresent(findings::add);
        }
        Set<PropertyMap> regions = inputs.differing(state, List.of(READ_ONLY_REGIONS))
                .find(READ_ONLY_REGIONS)
                .orElse(Set.of());
        Optional<String> own = regions.isEmpty()
                ? Optional.empty()
                : api.peek(KeyspaceResource.branch(known), Placed.class)
                        .map(Placed::region)
                        .map(Directory.Region::slug);
        for (PropertyMap region : regions) {
            offers.region(
                            KeyspaceProperties.REGION,
                            Owners.databasePath(known, DATABASE),
                            Engine.MYSQL,
                            region.get(REGION))
                    .map(finding -> Finding.refusal(READ_ONLY_REGIONS, finding.summary(), finding.remedy()))
                    .or(() -> own.filter(region.get(REGION)::equals)
                            .map(slug -> Finding.refusal(
                                    READ_ONLY_REGIONS,
                                    "`" + slug + "` is the branch's own region, which has replicas already",
                                    "Remove it, or set `extraReplicas` for more replicas there.")))
                    .ifPresent(findings::add);
        }
        var parameters = new VitessParameters(api);
        var where = KeyspaceResource.branch(known);
        findings.addAll(parameters.problems(
                where, Component.VTTABLET, Optional.of(known.get(NAME)), VTTABLET_PARAMETERS, state, inputs));
        findings.addAll(parameters.problems(
                where, Component.MYSQLD, Optional.of(known.get(NAME)), MYSQL_PARAMETERS, state, inputs));
        return findings;
    }
}
