package com.pulumi.planetscale.provider.resources.deploy;

import static com.pulumi.planetscale.provider.resources.deploy.DeployRequestProperties.*;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.deploy.Gate.Opener;
import com.pulumi.planetscale.provider.resources.owner.Actor;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What to do next about a deploy request.
sealed interface Move {
    /// Nothing: it is as far as the program wants it.
    record Done() implements Move {}

    /// Look again later.
    ///
    /// @param gate what it waits at; empty while it moves
    record Wait(Optional<Gate> gate) implements Move {}

    /// Make a call.
    record Act(Call call) implements Move {}

    /// Give up, for this run at least.
    record Stop(Finding why) implements Move {}

    /// The calls that move a deploy request.
    enum Call {
        HOLD,
        DEPLOY,
        APPLY,
        SKIP_REVERT,
        REVERT,
        CLOSE
    }

    /// Decides from what is seen. Pure: the same facts give the same move.
    static Move next(LiveDeployRequest live, List<Gate> gates, PropertyMap inputs) {
        Stage stage = stage(inputs);
        return stage == Stage.REVERTED ? back(live) : forth(live, gates, inputs, stage);
    }

    private static Move forth(LiveDeployRequest live, List<Gate> gates, PropertyMap inputs, Stage stage) {
        return switch (live.phase()) {
            case CHECKING, CANCELING, REVERTING, UNKNOWN -> new Wait(Optional.empty());
            case READY, BROKEN -> before(live, gates, inputs, stage);
            case EMPTY -> live.isOpen() ? new Act(Call.CLOSE) : new Done();
            case QUEUED, RUNNING -> stage == Stage.OPENED ? new Done() : under(live, gates, inputs, stage);
            case STAGED -> stage.compareTo(Stage.STAGED) > 0 ? new Act(Call.APPLY) : new Done();
            case REVERTIBLE -> stage == Stage.PERMANENT ? new Act(Call.SKIP_REVERT) : new Done();
            case PERMANENT -> new Done();
            case REVERTED -> stop(live, "was reverted");
            case CANCELED, CLOSED, FAILED, REVERT_FAILED -> ended(live);
        };
    }

    /// Only what is live can be reverted: to let the new schema go live for that would be what no one wants.
    private static Move back(LiveDeployRequest live) {
        return switch (live.phase()) {
            case REVERTIBLE -> new Act(Call.REVERT);
            case REVERTING, UNKNOWN -> new Wait(Optional.empty());
            case REVERTED -> new Done();
            case CHECKING, READY, BROKEN, QUEUED, RUNNING, STAGED, CANCELING ->
                irreversible(live, "is not live, so there is nothing to revert");
            case EMPTY -> irreversible(live, "changes nothing, so there is nothing to revert");
            case PERMANENT -> irreversible(live, "can no longer be reverted");
            case CANCELED, CLOSED, FAILED, REVERT_FAILED -> ended(live);
        };
    }

    private static Move irreversible(LiveDeployRequest live, String why) {
        return new Stop(Finding.refusal(
                STAGE, live.label() + " (" + live.htmlUrl() + ") " + why, "Use another `stage` than `reverted`."));
    }

    private static Move ended(LiveDeployRequest live) {
        return switch (live.phase()) {
            case CANCELED -> stop(live, "was canceled" + by(cancelledBy(live), ""));
            case CLOSED ->
                stop(live, "was closed without being deployed" + by(Optional.ofNullable(live.closedBy()), ","));
            case REVERT_FAILED ->
                new Stop(Finding.refusal(
                        Path.ROOT,
                        live.label() + " could not be reverted: " + live.revertErrors(),
                        "Look at " + live.htmlUrl() + "; the schema of the target has to be fixed by hand."));
            default ->
                new Stop(Finding.refusal(
                        Path.ROOT,
                        live.label() + " failed with a part of its work done: " + live.errors(),
                        "Look at " + live.htmlUrl()
                                + "; what was done can be completed there. Then run `pulumi up` again,"
                                + " or change `triggers` to open a new request."));
        };
    }

    private static Move before(LiveDeployRequest live, List<Gate> gates, PropertyMap inputs, Stage stage) {
        List<Gate> refusing =
                gates.stream().filter(gate -> gate.isBlockedFor(Opener.CHANGE)).toList();
        if (!refusing.isEmpty()) {
            return new Stop(refusal(live, refusing));
        }
        if (stage == Stage.OPENED) {
            return new Done();
        }
        Optional<Gate> person =
                gates.stream().filter(gate -> gate.isBlockedFor(Opener.PERSON)).findFirst();
        return person.isPresent() ? atGate(live, person.get(), inputs) : new Act(Call.DEPLOY);
    }

    /// In the queue or beyond it.
    private static Move under(LiveDeployRequest live, List<Gate> gates, PropertyMap inputs, Stage stage) {
        if (stage == Stage.STAGED && live.canBeHeld()) {
            return new Act(Call.HOLD);
        }
        Optional<Gate> person = gates.stream()
                .filter(gate -> gate.name().equals("queue") && gate.isBlockedFor(Opener.PERSON))
                .findFirst();
        return person.isPresent() ? atGate(live, person.get(), inputs) : new Wait(Optional.empty());
    }

    private static Move atGate(LiveDeployRequest live, Gate gate, PropertyMap inputs) {
        return switch (inputs.find(AT_GATE).orElse(WAIT)) {
            case FAIL -> new Stop(stopped(live, gate, "stopped"));
            case HAND_OFF -> new Done();
            default -> new Wait(Optional.of(gate));
        };
    }

    /// That a run ends at a gate.
    ///
    /// @param how what the run did there
    static Finding stopped(LiveDeployRequest live, Gate gate, String how) {
        return Finding.refusal(
                Path.ROOT,
                live.label() + " " + how + " at the gate `" + gate.name() + "`: " + gate.reason(),
                gate.remedy() + " Then run `pulumi up` again, which continues the same request (" + live.htmlUrl()
                        + ").");
    }

    /// What gates of a kind that no waiting opens say together.
    static Finding refusal(LiveDeployRequest live, List<Gate> refusing) {
        return Finding.refusal(
                Path.ROOT,
                live.label() + " (" + live.htmlUrl() + ") stays open and is not deployed: "
                        + refusing.stream()
                                .map(gate -> gate.name() + ": " + gate.reason())
                                .collect(Collectors.joining("; ")),
                refusing.stream().map(Gate::remedy).distinct().collect(Collectors.joining(" ")));
    }

    private static Move stop(LiveDeployRequest live, String what) {
        return new Stop(Finding.refusal(
                Path.ROOT,
                live.label() + " " + what,
                "Change `triggers` to open a new one, or remove it from the program. It is at " + live.htmlUrl()
                        + " ."));
    }

    private static Optional<Actor> cancelledBy(LiveDeployRequest live) {
        return Optional.ofNullable(
                live.deployment() == null ? null : live.deployment().cancelledActor());
    }

    private static String by(Optional<Actor> actor, String comma) {
        return actor.map(Actor::displayName).map(name -> comma + " by " + name).orElse("");
    }
}
