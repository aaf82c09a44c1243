package com.pulumi.planetscale.provider.resources;

import static com.pulumi.planetscale.provider.resources.DeployRequestProperties.*;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.Gate.Opener;
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
        DEPLOY,
        APPLY,
        SKIP_REVERT,
        REVERT,
        CLOSE
    }

    /// Decides from what is seen. Pure: the same facts give the same move.
    static Move next(LiveDeployRequest live, List<Gate> gates, PropertyMap inputs) {
        Stage stage = stage(inputs);
        Phase phase = live.phase();
        return switch (phase) {
            case CHECKING, CANCELING, UNKNOWN -> new Wait(Optional.empty());
            case READY, BROKEN ->
                stage == Stage.REVERTED ? stop(live, "is not live") : before(live, gates, inputs, stage);
            case EMPTY -> live.isOpen() ? new Act(Call.CLOSE) : new Done();
            case QUEUED -> stage == Stage.OPENED ? new Done() : queued(live, gates, inputs);
            case RUNNING -> stage == Stage.OPENED ? new Done() : new Wait(Optional.empty());
            case STAGED ->
                switch (stage) {
                    case OPENED, STAGED -> new Done();
                    case DEPLOYED, PERMANENT -> new Act(Call.APPLY);
                    case REVERTED -> stop(live, "is not live");
                };
            case REVERTIBLE ->
                switch (stage) {
                    case OPENED, STAGED, DEPLOYED -> new Done();
                    case PERMANENT -> new Act(Call.SKIP_REVERT);
                    case REVERTED -> new Act(Call.REVERT);
                };
            case PERMANENT -> stage == Stage.REVERTED ? stop(live, "can no longer be reverted") : new Done();
            case REVERTING -> new Wait(Optional.empty());
            case REVERTED -> stage == Stage.REVERTED ? new Done() : stop(live, "was reverted");
            case CANCELED -> stop(live, "was canceled" + by(cancelledBy(live)));
            case CLOSED -> stop(live, "was closed without being deployed" + by(Optional.ofNullable(live.closedBy())));
            case FAILED ->
                new Stop(Finding.refusal(
                        Path.ROOT,
                        live.label() + " failed with a part of its work done: " + errors(live),
                        "Look at " + live.htmlUrl()
                                + "; what was done can be completed there. Then run `pulumi up` again,"
                                + " or change `triggers` to open a new request."));
            case REVERT_FAILED ->
                new Stop(Finding.refusal(
                        Path.ROOT,
                        live.label() + " could not be reverted: " + errors(live),
                        "Look at " + live.htmlUrl() + ": somebody has to mend the target's schema."));
        };
    }

    /// Why a phase is an end from which nothing goes on; empty where it is none.
    static Optional<String> end(Phase phase) {
        return switch (phase) {
            case CANCELED -> Optional.of("was canceled");
            case CLOSED -> Optional.of("was closed without being deployed");
            case REVERTED -> Optional.of("was reverted");
            case REVERT_FAILED -> Optional.of("could not be reverted");
            case PERMANENT, EMPTY -> Optional.of("cannot be reverted");
            default -> Optional.empty();
        };
    }

    private static Move before(LiveDeployRequest live, List<Gate> gates, PropertyMap inputs, Stage stage) {
        List<Gate> refusing =
                gates.stream().filter(gate -> gate.isClosedFor(Opener.CHANGE)).toList();
        if (!refusing.isEmpty()) {
            return new Stop(refusal(live, refusing));
        }
        if (stage == Stage.OPENED) {
            return new Done();
        }
        Optional<Gate> person =
                gates.stream().filter(gate -> gate.isClosedFor(Opener.PERSON)).findFirst();
        return person.isPresent() ? atGate(live, person.get(), inputs) : new Act(Call.DEPLOY);
    }

    private static Move queued(LiveDeployRequest live, List<Gate> gates, PropertyMap inputs) {
        Optional<Gate> person = gates.stream()
                .filter(gate -> gate.name().equals("queue") && gate.isClosedFor(Opener.PERSON))
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
                gate.remedy() + " Then run `pulumi up` again, which goes on with the same request (" + live.htmlUrl()
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
                "Change `triggers` to open a new one, or take it out of the program. It is at " + live.htmlUrl()
                        + " ."));
    }

    private static Optional<Actor> cancelledBy(LiveDeployRequest live) {
        return Optional.ofNullable(
                live.deployment() == null ? null : live.deployment().cancelledActor());
    }

    private static String by(Optional<Actor> actor) {
        return actor.map(Actor::displayName).map(name -> " by " + name).orElse("");
    }

    private static String errors(LiveDeployRequest live) {
        String errors = live.changes().stream()
                .filter(change -> change.deployErrors() != null)
                .map(change -> "`" + change.table() + "`: " + change.deployErrors()
                        + (change.deployErrorDocsUrl() == null ? "" : " (" + change.deployErrorDocsUrl() + ")"))
                .collect(Collectors.joining("; "));
        return errors.isEmpty() ? "PlanetScale says no more" : errors;
    }
}
