package com.pulumi.planetscale.provider.resources.deploy;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.planetscale.emulator.admin.AdminDeploys.Action;
import com.pulumi.planetscale.emulator.deploy.DeployState;
import com.pulumi.planetscale.emulator.server.EmulatorTransformer;
import com.pulumi.planetscale.provider.PlayedShop;
import com.pulumi.planetscale.provider.PlayedShop.Run;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pulumirpc.Provider.CreateResponse;

/// What a run does about a deploy request that it finds in some state, for each way in which a program can want
/// it.
///
/// A run opened the request; then the situation comes about behind its back and stays, and the next run has two
/// minutes.
@Order(2)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeployRequestTableTest {
    private static final List<String> STAGES = List.of("opened", "staged", "deployed", "permanent", "reverted");
    private static final List<String> ALL_GATES = List.of("wait", "fail", "handOff");
    private static final double PATIENCE = 120;

    /// The calls that are made, then the verdict that is recorded. `!` is a run that fails at once, `…` one
    /// that fails when its time is up; the last two columns are a part of what it says, for all stages but
    /// `reverted`, and for that.
    private static final String TABLE = """
            situation                  | at gate | opened            | staged            | deployed                | permanent                           | reverted       | says                                                       | says of reverted
            pending                    | any     | … checking        | … checking        | … checking              | … checking                          | ! checking     | timed out waiting at the gate `checks`: PlanetScale compares         | is not live
            ready                      | any     | ready             | deploy: staged    | auto-apply deploy: live | auto-apply deploy skip-revert: live | ! ready        |                                                            | is not live
            not approved               | wait    | waiting           | … waiting         | … waiting               | … waiting                           | ! waiting      | timed out waiting at the gate `approval`: it has not been approved   | is not live
            not approved               | fail    | waiting           | ! waiting         | ! waiting               | ! waiting                           | ! waiting      | stopped at the gate `approval`: it has not been approved   | is not live
            not approved               | handOff | waiting           | waiting           | waiting                 | waiting                             | ! waiting      |                                                            | is not live
            no_changes                 | any     | close: noChanges  | close: noChanges  | close: noChanges        | close: noChanges                    | ! noChanges    |                                                            | changes nothing
            error                      | any     | ! refused         | ! refused         | ! refused               | ! refused                           | ! refused      | lint: the schema has lint errors: table "users" has no | is not live
            queued                     | any     | deploying         | … deploying       | … deploying             | … deploying                         | ! deploying    | timed out waiting at the gate `queue`: next in the queue             | is not live
            queue on hold              | wait    | deploying         | … deploying       | … deploying             | … deploying                         | ! deploying    | timed out waiting at the gate `queue`: the queue of `main` is paused| is not live
            queue on hold              | fail    | deploying         | ! deploying       | ! deploying             | ! deploying                         | ! deploying    | stopped at the gate `queue`: the queue of `main` is paused| is not live
            queue on hold              | handOff | deploying         | deploying         | deploying               | deploying                           | ! deploying    |                                                            | is not live
            submitting                 | any     | deploying         | … deploying       | … deploying             | … deploying                         | ! deploying    | timed out after 2 min                                      | is not live
            in_progress                | any     | deploying         | … deploying       | … deploying             | … deploying                         | ! deploying    | timed out after 2 min                                      | is not live
            in_progress, by itself     | any     | deploying         | auto-apply: … deploying | … deploying       | … deploying                         | ! deploying    | timed out after 2 min                                      | is not live
            in_progress_vschema        | any     | deploying         | … deploying       | … deploying             | … deploying                         | ! deploying    | timed out after 2 min                                      | is not live
            in_progress_cutover        | any     | deploying         | … deploying       | … deploying             | … deploying                         | ! deploying    | timed out after 2 min                                      | is not live
            pending_cutover            | any     | staged            | staged            | apply-deploy: live      | apply-deploy skip-revert: live      | ! staged       |                                                            | is not live
            pending_cutover, only within | any   | staged            | staged            | apply-deploy: live      | apply-deploy skip-revert: live      | ! staged       |                                                            | is not live
            pending_cutover, only without | any  | staged            | staged            | apply-deploy: live      | apply-deploy skip-revert: live      | ! staged       |                                                            | is not live
            complete_pending_revert    | any     | live              | live              | live                    | skip-revert: live                   | revert: reverted |                                                          |
            complete                   | any     | live              | live              | live                    | live                                | ! live         |                                                            | can no longer be reverted
            in_progress_cancel         | any     | … canceling       | … canceling       | … canceling             | … canceling                         | ! canceling    | timed out after 2 min                                      | is not live
            complete_cancel            | any     | ! canceled        | ! canceled        | ! canceled              | ! canceled                          | ! canceled     | was canceled by Ann                                        | was canceled by Ann
            cancelled                  | any     | ! canceled        | ! canceled        | ! canceled              | ! canceled                          | ! canceled     | was canceled by Ann                                        | was canceled by Ann
            closed                     | any     | ! closed          | ! closed          | ! closed                | ! closed                            | ! closed       | was closed without being deployed, by Ann                  | was closed without being deployed, by Ann
            complete_error             | any     | ! failed          | ! failed          | ! failed                | ! failed                            | ! failed       | failed with a part of its work done: `shop.users`: disk full | `shop.users`: disk full
            in_progress_revert         | any     | … reverting       | … reverting       | … reverting             | … reverting                         | … reverting    | timed out after 2 min                                      | timed out after 2 min
            in_progress_revert_vschema | any     | … reverting       | … reverting       | … reverting             | … reverting                         | … reverting    | timed out after 2 min                                      | timed out after 2 min
            complete_revert            | any     | ! reverted        | ! reverted        | ! reverted              | ! reverted                          | reverted       | was reverted                                               |
            complete_revert_error      | any     | ! failed          | ! failed          | ! failed                | ! failed                            | ! failed       | could not be reverted: `users`: duplicate keys             | could not be reverted: `users`: duplicate keys
            something new              | any     | … unknown         | … unknown         | … unknown               | … unknown                           | … unknown      | it has been `pondering`                                    | it has been `pondering`
            something new, live once   | any     | … unknown         | … unknown         | … unknown               | … unknown                           | … unknown      | it has been `pondering`                                    | it has been `pondering`
            """;

    private final PlayedShop shop;

    DeployRequestTableTest() throws Exception {
        shop = new PlayedShop();
    }

    /// A line of the table.
    record Row(String situation, List<String> atGates, List<String> cells, String says, String saysOfReverted) {
        static Row of(String line) {
            List<String> columns =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            return new Row(
                    columns.get(0),
                    columns.get(1).equals("any") ? ALL_GATES : List.of(columns.get(1)),
                    columns.subList(2, 2 + STAGES.size()),
                    columns.get(2 + STAGES.size()),
                    columns.get(3 + STAGES.size()));
        }

        String phrase(String stage) {
            return stage.equals("reverted") ? saysOfReverted : says;
        }

        @Override
        public String toString() {
            return situation + ", " + String.join(" or ", atGates);
        }
    }

    private static Stream<Row> rows() {
        return TABLE.lines().skip(1).map(Row::of);
    }

    /// A request that is closed is gone for a program that starts.
    private static Stream<Row> openRows() {
        var closed = List.of("complete", "complete_revert", "closed", "something new, live once");
        return rows().filter(row ->
                !closed.contains(row.situation()) && row.atGates().contains("wait"));
    }

    @BeforeEach
    void beginAnew() {
        shop.reset();
    }

    @AfterAll
    void stop() {
        shop.close();
    }

    @Test
    void theTableHasAllTwentyStates() {
        var missing = new HashSet<>(DeployState.labels());
        rows().forEach(row -> missing.remove(row.situation()));

        assertThat(missing).isEmpty();
        assertThat(DeployState.labels()).hasSize(20);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void runGoesAsFarAsItMayAndSaysWhatStopsIt(Row row) throws Exception {
        for (int i = 0; i < STAGES.size(); i++) {
            String stage = STAGES.get(i);
            // Where `any` does the same, each is tried, and all of them at the stages between the first and the last.
            String gate = row.atGates().get(i % row.atGates().size());
            shop.reset();
            CreateResponse made = shop.opened();
            bringAbout(row.situation());

            Run run = shop.update(made, PATIENCE, "stage", stage, "atGate", gate);

            verify(row, stage, gate, run);
        }
    }

    @ParameterizedTest
    @MethodSource("openRows")
    void programThatFindsItOpenGoesOnInTheSameWay(Row row) throws Exception {
        for (String stage : STAGES) {
            shop.reset();
            shop.somebodyHasOpenedIt();
            bringAbout(row.situation());

            Run run = shop.create(PATIENCE, "stage", stage, "atGate", "wait");

            verify(row, stage, "wait", run);
        }
    }

    private static void verify(Row row, String stage, String gate, Run run) {
        String calls = run.calls().isEmpty() ? "" : String.join(" ", run.calls()) + ": ";
        boolean late = run.words().contains("timed out") || run.words().contains("in vain");
        String end = run.done() ? "" : late ? "… " : "! ";
        assertThat(calls + end + run.state().get("verdict"))
                .as("%s, stage: %s, atGate: %s, %s", row.situation(), stage, gate, run.words())
                .isEqualTo(row.cells().get(STAGES.indexOf(stage)));
        if (!run.done()) {
            assertThat(row.phrase(stage)).isNotEmpty();
            assertThat(run.words()).contains(row.phrase(stage));
        }
    }

    private void bringAbout(String situation) throws Exception {
        switch (situation) {
            case "ready" -> {}
            case "no_changes" -> shop.load("dev", PlayedShop.USERS);
            case "error" -> shop.load("dev", PlayedShop.USERS_WITHOUT_KEY);
            case "closed" -> shop.ann(Action.CLOSE);
            case "not approved" -> shop.requireApproval();
            case "queue on hold" -> {
                shop.people().pauseQueue(shop.branch("main").toString(), "maintenance");
                shop.ann(Action.DEPLOY);
            }
            case "in_progress, by itself" -> {
                shop.put("/auto-apply", Map.of("enable", true));
                drive(DeployState.IN_PROGRESS);
            }
            case "pending_cutover, only within" -> {
                drive(DeployState.PENDING_CUTOVER);
                show("in_progress", "pending_cutover");
            }
            case "pending_cutover, only without" -> {
                drive(DeployState.PENDING_CUTOVER);
                show("pending_cutover", "in_progress");
            }
            case "something new" -> show("pondering", "pondering");
            case "something new, live once" ->
                show(told("pondering", "pondering").put("state", "closed").put("deployed_at", "2026-11-21T10:00:00Z"));
            default -> drive(DeployState.labelled(situation).orElseThrow());
        }
    }

    /// Lets Ann, or chance, bring it to a state in which it then stays.
    private void drive(DeployState state) throws Exception {
        if (state.label().endsWith("_vschema")) {
            shop.changeVSchema();
        }
        shop.people().hold(PlayedShop.request(), state);
        switch (state) {
            case PENDING -> shop.load("dev", PlayedShop.USERS_WITH_NAME);
            case QUEUED, SUBMITTING, IN_PROGRESS, IN_PROGRESS_VSCHEMA, PENDING_CUTOVER -> act(Action.DEPLOY);
            case IN_PROGRESS_CUTOVER, COMPLETE_PENDING_REVERT -> act(Action.DEPLOY, Action.APPLY);
            case COMPLETE -> act(Action.DEPLOY, Action.APPLY, Action.SKIP_REVERT);
            case IN_PROGRESS_CANCEL, COMPLETE_CANCEL -> act(Action.DEPLOY, Action.CANCEL);
            case CANCELLED -> {
                shop.people().hold(PlayedShop.request(), DeployState.QUEUED);
                act(Action.DEPLOY, Action.CANCEL);
            }
            case COMPLETE_ERROR -> {
                shop.people().fail(PlayedShop.request(), "disk full");
                act(Action.DEPLOY);
            }
            case IN_PROGRESS_REVERT, IN_PROGRESS_REVERT_VSCHEMA, COMPLETE_REVERT ->
                act(Action.DEPLOY, Action.APPLY, Action.REVERT);
            case COMPLETE_REVERT_ERROR -> {
                shop.people().failRevert(PlayedShop.request(), "duplicate keys");
                act(Action.DEPLOY, Action.APPLY, Action.REVERT);
            }
            case READY, NO_CHANGES, ERROR -> throw new AssertionError(state);
        }
        assertThat(shop.live().path("deployment_state").asText()).isEqualTo(state.label());
    }

    private void act(Action... actions) {
        for (Action action : actions) {
            shop.ann(action);
        }
    }

    private ObjectNode told(String state, String inner) throws Exception {
        var live = (ObjectNode) shop.live();
        live.put("deployment_state", state);
        ((ObjectNode) live.path("deployment")).put("state", inner);
        return live;
    }

    private void show(String state, String inner) throws Exception {
        show(told(state, inner));
    }

    /// Lets the API tell something else than the emulator has, until the cutover is asked for.
    private void show(ObjectNode live) {
        String url = "/v1/organizations/acme/databases/[^/]+/deploy-requests/1";
        shop.emulator()
                .wireMock()
                .stubFor(get(urlPathMatching(url))
                        .inScenario("shown")
                        .whenScenarioStateIs("Started")
                        .willReturn(okJson(live.toString())));
        shop.emulator()
                .wireMock()
                .stubFor(post(urlPathMatching(url + "/apply-deploy"))
                        .inScenario("shown")
                        .willReturn(aResponse().withTransformers(EmulatorTransformer.NAME))
                        .willSetStateTo("over"));
    }
}
