package com.pulumi.planetscale.emulator.postgresql;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.GivesEmulator;
import com.pulumi.planetscale.emulator.SharedEmulator;
import com.pulumi.planetscale.emulator.SqlLogin;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Gives each test an emulator with PostgreSQL behind its branches, in its first state. Skips it where this machine has
/// no server, which the build's own machine has.
public final class PostgresServed extends GivesEmulator implements AfterEachCallback {
    private static final ThreadLocal<SharedEmulator> SHARED =
            ThreadLocal.withInitial(() -> new SharedEmulator(options -> options.postgres(true)));

    public PostgresServed() {
        super(PostgresServed::shared);
    }

    static SharedEmulator shared() {
        try {
            PostgresServers.find(Optional.empty());
        } catch (IOException e) {
            Assumptions.abort(String.valueOf(e.getMessage()));
        }
        return SHARED.get();
    }

    /// A PostgreSQL database, which tests begin with.
    static void makeShop(Client client) {
        client.post(
                        Client.ORGANIZATION + "/databases",
                        "{\"name\":\"shop\",\"kind\":\"postgresql\",\"cluster_size\":\"PS_10_AWS_ARM\"}")
                .ok();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        super.beforeEach(context);
        makeShop(shared().client());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        endServers();
    }

    /// A role that the API has made, as an application uses it: by PostgreSQL's own JDBC driver.
    record Login(String path, String host, int port, String username, String password) implements SqlLogin {
        private static final int DIRECT = 5432;
        static final int POOLED = 6432;

        static Login make(Client client, String branch, String... inherited) {
            String roles = inherited.length == 0 ? "" : '"' + String.join("\",\"", inherited) + '"';
            return of(
                    branch,
                    client.post(branch + "/roles", "{\"inherited_roles\":[" + roles + "]}")
                            .ok());
        }

        /// The one that may do most things.
        static Login ofDefault(Client client, String branch) {
            return of(branch, client.post(branch + "/roles/reset-default", "{}").ok());
        }

        static Login of(String branch, Client.Reply made) {
            return new Login(
                    branch + "/roles/" + made.text("id"),
                    made.text("access_host_url"),
                    DIRECT,
                    made.text("username"),
                    made.text("password"));
        }

        Login at(int other) {
            return new Login(path, host, other, username, password);
        }

        Login as(String other) {
            return new Login(path, host, port, other, password);
        }

        Login with(String other) {
            return new Login(path, host, port, username, other);
        }

        /// The name of the role in SQL.
        String role() {
            return username.substring(0, username.indexOf('.'));
        }

        @Override
        public Connection open() throws SQLException {
            Properties properties = new Properties();
            properties.setProperty("user", username);
            properties.setProperty("password", password);
            properties.setProperty("sslmode", "disable");
            return DriverManager.getConnection("jdbc:postgresql://" + host + ":" + port + "/postgres", properties);
        }
    }
}
