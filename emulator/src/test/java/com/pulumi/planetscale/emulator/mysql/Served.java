package com.pulumi.planetscale.emulator.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.time.Delay;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives each test an emulator with servers behind its branches, in its first state. Skips it where this machine has no
/// server, which the build's own machine has.
public final class Served implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");
    /// What the emulator has logged in this test.
    static final List<String> LOG = new ArrayList<>();

    private static final class Shared {
        static final Emulator EMULATOR = Emulator.start(Emulator.Options.defaults()
                .clock(InstantSource.fixed(START))
                .log(LOG::add)
                .mysql(true));
        static final ObjectNode FIRST_STATE = EMULATOR.admin().exportState();
    }

    private static Emulator emulator() {
        try {
            MySqlServers.find();
        } catch (IOException e) {
            Assumptions.abort(String.valueOf(e.getMessage()));
        }
        return Shared.EMULATOR;
    }

    /// A client of the shared emulator, for tests of other engines than JUnit's own.
    static Client client() {
        reset();
        return new Client(emulator());
    }

    /// A Vitess database, which tests begin with.
    static void makeShop(Client client) {
        client.post(Client.ORGANIZATION + "/databases", "{\"name\":\"shop\",\"cluster_size\":\"PS_10\"}")
                .ok();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        reset();
    }

    static void reset() {
        Emulator emulator = emulator();
        emulator.admin().importState(Shared.FIRST_STATE);
        for (Delay delay : Delay.values()) {
            emulator.admin().setDelay(delay, Duration.ZERO);
        }
        emulator.admin().setRequestsPerMinute(0);
        LOG.clear();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        emulator().admin().importState(Shared.FIRST_STATE);
        assertThat(LOG).isEmpty();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Client.class || type == Emulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Emulator.class ? emulator() : new Client(emulator());
    }

    /// A password that the API has made, as an application uses it.
    record Login(String path, String host, String username, String password) {
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

        Connection open() throws SQLException {
            return DriverManager.getConnection("jdbc:mariadb://" + host + "/shop?sslMode=disable", username, password);
        }

        void run(String... statements) throws SQLException {
            try (Connection connection = open();
                    Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
        }

        String ask(String query) throws SQLException {
            try (Connection connection = open();
                    Statement statement = connection.createStatement();
                    var rows = statement.executeQuery(query)) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }
}
