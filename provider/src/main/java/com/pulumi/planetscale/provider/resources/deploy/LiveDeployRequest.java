package com.pulumi.planetscale.provider.resources.deploy;

import com.pulumi.planetscale.provider.api.Identified;
import com.pulumi.planetscale.provider.resources.owner.Actor;
import com.pulumi.planetscale.provider.resources.schema.Lint;
import com.pulumi.planetscale.provider.resources.schema.SchemaText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A deploy request as the API returns it.
public record LiveDeployRequest(
        @Nullable String id,
        @Nullable Long number,
        @Nullable String branch,
        @Nullable String intoBranch,
        @Nullable String notes,
        @Nullable String state,
        @Nullable String deploymentState,
        @Nullable Boolean approved,
        @Nullable Deployment deployment,
        @Nullable String htmlUrl,
        @Nullable Actor actor,
        @Nullable Actor closedBy,
        @Nullable Boolean branchDeleted,
        @Nullable String createdAt,
        @Nullable String deployedAt)
        implements Identified {
    private static final String CUTTING_OVER = "in_progress_cutover";
    private static final String NO_REASON = "PlanetScale gives no reason";

    @Override
    public boolean isWhole() {
        return id != null && number != null;
    }

    @Override
    public boolean goesBy(String segment) {
        return segment.equals(String.valueOf(number));
    }

    /// The running of the request.
    record Deployment(
            @Nullable String state,
            @Nullable Boolean deployable,
            @Nullable String deployCheckErrors,
            @Nullable List<Lint> lintErrors,
            @Nullable Boolean autoCutover,
            @Nullable Boolean autoDeleteBranch,
            @Nullable Boolean cutoverExpiring,
            @Nullable List<Preceding> precedingDeployments,
            @Nullable Boolean queuePaused,
            @Nullable String queuePauseReason,
            @Nullable List<Change> deployOperations,
            @Nullable RevertRequest deploymentRevertRequest,
            @Nullable Actor cancelledActor,
            @Nullable String schemaLastUpdatedAt,
            @Nullable Boolean tableLocked,
            @Nullable String lockedTableName,
            @Nullable Boolean instantDdl,
            @Nullable Boolean instantDdlEligible) {}

    /// A deployment ahead in the queue.
    record Preceding(@Nullable Long deployRequestNumber) {}

    record RevertRequest(
            @Nullable String waitingPeriodEndAt, @Nullable List<RevertOperation> deployRevertOperations) {}

    /// What a revert does to one table; its fields are those of PlanetScale's webhook samples.
    record RevertOperation(
            @Nullable String tableName, @Nullable String revertErrors) {}

    /// What happens to one table.
    record Change(
            @Nullable String state,
            @Nullable String keyspaceName,
            @Nullable String tableName,
            @Nullable String operationName,
            @Nullable String ddlStatement,
            @Nullable Boolean canDropData,
            @Nullable Boolean tableRecentlyUsed,
            @Nullable List<String> removedForeignKeyNames,
            @Nullable Long progressPercentage,
            @Nullable Long etaSeconds,
            @Nullable String throttledAt,
            @Nullable String deployErrors,
            @Nullable String deployErrorDocsUrl) {
        /// Why someone should think twice before deploying it; empty where nothing speaks against it.
        List<String> dangers() {
            var dangers = new ArrayList<String>();
            if (Boolean.TRUE.equals(canDropData)) {
                dangers.add("can drop data");
            }
            if (Boolean.TRUE.equals(tableRecentlyUsed)) {
                dangers.add("touches a table that was used recently");
            }
            if (removedForeignKeyNames != null && !removedForeignKeyNames.isEmpty()) {
                dangers.add("removes the foreign keys " + String.join(", ", removedForeignKeyNames));
            }
            return dangers;
        }

        SchemaText.Name name() {
            return new SchemaText.Name(keyspaceName == null ? "" : keyspaceName, String.valueOf(tableName));
        }

        String table() {
            return keyspaceName == null ? String.valueOf(tableName) : keyspaceName + "." + tableName;
        }

        String statement() {
            return ddlStatement == null ? operationName + " " + tableName : ddlStatement;
        }
    }

    public Phase phase() {
        return Phase.of(state, deploymentState, deployment == null ? null : deployment.state(), deployedAt);
    }

    /// Whether it is not deployed, and the branch that it was opened for is gone. One of the same name is another.
    boolean isOrphan() {
        return Boolean.TRUE.equals(branchDeleted) && phase().isBeforeDeployment();
    }

    /// Who has opened it.
    String opener() {
        return actor == null || actor.displayName() == null ? "another program or person" : actor.displayName();
    }

    public boolean isOpen() {
        return "open".equals(state);
    }

    public String label() {
        return "deploy request #" + number;
    }

    /// The operations, those that endanger something first.
    List<Change> changes() {
        return deployment == null || deployment.deployOperations() == null
                ? List.of()
                : deployment.deployOperations().stream()
                        .sorted((left, right) -> Boolean.compare(
                                left.dangers().isEmpty(), right.dangers().isEmpty()))
                        .toList();
    }

    /// Whether PlanetScale names each table that it changes. A request may change a VSchema alone, and no table.
    boolean listsChanges() {
        return deployment != null
                && deployment.deployOperations() != null
                && deployment.deployOperations().stream().allMatch(change -> change.tableName() != null);
    }

    List<Lint> lintErrors() {
        return deployment == null || deployment.lintErrors() == null ? List.of() : deployment.lintErrors();
    }

    /// The numbers of the requests ahead in the queue.
    List<Long> preceding() {
        return deployment == null || deployment.precedingDeployments() == null
                ? List.of()
                : deployment.precedingDeployments().stream()
                        .map(Preceding::deployRequestNumber)
                        .filter(Objects::nonNull)
                        .toList();
    }

    boolean isInstant() {
        return deployment != null && Boolean.TRUE.equals(deployment.instantDdl());
    }

    boolean mayBeInstant() {
        return deployment != null && Boolean.TRUE.equals(deployment.instantDdlEligible());
    }

    boolean cutsOverByItself() {
        return deployment != null && Boolean.TRUE.equals(deployment.autoCutover());
    }

    /// Whether the new tables are being put in the place of the old ones, which nothing stops.
    boolean isCuttingOver() {
        return CUTTING_OVER.equals(deploymentState) || (deployment != null && CUTTING_OVER.equals(deployment.state()));
    }

    /// Whether it is not too late to let the cutover wait.
    boolean canBeHeld() {
        return cutsOverByItself() && !isInstant() && !isCuttingOver();
    }

    /// Whether it is under way, and not too late to stop it.
    boolean canBeCanceled() {
        Phase phase = phase();
        return phase == Phase.QUEUED || phase == Phase.STAGED || (phase == Phase.RUNNING && !isCuttingOver());
    }

    /// Why the deployment failed.
    String errors() {
        String errors = changes().stream()
                .filter(change -> change.deployErrors() != null)
                .map(change -> "`" + change.table() + "`: " + change.deployErrors()
                        + (change.deployErrorDocsUrl() == null ? "" : " (" + change.deployErrorDocsUrl() + ")"))
                .collect(Collectors.joining("; "));
        return errors.isEmpty() ? NO_REASON : errors;
    }

    /// Why the revert failed.
    String revertErrors() {
        RevertRequest revert = deployment == null ? null : deployment.deploymentRevertRequest();
        List<RevertOperation> operations = revert == null ? null : revert.deployRevertOperations();
        String errors = operations == null
                ? ""
                : operations.stream()
                        .filter(operation -> operation.revertErrors() != null)
                        .map(operation -> "`" + operation.tableName() + "`: " + operation.revertErrors())
                        .collect(Collectors.joining("; "));
        return errors.isEmpty() ? NO_REASON : errors;
    }

    boolean deletesBranch() {
        return deployment != null && Boolean.TRUE.equals(deployment.autoDeleteBranch());
    }

    /// Why the queue is on hold; empty where it is not.
    Optional<String> paused() {
        return deployment != null && Boolean.TRUE.equals(deployment.queuePaused())
                ? Optional.of(deployment.queuePauseReason() == null ? "" : deployment.queuePauseReason())
                : Optional.empty();
    }

    /// When the schema that it carries was last changed.
    Optional<String> schemaChangedAt() {
        return Optional.ofNullable(deployment == null ? null : deployment.schemaLastUpdatedAt());
    }

    /// The end of the time in which it can be reverted.
    Optional<String> revertibleUntil() {
        return Optional.ofNullable(
                deployment == null || deployment.deploymentRevertRequest() == null
                        ? null
                        : deployment.deploymentRevertRequest().waitingPeriodEndAt());
    }

    /// What it is waited for in, in a word.
    String phaseWord() {
        return phase() == Phase.UNKNOWN ? String.valueOf(deploymentState) : phase().word();
    }

    /// What is going on in a few words, for a status line.
    String words() {
        return switch (phase()) {
            case CHECKING -> "PlanetScale compares and checks the schemas";
            case READY -> "ready to be deployed";
            case QUEUED -> queued();
            case RUNNING -> running();
            case STAGED -> "copied, waiting for the cutover";
            case CANCELING -> "being canceled";
            case REVERTING -> "being reverted";
            case EMPTY, BROKEN, REVERTIBLE, PERMANENT, CANCELED, FAILED, REVERTED, REVERT_FAILED, CLOSED, UNKNOWN ->
                String.valueOf(deploymentState);
        };
    }

    private String queued() {
        String position = preceding().isEmpty()
                ? "next in the queue"
                : "queued behind "
                        + preceding().stream().map(number -> "#" + number).collect(Collectors.joining(", "));
        return paused().map(why -> "the queue is paused" + (why.isEmpty() ? "" : ": " + why))
                .orElse(position);
    }

    private String running() {
        if (deployment != null && Boolean.TRUE.equals(deployment.tableLocked())) {
            return "table `" + deployment.lockedTableName() + "` is locked, which holds up the cutover";
        }
        List<Change> going = changes().stream()
                .filter(change -> !"complete".equals(change.state()))
                .toList();
        if (going.isEmpty() || isCuttingOver()) {
            return "cutting over";
        }
        Change first = going.getFirst();
        var words = new StringBuilder("altering `" + first.table() + "`");
        if (first.progressPercentage() != null) {
            words.append(", ").append(first.progressPercentage()).append(" %");
        }
        if (first.etaSeconds() != null && first.etaSeconds() > 0) {
            words.append(", ").append(first.etaSeconds()).append(" s left");
        }
        if (first.throttledAt() != null) {
            words.append(", throttled");
        }
        if (going.size() > 1) {
            words.append(", then ").append(going.size() - 1).append(" more");
        }
        return words.toString();
    }
}
