package com.pulumi.planetscale.emulator.deploy;

import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.http.Views;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.model.Keyspace;
import com.pulumi.planetscale.emulator.world.Actor;
import com.pulumi.planetscale.emulator.world.Reference;
import com.pulumi.planetscale.emulator.world.World;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The JSON of a deploy request (API reference).
final class DeployRequestView {
    private DeployRequestView() {}

    static View of(Call call, DeployRequest request) {
        World world = call.world();
        return View.of("DeployRequest", request)
                .put("number", request.number)
                .put("actor", Views.actor(request))
                .optional("closed_by", actor(request.closedBy))
                .put("branch", headName(world, request))
                .put("branch_id", request.head.id())
                .put("branch_deleted", request.head.deletedAt() != null)
                .optional("branch_deleted_by", actor(request.headDeletedBy))
                .put("branch_deleted_at", request.head.deletedAt())
                .putAll(target(world, request))
                .put("approved", new DeployActions(world, request).approved())
                .put("state", request.open() ? "open" : "closed")
                .put("deployment_state", DeploymentView.requestState(call, request))
                .put("deployment", DeploymentView.of(call, request))
                .put("num_comments", comments(world, request))
                .put("html_url", url(call, request))
                .put("notes", request.notes)
                .put("html_body", html(request.notes))
                .put("closed_at", request.closedAt)
                .put("deployed_at", request.deployedAt);
    }

    private static View target(World world, DeployRequest request) {
        List<Keyspace> keyspaces = request.into(world).stream()
                .flatMap(into -> world.in(into, Keyspace.class))
                .toList();
        return new View()
                .put("into_branch", intoName(world, request))
                .put("into_branch_sharded", keyspaces.stream().anyMatch(Keyspace::sharded))
                // Not sharded is 0 in the samples of webhook events.
                .put(
                        "into_branch_shard_count",
                        keyspaces.stream()
                                .filter(Keyspace::sharded)
                                .mapToInt(keyspace -> keyspace.shards)
                                .sum())
                .put("into_branch_keyspace_count", keyspaces.size());
    }

    static String headName(World world, DeployRequest request) {
        return name(request.head(world), request.head);
    }

    static String intoName(World world, DeployRequest request) {
        return name(request.into(world), request.into);
    }

    private static String name(Optional<Branch> branch, Reference remembered) {
        return branch.map(present -> present.name).orElse(remembered.name());
    }

    static @Nullable View actor(@Nullable Actor actor) {
        return actor == null ? null : Views.actor(actor);
    }

    private static long comments(World world, DeployRequest request) {
        return world.in(request, DeployReview.class)
                .filter(review -> review.state.equals(DeployReview.COMMENTED))
                .count();
    }

    private static String url(Call call, DeployRequest request) {
        return "https://app.planetscale.com/" + call.organization().name + "/"
                + call.world().owner(request, Database.class).name
                + "/deploy-requests/" + request.number;
    }

    static String html(String text) {
        return text.isEmpty() ? "" : "<p>" + Views.escaped(text) + "</p>";
    }

    static View review(DeployReview review) {
        return View.of("DeployRequestReview", review)
                .put("body", review.body)
                .put("html_body", html(review.body))
                .put("state", review.state)
                .put("actor", Views.actor(review));
    }
}
