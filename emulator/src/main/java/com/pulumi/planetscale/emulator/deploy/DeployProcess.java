package com.pulumi.planetscale.emulator.deploy;

import static com.pulumi.planetscale.emulator.deploy.DeployState.COMPLETE;
import static com.pulumi.planetscale.emulator.deploy.DeployState.COMPLETE_CANCEL;
import static com.pulumi.planetscale.emulator.deploy.DeployState.COMPLETE_ERROR;
import static com.pulumi.planetscale.emulator.deploy.DeployState.COMPLETE_PENDING_REVERT;
import static com.pulumi.planetscale.emulator.deploy.DeployState.COMPLETE_REVERT;
import static com.pulumi.planetscale.emulator.deploy.DeployState.COMPLETE_REVERT_ERROR;
import static com.pulumi.planetscale.emulator.deploy.DeployState.ERROR;
import static com.pulumi.planetscale.emulator.deploy.DeployState.IN_PROGRESS;
import static com.pulumi.planetscale.emulator.deploy.DeployState.IN_PROGRESS_CUTOVER;
import static com.pulumi.planetscale.emulator.deploy.DeployState.IN_PROGRESS_REVERT_VSCHEMA;
import static com.pulumi.planetscale.emulator.deploy.DeployState.IN_PROGRESS_VSCHEMA;
import static com.pulumi.planetscale.emulator.deploy.DeployState.PENDING_CUTOVER;
import static com.pulumi.planetscale.emulator.deploy.DeployState.SUBMITTING;

import com.pulumi.planetscale.emulator.deploy.Deployment.Revert;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.schema.Schemas;
import com.pulumi.planetscale.emulator.sql.schema.BranchSchema;
import com.pulumi.planetscale.emulator.time.Delay;
import com.pulumi.planetscale.emulator.world.Actor;
import com.pulumi.planetscale.emulator.world.DataPlaneException;
import com.pulumi.planetscale.emulator.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What happens to a deploy request by itself, and what that does to its target.
final class DeployProcess {
    /// PlanetScale documentation, revert a schema change.
    private static final Duration REVERT_WINDOW = Duration.ofMinutes(30);
    /// After that, a cutover is forced against all locks (PlanetScale documentation, aggressive cutover).
    private static final Duration LONGEST_LOCK = Duration.ofHours(1);

    private final World world;
    private final DeployRequest request;
    private final Deployment deployment;

    DeployProcess(World world, DeployRequest request) {
        this.world = world;
        this.request = request;
        this.deployment = request.deployment;
    }

    /// Its time has come. What stands in the way is looked at again by [#wake].
    void goOn(Instant at) {
        if (obstructed(at)) {
            deployment.waiting = true;
            deployment.nextAt = deployment.state == IN_PROGRESS_CUTOVER && !held() ? forcedAt() : null;
            return;
        }
        switch (deployment.state) {
            case PENDING -> check(at);
            case QUEUED -> submit(at);
            case SUBMITTING -> begin(at);
            case IN_PROGRESS -> copied(at);
            case IN_PROGRESS_VSCHEMA -> copiedAll(at);
            case IN_PROGRESS_CANCEL -> enter(COMPLETE_CANCEL, at);
            case IN_PROGRESS_CUTOVER -> cutOver(at);
            case COMPLETE_PENDING_REVERT -> complete(null, at);
            case IN_PROGRESS_REVERT -> revert(at);
            case IN_PROGRESS_REVERT_VSCHEMA -> reverted(at);
            default -> throw new IllegalStateException("Nothing happens by itself in " + deployment.state.label());
        }
    }

    /// Lets it go on if nothing stands in its way any longer.
    void wake() {
        if (deployment.waiting && !obstructed(world.now())) {
            deployment.nextAt = world.now();
        }
    }

    private boolean obstructed(Instant at) {
        return held()
                || switch (deployment.state) {
                    case QUEUED ->
                        request.into(world).map(into -> into.queuePaused).orElse(false)
                                || DeployQueue.failed(world, request).isPresent()
                                || !DeployQueue.ahead(world, request).isEmpty();
                    case IN_PROGRESS_CUTOVER -> request.lockedTable(world).isPresent() && at.isBefore(forcedAt());
                    default -> false;
                };
    }

