package com.pulumi.planetscale.emulator.webhook;

import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulated;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.admin.Accesses;
import com.pulumi.planetscale.emulator.model.Webhook;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Webhooks as the API shows them; [DeliveryTest] is about what they are sent.
@ExtendWith(Emulated.class)
final class WebhookTest {
    private static final String ALL = SHOP + "/webhooks";

    @BeforeEach
    void createShop(Client client) {
        client.createShop().ok();
    }

    private static Reply create(Client client, int number) {
        return client.post(ALL, "{\"url\": \"https://example.com/" + number + "\"}");
    }

    @Test
    void oneWithAnAddressOnlyIsSwitchedOffAndHearsNothing(Client client) {
        Reply created = create(client, 1);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.get("enabled").asBoolean(true)).isFalse();
        assertThat(created.get("events")).isEmpty();
        assertThat(created.get("last_sent_at").isNull()).isTrue();
        assertThat(created.get("last_sent_success").asBoolean(true)).isFalse();
    }

    @Test
    void theSecretIsToldOnEveryRead(Client client) {
        Reply created = create(client, 1);

        assertThat(created.text("secret")).matches("[0-9a-f]{64}");
        assertThat(client.get(ALL + "/" + created.text("id")).text("secret")).isEqualTo(created.text("secret"));
        assertThat(client.get(ALL).get("data").get(0).get("secret").asText()).isEqualTo(created.text("secret"));
    }

    @Test
    void addressSwitchAndEventsChangeInPlace(Client client) {
        String one = ALL + "/" + create(client, 1).text("id");

        Reply changed = client.patch(
                one, "{\"url\": \"https://example.org/\", \"enabled\": true, \"events\": [\"branch.ready\"]}");

        assertThat(changed.text("url")).isEqualTo("https://example.org/");
        assertThat(changed.get("enabled").asBoolean()).isTrue();
        assertThat(changed.get("events")).hasSize(1);
        assertThat(client.patch(one, "{}").get("events")).hasSize(1);
        assertThat(client.patch(one, "{\"url\": \"https://example.org/\"}").status())
                .isEqualTo(200);
    }

    @Test
    void everyEventCanBeSubscribedTo(Client client) {
        String events = Webhook.EVENTS.stream().collect(Collectors.joining("\", \"", "[\"", "\"]"));

        Reply created = client.post(ALL, "{\"url\": \"https://example.com/\", \"events\": " + events + "}");

        assertThat(created.get("events")).hasSize(21);
        Emulated.saidSomethingNewer();
    }

    @Test
    void anEventCountsOnce(Client client) {
        assertThat(client.post(ALL, """
                {"url": "https://example.com/", "events": ["branch.ready", "branch.ready"]}""").get("events")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {}                                                             | parameter: url",
                "400 | {\"url\": 7}                                                   | url must be a string",
                "400 | {\"url\": \"https://example.com\", \"events\": \"branch.ready\"} | list of strings",
                "422 | {\"url\": \"https://example.com\", \"events\": [\"branch.gone\"]} | branch.gone",
                "422 | {\"url\": \"http://example.com\"}                              | HTTPS",
                "422 | {\"url\": \"ftp://example.com\"}                               | not a valid URL",
                "422 | {\"url\": \"example.com\"}                                     | not a valid URL",
                "422 | {\"url\": \"https://exa mple.com\"}                            | not a valid URL",
            })
    void whatCannotBeIsRefused(int status, String body, String message, Client client) {
        Reply refused = client.post(ALL, body);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.message()).contains(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "receiver",
                "receiver.local",
                "receiver.internal",
                "127.0.0.1",
                "10.1.2.3",
                "192.168.7.7",
                "169.254.1.1",
                "0.0.0.0",
                "[::1]",
                "[fd00::1]",
                "[fe80::1]"
            })
    void theReceiverMustBeOnTheInternet(String host, Client client) {
        assertThat(client.post(ALL, "{\"url\": \"https://" + host + "/hook\"}").message())
                .contains("reachable from the internet");
    }

    @Test
    void aReceiverOnThisMachineIsAcceptedWhereWebhooksReachIt(Client client) {
        client.admin()
                .patch("/objects/organizations/acme", "{\"webhooks\": \"local\"}")
                .ok();

        assertThat(client.post(ALL, "{\"url\": \"http://localhost:8080/hook\"}").status())
                .isEqualTo(201);
        assertThat(client.post(ALL, "{\"url\": \"http://example.com\"}").message())
                .contains("HTTPS");
        assertThat(client.post(ALL, "{\"url\": \"https://10.1.2.3\"}").message())
                .contains("internet");
    }

    @Test
    void addressesAreUniqueInTheDatabase(Client client) {
        create(client, 1).ok();
        String other = create(client, 2).ok().text("id");

        assertThat(create(client, 1).message()).contains("already been taken");
        assertThat(client.patch(ALL + "/" + other, "{\"url\": \"https://example.com/1\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void thereAreFiveAtMost(Client client) {
        for (int number = 1; number <= 5; number++) {
            create(client, number).ok();
        }
        Reply sixth = create(client, 6);
        assertThat(sixth.status()).isEqualTo(422);
        assertThat(sixth.message()).contains("at most 5");

        String last = client.get(ALL).get("data").get(4).get("id").asText();
        client.delete(ALL + "/" + last).ok();
        assertThat(create(client, 6).status()).isEqualTo(201);
    }

    @Test
    void aDeletedOneIsGone(Client client) {
        String one = ALL + "/" + create(client, 1).text("id");

        assertThat(client.delete(one).status()).isEqualTo(204);
        assertThat(client.get(one).status()).isEqualTo(404);
        assertThat(client.post(one + "/test", "").status()).isEqualTo(404);
    }

    @Test
    void itIsTestedOnceInTwentySeconds(Client client, Emulator emulator) {
        String one = ALL + "/" + create(client, 1).text("id");
        assertThat(client.post(one + "/test", "").message()).contains("not enabled");
        client.patch(one, "{\"enabled\": true}").ok();

        assertThat(client.post(one + "/test", "").status()).isEqualTo(204);
        emulator.clock().advance(Duration.ofSeconds(19));
        assertThat(client.post(one + "/test", "").message()).contains("every 20 seconds");
        emulator.clock().advance(Duration.ofSeconds(1));
        assertThat(client.post(one + "/test", "").status()).isEqualTo(204);
    }

    @Test
    void readingTheDatabaseShowsAndChangingItChanges(Client client, Emulator emulator) {
        String one = ALL + "/" + create(client, 1).text("id");
        Client reader = client.with(emulator, Accesses.none().onDatabase("shop", "read_database"));

        assertThat(reader.get(one).status()).isEqualTo(200);
        assertThat(reader.post(ALL, "{\"url\": \"https://example.com/2\"}").status())
                .isEqualTo(404);
        assertThat(reader.patch(one, "{}").status()).isEqualTo(404);
        assertThat(reader.delete(one).status()).isEqualTo(404);
        assertThat(client.with(emulator, Accesses.none().onDatabase("shop", "read_branch"))
                        .get(ALL)
                        .status())
                .isEqualTo(404);
    }
}
