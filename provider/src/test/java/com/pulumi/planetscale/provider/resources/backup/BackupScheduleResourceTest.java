package com.pulumi.planetscale.provider.resources.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.provider.lifecycle.FakeOperation;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Finding.Severity;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.database.Databases;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupScheduleResourceTest {
    private final World world = World.quick();
    private final Lifecycle lifecycle = world.lifecycle("BackupSchedule");

    @BeforeEach
    void createDatabase() throws Exception {
        PropertyMap shop = world.settings().with(Databases.NAME, "shop").with(Databases.CLUSTER_SIZE, "PS_10");
        var _ = world.lifecycle("Database").create(world.operation(), shop);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "hour,  -, -, -",
                "day,   -, -, -",
                "week,  6, -, -",
                "month, 0, 3, -",
                "hour,  1, -, scheduleDay: has no use for it",
                "day,   -, 1, scheduleWeek: has no use for it",
                "week,  -, -, scheduleDay: it is missing",
                "week,  1, 1, scheduleWeek: has no use for it",
                "month, 1, -, scheduleWeek: it is missing",
                "month, -, 1, scheduleDay: it is missing",
                "month, 7, 1, scheduleDay: 7 is out of range",
                "month, 1, 4, scheduleWeek: 4 is out of range",
            })
    void dayAndWeekAreGivenExactlyWhereTheyMeanSomething(String unit, Long day, Long week, String problem) {
        PropertyMap inputs = daily().with(BackupScheduleProperties.FREQUENCY_UNIT, unit)
                .with(BackupScheduleProperties.RETENTION_UNIT, "year")
                .with(BackupScheduleProperties.SCHEDULE_DAY, day)
                .with(BackupScheduleProperties.SCHEDULE_WEEK, week);

        if (problem == null) {
            assertThat(check(inputs)).isEmpty();
        } else {
            String[] parts = problem.split(": ", 2);
            assertThat(check(inputs))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.text())
                            .startsWith("`" + parts[0] + "`: ")
                            .contains(parts[1]));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "12, hour, 12, hour, true",
        "24, hour, 1, day, true",
        "2, day, 1, day, false",
        "1, day, 23, hour, false",
        "1, week, 7, day, true",
        "1, week, 6, day, false",
        "12, month, 1, year, true",
        "2, month, 59, day, false"
    })
    void retentionIsNotShorterThanTheTimeBetweenBackups(
            long every, String frequencyUnit, long kept, String retentionUnit, boolean good) {
        PropertyMap inputs = daily().with(BackupScheduleProperties.FREQUENCY_VALUE, every)
                .with(BackupScheduleProperties.FREQUENCY_UNIT, frequencyUnit)
                .with(BackupScheduleProperties.RETENTION_VALUE, kept)
                .with(BackupScheduleProperties.RETENTION_UNIT, retentionUnit);

        assertThat(check(inputs)).noneMatch(finding -> good && finding.text().contains("is deleted before"));
        assertThat(check(inputs).stream().anyMatch(finding -> finding.text().contains("is deleted before")))
                .isEqualTo(!good);
    }

    @Test
    void scheduleOfOnesOwnNeedsFrequencyRetentionAndTime() {
        PropertyMap bare = world.settings()
                .with(BackupScheduleProperties.DATABASE, "shop")
                .with(BackupScheduleProperties.TARGET, "production");

        assertThat(check(bare))
                .extracting(finding -> finding.path().toString())
                .containsExactlyInAnyOrder(
                        "frequencyValue", "frequencyUnit", "retentionValue", "retentionUnit", "scheduleTime");
        assertThat(check(bare.with(BackupScheduleProperties.REQUIRED, true))).isEmpty();
        assertThat(check(daily().with("frequencyUnit", Value.unknown()))).isEmpty();
        assertThat(check(daily().with(BackupScheduleProperties.SCHEDULE_TIME, "24:00")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("`24:00` is not a time of the day"));
    }

    @Test
    void whatPlanetScaleRequiresIsAdoptedAndOnlyForgotten() throws Exception {
        PropertyMap inputs = required("production");
        FakeOperation making = world.operation();
        FakeOperation deleting = world.operation();
        World.Journal journal = world.journal();

        PropertyMap state = create(making, inputs);
        lifecycle.delete(deleting, state);

        assertThat(state.get(BackupScheduleProperties.FREQUENCY_VALUE)).isEqualTo(12);
        assertThat(state.get(BackupScheduleProperties.FREQUENCY_UNIT)).isEqualTo("hour");
        assertThat(making.said())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text())
                        .contains("`" + state.get(BackupScheduleProperties.NAME) + "`")
                        .contains("was adopted")
                        .contains("deleting it will only remove it from the state"));
        assertThat(deleting.said())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("was removed from the state only"));
        assertThat(journal.calls()).allMatch(call -> call.startsWith("GET "));
    }

    @Test
    void requiredScheduleThatDoesNotExistIsRefusedInThePreview() throws Exception {
        PropertyMap inputs = required("development");

        assertThat(look(inputs)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.text()).contains("requires no backup schedule for the development branches");
        });
        assertThatThrownBy(() -> lifecycle.create(world.operation(), inputs))
                .hasMessageContaining("requires no backup schedule for the development branches");
        world.plan("Database", Map.of("name", "later", "clusterSize", "PS_10"));
        assertThat(look(inputs.with(BackupScheduleProperties.DATABASE, "later")))
                .isEmpty();
    }

    @Test
    void otherWishesForWhatPlanetScaleRequiresAreRefusedInThePreview() throws Exception {
        PropertyMap inputs = required("production")
                .with(BackupScheduleProperties.FREQUENCY_VALUE, 6L)
                .with(BackupScheduleProperties.FREQUENCY_UNIT, "hour");

        assertThat(look(inputs)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.text()).startsWith("`frequencyValue`: ").contains("PlanetScale refuses to change it");
        });
        assertThat(look(required("production").with(BackupScheduleProperties.RETENTION_VALUE, 400L)))
                .extracting(Finding::severity)
                .containsExactly(Severity.ERROR);
        assertThat(look(inputs.with(BackupScheduleProperties.DATABASE, "later")))
                .extracting(finding -> finding.path().toString())
                .contains("frequencyValue", "frequencyUnit");
    }

    /// As with `--skip-preview`.
    @Test
    void otherWishesForWhatPlanetScaleRequiresAreRefusedWithoutAPreviewToo() throws Exception {
        PropertyMap adopted = create(world.operation(), required("production"));
        PropertyMap inputs = required("production").with(BackupScheduleProperties.RETENTION_VALUE, 400L);
        World.Journal journal = world.journal();

        assertThatThrownBy(() ->
                        lifecycle.update(world.operation(), "acme/shop/x", required("production"), adopted, inputs))
                .hasMessageContaining("`retentionValue`: the schedule that PlanetScale requires has another value");
        world.newProcess();
        assertThatThrownBy(() -> world.lifecycle("BackupSchedule").create(world.operation(), inputs))
                .hasMessageContaining("`retentionValue`: the schedule that PlanetScale requires has another value");
        assertThat(journal.calls()).allMatch(call -> call.startsWith("GET "));
    }

    @Test
    void anotherTargetIsAChangeOfOnesOwnAndAReplacementOfTheRequired() throws Exception {
        PropertyMap own = daily();
        PropertyMap ownState = create(world.operation(), own);
        PropertyMap adopted = required("production");
        PropertyMap adoptedState = create(world.operation(), adopted);

        assertThat(plan(own, ownState, own.with(BackupScheduleProperties.TARGET, "development")))
                .isInstanceOf(Plan.Update.class);
        assertThat(plan(adopted, adoptedState, required("development"))).isInstanceOf(Plan.Replace.class);
    }

    @Test
    void weeklyScheduleBecomesDailyInPlace() throws Exception {
        PropertyMap weekly = daily().with(BackupScheduleProperties.FREQUENCY_UNIT, "week")
                .with(BackupScheduleProperties.SCHEDULE_DAY, 3L)
                .with(BackupScheduleProperties.RETENTION_UNIT, "week");
        Outcome.Ready made = (Outcome.Ready) lifecycle.create(world.operation(), weekly);
        PropertyMap wanted = daily();

        assertThat(plan(weekly, made.state(), wanted)).isInstanceOf(Plan.Update.class);
        Outcome outcome = lifecycle.update(world.operation(), made.id(), weekly, made.state(), wanted);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Ready.class, ready -> {
            assertThat(ready.state().get(BackupScheduleProperties.FREQUENCY_UNIT))
                    .isEqualTo("day");
            assertThat(ready.state().has(BackupScheduleProperties.SCHEDULE_DAY)).isFalse();
            assertThat(ready.state().get(Owners.PUBLIC_ID))
                    .isEqualTo(made.state().get(Owners.PUBLIC_ID));
        });
    }

    @Test
    void runsAreLookedUpAndNotRecorded() throws Exception {
        PropertyMap inputs = daily();
        Outcome.Ready made = (Outcome.Ready) lifecycle.create(world.operation(), inputs);
        var get = Objects.requireNonNull(world.catalog().lookups().get("getBackupSchedule"));
        PropertyMap identity =
                made.state().only(List.copyOf(world.schema("BackupSchedule").identity()));
        String first = get.call(world.operation(), identity).get(BackupScheduleProperties.NEXT_RUN_AT);

        world.time().sleep(Duration.ofDays(1).toNanos());
        PropertyMap later = get.call(world.operation(), identity);

        assertThat(Instant.parse(later.get(BackupScheduleProperties.NEXT_RUN_AT)))
                .isEqualTo(Instant.parse(first).plus(Duration.ofDays(1)));
        assertThat(later.get(BackupScheduleProperties.LAST_RAN_AT)).isEqualTo(first);
        assertThat(lifecycle.refresh(world.operation(), made.id(), inputs, made.state()))
                .contains(new Lifecycle.Found(made.id(), inputs, made.state()));
    }

    private PropertyMap daily() {
        return world.settings()
                .with(BackupScheduleProperties.DATABASE, "shop")
                .with(BackupScheduleProperties.TARGET, "production")
                .with(BackupScheduleProperties.FREQUENCY_VALUE, 1L)
                .with(BackupScheduleProperties.FREQUENCY_UNIT, "day")
                .with(BackupScheduleProperties.SCHEDULE_TIME, "03:30")
                .with(BackupScheduleProperties.RETENTION_VALUE, 1L)
                .with(BackupScheduleProperties.RETENTION_UNIT, "week");
    }

    private PropertyMap required(String target) {
        return world.settings()
                .with(BackupScheduleProperties.DATABASE, "shop")
                .with(BackupScheduleProperties.TARGET, target)
                .with(BackupScheduleProperties.REQUIRED, true);
    }

    private List<Finding> check(PropertyMap inputs) {
        return lifecycle
                .check(PropertyMap.EMPTY, inputs, world.context("backups"))
                .findings();
    }

    private List<Finding> look(PropertyMap inputs) throws InterruptedException {
        return lifecycle.previewCreate(world.operation(), inputs).findings();
    }

    private Plan plan(PropertyMap oldInputs, PropertyMap state, PropertyMap inputs) throws InterruptedException {
        return lifecycle.plan(world.operation(), "backups", oldInputs, state, inputs, List.of());
    }

    private PropertyMap create(FakeOperation operation, PropertyMap inputs) throws Exception {
        return ((Outcome.Ready) lifecycle.create(operation, inputs)).state();
    }
}
