package com.pulumi.planetscale.emulator.dataplane;

import com.pulumi.planetscale.emulator.sql.schema.Table;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// The server of one Vitess branch. Methods that throw [com.pulumi.planetscale.emulator.world.DataPlaneException]
/// do so with the words of the server.
public interface Server extends Running {
    /// Opens a connection as a client would.
    ///
    /// @throws SQLException as the server answers, for example if the password is wrong
    Connection connect(String username, String password, String schema) throws SQLException;

    /// Makes the schemas that are missing, and drops those that are not named.
    void setSchemas(Set<String> schemas);

    /// Lets in these users and no others, from now on: sessions of users whose rights are others than before end.
    void setAccounts(Collection<Account> accounts);

    /// The tables and views of some schemas, as the emulator writes them.
    List<Table> read(Set<String> schemas);

    /// Runs a statement in a schema, without holding foreign keys against other tables.
    ///
    /// @param statement of the engine that the emulator emulates, which the server may spell otherwise
    void run(String schema, String statement);

    /// Writes all rows of some schemas into a file.
    void dump(Set<String> schemas, Path file);

    /// Puts the rows of a file into the tables, which are there and empty. Rows of tables that are not are an error.
    void load(Path file);
}
