package com.pulumi.planetscale.emulator.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.dataplane.Routes;
import com.pulumi.planetscale.emulator.machine.CertificateAuthority;
import com.pulumi.planetscale.emulator.postgresql.PostgresServed.Login;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The way to a PostgreSQL server, which the user name says.
final class RouterTest {
    private static final Routes ROUTES = new Routes(
            "b1", true, Map.of("writes", false, "reads", true), (role, client) -> !client.startsWith("203."));

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "app.b1, false, app, false",
        "app.b1, true, app, false",
        "my.app.b1, false, my.app, false",
        "app.b1|replica, false, app, true",
        "app.b1|writes, true, app, false",
        "app.b1|reads, true, app, true"
    })
    void aUserNameLeadsToARole(String user, boolean pooled, String role, boolean readOnly) throws Refusal {
        assertThat(Destination.of(ROUTES, user, pooled, "127.0.0.1")).isEqualTo(new Destination(role, readOnly));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "app; false; invalid user format: username must include branch (e.g., user.branch)",
                ".b1; false; invalid user format: username must include branch (e.g., user.branch)",
                "app.b2; false; branch b2 does not exist",
                "app.b1|reads; false; member reads not found in branch b1",
                "app.b1|other; true; member other not found in branch b1",
                "app.b1|replica; true; pooler only supports primary destinations for branch b1"
            })
    void aUserNameThatLeadsNowhereIsRefusedInTheWordsOfTheProxy(String user, boolean pooled, String words) {
        assertThatThrownBy(() -> Destination.of(ROUTES, user, pooled, "127.0.0.1"))
                .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.code).isEqualTo("28000"))
                .hasMessage(words);
    }

    @Test
    void aBranchWithoutReplicasHasNoneAvailable() {
        Routes single = new Routes("b1", false, Map.of(), (role, client) -> true);

        assertThatThrownBy(() -> Destination.of(single, "app.b1|replica", false, "127.0.0.1"))
                .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.code).isEqualTo("08006"))
                .hasMessage("no replica available for branch b1");
    }

    @ExtendWith(PostgresServed.class)
    @Test
    void replicasAndBouncersOfABranchCanBeReached(Client client) throws SQLException {
        Login login = Login.ofDefault(client, Client.MAIN);
        login.run("CREATE TABLE t (id int)");
        client.post(Client.MAIN + "/bouncers", "{\"name\":\"reads\",\"target\":\"replica\"}")
                .ok();
        Login bouncer = login.as(login.username() + "|reads").at(Login.POOLED);

        assertThat(bouncer.ask("SELECT count(*) FROM t")).isEqualTo("0");
        assertThatThrownBy(() -> bouncer.run("INSERT INTO t VALUES (1)"))
                .hasMessageContaining("cannot execute INSERT in a read-only transaction");
        Login replica = login.as(login.username() + "|replica");
        assertThatThrownBy(() -> replica.run("INSERT INTO t VALUES (1)"))
                .hasMessageContaining("cannot execute INSERT in a read-only transaction");
    }

    @ExtendWith(PostgresServed.class)
    @Test
    void theEmulatorsOwnRoleIsNotForClients(Client client) {
        Login login = Login.ofDefault(client, Client.MAIN);
        String own = login.username().replace("postgres", PostgresServer.OWN);

        assertThatThrownBy(login.as(own)::open).hasMessageContaining("password authentication failed");
    }

    @ExtendWith(PostgresServed.class)
    @Test
    void clientsCheckAServerByTheAuthorityOfItsEmulator() throws Exception {
        Path certificate = folder.resolve("ca.pem");
        Path other = folder.resolve("other.pem");
        CertificateAuthority.in(folder.resolve("other"), other);

        try (Emulator emulator = Emulator.start(
                Emulator.Options.defaults().withoutDelays().postgres(true).tls(certificate))) {
            Client client = new Client(emulator);
            PostgresServed.makeShop(client);
            Login login = Login.ofDefault(client, Client.MAIN);

            for (String negotiation : new String[] {"postgres", "direct"}) {
                try (Connection connection = encrypted(login, certificate, negotiation)) {
                    assertThat(connection.isValid(1)).isTrue();
                }
            }
            assertThatThrownBy(() -> encrypted(login, other, "postgres")).isInstanceOf(SQLException.class);
            assertThatThrownBy(login::open).hasMessageContaining("SSL connection is required");
        }
    }

    private static Connection encrypted(Login login, Path authority, String negotiation) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", login.username());
        properties.setProperty("password", login.password());
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty("sslrootcert", authority.toString());
        properties.setProperty("sslNegotiation", negotiation);
        return DriverManager.getConnection("jdbc:postgresql://" + login.host() + ":5432/postgres", properties);
    }
}
