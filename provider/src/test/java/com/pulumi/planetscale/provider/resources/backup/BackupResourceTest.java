package com.pulumi.planetscale.provider.resources.backup;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.planetscale.provider.lifecycle.FakeOperation;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Finding.Severity;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.database.Databases;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupResourceTest {
    private final World world = World.slow();
    private final Lifecycle lifecycle = world.lifecycle("Backup");

    @BeforeEach
    void createDatabase() throws Exception {
        PropertyMap shop = world.settings().with(Databases.NAME, "shop").with(Databases.CLUSTER_SIZE, "PS_10");
        var _ = world.lifecycle("Database").create(world.operation(), shop);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void backupIsWaitedForAndItsProgressTold() throws Exception {
        FakeOperation operation = world.operation();

        PropertyMap state = make(operation, backup()).state();

        assertThat(state.get(BackupProperties.STATE)).isEqualTo("success");
        assertThat(state.has(BackupProperties.COMPLETED_AT)).isTrue();
        assertThat(operation.statusLines())
                .anyMatch(line -> line.contains("backup `nightly` of branch `shop/main`: pending"))
                .anyMatch(line -> line.contains("backup `nightly` of branch `shop/main`: running"));
    }

    @Test
    void backupThatAKilledRunAskedForIsTakenOver() throws Exception {
        PropertyMap left = make(world.operation().on("nightly"), backup()).state();
        world.newProcess();
        FakeOperation operation = world.operation().on("nightly");

        PropertyMap state = world.catalog().resource("Backup").orElseThrow().create(operation, backup());

        assertThat(state.get(Owners.PUBLIC_ID)).isEqualTo(left.get(Owners.PUBLIC_ID));
        assertThat(operation.said())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("was adopted: an interrupted run"));
    }

    @Test
    void backupThatAKilledRunAskedForOtherwiseIsNotTakenOver() throws Exception {
        PropertyMap shorter =
                backup().with(BackupProperties.RETENTION_VALUE, 3L).with(BackupProperties.RETENTION_UNIT, "day");
        PropertyMap left = make(world.operation().on("nightly"), shorter).state();
        world.newProcess();
        FakeOperation operation = world.operation().on("nightly");

        PropertyMap state = world.catalog().resource("Backup").orElseThrow().create(operation, backup());

        assertThat(state.get(Owners.PUBLIC_ID)).isNotEqualTo(left.get(Owners.PUBLIC_ID));
        assertThat(operation.said())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text())
                        .contains(left.get(Owners.PUBLIC_ID), "is left over", "it costs money"));
    }

    @Test
    void backupThatTakesTooLongIsWaitedForAgainByTheNextRun() throws Exception {
        Outcome.Partial cut =
                (Outcome.Partial) lifecycle.create(world.operation().within(Duration.ofSeconds(1)), backup());
        World.Journal journal = world.journal();

        Outcome outcome = lifecycle.update(world.operation(), cut.id(), backup(), cut.state(), backup());

        assertThat(cut.reason().text()).contains("timed out").contains("`pulumi up` again");
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Ready.class,
                        ready -> assertThat(ready.state().get(BackupProperties.STATE))
                                .isEqualTo("success"));
        assertThat(journal.calls()).allMatch(call -> call.startsWith("GET "));
    }

    @ParameterizedTest
    @CsvSource({
        "failed, failed at PlanetScale",
        "canceled, was canceled",
        "ignored, PlanetScale ignored the request",
    })
    void backupThatComesToNothingIsExplainedAndReplacedByTheNextRun(String end, String explanation) throws Exception {
        PropertyMap inputs = backup();
        Outcome.Partial begun =
                (Outcome.Partial) lifecycle.create(world.operation().within(Duration.ofSeconds(1)), inputs);
        change(begun.state(), JsonNodeFactory.instance.objectNode().put("outcome", end));

        Outcome.Partial ended =
                (Outcome.Partial) lifecycle.update(world.operation(), begun.id(), inputs, begun.state(), inputs);
        Plan plan = lifecycle.plan(world.operation(), "nightly", inputs, ended.state(), inputs, List.of());

        assertThat(ended.reason().text())
                .contains("backup `nightly`")
                .contains(explanation)
                .contains("`pulumi up`");
        assertThat(ended.state().get(BackupProperties.STATE)).isEqualTo(end);
        assertThat(plan)
                .isInstanceOfSatisfying(
                        Plan.Replace.class,
                        replace -> assertThat(replace.changes())
                                .singleElement()
                                .satisfies(change ->
                                        assertThat(change.why()).isEqualTo("the backup did not succeed: " + end)));
    }

    @Test
    void expiredBackupStaysAsItIs() throws Exception {
        PropertyMap inputs =
                backup().with(BackupProperties.RETENTION_VALUE, 1L).with(BackupProperties.RETENTION_UNIT, "day");
        Outcome.Ready made = make(world.operation(), inputs);
        world.time().sleep(Duration.ofDays(2).toNanos());
        FakeOperation refreshing = world.operation();

        Lifecycle.Found found =
                lifecycle.refresh(refreshing, made.id(), inputs, made.state()).orElseThrow();
        FakeOperation again = world.operation();
        Lifecycle.Found foundAgain = lifecycle
                .refresh(again, made.id(), found.inputs(), found.state())
                .orElseThrow();

        assertThat(refreshing.said()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.INFO);
            assertThat(finding.text()).contains("expired at " + made.state().get(BackupProperties.EXPIRES_AT));
        });
        assertThat(found.state().get(BackupProperties.STATE)).isEqualTo("expired");
        assertThat(found.inputs()).isEqualTo(inputs);
        assertThat(plan(inputs, found.state(), inputs)).isInstanceOf(Plan.Keep.class);
        assertThat(foundAgain).isEqualTo(found);
        assertThat(again.said()).isEmpty();
        lifecycle.delete(world.operation(), found.state());
        lifecycle.delete(world.operation(), made.state());
    }

    @Test
    void backupThatIsGoneBeforeItsTimeIsGone() throws Exception {
        Outcome.Ready made = make(world.operation(), backup());
        world.emulator().admin().delete(path(made.state()));

        assertThat(lifecycle.refresh(world.operation(), made.id(), backup(), made.state()))
                .isEmpty();
    }

    @Test
    void protectionIsSetAndLiftedInPlaceAndForbidsDeletion() throws Exception {
        PropertyMap inputs = backup().with(BackupProperties.PROTECTED, true);
        Outcome.Ready made = make(world.operation(), inputs);

        assertThat(plan(inputs, made.state(), inputs.with(BackupProperties.NAME, "other")))
                .isInstanceOf(Plan.Refuse.class);
        assertThatThrownBy(() -> lifecycle.delete(world.operation(), made.state()))
                .hasMessageContaining("is protected from deletion");
        Outcome.Ready lifted = (Outcome.Ready) lifecycle.update(
                world.operation(), made.id(), inputs, made.state(), inputs.with(BackupProperties.PROTECTED, false));
        lifecycle.delete(world.operation(), lifted.state());

        assertThat(lifecycle.refresh(world.operation(), made.id(), inputs, lifted.state()))
                .isEmpty();
    }

    @Test
    void protectionIsLiftedByAWordWhereABooleanIsIgnored() throws Exception {
        PropertyMap isProtected = backup().with(BackupProperties.PROTECTED, true);
        Outcome.Ready made = make(world.operation(), isProtected);
        world.emulator()
                .wireMock()
                .stubFor(patch(urlPathMatching(".*/backups/.*"))
                        .withRequestBody(equalToJson("{\"protected\": false}"))
                        .atPriority(1)
                        .willReturn(okJson("{\"id\": \"" + made.state().get(Owners.PUBLIC_ID)
                                + "\", \"name\": \"nightly\", \"state\": \"success\", \"protected\": true}")));

        Outcome outcome = lifecycle.update(
                world.operation(),
                made.id(),
                isProtected,
                made.state(),
                backup().with(BackupProperties.PROTECTED, false));

        assertThat(((Outcome.Ready) outcome).state().is(BackupProperties.PROTECTED))
                .isFalse();
        assertThat(lifecycle
                        .refresh(world.operation(), made.id(), backup(), made.state())
                        .orElseThrow()
                        .state()
                        .is(BackupProperties.PROTECTED))
                .isFalse();
    }

    @Test
    void protectedBackupOutlivesItsTime() throws Exception {
        PropertyMap inputs = backup().with(BackupProperties.PROTECTED, true);
        Outcome.Ready made = make(world.operation(), inputs);
        world.time().sleep(Duration.ofDays(30).toNanos());

        assertThat(lifecycle.refresh(world.operation(), made.id(), inputs, made.state()))
                .hasValueSatisfying(found ->
                        assertThat(found.state().get(BackupProperties.STATE)).isEqualTo("success"));
    }

    @Test
    void backupOfPlanetScalesOwnScheduleIsOnlyForgotten() throws Exception {
        Outcome.Ready made = make(world.operation(), backup());
        change(made.state(), JsonNodeFactory.instance.objectNode().put("required", true));
        world.end();
        Lifecycle lifecycle = world.lifecycle("Backup");
        Lifecycle.Found found =
                lifecycle.find(world.operation(), made.id(), world.settings()).orElseThrow();
        FakeOperation operation = world.operation();

        lifecycle.delete(operation, found.state());

        assertThat(operation.said())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("was removed from the state only"));
        assertThat(lifecycle.find(world.operation(), made.id(), world.settings()))
                .isPresent();
    }

    @Test
    void emergencyOfAVitessBranchIsRefusedInThePreview() throws Exception {
        PropertyMap inputs = backup().with(BackupProperties.EMERGENCY, true);

        assertThat(look(inputs)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.text()).startsWith("`emergency`: only Postgres");
        });
        world.plan("Database", Map.of("name", "later", "clusterSize", "PS_10"));
        assertThat(look(inputs.with(BackupProperties.DATABASE, "later"))).isEmpty();
    }

    @Test
    void retentionNeedsBothItsParts() {
        assertThat(check(backup().with(BackupProperties.RETENTION_VALUE, 3L)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).startsWith("`retentionUnit`: it is missing"));
        assertThat(check(backup().with(BackupProperties.RETENTION_UNIT, "day")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).startsWith("`retentionValue`: it is missing"));
        assertThat(check(backup().with(BackupProperties.RETENTION_VALUE, 1001L)
                        .with(BackupProperties.RETENTION_UNIT, "day")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("1001 is out of range"));
    }

    private PropertyMap backup() {
        return world.settings()
                .with(BackupProperties.DATABASE, "shop")
                .with(BackupProperties.BRANCH, "main")
                .with(BackupProperties.NAME, "nightly");
    }

    private Outcome.Ready make(FakeOperation operation, PropertyMap inputs) throws Exception {
        return (Outcome.Ready) lifecycle.create(operation, inputs);
    }

    private void change(PropertyMap state, ObjectNode fields) {
        var _ = world.emulator().admin().change(path(state), fields);
    }

    private static String path(PropertyMap state) {
        return "/organizations/" + state.get(Owners.ORGANIZATION) + "/databases/shop/branches/main/backups/"
                + state.get(Owners.PUBLIC_ID);
    }

    private List<Finding> check(PropertyMap inputs) {
        return lifecycle
                .check(PropertyMap.EMPTY, inputs, world.context("nightly"))
                .findings();
    }

    private List<Finding> look(PropertyMap inputs) throws InterruptedException {
        return lifecycle.previewCreate(world.operation(), inputs).findings();
    }

    private Plan plan(PropertyMap oldInputs, PropertyMap state, PropertyMap inputs) throws InterruptedException {
        return lifecycle.plan(world.operation(), "nightly", oldInputs, state, inputs, List.of());
    }
}
