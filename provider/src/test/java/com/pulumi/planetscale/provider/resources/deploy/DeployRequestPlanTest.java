package com.pulumi.planetscale.provider.resources.deploy;

import static com.pulumi.planetscale.provider.resources.deploy.DeployRequestProperties.*;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.plan.Change;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.plan.Planner;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a change of the program, or none, means for a deploy request that is recorded in some state.
class DeployRequestPlanTest {
    private static final Planner.Circumstances NOW =
            new Planner.Circumstances("change", Instant.parse("2026-11-21T10:00:00Z"), List.of(), Set.of());
    private static final PropertyMap INPUTS = PropertyMap.EMPTY
            .with(ORGANIZATION, "acme")
            .with(DATABASE, "shop")
            .with(BRANCH, "dev")
            .with(INTO_BRANCH, "main")
            .with(STAGE, "deployed")
            .with(AT_GATE, WAIT)
            .with(REQUIRE_APPROVAL, false)
            .with(DESTRUCTIVE, "refuse")
            .with(INSTANT_DDL, false)
            .with(AUTO_DELETE_BRANCH, false);

    /// What is planned where the program says another `stage` than before: which property changes, or why none
    /// may.
    @ParameterizedTest(name = "{0}: from {1} to {2}")
    @CsvSource(delimiter = '|', textBlock = """
            ready                   | opened    | staged    | update stage
            ready                   | opened    | deployed  | update stage
            ready                   | opened    | permanent | update stage
            ready                   | permanent | deployed  | update stage
            ready                   | deployed  | opened    | update stage
            ready                   | opened    | reverted  | refuse: it is not live
            pending                 | opened    | reverted  | refuse: it is not live
            error                   | opened    | deployed  | update stage
            queued                  | deployed  | staged    | update stage
            queued                  | deployed  | opened    | refuse: it is past `opened` already
            in_progress             | staged    | deployed  | update stage
            in_progress             | deployed  | staged    | update stage
            in_progress             | staged    | opened    | refuse: it is past `opened` already
            pending_cutover         | staged    | deployed  | update stage
            pending_cutover         | staged    | permanent | update stage
            pending_cutover         | staged    | opened    | refuse: it is past `opened` already
            pending_cutover         | staged    | reverted  | update stage
            complete_pending_revert | deployed  | permanent | update stage
            complete_pending_revert | opened    | staged    | update stage
            complete_pending_revert | deployed  | staged    | refuse: it is past `staged` already
            complete_pending_revert | permanent | deployed  | update stage
            complete_pending_revert | deployed  | reverted  | update stage
            complete                | deployed  | permanent | update stage
            complete                | permanent | deployed  | refuse: it is past `deployed` already
            complete                | deployed  | reverted  | refuse: its revert window has closed
            no_changes              | deployed  | permanent | update stage
            no_changes              | deployed  | reverted  | refuse: it changed nothing, so there is nothing to revert
            in_progress_revert      | deployed  | reverted  | update stage
            in_progress_revert      | reverted  | deployed  | refuse: it was reverted
            complete_revert         | deployed  | reverted  | update stage
            complete_revert         | reverted  | deployed  | refuse: it was reverted
            complete_revert_error   | deployed  | reverted  | refuse: it is not live
            complete_cancel         | opened    | deployed  | update stage
            cancelled               | staged    | deployed  | update stage
            complete_error          | staged    | deployed  | update stage
            """)
    void stageMovesForwardAndNeverBackButByReverting(String recorded, String from, String to, String expected) {
        Plan plan = plan(INPUTS.with(STAGE, from), state(recorded), INPUTS.with(STAGE, to));

        // Where work is due as well, it comes with the change of the stage.
        assertThat(words(plan).replace(", update verdict", "")).startsWith(expected);
    }

    /// What is planned where the program is the same: whether work is due.
    @ParameterizedTest(name = "{0} for {1}")
    @CsvSource(delimiter = '|', textBlock = """
            pending                 | opened    | update verdict
            pending                 | deployed  | update verdict
            ready                   | opened    | keep
            ready                   | staged    | update verdict
            ready                   | deployed  | update verdict
            error                   | deployed  | update verdict
            no_changes              | permanent | keep
            queued                  | opened    | keep
            queued                  | deployed  | update verdict
            in_progress             | staged    | update verdict
            in_progress_cutover     | deployed  | update verdict
            pending_cutover         | staged    | keep
            pending_cutover         | deployed  | update verdict
            complete_pending_revert | staged    | keep
            complete_pending_revert | deployed  | keep
            complete_pending_revert | permanent | update verdict
            complete_pending_revert | reverted  | update verdict
            complete                | deployed  | keep
            complete                | permanent | keep
            complete                | reverted  | update verdict
            in_progress_cancel      | deployed  | update verdict
            complete_cancel         | opened    | keep
            complete_cancel         | deployed  | update verdict
            cancelled               | staged    | update verdict
            complete_error          | deployed  | update verdict
            in_progress_revert      | reverted  | update verdict
            in_progress_revert      | deployed  | update verdict
            complete_revert         | reverted  | keep
            complete_revert         | deployed  | update verdict
            complete_revert_error   | reverted  | update verdict
            pondering               | deployed  | update verdict
            """)
    void workThatIsNotAsFarAsTheStageIsDue(String recorded, String stage, String expected) {
        PropertyMap inputs = INPUTS.with(STAGE, stage);

        assertThat(words(plan(inputs, state(recorded), inputs))).startsWith(expected);
    }

