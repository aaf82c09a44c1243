package com.pulumi.planetscale.emulator.database;

import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulated;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.http.Json;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Changes of clusters that wait for a maintenance window.
@ExtendWith(Emulated.class)
final class MaintenanceScheduleTest {
    private static final String ALL = SHOP + "/maintenance-schedules";
    private static final String RESIZES = MAIN + "/keyspaces/shop/resizes";
    private String schedule = "";

    @BeforeEach
    void createShop(Client client) {
        client.createShop().ok();
        addSchedule(client);
    }

    private void addSchedule(Client client) {
        schedule = client.admin()
                .post("/objects", """
                        {"kind": "maintenance_schedules", "owner": "%s", "fields": {"name": "nightly",
                         "schedule": {"every": 1, "unit": "day", "time": "02:00", "day": null, "week": null}}}""".formatted(SHOP))
                .ok()
                .get("origin")
                .path("id")
                .asText();
    }

    private Instant nextWindow(Client client) {
        return Instant.parse(client.get(ALL + "/" + schedule).text("next_window_datetime"));
    }

    private void toTheWindow(Client client, Emulator emulator) {
        emulator.clock().advance(Duration.between(emulator.clock().instant(), nextWindow(client)));
    }

    @Test
    void aResizeIsQueuedUntilTheWindow(Client client, Emulator emulator) {
        Reply resize = client.put(RESIZES, "{\"cluster_size\": \"PS_20\"}").ok();

        assertThat(resize.text("state")).isEqualTo("queued");
        assertThat(client.get(SHOP).get("resize_queued").asBoolean()).isTrue();
        assertThat(client.get(SHOP).get("resizing").asBoolean()).isFalse();
        assertThat(client.get(MAIN).text("cluster_name")).isEqualTo("PS_10");
        assertThat(client.put(RESIZES, "{\"cluster_size\": \"PS_40\"}").status())
                .isEqualTo(422);

        toTheWindow(client, emulator);
        assertThat(client.get(RESIZES + "/" + resize.text("id")).text("state")).isEqualTo("completed");
        assertThat(client.get(MAIN).text("cluster_name")).isEqualTo("PS_20");
        assertThat(client.get(SHOP).get("resize_queued").asBoolean()).isFalse();
    }

    @Test
    void switchingTheScheduleOffLetsItBegin(Client client) {
        String id = client.put(RESIZES, "{\"cluster_size\": \"PS_20\"}").ok().text("id");

        client.admin().patch("/objects/" + schedule, "{\"enabled\": false}").ok();

        assertThat(client.get(RESIZES + "/" + id).text("state")).isEqualTo("completed");
        assertThat(client.get(ALL).get("data").get(0).path("enabled").asBoolean(true))
                .isFalse();
    }

    @Test
    void theNumberOfVtgatesChangesAtOnceAndTheirSizeDoesNot(Client client) {
        assertThat(client.put(MAIN + "/resizes", "{\"vtgate_size\": \"VTG_320\"}")
                        .text("state"))
                .isEqualTo("queued");
        client.delete(MAIN + "/resizes").ok();
        client.admin().patch("/objects/" + schedule, "{\"enabled\": false}").ok();
        client.put(MAIN + "/resizes", "{\"vtgate_size\": \"VTG_320\"}").ok();
        client.admin().patch("/objects/" + schedule, "{\"enabled\": true}").ok();

        assertThat(client.put(MAIN + "/resizes", "{\"vtgate_count\": 2}").text("state"))
                .isEqualTo("completed");
    }

    @Test
    void postgresChangesAreQueuedAndGoTogether(Client client, Emulator emulator) {
        client.delete(SHOP).ok();
        client.createPostgresShop().ok();
        addSchedule(client);

        Reply first = client.patch(MAIN + "/changes", "{\"replicas\": 3}").ok();
        Reply second = client.patch(MAIN + "/changes", "{\"cluster_size\": \"PS_20_AWS_ARM\"}")
                .ok();

        assertThat(first.text("state")).isEqualTo("queued");
        assertThat(second.text("id")).isEqualTo(first.text("id"));
        assertThat(client.get(SHOP).get("config_change_queued").asBoolean()).isTrue();
        toTheWindow(client, emulator);
        assertThat(client.get(MAIN).text("cluster_name")).isEqualTo("PS_20_AWS_ARM");
        assertThat(client.get(MAIN).get("replicas").asInt()).isEqualTo(3);
    }

    @Test
    void schedulesNameTheirWindows(Client client, Emulator emulator) {
        Reply one = client.get(ALL + "/" + schedule);
        Instant first = nextWindow(client);
        assertThat(one.text("next_window_datetime")).endsWith("T02:00:00.000Z");
        assertThat(one.get("day").asInt()).isEqualTo(7);
        assertThat(client.get(ALL + "/" + schedule + "/windows").get("data")).isEmpty();

        toTheWindow(client, emulator);
        emulator.clock().advance(Duration.ofDays(1).plusHours(1));

        assertThat(client.get(ALL + "/" + schedule + "/windows").get("data").findValuesAsText("finished_at"))
                .containsExactly(
                        Json.time(first.plus(Duration.ofHours(25))), Json.time(first.plus(Duration.ofHours(1))));
    }
}
