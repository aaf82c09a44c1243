package com.pulumi.planetscale.emulator.backup;

import static com.pulumi.planetscale.emulator.Client.DEV;
import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.Client.ORGANIZATION;
import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulated;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.admin.Accesses;
import com.pulumi.planetscale.emulator.time.Delay;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Emulated.class)
final class BackupPolicyTest {
    private static final String ALL = SHOP + "/backup-policies";
    private static final String NIGHTLY = """
            {"name": "nightly", "target": "production", "retention_value": 1, "retention_unit": "week",
             "frequency_value": 1, "frequency_unit": "day", "schedule_time": "03:00"}""";

    @BeforeEach
    void createShop(Client client) {
        client.createShop().ok();
    }

    @Test
    void everyDatabaseHasOneThatStays(Client client) {
        JsonNode policies = client.get(ALL).get("data");
        assertThat(policies).hasSize(1);
        JsonNode included = policies.get(0);
        String one = ALL + "/" + included.get("id").asText();

        assertThat(included.get("required").asBoolean()).isTrue();
        assertThat(included.get("target").asText()).isEqualTo("production");
        assertThat(included.get("frequency_value").asInt()).isEqualTo(12);
        assertThat(client.delete(one).message()).contains("Required");
        assertThat(client.patch(one, "{\"retention_value\": 9}").status()).isEqualTo(422);
    }

    @Test
    void onPostgresDevelopmentBranchesHaveOneToo(Client client) {
        client.post(ORGANIZATION + "/databases", """
                {"name": "notes", "kind": "postgresql", "cluster_size": "PS_10_AWS_ARM"}""").ok();

        assertThat(client.get(ORGANIZATION + "/databases/notes/backup-policies")
                        .get("data")
                        .findValuesAsText("target"))
                .containsExactly("production", "development");
    }

    @Test
    void theIncludedBackupsComeTwiceADayAndLastTwoDays(Client client, Emulator emulator) {
        Instant first = nextRun(client.get(ALL).get("data").get(0));
        advanceTo(emulator, first.minusSeconds(1));
        assertThat(backups(client, MAIN, "")).isEmpty();

        advanceTo(emulator, first);
        JsonNode backup = client.get(MAIN + "/backups").get("data").get(0);
        assertThat(Instant.parse(backup.get("created_at").asText())).isEqualTo(first);
        assertThat(backup.get("required").asBoolean()).isTrue();
        assertThat(backup.get("actor").isNull()).isTrue();
        assertThat(client.delete(MAIN + "/backups/" + backup.get("id").asText()).status())
                .isEqualTo(422);

        advanceTo(emulator, first.plus(Duration.ofDays(5)));
        assertThat(backups(client, MAIN, "")).hasSize(4);
        assertThat(backups(client, MAIN, "?all=true")).hasSize(11);
    }

    @Test
    void oneOfYourOwnRunsWhenItIsSaid(Client client, Emulator emulator) {
        Reply created = client.post(ALL, NIGHTLY);
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("schedule_time")).isEqualTo("03:00");
        assertThat(created.get("required").asBoolean(true)).isFalse();
        assertThat(created.get("last_ran_at").isNull()).isTrue();
        Instant first = nextRun(created.body());
        assertThat(first.toString()).endsWith("T03:00:00Z");

        advanceTo(emulator, first.plus(Duration.ofHours(25)));

