package com.pulumi.planetscale.emulator.dataplane;

import java.nio.file.Path;

/// Starts servers of PostgreSQL.
public interface RoleServers extends Servers<RoleServer> {
    /// Makes the folder of a server that begins with what a backup holds.
    ///
    /// @param backup a folder that [RoleServer#backUp] has made
    void restore(Path backup, Path folder);
}
