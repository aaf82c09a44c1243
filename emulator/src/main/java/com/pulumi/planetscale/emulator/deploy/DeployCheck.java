package com.pulumi.planetscale.emulator.deploy;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.schema.Schemas;
import com.pulumi.planetscale.emulator.sql.lint.Lint;
import com.pulumi.planetscale.emulator.sql.schema.BranchSchema;
import com.pulumi.planetscale.emulator.sql.schema.Change;
import com.pulumi.planetscale.emulator.world.World;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Finds out what a deploy request would change, and whether it can.
final class DeployCheck {
    private final World world;
    private final DeployRequest request;
    private final Deployment deployment;

    DeployCheck(World world, DeployRequest request) {
        this.world = world;
        this.request = request;
        this.deployment = request.deployment;
    }

    /// Checks the head as it is now.
    ///
    /// @return the state that follows
    DeployState check(Instant at) {
        Optional<Branch> head = request.head(world);
        if (head.isEmpty()) {
            deployment.checkErrors = "Branch " + request.head.name() + " has been deleted";
            return DeployState.ERROR;
        }
        deployment.schemaLastUpdatedAt = head.get().schemaLastUpdatedAt;
        return isUnreadable(head) ? DeployState.ERROR : plan(Schemas.of(world, head.get()), at);
    }

    /// Whether the tables of a branch cannot be read, which is then what the check says.
    private boolean isUnreadable(Optional<Branch> branch) {
        Optional<String> reason = branch.flatMap(found -> Optional.ofNullable(found.unreadable));
        reason.ifPresent(text -> deployment.checkErrors = text);
        return reason.isPresent();
    }

    /// Checks what is being deployed against the target as it is now.
    ///
    /// @return whether it still can be deployed
    boolean stillFits(Instant at) {
        DeployState state = plan(deployed(request), at);
        if (state == DeployState.NO_CHANGES) {
            deployment.checkErrors = "There are no schema changes left to deploy";
        }
        return state == DeployState.READY;
    }

    /// What keeps it from being deployed after all that wait already.
    Optional<String> conflictWithQueue() {
        BranchSchema target = target();
        for (DeployRequest ahead : DeployQueue.ahead(world, request)) {
            if (!ahead.deployment.applied) {
                target = Merge.of(base(ahead).orElse(target), target, deployed(ahead))
                        .result();
            }
        }
        return merge(target, head()).conflict();
    }

    /// What it has in common with deployments in the other lane, which may not change the same tables (PlanetScale
    /// documentation, parallel deployments). The same is held of VSchemas, on which the documentation is silent.
    @Assumes(Assumption.PARALLEL_LANES)
    Optional<String> overlap() {
        Set<String> own = touched(request);
        return DeployQueue.beside(world, request).stream()
                .flatMap(other -> touched(other).stream()
                        .filter(own::contains)
                        .map(what -> "Deploy request #" + other.number + " also changes " + what
                                + ", so the two cannot be deployed in parallel"))
                .findFirst();
    }

    private static Set<String> touched(DeployRequest request) {
        Deployment deployment = request.deployment;
        Set<String> touched = new TreeSet<>();
        deployment.operations.forEach(
                operation -> touched.add("table " + operation.change.keyspace() + "." + operation.change.table()));
        if (deployment.before != null && deployment.after != null) {
            Map<String, String> before = deployment.before.vschemas();
            deployment.after.vschemas().forEach((keyspace, vschema) -> {
                if (!vschema.equals(before.get(keyspace))) {
                    touched.add("the VSchema of " + keyspace);
                }
            });
        }
        return touched;
    }

    private DeployState plan(BranchSchema head, Instant at) {
        if (isUnreadable(request.into(world))) {
            return DeployState.ERROR;
        }
        BranchSchema target = target();
        Merge merge = merge(target, head);
        deployment.before = target;
        deployment.after = merge.result();
        deployment.operations = Change.between(target.tables(), merge.result().tables()).stream()
                .map(change -> operation(change, at))
                .toList();
        deployment.lintErrors = lint(target, merge.result());
        deployment.checkErrors = merge.conflict()
                .or(() -> emptied(target, merge.result()))
                .or(() -> unrelated(target, merge.result()))
                .orElse(null);
        if (!deployment.lintErrors.isEmpty() || deployment.checkErrors != null) {
            return DeployState.ERROR;
        }
        boolean nothing = deployment.operations.isEmpty() && !deployment.changesVSchema();
        return nothing ? DeployState.NO_CHANGES : DeployState.READY;
    }

    /// Nothing is deployed that leaves no tables (PlanetScale documentation, MySQL compatibility).
    private static Optional<String> emptied(BranchSchema target, BranchSchema result) {
        boolean emptied =
                result.tables().tables().isEmpty() && !target.tables().tables().isEmpty();
        return emptied
                ? Optional.of("The resulting schema has no tables, and an empty schema cannot be deployed")
                : Optional.empty();
    }

    private static Optional<String> unrelated(BranchSchema target, BranchSchema result) {
        List<String> tables = Change.unrelated(target.tables(), result.tables());
        return tables.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", tables));
    }

    private List<Lint.Finding> lint(BranchSchema target, BranchSchema result) {
        return Stream.concat(
                        request.into(world).map(into -> Schemas.lint(world, into, result)).stream()
                                .flatMap(List::stream),
                        Lint.ofChange(target, result).stream())
                .toList();
    }

    /// The same change stays the same operation.
    private DeployOperation operation(Change change, Instant at) {
        return deployment.operations.stream()
                .filter(operation -> operation.change.equals(change))
                .findFirst()
                .orElseGet(() -> DeployOperation.of(change, at));
    }

    private Merge merge(BranchSchema target, BranchSchema head) {
        return Merge.of(base(request).orElse(target), target, head);
    }

    /// Keeps what is deployed: from now on the head may change or go.
    void pin() {
        deployment.base = liveBase().orElse(null);
        deployment.head = head();
    }

    private Optional<BranchSchema> base(DeployRequest of) {
        return of.deployment.head == null ? liveBase() : Optional.ofNullable(of.deployment.base);
    }

    /// What the head was the last time it was deployed into this target, else what it was made from; empty for
    /// a branch that was made from none.
    private Optional<BranchSchema> liveBase() {
        Optional<BranchSchema> last = world.in(world.owner(request, Database.class), DeployRequest.class)
                .filter(other -> other != request
                        && other.deployment.applied
                        && other.head.id().equals(request.head.id())
                        && other.into.id().equals(request.into.id()))
                .max(Comparator.comparingInt(other -> other.number))
                .map(DeployCheck::deployed);
        return last.or(() -> request.head(world).flatMap(head -> Optional.ofNullable(head.base)));
    }

    private BranchSchema target() {
        return request.into(world)
                .map(into -> Schemas.of(world, into))
                .orElseThrow(() -> new IllegalStateException("Requests into deleted branches are closed"));
    }

    private BranchSchema head() {
        return request.head(world)
                .map(head -> Schemas.of(world, head))
                .orElseThrow(() -> new IllegalStateException("Without its head a request is not deployed"));
    }

    private static BranchSchema deployed(DeployRequest request) {
        if (request.deployment.head == null) {
            throw new IllegalStateException("Deploy request " + request.number + " has not been deployed");
        }
        return request.deployment.head;
    }
}
