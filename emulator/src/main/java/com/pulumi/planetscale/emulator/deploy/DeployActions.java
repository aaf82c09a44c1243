package com.pulumi.planetscale.emulator.deploy;

import static com.pulumi.planetscale.emulator.deploy.DeployState.CANCELLED;
import static com.pulumi.planetscale.emulator.deploy.DeployState.COMPLETE_ERROR;
import static com.pulumi.planetscale.emulator.deploy.DeployState.COMPLETE_PENDING_REVERT;
import static com.pulumi.planetscale.emulator.deploy.DeployState.COMPLETE_REVERT_ERROR;
import static com.pulumi.planetscale.emulator.deploy.DeployState.IN_PROGRESS_CANCEL;
import static com.pulumi.planetscale.emulator.deploy.DeployState.IN_PROGRESS_CUTOVER;
import static com.pulumi.planetscale.emulator.deploy.DeployState.IN_PROGRESS_REVERT;
import static com.pulumi.planetscale.emulator.deploy.DeployState.PENDING_CUTOVER;
import static com.pulumi.planetscale.emulator.deploy.DeployState.QUEUED;
import static com.pulumi.planetscale.emulator.deploy.DeployState.READY;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.deploy.Deployment.Revert;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.model.Organization;
import com.pulumi.planetscale.emulator.model.ServiceToken;
import com.pulumi.planetscale.emulator.world.Actor;
import com.pulumi.planetscale.emulator.world.DataPlaneException;
import com.pulumi.planetscale.emulator.world.Refused;
import com.pulumi.planetscale.emulator.world.World;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What people and their tokens do with a deploy request. All of it is refused where the state does not allow
/// it.
public final class DeployActions {
    private final World world;
    private final DeployRequest request;
    private final Deployment deployment;
    private final DeployProcess process;
    private final Instant now;

    public DeployActions(World world, DeployRequest request) {
        this.world = world;
        this.request = request;
        this.deployment = request.deployment;
        this.process = new DeployProcess(world, request);
        this.now = world.now();
    }

    /// Puts it into the queue.
    ///
    /// @param parallel whether it runs beside the others to the same branch, instead of after them
    public void deploy(Actor by, boolean instant, boolean parallel) {
        checkOpen();
        Refused.when(
                deployment.state != READY || request.head(world).isEmpty(),
                "Deploy request is not deployable" + inState());
        Branch into = request.into(world).orElseThrow(Refused::absent);
        Refused.when(!into.safeMigrations, "Branch " + into.name + " does not have safe migrations enabled");
        Refused.when(
                into.database(world).requireApprovalForDeploy && !approved(),
                "Deploy request must be approved before it can be deployed");
        SchemaMutations.refuseDuringCopy(world, into);
        checkInstant(instant);
        Refused.when(
                !DeployStorage.of(world, request).enough(), "Branch " + into.name + " does not have enough storage");
        request.parallel = parallel;
        DeployCheck check = new DeployCheck(world, request);
        check.overlap().or(check::conflictWithQueue).ifPresent(conflict -> {
            throw Refused.because(conflict);
        });
        check.pin();
        deployment.instantDdl = instant;
        deployment.actor = by;
        deployment.queuedAt = now;
        process.enter(QUEUED, now);
    }

    /// Instant deployments are never gated (PlanetScale documentation, gated deployments). That asking for both
    /// is refused, instead of one being ignored, is the stricter reading.
    @Assumes(Assumption.INSTANT_IS_NOT_GATED)
    private void checkInstant(boolean instant) {
        Refused.when(instant && !deployment.autoCutover, "Instant deployments require auto-apply to be enabled");
        Refused.when(instant && !deployment.instantEligible(), "Deploy request is not eligible for instant deployment");
    }

    public boolean approved() {
        return world.in(request, DeployReview.class).anyMatch(review -> review.state.equals(DeployReview.APPROVED));
    }

    /// Puts the new tables in place, where a person has to say so.
    public void apply(Actor by) {
        Refused.when(deployment.state != PENDING_CUTOVER, "Deploy request is not waiting to be applied" + inState());
        deployment.cutoverActor = by;
        process.beginCutover(now);
    }

    /// Ends the transactions that keep tables locked.
    public void forceCutover() {
        Refused.when(deployment.state != IN_PROGRESS_CUTOVER, "Deploy request has no cutover in progress" + inState());
        deployment.forceCutoverRequestedAt = now;
        process.wake();
    }

    /// Takes it out of the queue, or stops it as long as nothing has changed in the target.
    public void cancel(@Nullable Actor by) {
        boolean waiting = deployment.state == QUEUED;
        Refused.when(
                !waiting && !deployment.state.copying() && deployment.state != PENDING_CUTOVER,
                "Deploy request cannot be cancelled" + inState());
        deployment.cancelledActor = by;
        deployment.finishedAt = now;
        process.enter(waiting ? CANCELLED : IN_PROGRESS_CANCEL, now);
    }

