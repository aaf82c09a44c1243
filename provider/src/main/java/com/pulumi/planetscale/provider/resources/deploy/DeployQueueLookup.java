package com.pulumi.planetscale.provider.resources.deploy;

import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.resources.owner.Asked;
import com.pulumi.planetscale.provider.resources.owner.Facts;
import com.pulumi.planetscale.provider.resources.owner.FactsLookup;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.List;

/// The function that lists the deployments that wait for each other.
public final class DeployQueueLookup {
    private static final Property<List<PropertyMap>> QUEUE = FactsLookup.list(
            "deployments",
            new Type.Obj(
                    "GetDeployQueueDeployment",
                    "A deployment in the queue.",
                    List.of(
                            Facts.text("publicId", "PlanetScale's public id of the deployment.")
                                    .inApi("id")
                                    .always(),
                            Facts.number("deployRequestNumber", "Number of the deploy request that it belongs to."),
                            Facts.text("intoBranch", "Branch that it changes."),
                            Facts.text("state", "State of the deployment in PlanetScale's words, such as `queued`."),
                            Facts.text("queuedAt", "When it was queued, in ISO 8601."),
                            Facts.text("startedAt", "When it began, in ISO 8601, if it has."),
                            Facts.flag("autoCutover", "Whether the change goes live as soon as the data is copied."),
                            Facts.flag("instantDdl", "Whether it uses instant DDL."),
                            Facts.flag("queuePaused", "Whether the queue of the branch is paused."),
                            Facts.text("queuePauseReason", "Why the queue is paused, if PlanetScale says so."))));

    private DeployQueueLookup() {}

    public static FactsLookup in(Reads api) {
        return new FactsLookup(
                api,
                Schema.of(
                                "getDeployQueue",
                                "Lists the deployments of a Vitess database that are under way or wait, in order.",
                                List.of(Asked.ORGANIZATION, Asked.DATABASE, QUEUE))
                        .identifiedBy(List.of(Asked.ORGANIZATION, Asked.DATABASE)),
                QUEUE,
                inputs -> Owners.databasePath(inputs, Asked.DATABASE).then("/deploy-queue"),
                true);
    }
}
