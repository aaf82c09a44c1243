package com.pulumi.planetscale.provider.resources.deploy;

import com.pulumi.planetscale.provider.property.OnChange;
import com.pulumi.planetscale.provider.property.PropertyMap;
import java.util.Optional;

/// What a change of `stage` means for a request that has got to some phase.
final class StageChange {
    private StageChange() {}

    /// Whether a change of the stage can be made: forward as far as there is a way, back only by reverting.
    static OnChange<String> of(Optional<String> from, Optional<String> to, PropertyMap state) {
        Phase phase = DeployRequestProperties.phase(state);
        Stage wanted = Stage.of(to);
        if (wanted == Stage.REVERTED) {
            return undo(phase);
        }
        if (phase == Phase.REVERTED || phase == Phase.REVERTING) {
            return OnChange.refuse("it was reverted", "Change `triggers` to open a new request.");
        }
        boolean back = from.flatMap(Stage::find)
                .filter(before -> wanted.compareTo(before) < 0)
                .isPresent();
        return back && wanted.compareTo(gotTo(phase)) < 0
                ? OnChange.refuse(
                        "it is past `" + wanted.word() + "` already, and a deploy request does not go back",
                        phase == Phase.REVERTIBLE
                                ? "Use `reverted` to undo it, or take the change back."
                                : "Take the change back, or change `triggers` to open a new request.")
                : OnChange.update();
    }

    private static OnChange<String> undo(Phase phase) {
        return switch (phase) {
            case PERMANENT ->
                OnChange.refuse("its revert window has closed", "Undo the change on a branch, and deploy that.");
            case EMPTY -> OnChange.refuse("it changed nothing, so there is nothing to revert", "Take the change back.");
            case CHECKING, READY, BROKEN, CANCELED, CLOSED, REVERT_FAILED ->
                OnChange.refuse("it is not live, so there is nothing to revert", "Take the change back.");
            // What is recorded may be behind. Where it is reverted, an interrupted run has done so.
            case QUEUED, RUNNING, STAGED, REVERTIBLE, CANCELING, FAILED, REVERTING, REVERTED, UNKNOWN ->
                OnChange.update();
        };
    }

    private static Stage gotTo(Phase phase) {
        return switch (phase) {
            case QUEUED, RUNNING, STAGED -> Stage.STAGED;
            case REVERTIBLE -> Stage.DEPLOYED;
            case PERMANENT -> Stage.PERMANENT;
            default -> Stage.OPENED;
        };
    }
}
