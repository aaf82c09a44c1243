package com.pulumi.planetscale.provider.resources.deploy;

import static com.pulumi.planetscale.provider.resources.deploy.DeployRequestProperties.*;

import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.deploy.Gate.Opener;
import com.pulumi.planetscale.provider.resources.owner.Times;
import com.pulumi.planetscale.provider.resources.schema.Lint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Judges what stands between a deploy request and its target. Pure: the same facts give the same gates.
final class Gates {
    private static final String MADE_ANEW = "Make a branch of that name, and run `pulumi up` again, which closes this"
            + " request and opens another; or remove the request from the program.";

    private Gates() {}

    /// Why nothing can be said of a request whose branch is gone.
    static String orphan(LiveDeployRequest live) {
        return "its branch `" + live.branch() + "` was deleted";
    }

    /// All gates of a request, in the order in which it meets them.
    static List<Gate> of(LiveDeployRequest live, Facts facts, PropertyMap inputs) {
        Phase phase = live.phase();
        var gates = new ArrayList<Gate>();
        gates.add(checks(live, phase));
        gates.add(lint(live, phase));
        gates.add(destructive(live, facts, phase, inputs));
        fingerprint(live, facts, phase, inputs).ifPresent(gates::add);
        instant(live, phase, inputs).ifPresent(gates::add);
        gates.add(storage(facts, phase));
        gates.add(approval(live, facts, phase, inputs));
        gates.add(queue(live, facts, phase));
        gates.add(cutover(live, phase, inputs));
        gates.add(revertWindow(live, phase));
        return gates;
    }

    /// The word for where a request has got to.
    static String verdict(LiveDeployRequest live, List<Gate> gates) {
        return switch (live.phase()) {
            case CHECKING -> "checking";
            case READY -> verdict(gates);
            case EMPTY -> "noChanges";
            case BROKEN -> "refused";
            case QUEUED, RUNNING -> "deploying";
            case STAGED -> "staged";
            case REVERTIBLE, PERMANENT -> "live";
            case CANCELING -> "canceling";
            case CANCELED -> "canceled";
            case CLOSED -> "closed";
            case FAILED, REVERT_FAILED -> "failed";
            case REVERTING -> "reverting";
            case REVERTED -> "reverted";
            case UNKNOWN -> "unknown";
        };
    }

    /// The word for a request that is not deployed yet.
    static String verdict(List<Gate> gates) {
        return gates.stream().anyMatch(gate -> gate.isBlockedFor(Opener.CHANGE))
                ? "refused"
                : gates.stream().anyMatch(gate -> gate.isBlockedFor(Opener.PERSON)) ? "waiting" : "ready";
    }

    private static Gate checks(LiveDeployRequest live, Phase phase) {
        String name = "checks";
        LiveDeployRequest.Deployment deployment = live.deployment();
        String errors = deployment == null ? null : deployment.deployCheckErrors();
        if (live.isOrphan()) {
            return Gate.refused(name, orphan(live), MADE_ANEW);
        }
        return switch (phase) {
            case CHECKING -> Gate.forTime(name, "PlanetScale compares and checks the schemas", "Wait.");
            case BROKEN ->
                !live.lintErrors().isEmpty() && isBlank(errors)
                        ? Gate.passed(name, "there are lint errors only")
                        : Gate.refused(
                                name,
                                isBlank(errors)
                                        ? "PlanetScale's checks failed"
                                        : "PlanetScale's checks failed: " + errors,
                                "Fix the schema of the branch; PlanetScale then checks it again.");
            case READY ->
                deployment != null && Boolean.FALSE.equals(deployment.deployable())
                        ? Gate.refused(
                                name,
                                "PlanetScale says that it cannot be deployed" + (isBlank(errors) ? "" : ": " + errors),
                                "Look at the request's page for the reason, often another request ahead of it.")
                        : Gate.passed(name, "PlanetScale's checks passed");
            default -> Gate.passed(name, "PlanetScale's checks passed");
        };
    }

    private static Gate lint(LiveDeployRequest live, Phase phase) {
        String name = "lint";
        if (phase == Phase.CHECKING) {
            return Gate.unknown(name, "not checked yet");
        }
        return live.lintErrors().isEmpty()
                ? Gate.passed(name, "no lint errors")
                : Gate.refused(
                        name,
                        "the schema has lint errors: "
                                + live.lintErrors().stream().map(Lint::words).collect(Collectors.joining("; ")),
                        "Fix the schema of the branch; PlanetScale then checks it again.");
    }

