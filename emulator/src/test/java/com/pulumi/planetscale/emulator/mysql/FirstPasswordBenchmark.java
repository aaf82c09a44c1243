package com.pulumi.planetscale.emulator.mysql;

import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.mysql.Served.Login;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How long the first password of a branch takes, which starts its server. Run it on a quiet machine:
///
/// ```sh
/// mvn test -pl emulator-tests -am -Dtest=FirstPasswordBenchmark
/// ```
final class FirstPasswordBenchmark {
    private static final int BRANCHES = 12;
    /// The first ones find the classes of the JVM and the files of the server unread.
    private static final int COLD = 2;

    @Test
    void theFirstPasswordOfEachBranch() throws Exception {
        List<Long> millis = new ArrayList<>();
        try (Emulator emulator =
                Emulator.start(Emulator.Options.defaults().withoutDelays().mysql(true))) {
            Client client = new Client(emulator);
            Served.makeShop(client);
            emulator.admin()
                    .loadTables(
                            Client.MAIN,
                            "",
                            Map.of(
                                    "users", "CREATE TABLE users (id bigint PRIMARY KEY, name varchar(31))",
                                    "orders",
                                            "CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint, KEY (user_id))"));
            for (int number = 0; number < BRANCHES; number++) {
                String name = "b" + number;
                client.post(SHOP + "/branches", "{\"name\":\"" + name + "\",\"parent_branch\":\"main\"}")
                        .ok();

                long begun = System.nanoTime();
                Login login = Login.make(client, SHOP + "/branches/" + name, "admin");
                millis.add(Duration.ofNanos(System.nanoTime() - begun).toMillis());

                assertThat(login.ask("SELECT count(*) FROM users")).isEqualTo("0");
            }
        }
        List<Long> warm = millis.subList(COLD, BRANCHES).stream().sorted().toList();
        System.out.println("First password of a branch, in ms: " + millis + "; median once warm "
                + warm.get(warm.size() / 2) + ", longest " + warm.get(warm.size() - 1));
    }
}
