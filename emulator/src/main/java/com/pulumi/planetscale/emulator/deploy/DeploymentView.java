package com.pulumi.planetscale.emulator.deploy;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.deploy.Deployment.Revert;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.schema.SchemaKind;
import com.pulumi.planetscale.emulator.world.Ids;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The JSON of a deployment: part of its deploy request, and an entry of the queue.
final class DeploymentView {
    private DeploymentView() {}

    static View of(Call call, DeployRequest request) {
        Deployment deployment = request.deployment;
        Optional<Branch> into = request.into(call.world());
        Optional<String> locked =
                request.lockedTable(call.world()).filter(table -> deployment.state == DeployState.IN_PROGRESS_CUTOVER);
        Optional<DeployRequest> failed = DeployQueue.failed(call.world(), request);
        DeployOperationView operations = new DeployOperationView(call, request);
        return entry(call, request)
                .optional("actor", DeployRequestView.actor(deployment.actor))
                .put("deployable", deployment.deployable())
                .optional("deploy_check_errors", deployment.checkErrors)
                .put(
                        "lint_errors",
                        deployment.lintErrors.stream().map(SchemaKind::view).toList())
                .put("auto_cutover", deployment.autoCutover)
                .put("auto_delete_branch", deployment.autoDeleteBranch)
                .put("instant_ddl", deployment.instantDdl)
                .put("instant_ddl_eligible", deployment.instantEligible())
                .put("cutover_expiring", request.cutoverExpiring)
                .put("force_cutover_requested_at", deployment.forceCutoverRequestedAt)
                .optional("cutover_actor", DeployRequestView.actor(deployment.cutoverActor))
                .optional("cancelled_actor", DeployRequestView.actor(deployment.cancelledActor))
                .put("schema_last_updated_at", deployment.schemaLastUpdatedAt)
                .put("table_locked", locked.isPresent())
                .optional("locked_table_name", locked)
                .put(
                        "queue_paused",
                        failed.isPresent()
                                || into.map(branch -> branch.queuePaused).orElse(false))
                .put(
                        "queue_pause_reason",
                        into.map(branch -> branch.queuePauseReason)
                                .or(() -> failed.map(other -> "Deploy request " + other.number + " has failed")))
                .put("preceding_deployments", preceding(call, request))
                .put("deploy_operations", operations.all())
                .put("deploy_operation_summaries", operations.summaries())
                .put("sequential_diff_dependencies", dependencies(deployment))
                // No lookup Vindexes are emulated.
                .put("lookup_vindex_operations", List.of())
                .optional("throttler_configurations", deployment.throttling)
                .put("deployment_revert_request", revert(deployment));
    }

    /// What entries ahead in the queue are shown with as well.
    private static View entry(Call call, DeployRequest request) {
        Deployment deployment = request.deployment;
        return new View()
                .put("id", deployment.id)
                .put("type", "Deployment")
                .put("state", state(call, request))
                .put("deploy_request_number", request.number)
                .put("into_branch", DeployRequestView.intoName(call.world(), request))
                .put("actor", DeployRequestView.actor(deployment.actor))
                .put("created_at", request.createdAt())
                .put("updated_at", deployment.updatedAt)
                .put("queued_at", deployment.queuedAt)
                .put("submitted_at", deployment.submittedAt)
                .put("started_at", deployment.startedAt)
                .put("ready_to_cutover_at", deployment.readyToCutoverAt)
                .put("cutover_at", deployment.cutoverAt)
                .put("finished_at", deployment.finishedAt);
    }

    /// Only the request shows a staged cutover (PlanetScale documentation, webhook events: the sample of
    /// `deploy_request.pending_cutover`).
    private static String state(Call call, DeployRequest request) {
        DeployState state = request.deployment.state;
        return state == DeployState.PENDING_CUTOVER ? DeployState.IN_PROGRESS.label() : requestState(call, request);
    }

    /// The state that the request itself shows. One that waits for another one in the parallel lane is blocked, not
    /// queued.
    @Assumes(Assumption.PARALLEL_LANES)
    static String requestState(Call call, DeployRequest request) {
        boolean blocked = request.parallel
                && request.deployment.state == DeployState.QUEUED
                && !DeployQueue.ahead(call.world(), request).isEmpty();
        return blocked ? "parallel_lane_blocked" : request.deployment.state.label();
    }

    private static List<View> preceding(Call call, DeployRequest request) {
        return request.deployment.state.inQueue()
                ? DeployQueue.ahead(call.world(), request).stream()
                        .map(ahead -> entry(call, ahead))
                        .toList()
                : List.of();
    }

    /// Which operations have to wait for others: those of tables whose foreign keys reference changed ones.
    @Assumes(Assumption.SEQUENTIAL_DEPENDENCIES)
    private static List<View> dependencies(Deployment deployment) {
        return deployment.operations.stream()
                .flatMap(operation -> deployment.operations.stream()
                        .filter(other -> operation != other && operation.change.dependsOn(other.change))
                        .map(other -> new View()
                                .put("deploy_operation_id", operation.id)
                                .put("depends_on_deploy_operation_id", other.id)))
                .toList();
    }

    private static @Nullable View revert(Deployment deployment) {
        Revert revert = deployment.revert;
        if (revert == null) {
            return null;
        }
        return new View()
                .put("id", revert.id)
                .put("type", "DeploymentRevert")
                .put("actor", DeployRequestView.actor(revert.actor))
                .put("cancelled_at", revert.cancelledAt)
                .put("finished_at", revert.finishedAt)
                .put("waiting_period_end_at", revert.waitingPeriodEndAt)
                .put(
                        "deploy_revert_operations",
                        deployment.operations.stream()
                                .map(operation -> revertOperation(deployment, revert, operation))
                                .toList());
    }

    /// `submit` and `complete` are from the samples of webhook events, the other names are not documented.
    @Assumes(Assumption.REVERT_OPERATION_STATES)
    private static View revertOperation(Deployment deployment, Revert revert, DeployOperation operation) {
        String state = revert.errors != null
                ? "error"
                : revert.finishedAt != null ? "complete" : revert.cancelledAt != null ? "cancelled" : "submit";
        return new View()
                .put("id", Ids.derived(revert.id, operation.id))
                .put("type", "DeployRevertOperation")
                .put("ddl_statement", operation.change.statement())
                .put("operation_name", operation.change.kind())
                .put("state", state)
                .put("table_name", operation.change.table())
                .put("created_at", revert.createdAt)
                .put("updated_at", deployment.updatedAt)
                .put("revert_errors", revert.errors);
    }
}
