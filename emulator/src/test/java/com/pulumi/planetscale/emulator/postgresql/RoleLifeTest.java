package com.pulumi.planetscale.emulator.postgresql;

import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.EmulatorProcess;
import com.pulumi.planetscale.emulator.RunningServer;
import com.pulumi.planetscale.emulator.postgresql.PostgresServed.Login;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// When PostgreSQL servers begin and end, and what stays of them.
@Timeout(120)
@ExtendWith(PostgresServed.class)
final class RoleLifeTest {
    private static final Pattern SERVER = Pattern.compile("/postgres$");
    private static final Pattern FOLDER = Pattern.compile("-D (\\S+)");
    private static final String[] ROWS = {"CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (7)"};

    @TempDir
    private Path folder = Path.of("");

    private static RunningServer running(String host) {
        return RunningServer.with("listen_addresses=" + host, SERVER, FOLDER);
    }

    @Test
    void aNewBranchIsEmptyAndGoesWithItsData(Client client) throws Exception {
        Login.ofDefault(client, MAIN).run(ROWS);
        client.post(SHOP + "/branches", "{\"name\":\"dev\",\"parent_branch\":\"main\"}")
                .ok();
        Login dev = Login.ofDefault(client, Client.DEV);
        RunningServer running = running(dev.host());

        assertThat(dev.ask("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                .isEqualTo("0");

        client.delete(Client.DEV).ok();

        running.assertGone();
        assertThat(running.data()).doesNotExist();
        assertThatThrownBy(dev::open).isInstanceOf(SQLException.class);
    }

    @Test
    void aSleepingBranchHasNoServerAndKeepsItsRows(Client client, Emulator emulator) throws Exception {
        Login login = Login.ofDefault(client, MAIN);
        login.run(ROWS);
        RunningServer running = running(login.host());
        ObjectNode fields = JsonNodeFactory.instance.objectNode();

        emulator.admin().change(MAIN, fields.put("sleeping", true));

        running.assertGone();
        assertThatThrownBy(login::open).isInstanceOf(SQLException.class);

        emulator.admin().change(MAIN, fields.put("sleeping", false));

        assertThat(login.ask("SELECT id FROM t")).isEqualTo("7");
    }

    @Test
    void aServerThatWasKilledIsStartedAgainWithItsRows(Client client) throws Exception {
        Login login = Login.ofDefault(client, MAIN);
        login.run(ROWS);
        RunningServer running = running(login.host());

        running.process().destroyForcibly();
        running.assertGone();
        client.get(MAIN).ok();

        assertThat(login.ask("SELECT id FROM t")).isEqualTo("7");
        // That it could not be reached may have been said.
        PostgresServed.shared().log().clear();
    }

    @Test
    void aBranchThatIsMadeOfABackupHasItsRowsAndRolesOfItsOwn(Client client) throws Exception {
        Login main = Login.make(client, MAIN, "postgres");
        main.run(ROWS);
        // Membership passes on rights, not the attributes CREATEDB and CREATEROLE.
        main.run("SET ROLE postgres", "CREATE ROLE matt", "CREATE SEQUENCE s", "SELECT nextval('s')");
        String backup = client.post(MAIN + "/backups", "{}").ok().text("id");
        main.run("INSERT INTO t VALUES (8)");

        client.post(
                        SHOP + "/branches",
                        "{\"name\":\"dev\",\"parent_branch\":\"main\",\"cluster_size\":\"PS_DEV_AWS_ARM\","
                                + "\"backup_id\":\"" + backup + "\"}")
                .ok();
        Login dev = Login.ofDefault(client, Client.DEV);

        assertThat(dev.ask("SELECT string_agg(id::text, ',') FROM t")).isEqualTo("7");
        assertThat(dev.ask("SELECT nextval('s')")).isEqualTo("2");
        assertThat(dev.ask("SELECT count(*) FROM pg_roles WHERE rolname = 'matt'"))
                .isEqualTo("1");
        assertThatThrownBy(
                        () -> new Login("", dev.host(), 5432, main.role() + "." + branch(dev), main.password()).open())
                .as("the roles of main are not those of dev")
                .isInstanceOf(SQLException.class);
        assertThat(main.ask("SELECT count(*) FROM t")).isEqualTo("2");
    }

    private static String branch(Login login) {
        return login.username().substring(login.username().indexOf('.') + 1);
    }

    @Test
    void dataBesideTheStateSurviveARestart() throws Exception {
        Emulator.Options options =
                Emulator.Options.defaults().withoutDelays().postgres(true).state(folder.resolve("state.json"));
        Login login;
        try (Emulator emulator = Emulator.start(options)) {
            Client client = new Client(emulator);
            PostgresServed.makeShop(client);
            login = Login.make(client, MAIN, "postgres");
            login.run(ROWS);
            assertThat(running(login.host()).data()).startsWith(folder.resolve("state.json.data"));
        }
        assertThatThrownBy(login::open).isInstanceOf(SQLException.class);

        try (Emulator emulator = Emulator.start(options)) {
            assertThat(new Client(emulator).get(MAIN).ok().text("name")).isEqualTo("main");
            assertThat(login.ask("SELECT id FROM t")).isEqualTo("7");
        }
    }

    @Test
    void serversEndWithAnEmulatorThatIsKilled() throws Exception {
        try (EmulatorProcess process = EmulatorProcess.start(folder, "--postgres")) {
            PostgresServed.makeShop(process.client());
            Login login = Login.ofDefault(process.client(), MAIN);
            RunningServer running = running(login.host());
            try (Connection connection = login.open()) {
                assertThat(connection.isValid(1)).isTrue();

                process.kill();

                running.assertGone();
            }
            for (Path gone = running.data().resolve("../.."); Files.exists(gone); ) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
    }
}
