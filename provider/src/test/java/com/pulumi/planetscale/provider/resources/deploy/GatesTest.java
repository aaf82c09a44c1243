package com.pulumi.planetscale.provider.resources.deploy;

import static com.pulumi.planetscale.provider.resources.deploy.DeployRequestProperties.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.deploy.Facts.Storage;
import com.pulumi.planetscale.provider.resources.deploy.Gate.Opener;
import com.pulumi.planetscale.provider.resources.deploy.Gate.State;
import com.pulumi.planetscale.provider.resources.schema.MergeBase;
import com.pulumi.planetscale.provider.resources.schema.SchemaText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What stands in the way of a request, told from what PlanetScale says of it.
class GatesTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final Instant APPROVED_AT = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void readyRequestMeetsItsGatesInTheirOrder() {
        List<Gate> gates = gates("ready", "'deployable': true", Facts.NONE, PropertyMap.EMPTY);

        assertThat(gates)
                .extracting(Gate::name)
                .containsExactly(
                        "checks", "lint", "destructive", "storage", "approval", "queue", "cutover", "revertWindow");
        assertThat(gates).noneMatch(gate -> gate.state() == State.BLOCKED);
        assertThat(Gates.verdict(live("ready", "'deployable': true"), gates)).isEqualTo("ready");
    }

    /// Each state of PlanetScale with the word that is recorded for it and the gates that are closed in it.
    @ParameterizedTest
    @CsvSource({
        "pending, checking, checks by TIME",
        "ready, ready,",
        "no_changes, noChanges,",
        "error, refused, checks by CHANGE",
        "queued, deploying, queue by TIME",
        "parallel_lane_blocked, deploying, queue by TIME",
        "submitting, deploying,",
        "in_progress, deploying,",
        "in_progress_vschema, deploying,",
        "in_progress_cutover, deploying,",
        "pending_cutover, staged, cutover by PERSON",
        "complete_pending_revert, live,",
        "complete, live,",
        "in_progress_cancel, canceling,",
        "complete_cancel, canceled,",
        "cancelled, canceled,",
        "complete_error, failed,",
        "in_progress_revert, reverting,",
        "in_progress_revert_vschema, reverting,",
        "complete_revert, reverted,",
        "complete_revert_error, failed,",
        "pondering, unknown,"
    })
    void statesHaveTheirVerdictsAndTheirClosedGates(String state, String verdict, @Nullable String closed) {
        List<Gate> gates = gates(state, "", Facts.NONE, PropertyMap.EMPTY);

        assertThat(Gates.verdict(live(state, ""), gates)).isEqualTo(verdict);
        assertThat(gates.stream()
                        .filter(gate -> gate.state() == State.BLOCKED)
                        .map(gate -> gate.name() + " by " + gate.opener()))
                .isEqualTo(Optional.ofNullable(closed).stream().toList());
    }

    @Test
    void requestWithNothingToDeployWasNotDeployed() {
        List<Gate> gates = gates("no_changes", "", Facts.NONE, PropertyMap.EMPTY);

        assertThat(gates).extracting(Gate::state).containsOnly(State.PASSED);
        assertThat(gates)
                .filteredOn(gate -> !List.of("checks", "lint").contains(gate.name()))
                .extracting(Gate::reason)
                .containsOnly("there is nothing to deploy");
    }

    @ParameterizedTest
    @CsvSource({"closed, ready", "closed, pending", "closed, queued", "open, cancelled", "open, in_progress_cancel"})
    void requestThatEndedOnItsWayIsNotSaidToHavePassedWhatItNeverReached(String state, String deploymentState) {
        LiveDeployRequest live = live(state, deploymentState, "", false);
        List<Gate> gates = Gates.of(live, Facts.NONE, PropertyMap.EMPTY);

        assertThat(gates)
                .filteredOn(gate -> List.of("storage", "approval", "queue", "cutover", "revertWindow")
                        .contains(gate.name()))
                .extracting(Gate::state)
                .containsOnly(State.UNKNOWN);
    }

    @Test
    void lintAndFailedChecksAreToldApart() {
        String lint = "'lint_errors': [{'table_name': 'users', 'error_description': 'no unique key'}]";

        Gate checks = gate("checks", "error", lint, Facts.NONE, PropertyMap.EMPTY);
        Gate both =
                gate("checks", "error", lint + ", 'deploy_check_errors': 'conflict'", Facts.NONE, PropertyMap.EMPTY);
        Gate linted = gate("lint", "error", lint, Facts.NONE, PropertyMap.EMPTY);

        assertThat(checks.state()).isEqualTo(State.PASSED);
        assertThat(both.isBlockedFor(Opener.CHANGE)).isTrue();
        assertThat(both.reason()).endsWith("checks failed: conflict");
        assertThat(linted.isBlockedFor(Opener.CHANGE)).isTrue();
        assertThat(linted.reason()).endsWith("users: no unique key");
    }

    @Test
    void requestThatCannotBeDeployedIsRefusedThoughItIsReady() {
        Gate checks = gate(
                "checks",
                "ready",
                "'deployable': false, 'deploy_check_errors': 'conflicts with #3'",
                Facts.NONE,
                PropertyMap.EMPTY);

        assertThat(checks.isBlockedFor(Opener.CHANGE)).isTrue();
        assertThat(checks.reason()).contains("conflicts with #3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'can_drop_data': true                   | can drop data
            'table_recently_used': true             | touches a table that was used recently
            'removed_foreign_key_names': ['a', 'b'] | removes the foreign keys a, b
            """, quoteCharacter = '"')
    void dangersAreRefusedUntilTheProgramAllowsThem(String danger, String words) {
        String change = "'deploy_operations': [{'ddl_statement': 'ALTER TABLE x', " + danger + "}]";

        Gate refused = gate("destructive", "ready", change, Facts.NONE, PropertyMap.EMPTY);
        Gate allowed = gate("destructive", "ready", change, Facts.NONE, PropertyMap.EMPTY.with(DESTRUCTIVE, "allow"));
        Gate late = gate("destructive", "in_progress", change, Facts.NONE, PropertyMap.EMPTY);

        assertThat(refused.isBlockedFor(Opener.CHANGE)).isTrue();
        assertThat(refused.reason()).startsWith("ALTER TABLE x " + words);
        assertThat(allowed.state()).isEqualTo(State.PASSED);
        assertThat(late.state()).isEqualTo(State.PASSED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'can_drop_data': false | MODIFY `price` decimal(6,2) | BLOCKED | changes its type from decimal(12,2) to decimal(6,2)
            'can_drop_data': false | ADD `name` text             | PASSED  | nothing that can drop data
            'can_drop_data': false | MODIFY price decimal(6,2)   | BLOCKED | changes its type from decimal(12,2) to decimal(6,2)
            'table_name': 't'      | ADD `name` text             | UNKNOWN | PlanetScale does not say whether it can drop data
            'can_drop_data': false |                             | UNKNOWN | maybe column `price` of `shop.t`: changes its type from decimal(12,2) to decimal(6,2)
            """)
    void schemasAreJudgedBesidesWhatPlanetScaleSays(String said, @Nullable String alter, State state, String words) {
        String before = "CREATE TABLE `t` (\n  `price` decimal(12,2)\n)";
        var name = new SchemaText.Name("shop", "t");
        LiveDeployRequest live = live(
                "ready",
                "'deploy_operations': [{'keyspace_name': 'shop', 'table_name': 't', "
                        + (alter == null ? "" : "'ddl_statement': 'ALTER TABLE t " + alter + "', ") + said + "}]");
        var content = Content.of(
                live,
                "abc",
                new SchemaText(Map.of(name, before), Map.of()),
                new SchemaText(Map.of(name, before.replace("12,2", "6,2")), Map.of()),
                MergeBase.TARGET);
        var facts = new Facts(false, Optional.empty(), List.of(), Optional.empty(), Optional.of(content), List.of());

        assertThat(Gates.of(live, facts, PropertyMap.EMPTY))
                .filteredOn(gate -> gate.name().equals("destructive"))
                .singleElement()
                .satisfies(gate -> assertThat(gate.state()).isEqualTo(state))
                .extracting(Gate::reason)
                .asString()
                .contains(words);
    }

    /// Who allows what is known to lose data sees what may, too.
    @Test
    void whatIsNotCertainIsShownBesideWhatIs() {
        assertThat(Gates.destructive("drops a", List.of("may lose b"), PropertyMap.EMPTY)
                        .reason())
                .isEqualTo("drops a; not certain: may lose b");
        assertThat(Gates.destructive("drops a", List.of("may lose b"), PropertyMap.EMPTY.with(DESTRUCTIVE, "allow")))
                .isEqualTo(Gate.passed("destructive", "allowed: drops a; not certain: may lose b"));
    }

    @Test
    void statementsThatAreNotListedLeaveTheLossUnknown() {
        for (String said : List.of("", "'deploy_operations': [{'ddl_statement': 'ALTER', 'can_drop_data': false}]")) {
            assertThat(gate("destructive", "ready", said, fingerprint("abc"), PropertyMap.EMPTY))
                    .satisfies(gate -> assertThat(gate.state()).isEqualTo(State.UNKNOWN))
                    .extracting(Gate::reason)
                    .isEqualTo("PlanetScale does not list all tables that it changes");
        }
        assertThat(gate("destructive", "ready", "'deploy_operations': []", fingerprint("abc"), PropertyMap.EMPTY)
                        .state())
                .isEqualTo(State.PASSED);
    }

    @Test
    void schemasThatWereNotReadLeaveTheLossUnknown() {
        assertThat(gate("destructive", "ready", "", Facts.NONE, PropertyMap.EMPTY)
                        .state())
                .isEqualTo(State.UNKNOWN);
    }

    @Test
    void onlyTheApprovedFingerprintIsDeployed() {
        PropertyMap wanted = PropertyMap.EMPTY.with(APPROVED_FINGERPRINT, "abc");

        assertThat(gate("fingerprint", "ready", "", fingerprint("abc"), wanted).state())
                .isEqualTo(State.PASSED);
        assertThat(gate("fingerprint", "ready", "", fingerprint("def"), wanted))
                .satisfies(gate -> assertThat(gate.isBlockedFor(Opener.CHANGE)).isTrue())
                .extracting(Gate::reason)
                .isEqualTo("the fingerprint is def, and abc was approved");
        assertThat(gate("fingerprint", "pending", "", Facts.NONE, wanted).state())
                .isEqualTo(State.UNKNOWN);
        assertThat(gate("fingerprint", "queued", "", Facts.NONE, wanted).state())
                .isEqualTo(State.PASSED);
        assertThat(gates("ready", "", fingerprint("def"), PropertyMap.EMPTY))
                .noneMatch(gate -> gate.name().equals("fingerprint"));
    }

    @Test
    void fingerprintThatIsNotKnownIsNotTheApprovedOne() {
        Gate gate = gate("fingerprint", "ready", "", Facts.NONE, PropertyMap.EMPTY.with(APPROVED_FINGERPRINT, "abc"));

        assertThat(gate.isBlockedFor(Opener.CHANGE)).isTrue();
        assertThat(gate.remedy()).contains("read_branch");
    }

    @Test
    void instantDdlIsRefusedWhereItIsNotPossible() {
        PropertyMap instant = PropertyMap.EMPTY.with(INSTANT_DDL, true);

        assertThat(gate("instantDdl", "ready", "'instant_ddl_eligible': true", Facts.NONE, instant)
                        .state())
                .isEqualTo(State.PASSED);
        assertThat(gate("instantDdl", "ready", "'instant_ddl_eligible': false", Facts.NONE, instant)
                        .isBlockedFor(Opener.CHANGE))
                .isTrue();
    }

    @Test
    void missingStorageNamesWhatHelps() {
        assertThat(gate("storage", "ready", "", storage(new Storage(false, true, 7L)), PropertyMap.EMPTY))
                .satisfies(gate -> assertThat(gate.isBlockedFor(Opener.CHANGE)).isTrue())
                .satisfies(gate -> assertThat(gate.reason()).endsWith(": 7 bytes are needed"))
                .extracting(Gate::remedy)
                .asString()
                .contains("larger `clusterSize`");
        assertThat(gate("storage", "ready", "", storage(new Storage(false, null, null)), PropertyMap.EMPTY)
                        .remedy())
                .startsWith("Free some space first");
        assertThat(gate("storage", "ready", "", storage(new Storage(true, null, null)), PropertyMap.EMPTY)
                        .state())
                .isEqualTo(State.PASSED);
    }

    @Test
    void approvalIsAskedForByTheDatabaseOrTheProgram() {
        var byDatabase = new Facts(true, Optional.empty(), List.of(), Optional.empty(), Optional.empty(), List.of());

        assertThat(gate("approval", "ready", "", byDatabase, PropertyMap.EMPTY).isBlockedFor(Opener.PERSON))
                .isTrue();
        assertThat(gate("approval", "ready", "", Facts.NONE, PropertyMap.EMPTY.with(REQUIRE_APPROVAL, true))
                        .isBlockedFor(Opener.PERSON))
                .isTrue();
        assertThat(gate("approval", "ready", "", Facts.NONE, PropertyMap.EMPTY).state())
                .isEqualTo(State.NOT_REQUIRED);
    }

    @Test
    void approvalOfAnOlderSchemaDoesNotCount() {
        var approved = new Facts(
                true, Optional.empty(), List.of("Ann"), Optional.of(APPROVED_AT), Optional.empty(), List.of());
        String before = "'schema_last_updated_at': '2026-11-21T09:59:59Z'";
        String after = "'schema_last_updated_at': '2026-11-21T10:00:01Z'";

        assertThat(approval(before, approved)).isEqualTo(Gate.passed("approval", "approved by Ann"));
        assertThat(approval(after, approved))
                .satisfies(gate -> assertThat(gate.isBlockedFor(Opener.CHANGE)).isTrue())
                .extracting(Gate::reason)
                .asString()
                .contains("changed at 2026-11-21T10:00:01Z", "after the approval by Ann");
    }

    @Test
    void queueOnHoldIsForPeopleAndAQueueForTime() {
        String paused = "'queue_paused': true, 'queue_pause_reason': 'maintenance'";

        assertThat(gate("queue", "ready", paused, Facts.NONE, PropertyMap.EMPTY).isBlockedFor(Opener.PERSON))
                .isTrue();
        assertThat(gate("queue", "queued", paused, Facts.NONE, PropertyMap.EMPTY)
                        .reason())
                .endsWith("is paused: maintenance");
        assertThat(gate(
                        "queue",
                        "queued",
                        "'preceding_deployments': [{'deploy_request_number': 3}]",
                        Facts.NONE,
                        PropertyMap.EMPTY))
                .satisfies(gate -> assertThat(gate.isBlockedFor(Opener.TIME)).isTrue())
                .extracting(Gate::reason)
                .isEqualTo("queued behind #3");
        assertThat(gate("queue", "in_progress", paused, Facts.NONE, PropertyMap.EMPTY)
                        .state())
                .isEqualTo(State.PASSED);
    }

    @Test
    void expiringCutoverIsSaid() {
        assertThat(gate("cutover", "pending_cutover", "'cutover_expiring': true", Facts.NONE, PropertyMap.EMPTY)
                        .reason())
                .contains("will expire soon");
    }

    @Test
    void stagedIsBelievedWhicheverOfTheTwoStatesSaysIt() {
        assertThat(Phase.of("open", "in_progress", "pending_cutover", null)).isEqualTo(Phase.STAGED);
        assertThat(Phase.of("open", "pending_cutover", "in_progress", null)).isEqualTo(Phase.STAGED);
        assertThat(Phase.of("open", null, "queued", null)).isEqualTo(Phase.QUEUED);
        assertThat(Phase.of("open", "ready", "pending", null)).isEqualTo(Phase.READY);
        assertThat(Phase.of("open", null, null, null)).isEqualTo(Phase.UNKNOWN);
        assertThat(Phase.of("closed", "ready", "ready", null)).isEqualTo(Phase.CLOSED);
        assertThat(Phase.of("closed", "complete", "complete", null)).isEqualTo(Phase.PERMANENT);
    }

    @ParameterizedTest
    @CsvSource({"ready", "pending", "error", "queued", "pondering", ","})
    void closedRequestIsUndeployedOnlyIfItNeverWentLive(@Nullable String state) {
        assertThat(Phase.of("closed", state, state, null)).isEqualTo(Phase.CLOSED);
        assertThat(Phase.of("closed", state, state, "2026-11-21T10:00:00Z")).isEqualTo(Phase.UNKNOWN);
    }

    private static Gate approval(String deployment, Facts facts) {
        return Gates.of(live("ready", deployment, true), facts, PropertyMap.EMPTY).stream()
                .filter(gate -> gate.name().equals("approval"))
                .findFirst()
                .orElseThrow();
    }

    private static Gate gate(String name, String state, String deployment, Facts facts, PropertyMap inputs) {
        return gates(state, deployment, facts, inputs).stream()
                .filter(gate -> gate.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Gate> gates(String state, String deployment, Facts facts, PropertyMap inputs) {
        return Gates.of(live(state, deployment), facts, inputs);
    }

    private static LiveDeployRequest live(String state, String deployment) {
        return live(state, deployment, false);
    }

    private static LiveDeployRequest live(String state, String deployment, boolean approved) {
        return live("open", state, deployment, approved);
    }

    private static LiveDeployRequest live(String request, String state, String deployment, boolean approved) {
        String more = deployment.isEmpty() ? "" : ", " + deployment;
        String text = """
                {"number": 1, "state": "%s", "into_branch": "main", "approved": %s, "deployment_state": "%s",
                 "deployment": {"state": "%s"%s}}""".formatted(request, approved, state, state, more.replace('\'', '"'));
        try {
            return JSON.readValue(text, LiveDeployRequest.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private static Facts fingerprint(String fingerprint) {
        var content = new Content(fingerprint, "", Map.of(), List.of());
        return new Facts(false, Optional.empty(), List.of(), Optional.empty(), Optional.of(content), List.of());
    }

    private static Facts storage(Storage storage) {
        return new Facts(false, Optional.of(storage), List.of(), Optional.empty(), Optional.empty(), List.of());
    }
}
