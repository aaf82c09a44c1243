package com.pulumi.planetscale.emulator.mysql;

import static com.pulumi.planetscale.emulator.Client.DEV;
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
import com.pulumi.planetscale.emulator.dataplane.Address;
import com.pulumi.planetscale.emulator.mysql.Served.Login;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
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

/// When servers begin and end, and what stays of them.
@Timeout(120)
@ExtendWith(Served.class)
final class LifeTest {
    private static final Pattern SERVER = Pattern.compile("/(mysqld|mariadbd)$");
    private static final Pattern FOLDER = Pattern.compile("--datadir=(\\S+)");

    @TempDir
    private Path folder = Path.of("");

    private static RunningServer running(String host) {
        return RunningServer.with("--bind-address=" + host, SERVER, FOLDER);
    }

    @Test
    void theServerAndTheDataOfADeletedBranchGo(Client client) throws Exception {
        Served.makeShop(client);
        client.post(SHOP + "/branches", "{\"name\":\"dev\",\"parent_branch\":\"main\"}")
                .ok();
        RunningServer main = running(Login.make(client, MAIN, "admin").host());
        RunningServer dev = running(Login.make(client, DEV, "admin").host());
        assertThat(dev.data()).exists().isNotEqualTo(main.data());

        client.delete(DEV).ok();

        dev.assertGone();
        assertThat(dev.data()).doesNotExist();
        assertThat(main.process().isAlive()).isTrue();

        client.delete(SHOP).ok();

        main.assertGone();
        assertThat(main.data()).doesNotExist();
    }

    @Test
    void aSleepingBranchHasNoServerAndKeepsItsRows(Client client, Emulator emulator) throws Exception {
        Served.makeShop(client);
        Login login = Login.make(client, MAIN, "admin");
        login.run("CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (7)");
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
        Served.makeShop(client);
        Login login = Login.make(client, MAIN, "admin");
        login.run("CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (7)");
        RunningServer running = running(login.host());

        running.process().destroyForcibly();
        running.assertGone();
        client.get(MAIN + "/schema").ok();

        assertThat(login.ask("SELECT id FROM t")).isEqualTo("7");
        // That it could not be reached may have been said.
        Served.shared().log().clear();
    }

    @Test
    void dataBesideTheStateSurviveARestart() throws Exception {
        Emulator.Options options =
                Emulator.Options.defaults().withoutDelays().mysql(true).state(folder.resolve("state.json"));
        Login login;
        try (Emulator emulator = Emulator.start(options)) {
            Client client = new Client(emulator);
            Served.makeShop(client);
            login = Login.make(client, MAIN, "admin");
            login.run(
                    "CREATE TABLE t (id int PRIMARY KEY)",
                    "CREATE VIEW v AS SELECT upper(id) FROM t",
                    "INSERT INTO t VALUES (7)");
            assertThat(running(login.host()).data()).startsWith(folder.resolve("state.json.data"));
        }
        assertThatThrownBy(login::open).isInstanceOf(SQLException.class);

        try (Emulator emulator = Emulator.start(options)) {
            assertThat(login.ask("SELECT id FROM t")).isEqualTo("7");
            assertThat(new Client(emulator).get(MAIN + "/schema").ok().body().path("data"))
                    .hasSize(2);
        }
    }

    @Test
    void serversEndWithAnEmulatorThatIsKilled() throws Exception {
        try (EmulatorProcess process = EmulatorProcess.start(folder, "--mysql")) {
            Served.makeShop(process.client());
            Login login = Login.make(process.client(), MAIN, "admin");
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

    @Test
    void aStartThatFailsSaysWhy() throws Exception {
        MySqlServers servers = MySqlServers.find();
        Address taken = new Address("127.0.200.1", 3306);

        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress(taken.host(), taken.port()));

            assertThatThrownBy(() -> servers.start(taken, folder, true))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("at 127.0.200.1 did not start. It says:")
                    .hasMessageContaining("Address already in use");
        }
        assertThat(folder.resolve("init.sql")).as("the file with a secret").doesNotExist();
    }
}
