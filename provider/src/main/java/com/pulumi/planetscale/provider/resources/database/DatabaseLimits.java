package com.pulumi.planetscale.provider.resources.database;

import static com.pulumi.planetscale.provider.resources.cluster.Engine.KIND;
import static com.pulumi.planetscale.provider.resources.database.DatabaseProperties.CLUSTER_SIZE;
import static com.pulumi.planetscale.provider.resources.database.DatabaseProperties.DEFAULT_BRANCH;
import static com.pulumi.planetscale.provider.resources.database.DatabaseProperties.NAME;
import static com.pulumi.planetscale.provider.resources.database.DatabaseProperties.REGION;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;

import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Nearest;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resources.cluster.Engine;
import com.pulumi.planetscale.provider.resources.cluster.Offers;
import com.pulumi.planetscale.provider.resources.cluster.SharedSize;
import com.pulumi.planetscale.provider.resources.cluster.SizeList.Question;
import com.pulumi.planetscale.provider.resources.owner.Directory;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What PlanetScale's lists have to say against a database: its region, the size of its cluster, its default branch.
record DatabaseLimits(Reads api, Offers offers, Directory directory) {
    /// Why a database cannot have its settings: another resource of this program wants others for it.
    static Optional<Finding> contradiction(Reads api, Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        Optional<Finding> ofBranch = new SharedCluster(api).ofDatabase(operation, state, inputs);
        return ofBranch.isPresent() ? ofBranch : SharedSize.ofDatabase(operation, inputs);
    }

    List<Finding> obstacles(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        Optional<Finding> contradiction = contradiction(api, operation, state, inputs);
        if (contradiction.isPresent()) {
            return List.of(contradiction.get());
        }
        Optional<Finding> noBranch = defaultBranch(operation, state, inputs);
        if (noBranch.isPresent()) {
            return List.of(noBranch.get());
        }
        PropertyMap known = state.with(inputs);
        if (known.find(ORGANIZATION).isEmpty() || known.value(KIND).hasUnknown()) {
            return List.of();
        }
        String kind = known.find(KIND).orElse(Engine.MYSQL);
        var findings = new ArrayList<Finding>();
        Optional<String> region = Offers.wanted(state, inputs, REGION);
        if (region.isPresent()) {
            offers.region(REGION, Owners.organizationPath(known), kind, region.get())
                    .ifPresent(findings::add);
        }
        Optional<String> size = Offers.wanted(state, inputs, CLUSTER_SIZE);
        if (size.isPresent() && findings.isEmpty() && !known.value(REGION).hasUnknown()) {
            var question = new Question(known.get(ORGANIZATION), kind, known.find(REGION), state.find(NAME));
            offers.size(CLUSTER_SIZE, question, size.get()).ifPresent(findings::add);
        }
        return findings;
    }

    /// Why a branch cannot be the default one: it is not there. A new database has only `main`.
    static Optional<Finding> absentInNew(PropertyMap inputs) {
        return inputs.find(DEFAULT_BRANCH)
                .filter(branch -> !branch.equals("main"))
                .map(_ -> Finding.refusal(
                        DEFAULT_BRANCH,
                        "a new database has only the branch `main`",
                        "Omit it until the branch exists, then set it and run `pulumi up` again."));
    }

    private Optional<Finding> defaultBranch(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        if (state.isEmpty()) {
            return absentInNew(inputs);
        }
        Optional<String> wanted = inputs.find(DEFAULT_BRANCH);
        if (wanted.isEmpty()
                || wanted.equals(state.find(DEFAULT_BRANCH))
                || isMadeByThisRun(operation, state, inputs)) {
            return Optional.empty();
        }
        String branch = wanted.get();
        return directory
                .names("Branch", List.of(state.get(ORGANIZATION), state.get(PUBLIC_ID), branch))
                .filter(names -> !names.contains(branch))
                .map(names -> Finding.refusal(
                        DEFAULT_BRANCH,
                        "database `" + state.get(NAME) + "` has no branch `" + branch
                                + "`, and no resource before this one makes it",
                        Nearest.to(branch, names)
                                        .map(near -> "Did you mean `" + near + "`? ")
                                        .orElse("")
                                + "Set it in the run after the one that makes the branch."));
    }

    private static boolean isMadeByThisRun(Operation operation, PropertyMap state, PropertyMap inputs) {
        return Stream.of(state, inputs)
                .flatMap(database -> database.find(NAME).stream())
                .anyMatch(name -> operation
                        .wanted("Branch " + state.get(ORGANIZATION) + "/" + name + "/" + inputs.get(DEFAULT_BRANCH))
                        .isPresent());
    }
}
