package com.pulumi.planetscale.emulator.dataplane;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;

/// The server of one PostgreSQL branch. Methods throw [com.pulumi.planetscale.emulator.world.DataPlaneException] with
/// the words of the server.
public interface RoleServer extends Running {
    /// Makes the roles of the API these and no others; roles that were made by SQL stay. Sessions of a role that may no
    /// longer log in end. A role that is gone but still referenced stays and cannot log in.
    void setRoles(Collection<LoginRole> roles);

    /// Gives parameters these values, and all others their defaults. What the server does not know is left out.
    ///
    /// @return whether it has to start again for them to count
    boolean setParameters(Map<String, String> parameters);

    /// Drops a role and ends its sessions.
    ///
    /// @param withPrivileges whether to revoke first what it has been granted
    /// @return false if something still refers to it; then it stays
    boolean drop(String role, boolean withPrivileges);

    /// Gives what a role owns to another one, in all databases.
    void reassign(String donor, String successor);

    /// Says where connections lead that are made from now on.
    void setRoutes(Routes routes);

    /// Copies everything that the server holds at this moment into a new folder.
    void backUp(Path folder);
}