        Instant second = first.plus(Duration.ofDays(1));
        Reply ran = client.get(ALL + "/" + created.text("id"));
        assertThat(Instant.parse(ran.text("last_ran_at"))).isEqualTo(second);
        assertThat(nextRun(ran.body())).isEqualTo(second.plus(Duration.ofDays(1)));
        JsonNode made =
                client.get(MAIN + "/backups?policy=" + created.text("id")).get("data");
        assertThat(made).hasSize(2);
        assertThat(made.get(0).get("backup_policy").get("name").asText()).isEqualTo("nightly");
        assertThat(Instant.parse(made.get(0).get("expires_at").asText())).isEqualTo(second.plus(Duration.ofDays(7)));
        assertThat(made.get(0).get("required").asBoolean(true)).isFalse();
    }

    @Test
    void onlyReadyBranchesOfItsKindAreBackedUp(Client client, Emulator emulator) {
        Reply policy = client.post(ALL, NIGHTLY.replace("production", "development"));
        client.createDev().ok();
        createBranch(client, "asleep");
        client.admin()
                .patch("/objects" + SHOP + "/branches/asleep", "{\"sleeping\": true}")
                .ok();
        emulator.admin().setDelay(Delay.BRANCH, Duration.ofDays(2));
        createBranch(client, "late");

        advanceTo(emulator, nextRun(policy.body()));

        String ofPolicy = "?policy=" + policy.text("id");
        assertThat(backups(client, DEV, ofPolicy)).hasSize(1);
        assertThat(backups(client, MAIN, ofPolicy)).isEmpty();
        assertThat(backups(client, SHOP + "/branches/asleep", "")).isEmpty();
        assertThat(backups(client, SHOP + "/branches/late", "")).isEmpty();
    }

    @Test
    void scheduledBackupsTakeTheirTime(Client client, Emulator emulator) {
        emulator.admin().setDelay(Delay.BACKUP, Duration.ofHours(2));
        Instant first = nextRun(client.get(ALL).get("data").get(0));

        advanceTo(emulator, first.plus(Duration.ofHours(1)));
        assertThat(backups(client, MAIN, "?state=running")).hasSize(1);

        advanceTo(emulator, first.plus(Duration.ofHours(2)));
        assertThat(backups(client, MAIN, "?state=success")).hasSize(1);
    }

    @Test
    void everythingChangesInPlace(Client client) {
        Reply created = client.post(ALL, NIGHTLY);
        String one = ALL + "/" + created.text("id");

        Reply weekly = client.patch(
                one,
                "{\"frequency_unit\": \"week\", \"schedule_day\": 0, \"retention_unit\": \"month\", \"name\": \"weekly\"}");
        assertThat(weekly.status()).isEqualTo(200);
        assertThat(weekly.get("schedule_day").asInt(-1)).isZero();
        assertThat(nextRun(weekly.body()).atOffset(ZoneOffset.UTC).getDayOfWeek())
                .isEqualTo(DayOfWeek.SUNDAY);
        assertThat(weekly.text("retention_unit")).isEqualTo("month");

        Reply daily = client.patch(one, "{\"frequency_unit\": \"day\", \"target\": \"development\"}");
        assertThat(daily.get("schedule_day").isNull()).isTrue();
        assertThat(nextRun(daily.body())).isEqualTo(nextRun(created.body()));
        assertThat(daily.text("target")).isEqualTo("development");
        assertThat(daily.text("name")).isEqualTo("weekly");
    }

    @Test
    void anotherNameLeavesTheNextRunAlone(Client client, Emulator emulator) {
        Reply created = client.post(ALL, NIGHTLY.replace("\"frequency_value\": 1", "\"frequency_value\": 3"));
        Instant first = nextRun(created.body());
        advanceTo(emulator, first.plus(Duration.ofHours(1)));

        Reply renamed = client.patch(ALL + "/" + created.text("id"), "{\"name\": \"other\"}");

        assertThat(nextRun(renamed.body())).isEqualTo(first.plus(Duration.ofDays(3)));
    }

    @Test
    void withoutANameItGetsOne(Client client) {
        Reply created = client.post(ALL, NIGHTLY.replace("\"name\": \"nightly\",", ""));

        assertThat(created.text("name")).isNotEmpty();
        assertThat(created.text("display_name")).isNotEmpty();
    }

    @Test
    void itsBackupsOutliveIt(Client client, Emulator emulator) {
        Reply policy = client.post(ALL, NIGHTLY);
        String id = policy.text("id");
        advanceTo(emulator, nextRun(policy.body()));
        assertThat(backups(client, MAIN, "?policy=" + id)).hasSize(1);

        assertThat(client.delete(ALL + "/" + id).status()).isEqualTo(204);
        emulator.clock().advance(Duration.ofDays(1));

        JsonNode left = client.get(MAIN + "/backups?policy=" + id).get("data");
        assertThat(left).hasSize(1);
        assertThat(left.get(0).get("backup_policy").isNull()).isTrue();
        assertThat(client.get(ALL + "/" + id).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | \"target\": \"all\"                                   | target must be one of",
                "400 | \"frequency_unit\": \"year\"                          | frequency_unit must be one of",
                "422 | \"target\": null                                      | target can't be blank",
                "422 | \"retention_unit\": null                              | retention_unit can't be blank",
                "422 | \"frequency_value\": null                             | frequency_value can't be blank",
                "422 | \"schedule_time\": null                               | schedule_time can't be blank",
                "422 | \"schedule_time\": \"24:00\"                          | HH:MM",
                "422 | \"schedule_time\": \"3:00\"                           | HH:MM",
                "422 | \"frequency_value\": 0                                | between 1 and 1000",
                "422 | \"retention_value\": 1001                             | between 1 and 1000",
                "422 | \"schedule_day\": 1                                   | does not fit",
                "422 | \"schedule_week\": 1                                  | does not fit",
                "422 | \"frequency_unit\": \"week\"                          | schedule_day can't be blank",
                "422 | \"frequency_unit\": \"week\", \"schedule_day\": 7     | between 0 and 6",
                "422 | \"frequency_unit\": \"month\", \"schedule_day\": 1    | schedule_week can't be blank",
                "422 | \"frequency_unit\": \"month\", \"schedule_day\": 1, \"schedule_week\": 4 | between 0 and 3",
            })
    void whatCannotBeIsRefused(int status, String fields, String message, Client client) {
        Reply refused = client.post(ALL, NIGHTLY.replaceFirst("}$", ", " + fields + "}"));

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.message()).contains(message);
    }

    @Test
    void aChangeIsMeasuredTogetherWithWhatStays(Client client) {
        String one = ALL + "/" + client.post(ALL, NIGHTLY).text("id");

        assertThat(client.patch(one, "{\"frequency_unit\": \"week\"}").message())
                .contains("schedule_day");
        assertThat(client.patch(one, "{\"schedule_day\": 2}").status()).isEqualTo(422);
        assertThat(client.get(one).text("frequency_unit")).isEqualTo("day");
    }

    @Test
    void policiesNeedTheAccessesOfBackups(Client client, Emulator emulator) {
        Client reader = client.with(emulator, Accesses.none().onDatabase("shop", "read_backups"));
        Client writer = client.with(emulator, Accesses.none().onDatabase("shop", "write_backups"));

        assertThat(reader.post(ALL, NIGHTLY).status()).isEqualTo(404);
        String one = ALL + "/" + writer.post(ALL, NIGHTLY).ok().text("id");
        assertThat(reader.get(one).status()).isEqualTo(200);
        assertThat(reader.delete(one).status()).isEqualTo(404);
        assertThat(writer.delete(one).status()).isEqualTo(204);
    }

    private static void createBranch(Client client, String name) {
        client.post(SHOP + "/branches", "{\"name\": \"" + name + "\", \"parent_branch\": \"main\"}")
                .ok();
    }

    private static Instant nextRun(JsonNode policy) {
        return Instant.parse(policy.get("next_run_at").asText());
    }

    private static void advanceTo(Emulator emulator, Instant instant) {
        emulator.clock().advance(Duration.between(emulator.clock().instant(), instant));
    }

    private static List<String> backups(Client client, String branch, String query) {
        return client.get(branch + "/backups" + query).get("data").findParents("pvc_size").stream()
                .map(backup -> backup.get("name").asText())
                .toList();
    }
}
