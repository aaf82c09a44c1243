package com.pulumi.planetscale.provider.resources.branch;

import static com.pulumi.planetscale.provider.resources.branch.BranchProperties.*;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;

import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resources.cluster.Offers;
import com.pulumi.planetscale.provider.resources.cluster.SharedSize;
import com.pulumi.planetscale.provider.resources.cluster.SizeList.Question;
import com.pulumi.planetscale.provider.resources.cluster.VitessParameters;
import com.pulumi.planetscale.provider.resources.cluster.VitessParameters.Component;
import com.pulumi.planetscale.provider.resources.database.DatabaseProperties;
import com.pulumi.planetscale.provider.resources.database.SharedCluster;
import com.pulumi.planetscale.provider.resources.owner.Directory;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What PlanetScale's lists have to say against a branch: its region and sizes, the data that it is to start with,
/// and the limits of its database.
record BranchLimits(Reads api, Directory directory, Offers offers) {
    /// Why a branch cannot have its settings: another resource of this program wants others for it.
    static Optional<Finding> contradiction(Reads api, Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        Optional<Finding> ofDatabase = new SharedCluster(api).ofBranch(operation, state, inputs);
        return ofDatabase.isPresent() ? ofDatabase : SharedSize.ofBranch(operation, inputs);
    }

    List<Finding> obstacles(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        Optional<Finding> contradiction = contradiction(api, operation, state, inputs);
        if (contradiction.isPresent()) {
            return List.of(contradiction.get());
        }
        if (!state.isEmpty()) {
            List<Finding> findings =
                    new ArrayList<>(sizes(state, inputs, state.find(KIND), state.find(REGION), state.find(DATABASE)));
            findings.addAll(parameters(state, inputs));
            return findings;
        }
        if (inputs.find(DATABASE).isEmpty() || inputs.find(ORGANIZATION).isEmpty()) {
            return List.of();
        }
        Optional<Directory.Database> found = directory.seen(Owners.databasePath(inputs, DATABASE));
        if (found.isEmpty() || found.get().kind() == null) {
            return List.of();
        }
        Directory.Database database = found.get();
        boolean comesWithTheDatabase = inputs.find(NAME)
                .filter(name -> name.equals(database.defaultBranch()))
                .isPresent();
        if (comesWithTheDatabase) {
            return Stream.concat(origin(inputs).stream(), parameters(state, inputs).stream())
                    .toList();
        }
        return made(operation, inputs, database);
    }

    private List<Finding> parameters(PropertyMap state, PropertyMap inputs) throws IOException, InterruptedException {
        return new VitessParameters(api)
                .problems(
                        BranchResource.path(state.with(inputs)),
                        Component.VTGATE,
                        Optional.empty(),
                        Vtgates.PARAMETERS,
                        state,
                        inputs);
    }

    private List<Finding> made(Operation operation, PropertyMap inputs, Directory.Database database)
            throws IOException, InterruptedException {
        ApiPath path = Owners.databasePath(inputs, DATABASE);
        String kind = String.valueOf(database.kind());
        var findings = new ArrayList<Finding>();
        Optional<String> region = inputs.find(REGION);
        if (region.isPresent()) {
            offers.region(REGION, path, kind, region.get()).ifPresent(findings::add);
        }
        limits(inputs, database).ifPresent(findings::add);
        data(operation, inputs, database).ifPresent(findings::add);
        if (findings.isEmpty() && !inputs.value(REGION).hasUnknown()) {
            Optional<String> where =
                    region.or(() -> Optional.ofNullable(database.region()).map(Directory.Region::slug));
            findings.addAll(
                    sizes(PropertyMap.EMPTY, inputs, Optional.of(kind), where, Optional.ofNullable(database.name())));
        }
        return findings;
    }

    private List<Finding> sizes(
            PropertyMap state,
            PropertyMap inputs,
            Optional<String> kind,
            Optional<String> region,
            Optional<String> database)
            throws IOException, InterruptedException {
        var findings = new ArrayList<Finding>();
        Optional<String> size = Offers.wanted(state, inputs, CLUSTER_SIZE);
        Map<String, String> ofKeyspaces =
                state.isEmpty() ? inputs.find(KEYSPACE_CLUSTER_SIZES).orElse(Map.of()) : Map.of();
        if (kind.isEmpty() || (size.isEmpty() && ofKeyspaces.isEmpty())) {
            return findings;
        }
        var question = new Question(state.with(inputs).get(ORGANIZATION), kind.get(), region, database);
        if (size.isPresent()) {
            offers.size(CLUSTER_SIZE, question, size.get()).ifPresent(findings::add);
        }
        for (String ofKeyspace : ofKeyspaces.values()) {
            offers.size(KEYSPACE_CLUSTER_SIZES, question, ofKeyspace).ifPresent(findings::add);
        }
        return findings;
    }

    /// The limits of the plan, which the database tells (OpenAPI, get_database).
    private static Optional<Finding> limits(PropertyMap inputs, Directory.Database database) {
        boolean restored = Stream.of(BACKUP_ID, RESTORE_POINT, SEED_DATA).anyMatch(inputs::has);
        if (restored && Boolean.TRUE.equals(database.atBackupRestoreBranchesLimit())) {
            return Optional.of(limit(inputs, "branches restored from backups"));
        }
        return !restored && Boolean.TRUE.equals(database.atDevelopmentBranchUsageLimit())
                ? Optional.of(limit(inputs, "development branches"))
                : Optional.empty();
    }

    private static Finding limit(PropertyMap inputs, String what) {
        return Finding.refusal(
                DATABASE,
                "the plan's limit of " + what + " is reached for database `" + inputs.get(DATABASE) + "`",
                "Delete a branch first, or raise the limit in PlanetScale.");
    }

    private Optional<Finding> data(Operation operation, PropertyMap inputs, Directory.Database database)
            throws IOException, InterruptedException {
        boolean permitted = !Boolean.FALSE.equals(database.allowDataBranching())
                || operation
                        .planned(String.valueOf(database.id()))
                        .filter(planned -> planned.is(DatabaseProperties.ALLOW_DATA_BRANCHING))
                        .isPresent();
        if (inputs.find(SEED_DATA).isPresent() && !permitted) {
            return Optional.of(Finding.refusal(
                    SEED_DATA,
                    "database `" + inputs.get(DATABASE) + "` does not allow branches with data",
                    "Set `allowDataBranching` of the database to true first."));
        }
        return new StartingData(api, Owners.databasePath(inputs, DATABASE), inputs).obstacle(operation, database);
    }

    /// Refuses what a branch that comes with its database cannot have been made from.
    static Optional<Finding> origin(PropertyMap inputs) {
        return ORIGINS.stream().filter(inputs::has).findFirst().map(origin -> origin(origin, inputs));
    }

    private static Finding origin(Property<?> origin, PropertyMap inputs) {
        return Finding.refusal(
                origin,
                "branch `" + BranchResource.label(inputs) + "` came with its database and has no parent",
                "Remove it, or choose another name for a new branch.");
    }
}
