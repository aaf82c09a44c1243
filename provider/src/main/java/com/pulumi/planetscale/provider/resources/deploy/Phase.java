package com.pulumi.planetscale.provider.resources.deploy;

import com.pulumi.planetscale.provider.assumption.Assumes;
import com.pulumi.planetscale.provider.assumption.Assumption;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the states of a deployment mean for a run that waits for it.
///
/// PlanetScale publishes no table of their transitions, so any may follow any, and a state of which nothing is
/// known here is waited on.
@Assumes(Assumption.DEPLOYMENT_STATES)
public enum Phase {
    /// PlanetScale compares and checks.
    CHECKING,
    /// Checked; no one has asked for its deployment.
    READY,
    /// There is nothing to deploy.
    EMPTY,
    /// The checks found something that someone must fix.
    BROKEN,
    /// In the queue.
    QUEUED,
    /// Being copied, altered or cut over.
    RUNNING,
    /// Copied; waits for the cutover.
    STAGED,
    /// Live, and can be reverted.
    REVERTIBLE,
    /// Live for good.
    PERMANENT,
    /// Being canceled.
    CANCELING,
    /// Canceled by someone.
    CANCELED,
    /// Failed on the way.
    FAILED,
    /// Being reverted.
    REVERTING,
    /// The old schema is back.
    REVERTED,
    /// Neither the new nor the old schema is whole.
    REVERT_FAILED,
    /// Closed by someone before it was deployed.
    CLOSED,
    /// A state that did not exist when this was written.
    UNKNOWN;

    private static final String STAGED_STATE = "pending_cutover";

    private static final Map<String, Phase> BY_STATE = Map.ofEntries(
            Map.entry("pending", CHECKING),
            Map.entry("ready", READY),
            Map.entry("no_changes", EMPTY),
            Map.entry("queued", QUEUED),
            // Waits for another one that runs beside the queue.
            Map.entry("parallel_lane_blocked", QUEUED),
            Map.entry("submitting", RUNNING),
            Map.entry("in_progress", RUNNING),
            Map.entry("in_progress_vschema", RUNNING),
            Map.entry(STAGED_STATE, STAGED),
            Map.entry("in_progress_cutover", RUNNING),
            Map.entry("complete_pending_revert", REVERTIBLE),
            Map.entry("complete", PERMANENT),
            Map.entry("in_progress_cancel", CANCELING),
            Map.entry("complete_cancel", CANCELED),
            Map.entry("cancelled", CANCELED),
            Map.entry("complete_error", FAILED),
            Map.entry("error", BROKEN),
            Map.entry("in_progress_revert", REVERTING),
            Map.entry("in_progress_revert_vschema", REVERTING),
            Map.entry("complete_revert", REVERTED),
            Map.entry("complete_revert_error", REVERT_FAILED));

    /// The phase that a request tells.
    ///
    /// @param state `open` or `closed`
    /// @param deploymentState the request's own view of its deployment
    /// @param inner the deployment's view, which is behind at times: PlanetScale's webhook samples have a
    ///     `pending_cutover` request with a deployment in progress
    /// @param deployedAt when it went live; null if it did not, which `closed` alone does not say
    static Phase of(
            @Nullable String state,
            @Nullable String deploymentState,
            @Nullable String inner,
            @Nullable String deployedAt) {
        boolean staged = STAGED_STATE.equals(deploymentState) || STAGED_STATE.equals(inner);
        String told = staged ? STAGED_STATE : deploymentState == null ? inner : deploymentState;
        Phase phase = told == null ? UNKNOWN : BY_STATE.getOrDefault(told, UNKNOWN);
        boolean undone = phase == CHECKING || phase == READY || phase == BROKEN || phase == QUEUED || phase == UNKNOWN;
        // What is closed and was live is not undeployed, whatever its state: it may be live or reverted.
        return !"closed".equals(state) || !undone ? phase : deployedAt == null ? CLOSED : UNKNOWN;
    }

    /// The phase in a word.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether the new schema is the target's.
    boolean isLive() {
        return this == REVERTIBLE || this == PERMANENT;
    }

    /// Whether nothing moves any more by itself or by asking for it.
    boolean isFinal() {
        return switch (this) {
            case EMPTY, PERMANENT, CANCELED, REVERTED, REVERT_FAILED, CLOSED -> true;
            default -> false;
        };
    }

    /// Whether it has not been asked for its deployment.
    public boolean isBeforeDeployment() {
        return this == CHECKING || this == READY || this == BROKEN;
    }
}
