package com.pulumi.planetscale.emulator.deploy;

import com.pulumi.planetscale.emulator.model.Keyspace;
import com.pulumi.planetscale.emulator.sql.schema.Change;
import com.pulumi.planetscale.emulator.world.World;
import java.util.List;

/// Whether the target has room for the copies. There are no rows, so everything has the size of empty tables,
/// unless the admin interface says how little is left.
///
/// @param keyspaces those that the request changes
public record DeployStorage(List<Need> keyspaces) {
    private static final long GIB = 1L << 30;
    private static final long MIB = 1L << 20;
    private static final long CAPACITY = 10 * GIB;

    /// What one shard of a keyspace has and needs.
    public record Need(Keyspace keyspace, long remaining, long needed) {
        public boolean enough() {
            return needed <= remaining;
        }

        public long capacity() {
            return Math.max(CAPACITY, remaining);
        }

        public long used() {
            return capacity() - remaining;
        }
    }

    public static DeployStorage of(World world, DeployRequest request) {
        return new DeployStorage(request.into(world).stream()
                .flatMap(into -> world.in(into, Keyspace.class)
                        .map(keyspace -> need(
                                request,
                                keyspace,
                                into.lastReadSchema().in(keyspace.name).tables().size())))
                .filter(need -> need.needed() > 0)
                .toList());
    }

    /// Every table that is changed or made needs room.
    private static Need need(DeployRequest request, Keyspace keyspace, int tables) {
        long copies = request.deployment.operations.stream()
                .filter(operation -> operation.change.keyspace().equals(keyspace.name)
                        && operation.change.kind() != Change.Kind.DROP)
                .count();
        long remaining = keyspace.freeStorageBytes == null ? CAPACITY - tables * MIB : keyspace.freeStorageBytes;
        return new Need(keyspace, remaining, copies * MIB);
    }

    public boolean enough() {
        return keyspaces.stream().allMatch(Need::enough);
    }

    /// Bytes on all shards together.
    public long bytesNeeded() {
        return keyspaces.stream()
                .mapToLong(need -> need.keyspace().shards * need.needed())
                .sum();
    }
}
