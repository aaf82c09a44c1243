package com.pulumi.planetscale.emulator.deploy;

import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.http.Views;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Keyspace;
import com.pulumi.planetscale.emulator.world.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The JSON of what a deployment does, table by table. All shards of a table keep the same pace.
final class DeployOperationView {
    private static final int WHOLE = 100;

    private final Call call;
    private final Deployment deployment;
    private final Optional<Branch> into;

    DeployOperationView(Call call, DeployRequest request) {
        this.call = call;
        this.deployment = request.deployment;
        this.into = request.into(call.world());
    }

    List<View> all() {
        return deployment.operations.stream().map(this::operation).toList();
    }

    List<View> summaries() {
        return deployment.operations.stream().map(this::summary).toList();
    }

    private View operation(DeployOperation operation) {
        return common("DeployOperation", operation.id, operation)
                .put("state", state(operation))
                .put("updated_at", deployment.updatedAt)
                .put("deploy_error_docs_url", null)
                .put("table_locked", isLocked(operation))
                .put("deploy_errors", operation.error);
    }

    private View summary(DeployOperation operation) {
        int shards = shards(operation);
        String state = state(operation);
        return common("DeployOperationSummary", Ids.derived(operation.id, "summary"), operation)
                // The summary knows no `queued` (API reference).
                .put("state", state.equals("queued") ? "pending" : state)
                .put("deploy_errors", Optional.ofNullable(operation.error).orElse(""))
                .put("sharded", shards > 1)
                .put("shard_count", shards)
                .put(
                        "shard_names",
                        IntStream.range(0, shards)
                                .mapToObj(shard -> Keyspace.shardName(shard, shards))
                                .toList())
                .put(
                        "operations",
                        IntStream.range(0, shards)
                                .mapToObj(shard -> shard(operation, Keyspace.shardName(shard, shards)))
                                .toList());
    }

    private View shard(DeployOperation operation, String shard) {
        return new View()
                .put("id", Ids.derived(operation.id, shard))
                .put("shard", shard)
                .put("state", state(operation))
                .put("progress_percentage", progress(operation))
                .put("eta_seconds", secondsLeft(operation));
    }

    private View common(String type, String id, DeployOperation operation) {
        Optional<Instant> used = into.map(branch -> branch.recentlyUsedTables.get(operation.change.table()));
        return new View()
                .put("id", id)
                .put("type", type)
                .put("keyspace_name", operation.change.keyspace())
                .put("table_name", operation.change.table())
                .put("operation_name", operation.change.kind())
                .put("ddl_statement", operation.change.statement())
                .put("syntax_highlighted_ddl", highlighted(operation.change.statement()))
                .put("eta_seconds", secondsLeft(operation))
                .put("progress_percentage", progress(operation))
                .put("throttled_at", throttledAt(operation))
                .put("can_drop_data", operation.change.canDropData())
                .put("removed_foreign_key_names", operation.change.removedForeignKeys())
                .put("table_recently_used", used.isPresent())
                .put("table_recently_used_at", used)
                .put("created_at", operation.createdAt);
    }

    private String state(DeployOperation operation) {
        if (operation.error != null) {
            return "error";
        }
        return switch (deployment.state) {
            case PENDING, READY, NO_CHANGES, ERROR -> "pending";
            case QUEUED, SUBMITTING -> "queued";
            case IN_PROGRESS, IN_PROGRESS_VSCHEMA, PENDING_CUTOVER, IN_PROGRESS_CUTOVER -> "in_progress";
            case IN_PROGRESS_CANCEL, COMPLETE_CANCEL, CANCELLED, COMPLETE_ERROR -> "cancelled";
            case COMPLETE,
                    COMPLETE_PENDING_REVERT,
                    IN_PROGRESS_REVERT,
                    IN_PROGRESS_REVERT_VSCHEMA,
                    COMPLETE_REVERT,
                    COMPLETE_REVERT_ERROR -> "complete";
        };
    }

    private int progress(DeployOperation operation) {
        return (int) (operation.copied(until()) * WHOLE);
    }

    private long secondsLeft(DeployOperation operation) {
        return deployment.startedAt == null ? 0 : operation.secondsLeft(until());
    }

    /// What was cancelled or failed stays where it was.
    private Instant until() {
        return deployment.finishedAt == null ? call.now() : deployment.finishedAt;
    }

    private Optional<Instant> throttledAt(DeployOperation operation) {
        return Optional.of(operation.copiedAt)
                .filter(at -> operation.throttling > 0 && deployment.state == DeployState.IN_PROGRESS);
    }

    private boolean isLocked(DeployOperation operation) {
        return deployment.state == DeployState.IN_PROGRESS_CUTOVER
                && into.map(branch -> branch.lockedTables.contains(operation.change.table()))
                        .orElse(false);
    }

    private int shards(DeployOperation operation) {
        return into.stream()
                .flatMap(branch -> call.world().in(branch, Keyspace.class))
                .filter(keyspace -> keyspace.name.equals(operation.change.keyspace()))
                .mapToInt(keyspace -> keyspace.shards)
                .findFirst()
                .orElse(1);
    }

    private static String highlighted(String statement) {
        String[] lines = Views.escaped(statement).split("\n", -1);
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < lines.length; i++) {
            html.append("<div class=\"line line-")
                    .append(i + 1)
                    .append("\">")
                    .append(lines[i])
                    .append("</div>");
        }
        return html.toString();
    }
}
