package com.pulumi.planetscale.emulator.dataplane;

import com.pulumi.planetscale.emulator.machine.TemporaryFolder;
import com.pulumi.planetscale.emulator.world.DataPlaneException;
import com.pulumi.planetscale.emulator.world.Entity;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The servers of several engines, each of which answers for its own branches.
///
/// @param temporary the folder that goes with them, if their data is not kept
public record Followers(List<Follower> engines, Optional<TemporaryFolder> temporary) implements Follower {
    public Followers {
        engines = List.copyOf(engines);
    }

    @Override
    public Optional<String> address(Entity branch) {
        return engines.stream()
                .flatMap(engine -> engine.address(branch).stream())
                .findFirst();
    }

    @Override
    public void settle(Entity branch) {
        engines.forEach(engine -> engine.settle(branch));
    }

    @Override
    public void refresh() {
        engines.forEach(Follower::refresh);
    }

    @Override
    public boolean run(Entity branch, String schema, String statement) {
        return engines.stream().anyMatch(engine -> engine.run(branch, schema, statement));
    }

    @Override
    public void agree(Entity branch) {
        engines.forEach(engine -> engine.agree(branch));
    }

    @Override
    public void reassign(Entity branch, String donor, String successor) {
        engines.forEach(engine -> engine.reassign(branch, donor, successor));
    }

    @Override
    public boolean dropRole(Entity branch, String role, boolean withPrivileges) {
        return engines.stream().allMatch(engine -> engine.dropRole(branch, role, withPrivileges));
    }

    @Override
    public void follow() {
        engines.forEach(Follower::follow);
    }

    @Override
    public void beat() {
        engines.forEach(Follower::beat);
    }

    @Override
    public void close() {
        engines.forEach(Follower::close);
        temporary.ifPresent(folder -> {
            try {
                folder.close();
            } catch (IOException e) {
                throw new DataPlaneException("Folder " + folder.path() + " cannot be deleted: " + e.getMessage(), e);
            }
        });
    }
}
