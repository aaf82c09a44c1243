package com.pulumi.planetscale.emulator.world;

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

    /// Makes the server of a branch what the world says of it, and starts it first if it does not run and is needed.
    /// It becomes so after each request anyway; a caller that would promise too much asks for it at once.
    ///
    /// @throws DataPlaneException with the words of the server, if it does not start or refuses something
    default void settle(Entity branch) {}

    /// Takes over into the world what clients of the servers have changed since the last time.
    default void refresh() {}

    /// Runs a statement on the server of a branch, which is started if it does not run. Takes nothing over yet.
    ///
    /// @param schema in which names are looked up
    /// @param statement of MySQL
    /// @return whether it has run; otherwise there is no server, and the caller changes the world itself
    /// @throws DataPlaneException with the words of the server, if it refuses the statement
    default boolean run(Entity branch, String schema, String statement) {
        return false;
    }

    /// The world has changed what the server of a branch has been told by [#run]; the two agree from now on.
    default void agree(Entity branch) {}

    /// Gives what a role owns on the server of a branch to another role.
    ///
    /// @throws DataPlaneException with the words of the server, if it refuses
    default void reassign(Entity branch, String donor, String successor) {}

    /// Drops a role on the server of a branch, and ends its sessions.
    ///
    /// @param withPrivileges whether to revoke first what it has been granted
    /// @return false if something there still refers to it; then it stays
    default boolean dropRole(Entity branch, String role, boolean withPrivileges) {
        return true;
    }
}
