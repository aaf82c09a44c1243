package com.pulumi.planetscale.emulator.vitess;

import static com.pulumi.planetscale.emulator.Client.MAIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulated;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.time.Delay;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Emulated.class)
final class ConfigChangeTest {
    private static final String CHANGES = MAIN + "/config-changes";
    private static final String OF_KEYSPACE = MAIN + "/keyspaces/shop/config-changes";

    @BeforeEach
    void makeShop(Client client) {
        client.createShop().ok();
    }

    @Test
    void draftDoesNothingUntilItIsSubmitted(Client client) {
        Reply draft = client.post(CHANGES, vtgate("\"2000\"")).ok();

        assertThat(draft.text("state")).isEqualTo("draft");
        assertThat(value(client, "buffer_size").get("override").asBoolean()).isFalse();

        client.post(CHANGES + "/submit", ids(draft)).ok();

        Reply done = client.get(CHANGES + "/" + draft.text("id"));
        assertThat(done.get("completed_at").isNull()).isFalse();
        assertThat(value(client, "buffer_size").get("value").asText()).isEqualTo("2000");
        assertThat(value(client, "buffer_size").get("override").asBoolean()).isTrue();
    }

    @Test
    void nullGoesBackToTheDefault(Client client) {
        client.post(
                        CHANGES + "/submit",
                        ids(client.post(CHANGES, vtgate("\"2000\"")).ok()))
                .ok();
        client.post(
                        CHANGES + "/submit",
                        ids(client.post(CHANGES, vtgate("null")).ok()))
                .ok();

        assertThat(value(client, "buffer_size").get("value").asText()).isEqualTo("1000");
        assertThat(value(client, "buffer_size").get("override").asBoolean()).isFalse();
    }

    @Test
    void oneUnfinishedChangeOfEachComponentIsTaken(Client client, Emulator emulator) {
        emulator.admin().setDelay(Delay.CONFIG_CHANGE, Duration.ofMinutes(1));
        Reply draft = client.post(CHANGES, vtgate("\"2000\"")).ok();

        assertThat(client.post(CHANGES, vtgate("\"3000\"")).message()).contains("already an unfinished change");
        client.post(OF_KEYSPACE, mysqld("600")).ok();
        client.post(CHANGES + "/submit", ids(draft)).ok();
        assertThat(client.post(CHANGES, vtgate("\"3000\"")).status()).isEqualTo(422);
        assertThat(client.delete(CHANGES + "/" + draft.text("id")).status()).isEqualTo(422);
        assertThat(client.get(CHANGES).get("data")).hasSize(2);
        assertThat(client.get(CHANGES + "?change_type=vtgate").get("data")).hasSize(1);
        assertThat(client.get(OF_KEYSPACE)
                        .get("data")
                        .get(0)
                        .get("keyspace_name")
                        .asText())
                .isEqualTo("shop");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait_timeut | 600 | not a parameter",
                "wait_timeout | 0 | must be between",
                "wait_timeout | soon | must be an integer",
                "binlog_row_image | tiny | must be one of"
            })
    void valuesThatCannotBeAreRefused(String name, String value, String words, Client client) {
        Reply refused = client.post(
                OF_KEYSPACE, "{\"change_type\": \"mysqld\", \"options\": {\"" + name + "\": \"" + value + "\"}}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.message()).contains(words);
    }

    private static String vtgate(String value) {
        return "{\"change_type\": \"vtgate\", \"options\": {\"buffer_size\": " + value + "}}";
    }

    private static String mysqld(String seconds) {
        return "{\"change_type\": \"mysqld\", \"options\": {\"wait_timeout\": \"" + seconds + "\"}}";
    }

    private static String ids(Reply draft) {
        return "{\"ids\": [\"" + draft.text("id") + "\"]}";
    }

    private static JsonNode value(Client client, String name) {
        return StreamSupport.stream(
                        client.get(MAIN + "/vitess-parameters").get("vtgate").spliterator(), false)
                .filter(parameter -> parameter.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
