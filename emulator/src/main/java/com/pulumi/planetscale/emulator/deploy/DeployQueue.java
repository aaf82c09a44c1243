package com.pulumi.planetscale.emulator.deploy;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.world.World;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The deployments of a database in the order in which they run.
///
/// Each branch has two lanes, one for deployments that follow each other and one for a deployment beside them
/// (PlanetScale documentation, parallel deployments). Those of a lane follow each other; lanes, and branches, do not
/// wait for each other.
public final class DeployQueue {
    private DeployQueue() {}

    /// All that wait or run, first come, first served.
    public static Stream<DeployRequest> of(World world, Database database) {
        return world.in(database, DeployRequest.class)
                .filter(request -> request.open() && request.deployment.state.inQueue())
                .sorted(Comparator.comparing(DeployQueue::queuedAt).thenComparingInt(request -> request.number));
    }

    /// Those in the same lane to the same branch that come before this one; all of them if this one is not in the
    /// queue.
    public static List<DeployRequest> ahead(World world, DeployRequest request) {
        return toSameBranch(world, request)
                .filter(other -> other.parallel == request.parallel)
                .takeWhile(other -> other != request)
                .toList();
    }

    /// Those in the other lane to the same branch.
    static List<DeployRequest> beside(World world, DeployRequest request) {
        return toSameBranch(world, request)
                .filter(other -> other.parallel != request.parallel)
                .toList();
    }

    private static Stream<DeployRequest> toSameBranch(World world, DeployRequest request) {
        return of(world, world.owner(request, Database.class))
                .filter(other -> other.into.id().equals(request.into.id()));
    }

    /// An open one in the same lane to the same branch that went wrong. It holds the others up until it is completed or
    /// closed: the service blocks the queue then (official command line, `deploy-request unblock`). How it
    /// marks those that wait is not documented; here as a pause.
    @Assumes(Assumption.FAILED_DEPLOYMENT_HOLDS_THE_QUEUE)
    public static Optional<DeployRequest> failed(World world, DeployRequest request) {
        return world.in(world.owner(request, Database.class), DeployRequest.class)
                .filter(other -> other != request && other.open() && other.deployment.state.failed())
                .filter(other -> other.into.id().equals(request.into.id()) && other.parallel == request.parallel)
                .findFirst();
    }

    private static Instant queuedAt(DeployRequest request) {
        return Optional.ofNullable(request.deployment.queuedAt).orElse(request.createdAt());
    }
}
