package com.pulumi.planetscale.provider.resources;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the API tells of a deploy request.
record LiveDeployRequest(
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
        @Nullable String deployedAt) {

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

    record RevertRequest(@Nullable String waitingPeriodEndAt) {}

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
        /// Why somebody should think twice before deploying it; empty where nothing speaks against it.
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

        String table() {
            return keyspaceName == null ? String.valueOf(tableName) : keyspaceName + "." + tableName;
        }

        String statement() {
            return ddlStatement == null ? operationName + " " + tableName : ddlStatement;
        }
    }

    Phase phase() {
        return Phase.of(state, deploymentState, deployment == null ? null : deployment.state());
    }

    boolean isOpen() {
        return "open".equals(state);
    }

    String label() {
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
                        + preceding().stream().map(number -> "#" + number).toList();
        return paused().map(why -> "the queue is on hold" + (why.isEmpty() ? "" : ": " + why))
                .orElse(position);
    }

    private String running() {
        if (deployment != null && Boolean.TRUE.equals(deployment.tableLocked())) {
            return "table `" + deployment.lockedTableName() + "` is locked, which holds up the cutover";
        }
        List<Change> going = changes().stream()
                .filter(change -> !"complete".equals(change.state()))
                .toList();
        if (going.isEmpty() || "in_progress_cutover".equals(deploymentState)) {
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
