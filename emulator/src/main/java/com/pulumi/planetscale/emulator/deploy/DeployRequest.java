package com.pulumi.planetscale.emulator.deploy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.world.Actor;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Origin;
import com.pulumi.planetscale.emulator.world.Reference;
import com.pulumi.planetscale.emulator.world.Timed;
import com.pulumi.planetscale.emulator.world.World;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request to bring the schema of one branch, the head, into another one, the target (API reference).
///
/// It outlives both branches, so it remembers them.
public final class DeployRequest extends Entity implements Timed {
    /// Counts within the database, from 1.
    public final int number;
    public Reference head;
    public Reference into;
    public final String notes;
    public final Deployment deployment;
    public @Nullable Actor headDeletedBy;
    public @Nullable Instant closedAt;
    public @Nullable Actor closedBy;
    public @Nullable Instant deployedAt;
    /// Whether it was deployed to run beside others to the same branch.
    public boolean parallel = false;

    /// Set by the admin interface: the staged cutover will not wait much longer.
    public boolean cutoverExpiring = false;
    /// Set by the admin interface: a state that it does not leave by itself.
    public @Nullable DeployState hold;
    /// Set by the admin interface: why copying fails.
    public @Nullable String failure;
    /// Set by the admin interface: why a revert fails.
    public @Nullable String revertFailure;

    @JsonCreator
    public DeployRequest(
            Origin origin, int number, Reference head, Reference into, String notes, Deployment deployment) {
        super(origin);
        this.number = number;
        this.head = head;
        this.into = into;
        this.notes = notes;
        this.deployment = deployment;
    }

    @Override
    public String label() {
        return String.valueOf(number);
    }

    public boolean open() {
        return closedAt == null;
    }

    /// The head; empty once it is deleted.
    public Optional<Branch> head(World world) {
        return world.find(Branch.class, head.id());
    }

    /// The target; empty once it is deleted.
    public Optional<Branch> into(World world) {
        return world.find(Branch.class, into.id());
    }

    /// The first of its tables that a long transaction keeps from being replaced.
    public Optional<String> lockedTable(World world) {
        return into(world)
                .flatMap(branch -> deployment.operations.stream()
                        .map(operation -> operation.change.table())
                        .filter(branch.lockedTables::contains)
                        .findFirst());
    }

    @Override
    public Optional<Instant> dueAt() {
        return Optional.ofNullable(deployment.nextAt);
    }

    @Override
    public void happen(World world, Instant at) {
        new DeployProcess(world, this).goOn(at);
    }
}
