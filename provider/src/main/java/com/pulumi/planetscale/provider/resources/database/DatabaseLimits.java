package com.pulumi.planetscale.provider.resources.database;

import static com.pulumi.planetscale.provider.resources.cluster.Engine.KIND;
import static com.pulumi.planetscale.provider.resources.database.DatabaseProperties.CLUSTER_SIZE;
import static com.pulumi.planetscale.provider.resources.database.DatabaseProperties.NAME;
import static com.pulumi.planetscale.provider.resources.database.DatabaseProperties.REGION;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;

import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resources.cluster.Engine;
import com.pulumi.planetscale.provider.resources.cluster.Offers;
import com.pulumi.planetscale.provider.resources.cluster.SharedSize;
import com.pulumi.planetscale.provider.resources.cluster.SizeList.Question;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What PlanetScale's lists have to say against a database: its region and the size of its cluster.
record DatabaseLimits(Reads api, Offers offers) {
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
}
