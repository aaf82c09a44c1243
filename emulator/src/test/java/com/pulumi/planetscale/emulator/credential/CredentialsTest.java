package com.pulumi.planetscale.emulator.credential;

import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulated;
import com.pulumi.planetscale.emulator.Emulator;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Who would be let into a database, as the admin interface tells.
@ExtendWith(Emulated.class)
final class CredentialsTest {
    @Test
    void aPasswordOpensUntilItExpiresOrGoes(Client client, Emulator emulator) {
        client.createShop().ok();
        Reply made = client.post(MAIN + "/passwords", "{\"ttl\": 60}").ok();
        String user = made.text("username");

        assertThat(accepts(client, user, made.text("plain_text"))).isTrue();
        assertThat(accepts(client, user, "pscale_pw_wrong")).isFalse();
        assertThat(accepts(client, "other", made.text("plain_text"))).isFalse();

        emulator.clock().advance(Duration.ofMinutes(1));
        assertThat(accepts(client, user, made.text("plain_text"))).isFalse();
    }

    @Test
    void aRoleOpensWithItsNewestPassword(Client client) {
        client.createPostgresShop().ok();
        Reply made = client.post(MAIN + "/roles", "{}").ok();
        Reply reset =
                client.post(MAIN + "/roles/" + made.text("id") + "/reset", "").ok();
        String user = made.text("username");

        assertThat(accepts(client, user, made.text("password"))).isFalse();
        assertThat(accepts(client, user, reset.text("password"))).isTrue();
        client.delete(SHOP).ok();
        assertThat(accepts(client, user, reset.text("password"))).isFalse();
    }

    @Test
    void noSecretIsKept(Client client, Emulator emulator) {
        client.createShop().ok();
        String secret = client.post(MAIN + "/passwords", "{}").ok().text("plain_text");

        assertThat(emulator.admin().exportState().toString()).doesNotContain(secret);
    }

    private static boolean accepts(Client client, String username, String password) {
        return client.admin()
                .post("/credentials", "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(username, password))
                .ok()
                .get("accepted")
                .asBoolean();
    }
}
