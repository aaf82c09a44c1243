package com.pulumi.planetscale.emulator.vitess;

import static com.pulumi.planetscale.emulator.Client.MAIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulated;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.time.Delay;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Emulated.class)
final class VtgateResizeTest {
    private static final String ALL = MAIN + "/resizes";

    @BeforeEach
    void createShop(Client client) {
        client.createShop().ok();
    }

    @Test
    void itTakesItsTimeAndThenTakesEffect(Client client, Emulator emulator) {
        emulator.admin().setDelay(Delay.VTGATE_RESIZE, Duration.ofMinutes(4));

        Reply resize = client.put(ALL, "{\"vtgate_size\": \"VTG-320\", \"vtgate_count\": 2}");
        assertThat(resize.text("state")).isEqualTo("pending");
        assertThat(resize.text("previous_vtgate_name")).isEqualTo("VTG_5");

        emulator.clock().advance(Duration.ofMinutes(1));
        assertThat(client.get(ALL + "/" + resize.text("id")).text("state")).isEqualTo("resizing");
        emulator.clock().advance(Duration.ofMinutes(3));
        Reply branch = client.get(MAIN);
        assertThat(branch.text("vtgate_name")).isEqualTo("VTG_320");
        assertThat(branch.text("vtgate_size")).isNotEqualTo("VTG_320");
        assertThat(branch.get("vtgate_count").asInt()).isEqualTo(2);
    }

    @Test
    void nothingToDoIsNoContent(Client client) {
        assertThat(client.put(ALL, "{\"vtgate_size\": \"VTG_5\"}").status()).isEqualTo(204);
        assertThat(client.get(ALL).get("data")).isEmpty();
    }

    @Test
    void autoscalingHasItsSettings(Client client) {
        client.put(ALL, """
                {"vtgate_size": "VTG_320", "vtgate_autoscaling": true, "vtgate_max_count": 8,
                 "vtgate_target_cpu_utilization": 60}""").ok();

        Reply branch = client.get(MAIN);
        assertThat(branch.get("vtgate_autoscaling").asBoolean()).isTrue();
        assertThat(branch.get("vtgate_max_count").asInt()).isEqualTo(8);
        assertThat(branch.get("vtgate_target_cpu_utilization").asInt()).isEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"vtgate_size\": \"VTG_7\"}                                                       | does not exist",
                "{\"vtgate_count\": 2}                                                              | VTG_320",
                "{\"vtgate_autoscaling\": true}                                                     | VTG_320",
                "{\"vtgate_size\": \"VTG_320\", \"vtgate_count\": 25}                               | between 1 and 24",
                "{\"vtgate_size\": \"VTG_320\", \"vtgate_max_count\": 2}                            | requires vtgate_autoscaling",
                "{\"vtgate_size\": \"VTG_320\", \"vtgate_target_cpu_utilization\": 50}              | requires vtgate_autoscaling",
                "{\"vtgate_size\": \"VTG_320\", \"vtgate_autoscaling\": true, \"vtgate_max_count\": 17} | vtgate_max_count",
                "{\"vtgate_size\": \"VTG_320\", \"vtgate_autoscaling\": true, \"vtgate_target_cpu_utilization\": 55} | one of",
            })
    void whatCannotBeIsRefused(String body, String message, Client client) {
        Reply refused = client.put(ALL, body);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.message()).contains(message);
    }

    @Test
    void twoDoNotOverlapAndOneCanBeCancelled(Client client, Emulator emulator) {
        emulator.admin().setDelay(Delay.VTGATE_RESIZE, Duration.ofMinutes(4));
        String one =
                ALL + "/" + client.put(ALL, "{\"vtgate_size\": \"VTG_10\"}").text("id");

        assertThat(client.put(ALL, "{\"vtgate_size\": \"VTG_20\"}").status()).isEqualTo(422);
        assertThat(client.delete(ALL).status()).isEqualTo(204);
        assertThat(client.get(one).text("state")).isEqualTo("canceled");
        assertThat(client.get(one).get("started_at").isNull()).isTrue();
        assertThat(client.delete(ALL).status()).isEqualTo(404);
    }

    @Test
    void vtgatesSetByHandNoLongerFollowTheCluster(Client client) {
        client.put(ALL, "{\"vtgate_size\": \"VTG_40\"}").ok();

        client.put(MAIN + "/keyspaces/shop/resizes", "{\"cluster_size\": \"PS_320\"}")
                .ok();

        assertThat(client.get(MAIN).text("vtgate_name")).isEqualTo("VTG_40");
    }
}
