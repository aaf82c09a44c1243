package com.pulumi.planetscale.emulator.deploy;

import static com.pulumi.planetscale.emulator.Client.DEV;
import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.deploy.Deploys.ONE;
import static com.pulumi.planetscale.emulator.deploy.Deploys.state;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Emulated;
import com.pulumi.planetscale.emulator.Emulator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A table can be changed while it is in use only where the same columns tell its rows from each other before and
/// after.
/// The cases are those of the documentation (change unique keys), and some beside them.
@ExtendWith(Emulated.class)
final class SharedKeyTest {
    private static final String COLUMNS = "`id` int NOT NULL, `info` int NOT NULL, `name` varchar(128) NOT NULL, ";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PRIMARY KEY (`id`)                  | `id` int, `info` int, `name` varchar(128), PRIMARY KEY (`id`, `info`)          | ready
            PRIMARY KEY (`id`)                  | `id` int, `info` int, `name` varchar(128), PRIMARY KEY (`name`)                | ready
            PRIMARY KEY (`id`)                  | `id` int, `info` int, `name` varchar(128), PRIMARY KEY (`name`, `info`)        | ready
            PRIMARY KEY (`id`)                  | `id` int, `info` int, `name` varchar(128), `new` int, PRIMARY KEY (`name`, `new`) | error
            PRIMARY KEY (`id`)                  | `info` int, `name` varchar(128), PRIMARY KEY (`name`)                          | error
            PRIMARY KEY (`id`), UNIQUE (`name`) | `info` int, `name` varchar(128) NOT NULL, PRIMARY KEY (`name`)                 | ready
            PRIMARY KEY (`id`)                  | `ID` int, `info` int, `name` varchar(128), PRIMARY KEY (`ID`, `name`)          | ready
            PRIMARY KEY (`id`)                  | `id` int, `new` int NOT NULL, PRIMARY KEY (`new`), UNIQUE (`id`)               | error
            PRIMARY KEY (`id`)                  | `id` int NOT NULL, `new` int NOT NULL, PRIMARY KEY (`new`), UNIQUE (`id`)      | ready
            """)
    void rowsMustBeKnownBeforeAndAfter(String keys, String after, String state, Client client, Emulator emulator) {
        client.createShop().ok();
        emulator.admin().loadTables(MAIN, "", Map.of("users", "CREATE TABLE users (" + COLUMNS + keys + ")"));
        client.put(MAIN + "/safe-migrations", "{\"safe_migrations\": true}").ok();
        client.createDev().ok();
        emulator.admin().loadTables(DEV, "", Map.of("users", "CREATE TABLE users (" + after + ")"));

        Deploys.open(client).ok();

        assertThat(state(client, ONE)).isEqualTo(state);
        String errors =
                client.get(ONE).get("deployment").path("deploy_check_errors").asText("");
        assertThat(errors)
                .isEqualTo(
                        state.equals("ready")
                                ? ""
                                : "Table users has no shared columns covered by non-null unique keys between both"
                                        + " branches.");
    }

    @Test
    void aSchemaWithoutTablesIsNotDeployed(Client client, Emulator emulator) {
        Deploys.shop(client, emulator);
        emulator.admin().loadTables(DEV, "", Map.of());

        Deploys.open(client).ok();

        assertThat(state(client, ONE)).isEqualTo("error");
        assertThat(client.get(ONE).get("deployment").path("deploy_check_errors").asText())
                .contains("no tables");
    }
}