    private static Gate destructive(LiveDeployRequest live, Facts facts, Phase phase, PropertyMap inputs) {
        String name = "destructive";
        if (phase == Phase.CHECKING) {
            return Gate.unknown(name, "the statements are not known yet");
        }
        if (phase == Phase.EMPTY) {
            return Gate.passed(name, "there is nothing to deploy");
        }
        String dangers = live.changes().stream()
                .filter(change -> !facts.dangers(change).isEmpty())
                .map(change -> change.statement() + " " + String.join(" and ", facts.dangers(change)))
                .collect(Collectors.joining("; "));
        if (!phase.isBeforeDeployment()) {
            return Gate.passed(name, dangers.isEmpty() ? "it was judged before the deployment" : dangers);
        }
        return destructive(dangers, facts.unknown(live), inputs);
    }

    /// The gate of what can lose data.
    ///
    /// @param dangers what can; empty if nothing is known to
    /// @param unknown what cannot be judged
    static Gate destructive(String dangers, List<String> unknown, PropertyMap inputs) {
        String name = "destructive";
        if (!dangers.isEmpty()) {
            String all = dangers + (unknown.isEmpty() ? "" : "; not certain: " + String.join("; ", unknown));
            return allowsDestruction(inputs)
                    ? Gate.passed(name, "allowed: " + all)
                    : Gate.refused(name, all, "Set `destructive: allow` if that is intended.");
        }
        return unknown.isEmpty()
                ? Gate.passed(name, "nothing that can drop data")
                : Gate.unknown(name, String.join("; ", unknown));
    }

    static boolean allowsDestruction(PropertyMap inputs) {
        return inputs.find(DESTRUCTIVE).filter("allow"::equals).isPresent();
    }

    private static Optional<Gate> fingerprint(LiveDeployRequest live, Facts facts, Phase phase, PropertyMap inputs) {
        String name = "fingerprint";
        Optional<String> wanted = inputs.find(APPROVED_FINGERPRINT);
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        if (!phase.isBeforeDeployment()) {
            return Optional.of(behind(name, "it was judged before the deployment", phase));
        }
        if (phase == Phase.CHECKING) {
            return Optional.of(Gate.unknown(name, "the statements are not known yet"));
        }
        if (live.isOrphan()) {
            return Optional.of(Gate.unknown(name, orphan(live)));
        }
        Optional<String> found = facts.fingerprint();
        if (found.isEmpty()) {
            return Optional.of(Gate.refused(
                    name,
                    "it is not known, since the token may not read the schemas of both branches",
                    "Give the token the access `read_branch`, or remove `approvedFingerprint`."));
        }
        return Optional.of(fingerprint(found.get(), wanted.get()));
    }

    /// The gate of a fingerprint that is known.
    static Gate fingerprint(String found, String approved) {
        return found.equals(approved)
                ? Gate.passed("fingerprint", "it is the approved one")
                : Gate.refused(
                        "fingerprint",
                        "the fingerprint is " + found + ", and " + approved + " was approved",
                        "Look at the statements; if they are right, set `approvedFingerprint` to the new one.");
    }

    private static Optional<Gate> instant(LiveDeployRequest live, Phase phase, PropertyMap inputs) {
        String name = "instantDdl";
        if (!inputs.is(INSTANT_DDL)) {
            return Optional.empty();
        }
        return Optional.of(
                phase == Phase.CHECKING
                        ? Gate.unknown(name, "not checked yet")
                        : live.mayBeInstant() || !phase.isBeforeDeployment()
                                ? Gate.passed(name, "instant DDL can do all of it")
                                : Gate.refused(
                                        name,
                                        "instant DDL cannot do all of it",
                                        "Remove `instantDdl`, or deploy in smaller parts."));
    }

    private static Gate storage(Facts facts, Phase phase) {
        String name = "storage";
        if (!phase.isBeforeDeployment()) {
            return behind(name, "there was room for the copies of the tables", phase);
        }
        if (facts.storage().isEmpty()) {
            return Gate.unknown(name, "PlanetScale has not said whether there is room for the copies");
        }
        Facts.Storage storage = facts.storage().get();
        return Boolean.FALSE.equals(storage.enoughStorage())
                ? Gate.refused(
                        name,
                        "there is no room for the copies of the tables"
                                + (storage.storageBytesNeeded() == null
                                        ? ""
                                        : ": " + storage.storageBytesNeeded() + " bytes are needed"),
                        Boolean.TRUE.equals(storage.upgradeable())
                                ? "Choose a larger `clusterSize` first, then run `pulumi up` again."
                                : "Free some space first, then run `pulumi up` again.")
                : Gate.passed(name, "there is room for the copies of the tables");
    }

