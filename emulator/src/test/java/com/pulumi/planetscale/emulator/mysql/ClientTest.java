package com.pulumi.planetscale.emulator.mysql;

import static com.pulumi.planetscale.emulator.Client.DEV;
import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.machine.Folders;
import com.pulumi.planetscale.emulator.mysql.Served.Login;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The command-line clients of the server's maker, with passwords of the API.
@Timeout(120)
@ExtendWith(Served.class)
final class ClientTest {
    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void database(Client client) {
        Served.makeShop(client);
    }

    /// @return what it says on standard error
    private String run(Login login, String program, Path in, Path out, String... options) throws Exception {
        Installation installation = Installation.find(Folders.cache());
        List<String> command = new ArrayList<>(List.of(
                installation.program(program).orElseThrow().toString(),
                "--no-defaults",
                "--skip-ssl",
                "--host=" + login.host(),
                "--user=" + login.username(),
                "--password=" + login.password()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(Redirect.to(folder.resolve("err").toFile()))
                .start();
        process.waitFor();
        return Files.readString(folder.resolve("err"));
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    @Test
    void aDumpOfOneBranchLoadsIntoAnother(Client client) throws Exception {
        client.post(SHOP + "/branches", "{\"name\":\"dev\",\"parent_branch\":\"main\"}")
                .ok();
        Login main = Login.make(client, MAIN, "admin");
        Path none = file("none", "");
        Path dump = folder.resolve("dump.sql");
        String migration = """
                CREATE TABLE users (id varchar(15) PRIMARY KEY, name varchar(31));
                CREATE TABLE session (id varchar(127) PRIMARY KEY, user_id varchar(15) NOT NULL, KEY (user_id));
                INSERT INTO users VALUES ('1', 'ada');
                """;

        assertThat(run(main, "mariadb", file("migration.sql", migration), folder.resolve("out"), "shop"))
                .isEmpty();
        assertThat(run(main, "mariadb-dump", none, dump, "--skip-lock-tables", "shop"))
                .isEmpty();
        assertThat(run(Login.make(client, DEV, "admin"), "mariadb", dump, folder.resolve("out"), "shop"))
                .isEmpty();

        assertThat(Login.make(client, DEV, "reader").ask("SELECT name FROM users"))
                .isEqualTo("ada");
        assertThat(client.get(DEV + "/schema").ok().body())
                .isEqualTo(client.get(MAIN + "/schema").ok().body());
    }

    @Test
    void aClientIsToldWhatItsPasswordMayNotDo(Client client) throws Exception {
        client.post(MAIN + "/safe-migrations", "{}").ok();
        Path ddl = file("ddl.sql", "CREATE TABLE t (id int)");

        assertThat(run(Login.make(client, MAIN, "admin"), "mariadb", ddl, folder.resolve("out"), "shop"))
                .contains("ERROR 1142 (42000)")
                .contains("CREATE command denied");
    }
}
