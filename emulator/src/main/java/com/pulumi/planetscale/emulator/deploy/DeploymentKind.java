package com.pulumi.planetscale.emulator.deploy;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.Paths;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.model.Keyspace;
import com.pulumi.planetscale.emulator.world.Actor;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/// What is done with a deploy request to get it deployed, and what is to be seen of it (API reference).
public final class DeploymentKind implements Kind {
    private static final String ONE = DeployRequestKind.ONE;
    private static final int WHOLE = 100;

    private static final String PARALLEL = "parallel";
    /// How a deployment behaves towards others to the same branch (official command line).
    private static final List<String> STRATEGIES = List.of("serial", PARALLEL);

    @Override
    @Assumes(Assumption.DEPLOY_QUEUE_ACCESS)
    public void declare(Declarations declarations) {
        declarations
                // No access is listed for the queue. It shows deployments, so it needs what they need.
                .get(Paths.DATABASE + "/deploy-queue", DeployRequestKind.READ, this::queue)
                .get(ONE + "/deployment", DeployRequestKind.READ, this::deployment)
                .get(ONE + "/operations", DeployRequestKind.READ, this::operations)
                .get(ONE + "/storage-check", DeployRequestKind.READ, this::storage)
                .post(ONE + "/deploy", DeployRequestKind.WRITE, this::deploy)
                .put(ONE + "/auto-apply", DeployRequestKind.WRITE, this::autoApply)
                .put(ONE + "/auto-delete-branch", DeployRequestKind.WRITE, this::autoDeleteBranch);
        action(declarations, "apply-deploy", DeployActions::apply);
        action(declarations, "cancel", DeployActions::cancel);
        action(declarations, "complete-deploy", DeployActions::complete);
        action(declarations, "force-cutover", (actions, by) -> actions.forceCutover());
        action(declarations, "revert", DeployActions::revert);
        action(declarations, "skip-revert", DeployActions::skipRevert);
    }

    private static void action(Declarations declarations, String name, BiConsumer<DeployActions, Actor> action) {
        declarations.post(ONE + "/" + name, DeployRequestKind.WRITE, call -> {
            action.accept(DeployRequestKind.actions(call), call.caller().actor());
            return DeployRequestKind.show(call, 200);
        });
    }

    private Answer queue(Call call) {
        return call.page(DeployQueue.of(call.world(), call.database()), request -> DeploymentView.of(call, request));
    }

    private Answer deployment(Call call) {
        return Answer.ok(DeploymentView.of(call, call.the(DeployRequest.class)));
    }

    private Answer operations(Call call) {
        return call.page(new DeployOperationView(call, call.the(DeployRequest.class)).all().stream(), view -> view);
    }

    private Answer deploy(Call call) {
        boolean instant = call.body().bool("instant_ddl").orElse(false);
        Optional<String> strategy = call.body().oneOf("strategy", STRATEGIES);
        boolean parallel = strategy.filter(PARALLEL::equals).isPresent();
        DeployRequestKind.actions(call).deploy(call.caller().actor(), instant, parallel);
        return DeployRequestKind.show(call, 200);
    }

    private Answer autoApply(Call call) {
        DeployRequestKind.actions(call)
                .setAutoApply(call.body().requiredBool("enable"), call.caller().actor());
        return DeployRequestKind.show(call, 200);
    }

    private Answer autoDeleteBranch(Call call) {
        DeployRequestKind.actions(call).setAutoDeleteBranch(call.body().requiredBool("enable"));
        return DeployRequestKind.show(call, 200);
    }

    private Answer storage(Call call) {
        DeployStorage storage = DeployStorage.of(call.world(), call.the(DeployRequest.class));
        View report = new View();
        storage.keyspaces().forEach(need -> report.put(need.keyspace().name, shards(need)));
        return Answer.ok(new View()
                .put("enough_storage", storage.enough())
                // There is always a larger size, or more storage of the same one.
                .put("upgradeable", true)
                .put("storage_bytes_needed", storage.bytesNeeded())
                .put("storage_report", report));
    }

    private static View shards(DeployStorage.Need need) {
        View shards = new View();
        IntStream.range(0, need.keyspace().shards)
                .forEach(shard -> shards.put(
                        Keyspace.shardName(shard, need.keyspace().shards),
                        new View()
                                .put("used", need.used())
                                .put("capacity", need.capacity())
                                .put("remaining", need.remaining())
                                .put("percentage_used", need.used() * WHOLE / need.capacity())
                                .put("storage_needed", need.needed())
                                .put("has_enough", need.enough())));
        return shards;
    }
}
