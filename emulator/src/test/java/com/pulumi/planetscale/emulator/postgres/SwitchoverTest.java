package com.pulumi.planetscale.emulator.postgres;

import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.Client.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulated;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.time.Delay;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the description of 22 August 2026 has and the one before lacks.
@ExtendWith(Emulated.class)
final class SwitchoverTest {
    private static final String ALL = MAIN + "/switchovers";

    @Test
    void replicaBecomesThePrimaryAndOneAtATime(Client client, Emulator emulator) {
        client.createPostgresShop().ok();
        emulator.admin().setDelay(Delay.SWITCHOVER, Duration.ofMinutes(1));

        Reply first = client.post(ALL, "{}");
        Reply second = client.post(ALL, "{}");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.text("method")).isEqualTo("switchover");
        assertThat(first.text("state")).isEqualTo("pending");
        assertThat(second.status()).isEqualTo(422);
        emulator.clock().advance(Duration.ofSeconds(30));
        assertThat(client.get(ALL + "/" + first.text("id")).text("state")).isEqualTo("running");
        emulator.clock().advance(Duration.ofMinutes(1));
        assertThat(client.get(ALL).get("data").findValuesAsText("state")).containsExactly("succeeded");
        assertThat(client.post(ALL, "{}").status()).isEqualTo(201);
    }

    @Test
    void vitessHasNeither(Client client) {
        client.createShop().ok();

        assertThat(client.post(ALL, "{}").status()).isEqualTo(422);
        assertThat(client.post(MAIN + "/maintenance", "{}").status()).isEqualTo(422);
    }

    @Test
    void cardIsGoneOnceItIsRemoved(Client client) {
        String card = ORGANIZATION + "/billing/payment-method";

        assertThat(client.get(card).ok().text("last4")).hasSize(4);
        assertThat(client.delete(card).status()).isEqualTo(204);
        assertThat(client.get(card).status()).isEqualTo(404);
    }
}