    /// Engines plan after a refresh as well, which must not fail because of what others have done.
    @ParameterizedTest
    @ValueSource(strings = {"cancelled", "complete_cancel", "complete_revert", "complete_revert_error", "pondering"})
    void whatOthersHaveEndedIsNoReasonToRefuseThePlan(String recorded) {
        PropertyMap closed = state(recorded).with(STATE, "closed");

        assertThat(words(plan(INPUTS, closed, INPUTS))).isEqualTo("update verdict");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "ready", "error"})
    void notesReplaceWhatIsNotDeployedYet(String recorded) {
        PropertyMap noted = INPUTS.with(NOTES, "first");
        PropertyMap state = state(recorded).with(NOTES, "first");

        for (PropertyMap wanted : List.of(INPUTS.with(NOTES, "second"), INPUTS)) {
            assertThat(plan(noted, state, wanted)).isInstanceOfSatisfying(Plan.Replace.class, replace -> {
                assertThat(replace.deleteFirst()).isTrue();
                assertThat(words(replace)).contains("replace notes: PlanetScale cannot edit the notes");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"queued", "in_progress", "pending_cutover", "complete_pending_revert", "complete"})
    void notesOfADeployedRequestCannotBeEdited(String recorded) {
        PropertyMap noted = INPUTS.with(NOTES, "first");
        PropertyMap state = state(recorded).with(NOTES, "first");

        for (PropertyMap wanted : List.of(INPUTS.with(NOTES, "second"), INPUTS)) {
            assertThat(words(plan(noted, state, wanted)))
                    .startsWith("refuse: PlanetScale cannot edit the notes of a deploy request, and this one was");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ready                   | update verdict
            complete_pending_revert | keep
            cancelled               | replace triggers: a trigger has changed
            """)
    void firstTriggersOpenANewRequestOnlyWhereTheOldOneHasEnded(String recorded, String expected) {
        PropertyMap triggered = INPUTS.with(TRIGGERS, Map.of("release", "1"));

        assertThat(words(plan(INPUTS, state(recorded), triggered))).startsWith(expected);
    }

    /// What is over stays until the new one is made: it is in no one's way, and what depends on it lives on.
    @ParameterizedTest
    @CsvSource({
        "ready, true",
        "in_progress, true",
        "pending_cutover, true",
        "complete_cancel, true",
        "in_progress_revert, true",
        "complete_pending_revert, false",
        "complete, false",
        "no_changes, false",
        "complete_revert, false"
    })
    void changedTriggersReplaceInAnyState(String recorded, boolean deleteFirst) {
        Plan plan = plan(
                INPUTS.with(TRIGGERS, Map.of("release", "1")),
                state(recorded).with(TRIGGERS, Map.of("release", "1")),
                INPUTS.with(TRIGGERS, Map.of("release", "2")));

        assertThat(plan)
                .isInstanceOfSatisfying(
                        Plan.Replace.class,
                        replace -> assertThat(replace.deleteFirst()).isEqualTo(deleteFirst));
    }

    @Test
    void policiesOfAFinishedRequestPlanNothing() {
        PropertyMap wanted = INPUTS.with(AT_GATE, FAIL)
                .with(REQUIRE_APPROVAL, true)
                .with(DESTRUCTIVE, "allow")
                .with(APPROVED_FINGERPRINT, "0123456789abcdef")
                .with(INSTANT_DDL, true);

        assertThat(plan(INPUTS, state("complete"), wanted)).isInstanceOf(Plan.Keep.class);
    }

    @Test
    void stageThatIsNotKnownYetIsAnUpdateAndNothingIsDue() {
        PropertyMap unknown = INPUTS.with(STAGE.name(), Value.unknown());

        assertThat(words(plan(INPUTS, state("ready"), unknown))).isEqualTo("update stage");
    }

    private static PropertyMap state(String deploymentState) {
        boolean over = Set.of("complete", "complete_revert", "no_changes").contains(deploymentState);
        return INPUTS.with(NUMBER, "7")
                .with(HTML_URL, "https://app.example/7")
                .with(STATE, over ? "closed" : "open")
                .with(DEPLOYMENT_STATE, deploymentState)
                .with(VERDICT, "as it was");
    }

    private static Plan plan(PropertyMap before, PropertyMap state, PropertyMap wanted) {
        return Planner.plan(SCHEMA, before, state, wanted, NOW);
    }

    private static String words(Plan plan) {
        return switch (plan) {
            case Plan.Keep _ -> "keep";
            case Plan.Update update ->
                update.changes().stream()
                        .map(change -> "update " + change.path())
                        .collect(Collectors.joining(", "));
            case Plan.Replace replace ->
                replace.changes().stream()
                        .filter(change -> change.effect() == Change.Effect.REPLACE)
                        .map(change -> "replace " + change.path() + ": " + change.why())
                        .collect(Collectors.joining(", "));
            case Plan.Refuse refuse ->
                "refuse: " + refuse.refusals().stream().map(Finding::summary).collect(Collectors.joining("; "));
        };
    }
}