    private static Gate approval(LiveDeployRequest live, Facts facts, Phase phase, PropertyMap inputs) {
        String name = "approval";
        String by = facts.reviewers().isEmpty() ? "" : " by " + String.join(", ", facts.reviewers());
        if (!phase.isBeforeDeployment()) {
            return Boolean.TRUE.equals(live.approved())
                    ? Gate.passed(name, "approved" + by)
                    : behind(name, "no approval was required", phase);
        }
        boolean demanded = facts.approvalRequired() || inputs.is(REQUIRE_APPROVAL);
        if (!Boolean.TRUE.equals(live.approved())) {
            return demanded
                    ? Gate.forPerson(
                            name,
                            "it has not been approved",
                            "A person other than the one who created the service token must approve it at "
                                    + live.htmlUrl() + ".")
                    : Gate.notRequired(name, "neither the database nor the program requires an approval");
        }
        boolean moved = facts.approvedAt().isPresent()
                && live.schemaChangedAt()
                        .map(Times::parse)
                        .filter(facts.approvedAt().get()::isBefore)
                        .isPresent();
        return moved && demanded
                ? Gate.refused(
                        name,
                        "the schema of the branch was changed at "
                                + live.schemaChangedAt().orElse("") + ", after the approval" + by,
                        "Have it approved again, then run `pulumi up` again.")
                : Gate.passed(name, "approved" + by);
    }

    private static Gate queue(LiveDeployRequest live, Facts facts, Phase phase) {
        String name = "queue";
        Optional<String> paused = live.paused();
        if (paused.isPresent() && (phase.isBeforeDeployment() || phase == Phase.QUEUED)) {
            return Gate.forPerson(
                    name,
                    "the queue of `" + live.intoBranch() + "` is paused"
                            + (paused.get().isEmpty() ? "" : ": " + paused.get()),
                    "PlanetScale or an administrator has to resume it.");
        }
        if (phase == Phase.QUEUED) {
            return queued(live.words(), facts.ahead());
        }
        return phase.isBeforeDeployment()
                ? Gate.pending(name, "not in the queue yet")
                : behind(name, "it has left the queue", phase);
    }

    /// A wait behind other requests, with what shortens it.
    ///
    /// @param reason where in the queue it is
    static Gate queued(String reason, List<LiveDeployRequest> ahead) {
        var reasons = new ArrayList<>(List.of(reason));
        var remedies = new ArrayList<String>();
        for (LiveDeployRequest other : ahead) {
            String number = "#" + other.number();
            String page = " at " + other.htmlUrl();
            if (other.phase() == Phase.REVERTIBLE) {
                reasons.add(number + " holds it until its revert window closes"
                        + other.revertibleUntil().map(end -> " at " + end).orElse(""));
                remedies.add("Wait, or skip the revert window of " + number + page
                        + " (`stage: permanent` if a program manages it).");
            } else if (other.phase() == Phase.STAGED) {
                reasons.add(number + " holds it until its cutover");
                remedies.add("Apply or cancel " + number + page + ".");
            }
        }
        return Gate.forTime(
                "queue", String.join("; ", reasons), remedies.isEmpty() ? "Wait." : String.join(" ", remedies));
    }

    private static Gate cutover(LiveDeployRequest live, Phase phase, PropertyMap inputs) {
        String name = "cutover";
        if (phase == Phase.STAGED) {
            boolean expiring = live.deployment() != null
                    && Boolean.TRUE.equals(live.deployment().cutoverExpiring());
            return Gate.forPerson(
                    name,
                    "the data is copied and the cutover waits" + (expiring ? ", but will expire soon" : ""),
                    "Set `stage: deployed`, or have it applied at " + live.htmlUrl() + ".");
        }
        boolean held = stage(inputs).compareTo(Stage.STAGED) <= 0;
        return switch (phase) {
            case REVERTIBLE, PERMANENT -> Gate.passed(name, "the new schema is live");
            case EMPTY -> behind(name, "", phase);
            case CHECKING, READY, BROKEN, QUEUED, RUNNING, FAILED, REVERTING ->
                Gate.pending(name, held ? "it will wait, as `stage` says" : "automatic, once the data is copied");
            case STAGED, CANCELING, CANCELED, CLOSED, REVERTED, REVERT_FAILED, UNKNOWN ->
                Gate.unknown(name, "not reached");
        };
    }

    private static Gate revertWindow(LiveDeployRequest live, Phase phase) {
        String name = "revertWindow";
        return switch (phase) {
            case REVERTIBLE ->
                Gate.pending(
                        name,
                        "it can be reverted"
                                + live.revertibleUntil()
                                        .map(end -> " until " + end)
                                        .orElse(""));
            case PERMANENT -> Gate.passed(name, "it can no longer be reverted");
            case EMPTY -> behind(name, "", phase);
            default -> Gate.unknown(name, "not reached");
        };
    }

    /// A gate before the deployment of a request that has left that behind.
    ///
    /// @param reason why it was passed, if it was
    private static Gate behind(String name, String reason, Phase phase) {
        return switch (phase) {
            case EMPTY -> Gate.passed(name, "there is nothing to deploy");
            case CLOSED, CANCELING, CANCELED -> Gate.unknown(name, "the request ended on its way");
            default -> Gate.passed(name, reason);
        };
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
