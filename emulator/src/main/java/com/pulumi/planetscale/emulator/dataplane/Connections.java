package com.pulumi.planetscale.emulator.dataplane;

import java.sql.Connection;
import java.sql.SQLException;

/// Opens connections to branches for clients that do not speak the protocol of the database.
///
/// ```java
/// try (Connection connection = connections.open(username, password, "")) { ... }
/// ```
@FunctionalInterface
public interface Connections {
    /// Logs in at the branch that the user name belongs to, with the rights of that user. The caller closes it.
    ///
    /// @param username of a password; no two branches have the same
    /// @param password its plain text
    /// @param schema the keyspace to begin in; empty for the default one
    /// @throws SQLException with state `28000`, if there is no such user or the password is wrong, and otherwise as
    ///     the server answers
    Connection open(String username, String password, String schema) throws SQLException;
}
