package com.pulumi.planetscale.emulator.mysql;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.GivesEmulator;
import com.pulumi.planetscale.emulator.SharedEmulator;
import com.pulumi.planetscale.emulator.SqlLogin;
import com.pulumi.planetscale.emulator.machine.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Gives each test an emulator with servers behind its branches, in its first state. Skips it where this machine has no
/// server, which the build's own machine has.
public final class Served extends GivesEmulator implements AfterEachCallback {
    private static final ThreadLocal<SharedEmulator> SHARED =
            ThreadLocal.withInitial(() -> new SharedEmulator(options -> options.mysql(true)));

    public Served() {
        super(Served::shared);
    }

    static SharedEmulator shared() {
        try {
            MySqlServers.find();
        } catch (IOException e) {
            Assumptions.abort(String.valueOf(e.getMessage()));
        }
        return SHARED.get();
    }

    /// The folder of the clients of this machine's server.
    public static Path clients() {
        try {
            return Installation.find(Folders.cache())
                    .program("mariadb")
                    .map(Path::getParent)
                    .orElseThrow();
        } catch (IOException e) {
            return Assumptions.abort(String.valueOf(e.getMessage()));
        }
    }

    /// A client of the shared emulator, for tests of other engines than JUnit's own.
    static Client client() {
        reset();
        return shared().client();
    }

    /// A Vitess database, which tests begin with.
    static void makeShop(Client client) {
        client.post(Client.ORGANIZATION + "/databases", "{\"name\":\"shop\",\"cluster_size\":\"PS_10\"}")
                .ok();
    }

    static void reset() {
        shared().reset();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        endServers();
    }

    /// A password that the API has made, as an application uses it.
    record Login(String path, String host, String username, String password) implements SqlLogin {
        static Login make(Client client, String branch, String role) {
            return of(
                    branch,
                    client.post(branch + "/passwords", "{\"role\":\"" + role + "\"}")
                            .ok());
        }

        static Login of(String branch, Client.Reply made) {
            return new Login(
                    branch + "/passwords/" + made.text("id"),
                    made.text("access_host_url"),
                    made.text("username"),
                    made.text("plain_text"));
        }

        @Override
        public Connection open() throws SQLException {
            return DriverManager.getConnection(
                    "jdbc:mariadb://" + host + "/shop?sslMode=disable&allowPublicKeyRetrieval=true",
                    username,
                    password);
        }
    }
}