    private boolean held() {
        return deployment.state == request.hold;
    }

    private Instant forcedAt() {
        return deployment.forceCutoverRequestedAt != null
                ? deployment.forceCutoverRequestedAt
                : deployment.since.plus(LONGEST_LOCK);
    }

    /// Goes on to a state, and lets webhooks and those that wait know.
    void enter(DeployState state, Instant at) {
        deployment.enter(state, at);
        request.updatedAt = at;
        deployment.nextAt = next(at).orElse(null);
        event().ifPresent(this::tell);
        DeployRequests.wake(world);
    }

    private Optional<Instant> next(Instant at) {
        return switch (deployment.state) {
            case PENDING -> Optional.of(world.after(at, Delay.DEPLOY_CHECK));
            case QUEUED -> Optional.of(world.after(at, Delay.DEPLOY_QUEUE));
            case SUBMITTING -> Optional.of(world.after(at, Delay.DEPLOY_SUBMIT));
            case IN_PROGRESS -> Optional.of(copyEnd(at));
            case IN_PROGRESS_VSCHEMA, IN_PROGRESS_REVERT_VSCHEMA -> Optional.of(world.after(at, Delay.DEPLOY_VSCHEMA));
            case IN_PROGRESS_CUTOVER -> Optional.of(world.after(at, Delay.DEPLOY_CUTOVER));
            case IN_PROGRESS_CANCEL -> Optional.of(world.after(at, Delay.DEPLOY_CANCEL));
            case IN_PROGRESS_REVERT -> Optional.of(world.after(at, Delay.DEPLOY_REVERT));
            case COMPLETE_PENDING_REVERT -> Optional.of(at.plus(REVERT_WINDOW));
            default -> Optional.empty();
        };
    }

    private Optional<String> event() {
        return Optional.ofNullable(
                switch (deployment.state) {
                    case ERROR, COMPLETE_ERROR, COMPLETE_REVERT_ERROR -> "errored";
                    case QUEUED -> "queued";
                    case IN_PROGRESS -> "in_progress";
                    case PENDING_CUTOVER -> "pending_cutover";
                    case COMPLETE_PENDING_REVERT -> "schema_applied";
                    default -> null;
                });
    }

    void tell(String event) {
        world.events().publish(world.owner(request, Database.class), "deploy_request." + event, request);
    }

    private void check(Instant at) {
        enter(new DeployCheck(world, request).check(at), at);
    }

    /// The target may have changed since the check: those ahead in the queue have been deployed.
    private void submit(Instant at) {
        if (new DeployCheck(world, request).stillFits(at)) {
            deployment.submittedAt = at;
            enter(SUBMITTING, at);
        } else {
            enter(ERROR, at);
        }
    }

    private void begin(Instant at) {
        Duration time = deployment.instantDdl ? Duration.ZERO : world.delays().of(Delay.DEPLOY_COPY);
        deployment.startedAt = at;
        deployment.operations.forEach(operation -> operation.begin(at, time));
        throttle(at);
        enter(IN_PROGRESS, at);
    }

    /// Copies go on at the speed that the throttling leaves.
    void throttle(Instant at) {
        deployment.operations.forEach(operation ->
                operation.throttle(deployment.throttling.getOrDefault(operation.change.keyspace(), 0), at));
        if (deployment.state == IN_PROGRESS && !deployment.waiting) {
            deployment.nextAt = copyEnd(at);
        }
    }

    /// All tables are cut over together (PlanetScale documentation, gated deployments), so the slowest one
    /// counts.
    private Instant copyEnd(Instant at) {
        return deployment.operations.stream()
                .map(DeployOperation::doneAt)
                .max(Comparator.naturalOrder())
                .orElse(at);
    }

    private void copied(Instant at) {
        if (request.failure != null) {
            fail(request.failure, at);
        } else if (deployment.changesVSchema()) {
            enter(IN_PROGRESS_VSCHEMA, at);
        } else {
            copiedAll(at);
        }
    }

    private void fail(String reason, Instant at) {
        deployment.operations.stream().limit(1).forEach(operation -> operation.error = reason);
        deployment.finishedAt = at;
        enter(COMPLETE_ERROR, at);
    }

