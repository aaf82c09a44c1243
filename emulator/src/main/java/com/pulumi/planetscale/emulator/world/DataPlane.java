package com.pulumi.planetscale.emulator.world;

import java.util.List;
import java.util.Optional;

/// The database servers behind branches. Unless the emulator is started with some there are none: then nothing here
/// does anything, and a schema is what the world says it is.
///
/// All methods are called under the world's monitor.
public interface DataPlane {
    /// No server at all.
    DataPlane NONE = new DataPlane() {};

    /// Where clients reach a branch: a host, with its port if that is not the usual one. The same for as long as the
    /// branch exists. Empty for a branch without a server.
    default Optional<String> address(Entity branch) {
        return Optional.empty();
    }

    /// Takes over into the world what clients of the servers have changed since the last time.
    default void refresh() {}

    /// Runs statements on the server of a branch, which is started if it does not run.
    ///
    /// @param keyspace the schema in which names are looked up
    /// @return whether there is a server that has run them; otherwise the caller changes the world itself
    /// @throws DataPlaneException with the words of the server, if it refuses one
    default boolean run(Entity branch, String keyspace, List<String> statements) {
        return false;
    }

    /// Keeps the rows of a branch as they are now, for a later branch made of that backup.
    default void keepRows(Entity branch, Entity backup) {}
}