    /// Finishes what failed: a deployment, or a revert (official command line, `deploy-request unblock`). What
    /// that leaves in the tables is stated nowhere; here it is what the state says.
    @Assumes(Assumption.FAILED_DEPLOYMENT_HOLDS_THE_QUEUE)
    public void complete(Actor by) {
        checkOpen();
        if (deployment.state == COMPLETE_REVERT_ERROR) {
            process.completeRevert(by, now);
            return;
        }
        Refused.when(deployment.state != COMPLETE_ERROR, "Deploy request has no errored deployment" + inState());
        deployment.operations.forEach(operation -> operation.error = null);
        deployment.cutoverActor = by;
        deployment.cutoverAt = now;
        deployment.finishedAt = now;
        try {
            process.apply(now);
        } catch (DataPlaneException e) {
            throw Refused.because(String.valueOf(e.getMessage()));
        }
        process.complete(by, now);
    }

    /// Takes back what was deployed.
    public void revert(Actor by) {
        checkRevertible().actor = by;
        process.enter(IN_PROGRESS_REVERT, now);
    }

    /// Gives up the possibility to take it back.
    public void skipRevert(Actor by) {
        checkRevertible().cancelledAt = now;
        process.complete(by, now);
    }

    private Revert checkRevertible() {
        Revert revert = deployment.revert;
        if (revert == null || deployment.state != COMPLETE_PENDING_REVERT) {
            throw Refused.because("Deploy request has no revert pending" + inState());
        }
        return revert;
    }

    public void close(Actor by) {
        checkOpen();
        Refused.when(deployment.state.inQueue(), "Deploy request is being deployed; cancel it first" + inState());
        deployment.nextAt = null;
        process.close(by, now);
    }

    /// Whether the cutover waits for a person. May still be changed while it is being deployed (PlanetScale
    /// documentation, gated deployments).
    public void setAutoApply(boolean enabled, Actor by) {
        checkOpen();
        Refused.when(!enabled && deployment.instantDdl, "Instant deployments cannot be gated");
        Refused.when(afterCutover(), "Deploy request has already been applied" + inState());
        deployment.autoCutover = enabled;
        deployment.updatedAt = now;
        request.updatedAt = now;
        if (enabled && deployment.state == PENDING_CUTOVER) {
            apply(by);
        }
    }

    public void setAutoDeleteBranch(boolean enabled) {
        checkOpen();
        deployment.autoDeleteBranch = enabled;
        deployment.updatedAt = now;
        request.updatedAt = now;
    }

    /// Changes how fast tables are copied. Before that, and while it lasts.
    public void throttle(Map<String, Integer> ratios) {
        checkOpen();
        Refused.when(afterCutover(), "Deploy request has already been applied" + inState());
        deployment.throttling.putAll(ratios);
        deployment.updatedAt = now;
        process.throttle(now);
    }

    /// Adds a review.
    ///
    /// @param state [DeployReview#APPROVED] or [DeployReview#COMMENTED]
    public DeployReview review(Actor by, String state, String body) {
        checkOpen();
        Refused.when(
                state.equals(DeployReview.APPROVED) && isOwn(by) && !isSoleAdministrator(by),
                "You cannot approve your own deploy request");
        request.updatedAt = now;
        return world.add(new DeployReview(world.origin(request, by), state, body));
    }

    /// The only administrator of an organization may approve their own request (PlanetScale documentation, deploy
    /// requests). A service token never is an administrator.
    @Assumes(Assumption.SOLE_ADMINISTRATOR_AND_TOKENS)
    private boolean isSoleAdministrator(Actor by) {
        Organization organization = world.owner(world.owner(request, Database.class), Organization.class);
        return by.isUser()
                && Optional.ofNullable(organization.soleAdministrator)
                        .filter(by.displayName()::equals)
                        .isPresent();
    }

    /// People cannot approve what they asked for, or what a token that they made asked for (PlanetScale
    /// documentation, service tokens). That holds here also where no approval is required, the stricter
    /// reading.
    @Assumes(Assumption.OWN_APPROVAL)
    private boolean isOwn(Actor by) {
        Optional<String> maker = request.actor()
                .flatMap(actor -> world.find(ServiceToken.class, actor.id()))
                .flatMap(token -> token.actor())
                .map(Actor::id);
        return request.actor().map(Actor::id).filter(by.id()::equals).isPresent()
                || maker.filter(by.id()::equals).isPresent();
    }

    private boolean afterCutover() {
        return !deployment.state.beforeDeploying()
                && deployment.state != QUEUED
                && !deployment.state.copying()
                && deployment.state != PENDING_CUTOVER;
    }

    private void checkOpen() {
        Refused.when(!request.open(), "Deploy request is closed");
    }

    private String inState() {
        return ", its deployment state is " + deployment.state.label();
    }
}
