package com.pulumi.planetscale.emulator.deploy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The states of a deployment (OpenAPI: `deployment_state`), and which can follow which.
///
/// The service publishes no such table; this one is put together from the names, the samples of webhook events
/// and what official clients wait for (API reference).
public enum DeployState {
    /// The checks run.
    PENDING,
    /// Can be deployed.
    READY,
    /// Head and target do not differ.
    NO_CHANGES,
    /// Waits for its turn.
    QUEUED,
    /// Is handed over to Vitess.
    SUBMITTING,
    /// Tables are copied.
    IN_PROGRESS,
    /// The copies are ready and wait to be put in place.
    PENDING_CUTOVER,
    /// VSchemas are applied.
    IN_PROGRESS_VSCHEMA,
    /// Is being cancelled.
    IN_PROGRESS_CANCEL,
    /// The copies take the place of the tables.
    IN_PROGRESS_CUTOVER,
    /// In place for good.
    COMPLETE,
    /// Cancelled after it had begun.
    COMPLETE_CANCEL,
    /// Failed on its way.
    COMPLETE_ERROR,
    /// In place, and can be taken back.
    COMPLETE_PENDING_REVERT,
    /// The old tables take their places back.
    IN_PROGRESS_REVERT,
    /// The old VSchemas are applied.
    IN_PROGRESS_REVERT_VSCHEMA,
    /// Taken back.
    COMPLETE_REVERT,
    /// Could not be taken back.
    COMPLETE_REVERT_ERROR,
    /// Cancelled before it had begun.
    CANCELLED,
    /// A check failed, or it could not be handed over.
    ERROR;

    private static final Set<DeployState> BEFORE_DEPLOYING = EnumSet.of(PENDING, READY, NO_CHANGES, ERROR);

    private static final Set<DeployState> COPYING = EnumSet.of(SUBMITTING, IN_PROGRESS, IN_PROGRESS_VSCHEMA);

    /// As long as one of these lasts, no other deployment to the same branch begins: a staged cutover and an
    /// open revert window hold the queue up as well (API reference, notes on the queue).
    private static final Set<DeployState> OCCUPYING = EnumSet.of(
            SUBMITTING,
            IN_PROGRESS,
            IN_PROGRESS_VSCHEMA,
            PENDING_CUTOVER,
            IN_PROGRESS_CUTOVER,
            IN_PROGRESS_CANCEL,
            COMPLETE_PENDING_REVERT,
            IN_PROGRESS_REVERT,
            IN_PROGRESS_REVERT_VSCHEMA);

    /// The states that can follow this one.
    public Set<DeployState> next() {
        return switch (this) {
            case PENDING -> EnumSet.of(PENDING, READY, NO_CHANGES, ERROR);
            case READY -> EnumSet.of(PENDING, QUEUED);
            case NO_CHANGES, ERROR -> EnumSet.of(PENDING);
            case QUEUED -> EnumSet.of(SUBMITTING, CANCELLED, ERROR);
            case SUBMITTING -> EnumSet.of(IN_PROGRESS, IN_PROGRESS_CANCEL);
            case IN_PROGRESS ->
                EnumSet.of(
                        IN_PROGRESS_VSCHEMA, PENDING_CUTOVER, IN_PROGRESS_CUTOVER, IN_PROGRESS_CANCEL, COMPLETE_ERROR);
            case IN_PROGRESS_VSCHEMA -> EnumSet.of(PENDING_CUTOVER, IN_PROGRESS_CUTOVER, IN_PROGRESS_CANCEL);
            case PENDING_CUTOVER -> EnumSet.of(IN_PROGRESS_CUTOVER, IN_PROGRESS_CANCEL);
            case IN_PROGRESS_CANCEL -> EnumSet.of(COMPLETE_CANCEL);
            case IN_PROGRESS_CUTOVER -> EnumSet.of(COMPLETE_PENDING_REVERT, COMPLETE, COMPLETE_ERROR);
            case COMPLETE_ERROR -> EnumSet.of(COMPLETE);
            case COMPLETE_PENDING_REVERT -> EnumSet.of(COMPLETE, IN_PROGRESS_REVERT);
            case IN_PROGRESS_REVERT -> EnumSet.of(IN_PROGRESS_REVERT_VSCHEMA, COMPLETE_REVERT, COMPLETE_REVERT_ERROR);
            case IN_PROGRESS_REVERT_VSCHEMA -> EnumSet.of(COMPLETE_REVERT);
            case COMPLETE_REVERT_ERROR -> EnumSet.of(COMPLETE_REVERT);
            case COMPLETE, COMPLETE_CANCEL, COMPLETE_REVERT, CANCELLED -> EnumSet.noneOf(DeployState.class);
        };
    }

    /// It has not been asked to be deployed, or not with success.
    public boolean beforeDeploying() {
        return BEFORE_DEPLOYING.contains(this);
    }

    /// Is worked on, and nothing has changed in the target yet.
    public boolean copying() {
        return COPYING.contains(this);
    }

    /// Keeps others from being deployed to the same branch.
    public boolean occupies() {
        return OCCUPYING.contains(this);
    }

    /// Is at work on the target.
    public boolean changesTarget() {
        return occupies() && this != COMPLETE_PENDING_REVERT;
    }

    /// Went wrong while the target was being changed, or changed back.
    public boolean failed() {
        return this == COMPLETE_ERROR || this == COMPLETE_REVERT_ERROR;
    }

    /// Waits in the queue or occupies it.
    public boolean inQueue() {
        return this == QUEUED || occupies();
    }

    /// The name in the API, such as `pending_cutover`.
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DeployState> labelled(String label) {
        return Arrays.stream(values())
                .filter(state -> state.label().equals(label))
                .findFirst();
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(DeployState::label).toList();
    }
}
