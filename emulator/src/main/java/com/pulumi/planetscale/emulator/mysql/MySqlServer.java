package com.pulumi.planetscale.emulator.mysql;

import com.pulumi.planetscale.emulator.dataplane.Account;
import com.pulumi.planetscale.emulator.dataplane.Address;
import com.pulumi.planetscale.emulator.dataplane.DuplicateEntry;
import com.pulumi.planetscale.emulator.dataplane.Server;
import com.pulumi.planetscale.emulator.machine.ServerProcess;
import com.pulumi.planetscale.emulator.sql.schema.Table;
import com.pulumi.planetscale.emulator.sql.table.Quoting;
import com.pulumi.planetscale.emulator.world.DataPlaneException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.Driver;

/// One server that runs, with a connection of the emulator's own.
final class MySqlServer implements Server {
    private static final String OWN = "planetscale-emulator";
    private static final String OWN_ACCOUNT = "'" + OWN + "'@'127.%'";
    private static final Set<String> SYSTEM = Set.of("information_schema", "mysql", "performance_schema", "sys");

    private final Installation installation;
    private final Address address;
    private final ServerProcess process;
    private final String secret;
    private final boolean encrypts;
    private final Dialect dialect;
    private final LiveSchema live;
    private final Accounts accounts = new Accounts();
    private @Nullable Connection own;

    MySqlServer(Installation installation, Address address, ServerProcess process, String secret, boolean encrypts) {
        this.installation = installation;
        this.address = address;
        this.process = process;
        this.secret = secret;
        this.encrypts = encrypts;
        this.dialect = installation.mariaDb() ? new MariaDb() : Dialect.MYSQL;
        this.live = new LiveSchema(dialect);
    }

    /// What a server runs before it lets clients in, one statement a line: only the emulator has every right.
    static List<String> opening(String secret) {
        return List.of(
                "CREATE USER IF NOT EXISTS " + OWN_ACCOUNT + " IDENTIFIED BY '" + secret + "';",
                "ALTER USER " + OWN_ACCOUNT + " IDENTIFIED BY '" + secret + "';",
                "GRANT ALL ON *.* TO " + OWN_ACCOUNT + " WITH GRANT OPTION;",
                "DROP USER IF EXISTS 'root'@'localhost', 'root'@'127.0.0.1', 'root'@'::1', ''@'localhost';");
    }

    @Override
    public boolean alive() {
        return process.alive();
    }

    @Override
    public Connection connect(String username, String password, String schema) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", username);
        properties.setProperty("password", password);
        // Nobody listens between the two on the loopback device, or stands there as another server.
        properties.setProperty("sslMode", encrypts ? "trust" : "disable");
        properties.setProperty("allowPublicKeyRetrieval", "true");
        // Otherwise a statement of a client could read files of this machine.
        properties.setProperty("allowLocalInfile", "false");
        // Values as the server has them: in UTC, and numbers as numbers.
        properties.setProperty("connectionTimeZone", "UTC");
        properties.setProperty("forceConnectionTimeZoneToSession", "true");
        properties.setProperty("tinyInt1isBit", "false");
        properties.setProperty("yearIsDateType", "false");
        return new Driver()
                .connect("jdbc:mariadb://" + address.host() + ":" + address.port() + "/" + schema, properties);
    }

    private Connection own() throws SQLException {
        if (own == null || !own.isValid(1)) {
            try {
                own = connect(OWN, secret, "");
            } catch (SQLException e) {
                // It has just died, or will be asked again.
                process.awaitEnd(Duration.ofMillis(500));
                throw e;
            }
        }
        return own;
    }

    @Override
    public void setSchemas(Set<String> schemas) {
        doing(statement -> {
            Set<String> there = new TreeSet<>(texts(statement, "SHOW DATABASES"));
            there.removeAll(SYSTEM);
            for (String schema : schemas) {
                if (!there.remove(schema)) {
                    statement.execute("CREATE DATABASE " + Quoting.name(schema));
                }
            }
            for (String schema : there) {
                statement.execute("DROP DATABASE " + Quoting.name(schema));
            }
        });
    }

    @Override
    public void setAccounts(Collection<Account> wanted) {
        doing(statement -> accounts.set(statement, installation, wanted));
    }

    @Override
    public List<Table> read(Set<String> schemas) {
        List<Table> tables = new ArrayList<>();
        doing(statement -> tables.addAll(live.read(statement, new TreeSet<>(schemas))));
        return tables;
    }

    @Override
    public void run(String schema, String sql) {
        doing(statement -> {
            statement.execute("USE " + Quoting.name(schema));
            statement.execute("SET SESSION foreign_key_checks = 0");
            try {
                statement.execute(dialect.statement(sql));
            } catch (SQLException e) {
                throw new SQLException(
                        DuplicateEntry.words(String.valueOf(e.getMessage()), sql),
                        e.getSQLState(),
                        e.getErrorCode(),
                        e);
            } finally {
                statement.execute("SET SESSION foreign_key_checks = 1");
            }
        });
    }

    @Override
    public void dump(Set<String> schemas, Path file) {
        new RowFile(installation, address, encrypts, OWN, secret).write(schemas, file);
    }

    @Override
    public void load(Path file) {
        new RowFile(installation, address, encrypts, OWN, secret).read(file);
    }

    static List<String> texts(Statement statement, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private interface Work {
        void on(Statement statement) throws SQLException;
    }

    private void doing(Work work) {
        try (Statement statement = own().createStatement()) {
            work.on(statement);
        } catch (SQLException e) {
            throw new DataPlaneException(words(e), e);
        }
    }

    /// As clients of the database print it, without what the driver adds.
    private static String words(SQLException fault) {
        String message = String.valueOf(fault.getMessage()).replaceFirst("^\\(conn=\\d+\\) ", "");
        return "ERROR " + fault.getErrorCode() + " (" + fault.getSQLState() + "): " + message;
    }

    @Override
    public void close() {
        try {
            if (own != null) {
                own.close();
            }
        } catch (SQLException e) {
            // The server is gone already.
        }
        process.end();
    }
}
