package com.pulumi.planetscale.emulator.deploy;

import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.world.Actor;
import com.pulumi.planetscale.emulator.world.Origin;
import com.pulumi.planetscale.emulator.world.Reference;
import com.pulumi.planetscale.emulator.world.World;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happens elsewhere and concerns deploy requests.
public final class DeployRequests {
    private DeployRequests() {}

    /// Makes a request, whose checks begin at once.
    public static DeployRequest open(
            World world,
            Origin origin,
            Branch head,
            Branch into,
            String notes,
            boolean autoCutover,
            boolean autoDeleteBranch) {
        Database database = into.database(world);
        Deployment deployment = new Deployment(world.now(), autoCutover, autoDeleteBranch);
        deployment.throttling.putAll(database.throttling);
        int number = 1
                + world.in(database, DeployRequest.class)
                        .mapToInt(request -> request.number)
                        .max()
                        .orElse(0);
        DeployRequest request =
                world.add(new DeployRequest(origin, number, Reference.to(head), Reference.to(into), notes, deployment));
        DeployProcess process = new DeployProcess(world, request);
        process.enter(DeployState.PENDING, world.now());
        process.tell("opened");
        return request;
    }

    /// Something that may have stood in the way of some may have changed.
    public static void wake(World world) {
        all(world).forEach(request -> new DeployProcess(world, request).wake());
    }

    /// A branch has another schema: what it takes part in is checked again, unless it is being deployed
    /// already.
    public static void schemaChanged(World world, Branch branch) {
        all(world).stream()
                .filter(request -> request.head.id().equals(branch.id())
                        || request.into.id().equals(branch.id()))
                .forEach(request -> recheck(world, request));
    }

    private static void recheck(World world, DeployRequest request) {
        if (request.open() && request.deployment.state.beforeDeploying()) {
            request.deployment.head = null;
            new DeployProcess(world, request).enter(DeployState.PENDING, world.now());
        }
    }

    /// A branch has been deleted. Requests remember it; those into it cannot be deployed and are closed.
    ///
    /// @param by who deleted it
    public static void branchDeleted(World world, Branch branch, @Nullable Actor by) {
        for (DeployRequest request : all(world)) {
            if (request.head.id().equals(branch.id())) {
                request.head = request.head.deleted(world.now());
                request.headDeletedBy = by;
                recheck(world, request);
            }
            if (request.into.id().equals(branch.id()) && request.open()) {
                request.deployment.nextAt = null;
                new DeployProcess(world, request).close(by, world.now());
            }
        }
    }

    private static List<DeployRequest> all(World world) {
        return world.all(DeployRequest.class).toList();
    }
}