    private void copiedAll(Instant at) {
        deployment.readyToCutoverAt = at;
        if (deployment.autoCutover) {
            deployment.cutoverActor = deployment.actor;
            beginCutover(at);
        } else {
            enter(PENDING_CUTOVER, at);
        }
    }

    void beginCutover(Instant at) {
        deployment.cutoverAt = at;
        request.cutoverExpiring = false;
        enter(IN_PROGRESS_CUTOVER, at);
    }

    private void cutOver(Instant at) {
        if (request.failure != null) {
            fail(request.failure, at);
            return;
        }
        try {
            apply(at);
        } catch (DataPlaneException e) {
            // Such as rows that do not fit a new unique key.
            fail(String.valueOf(e.getMessage()), at);
            return;
        }
        deployment.finishedAt = at;
        if (deployment.instantDdl) {
            tell("schema_applied");
            complete(null, at);
        } else {
            deployment.revert = new Revert(at, at.plus(REVERT_WINDOW));
            enter(COMPLETE_PENDING_REVERT, at);
        }
    }

    /// Puts the new schema in place.
    ///
    /// @throws DataPlaneException with the words of the target's server, if it refuses a statement
    void apply(Instant at) {
        change(deployment.before, deployment.after, at);
        request.deployedAt = Optional.ofNullable(deployment.cutoverAt).orElse(at);
        deployment.applied = true;
    }

    /// Changes what differs between two schemas, and leaves what a deployment beside this one has changed meanwhile.
    private void change(@Nullable BranchSchema from, @Nullable BranchSchema to, Instant at) {
        Optional<Branch> into = request.into(world);
        into.flatMap(branch -> Optional.ofNullable(branch.unreadable)).ifPresent(reason -> {
            throw new DataPlaneException(reason);
        });
        if (from != null && to != null && into.isPresent()) {
            BranchSchema merged =
                    Merge.of(from, Schemas.of(world, into.get()), to).result();
            Schemas.apply(world, into.get(), merged, at);
            DeployRequests.schemaChanged(world, into.get());
        }
    }

    /// Done for good: the request closes, and the head goes if that is wanted.
    ///
    /// @param by who asked for it; null if it happened by itself
    void complete(@Nullable Actor by, Instant at) {
        enter(COMPLETE, at);
        close(by, at);
        if (deployment.autoDeleteBranch) {
            request.head(world).filter(this::deletable).ifPresent(head -> {
                world.remove(head);
                DeployRequests.branchDeleted(world, head, deployment.actor);
            });
        }
    }

    /// What could not be deleted by hand stays as well.
    private boolean deletable(Branch head) {
        boolean parent = world.all(Branch.class).anyMatch(branch -> head.id().equals(branch.parent));
        return !parent
                && !head.production
                && !head.deletionProtected
                && !head.id().equals(head.database(world).defaultBranch);
    }

    void close(@Nullable Actor by, Instant at) {
        request.closedAt = at;
        request.closedBy = by;
        request.updatedAt = at;
        tell("closed");
        DeployRequests.wake(world);
    }

    private void revert(Instant at) {
        Revert revert = revertRequest();
        if (request.revertFailure != null) {
            revert.errors = request.revertFailure;
            enter(COMPLETE_REVERT_ERROR, at);
        } else if (deployment.changesVSchema()) {
            enter(IN_PROGRESS_REVERT_VSCHEMA, at);
        } else {
            reverted(at);
        }
    }

    /// Webhooks hear of it while the state still is that it is being reverted (PlanetScale documentation,
    /// webhook events). Then the request closes.
    private void reverted(Instant at) {
        Revert revert = revertRequest();
        try {
            change(deployment.after, deployment.before, at);
        } catch (DataPlaneException e) {
            revert.errors = e.getMessage();
            enter(COMPLETE_REVERT_ERROR, at);
            return;
        }
        deployment.applied = false;
        revert.finishedAt = at;
        tell("reverted");
        enter(COMPLETE_REVERT, at);
        close(revert.actor, at);
    }

    /// Ends a revert that failed.
    void completeRevert(Actor by, Instant at) {
        Revert revert = revertRequest();
        revert.errors = null;
        revert.actor = by;
        reverted(at);
    }

    private Revert revertRequest() {
        if (deployment.revert == null) {
            throw new IllegalStateException("Deploy request " + request.number + " cannot be reverted");
        }
        return deployment.revert;
    }
}
