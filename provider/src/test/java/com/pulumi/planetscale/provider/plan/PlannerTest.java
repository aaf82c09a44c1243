package com.pulumi.planetscale.provider.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.plan.Change.Effect;
import com.pulumi.planetscale.provider.plan.Change.Kind;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Naming;
import com.pulumi.planetscale.provider.property.OnChange;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.property.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private static final Property<String> SHOP =
            Property.text("shop", "Shop of the pot.").atCreation("a pot cannot move");
    private static final Property<String> NAME =
            Property.text("name", "Name of the pot.").optional().atCreation("the name is painted on");
    private static final Property<Boolean> LID =
            Property.bool("lid", "Whether it has a lid.").defaultsTo(false);
    private static final Property<String> COLOUR = Property.text("colour", "Colour of the pot.")
            .optional()
            .sameWhen(String::equalsIgnoreCase)
            .deciding((from, to, state) -> to.filter("gold"::equals).isPresent()
                    ? OnChange.refuse("gold is sold out", "Choose another colour.")
                    : OnChange.update());
    private static final Property<Map<String, String>> LABELS =
            Property.map("labels", "What is written on it.", Type.text()).optional();
    private static final Property<Set<String>> GUESTS =
            Property.set("guests", "Who may drink.", Type.text()).defaultsTo(Set.of());
    private static final Property<String> SERIAL =
            Property.text("serial", "Serial number.").computed();
    private static final Property<String> SIGN =
            Property.text("sign", "Sign on it.").computedFrom(COLOUR);
    private static final Property<String> CODE =
            Property.text("code", "What opens it.").computed().secret();
    private static final Property<String> STALE_AT =
            Property.text("staleAt", "When it is stale.").computed();

    private static final Schema SCHEMA = Schema.of(
                    "Pot", "A pot.", List.of(SHOP, NAME, LID, COLOUR, LABELS, GUESTS, SERIAL, SIGN, CODE, STALE_AT))
            .identifiedBy(List.of(SHOP, NAME))
            .naming(new Naming(NAME, "-", 63))
            .due((state, inputs, now) -> state.find(STALE_AT)
                    .filter(end -> !now.isBefore(Instant.parse(end)))
                    .map(end -> new Schema.Work(STALE_AT, OnChange.replace("it went stale"))));

    private static final PropertyMap INPUTS =
            PropertyMap.EMPTY.with(SHOP, "north").with(NAME, "pot").with(COLOUR, "red");
    private static final PropertyMap STATE = INPUTS.with(LID, false)
            .with(GUESTS, Set.of())
            .with(SERIAL, "17")
            .with(SIGN, "a red pot")
            .with(CODE, "hunter2");

    @Test
    void workThatFellDueMayBeRefused() {
        Schema burnt = Schema.of("Burnt", "A pot.", List.of(NAME, STALE_AT))
                .due((state, inputs, now) ->
                        Optional.of(new Schema.Work(STALE_AT, OnChange.refuse("it burnt", "Buy a new one."))));
        var circumstances = new Planner.Circumstances("pot", Instant.EPOCH, List.of(), Set.of());

        assertThat(Planner.plan(burnt, INPUTS, STATE, INPUTS, circumstances))
                .isEqualTo(new Plan.Refuse(List.of(Finding.refusal(STALE_AT, "it burnt", "Buy a new one."))));
    }

    @Test
    void sameInputsKeep() {
        assertThat(plan(INPUTS, INPUTS)).isEqualTo(new Plan.Keep(STATE));
    }

    @Test
    void changedInputUpdatesAndEverythingElseStaysKnown() {
        PropertyMap wanted = INPUTS.with(COLOUR, "blue");

        assertThat(plan(INPUTS, wanted)).isInstanceOfSatisfying(Plan.Update.class, update -> {
            assertThat(update.changes())
                    .containsExactly(new Change(Path.of("colour"), Kind.UPDATE, Effect.UPDATE, true, ""));
            assertThat(update.planned()).isEqualTo(STATE.with(COLOUR, "blue").with("sign", Value.unknown()));
        });
    }

    @Test
    void secretsAreMarkedInThePlan() {
        PropertyMap unmarked = STATE.with("code", new Value.Text("hunter2"));

        assertThat(Planner.plan(SCHEMA, INPUTS, unmarked, INPUTS, circumstances()))
                .isInstanceOfSatisfying(
                        Plan.Keep.class,
                        keep -> assertThat(keep.planned().value("code")).isInstanceOf(Value.Secret.class));
    }

    @Test
    void otherSpellingIsNoChange() {
        assertThat(plan(INPUTS, INPUTS.with(COLOUR, "RED"))).isInstanceOf(Plan.Keep.class);
    }

    @Test
    void otherOrderOfASetIsNoChange() {
        PropertyMap before = INPUTS.with(GUESTS, Set.of("a", "b"));
        PropertyMap wanted = INPUTS.with("guests", new Value.ListOf(List.of(new Value.Text("b"), new Value.Text("a"))));

        assertThat(plan(before, wanted)).isInstanceOf(Plan.Keep.class);
    }

    @Test
    void replacementSaysWhy() {
        assertThat(plan(INPUTS, INPUTS.with(SHOP, "south")))
                .isInstanceOfSatisfying(
                        Plan.Replace.class,
                        replace -> assertThat(replace.changes())
                                .containsExactly(new Change(
                                        Path.of("shop"), Kind.UPDATE, Effect.REPLACE, true, "a pot cannot move")));
    }

    @Test
    void refusalSaysWhatToDo() {
        assertThat(plan(INPUTS, INPUTS.with(COLOUR, "gold")))
                .isEqualTo(new Plan.Refuse(
                        List.of(Finding.refusal(COLOUR, "gold is sold out", "Choose another colour."))));
    }

    @Test
    void writingDownWhatTheApiChoseIsNoChange() {
        assertThat(plan(INPUTS.without("colour"), INPUTS)).isInstanceOf(Plan.Keep.class);
    }

    @Test
    void neverGivenOptionIsNotComparedWithTheState() {
        PropertyMap state = STATE.with(LID, true);
        PropertyMap inputs = INPUTS.without("colour");

        assertThat(Planner.plan(SCHEMA, inputs, state, inputs, circumstances())).isInstanceOf(Plan.Keep.class);
    }

    @Test
    void droppedOptionGoesBackToItsDefault() {
        PropertyMap before = INPUTS.with(LID, true);
        PropertyMap state = STATE.with(LID, true);

        assertThat(Planner.plan(SCHEMA, before, state, INPUTS, circumstances()))
                .isInstanceOfSatisfying(Plan.Update.class, update -> {
                    assertThat(update.changes())
                            .containsExactly(new Change(Path.of("lid"), Kind.DELETE, Effect.UPDATE, true, ""));
                    assertThat(update.planned().get(LID)).isFalse();
                });
    }

    @Test
    void droppedOptionThatHadItsDefaultIsNoChange() {
        assertThat(plan(INPUTS.with(LID, false), INPUTS)).isInstanceOf(Plan.Keep.class);
    }

    @Test
    void droppedOptionWithoutDefaultIsRefused() {
        assertThat(plan(INPUTS, INPUTS.without("colour")))
                .isInstanceOfSatisfying(
                        Plan.Refuse.class,
                        refuse -> assertThat(refuse.refusals())
                                .singleElement()
                                .satisfies(refusal -> assertThat(refusal.text())
                                        .startsWith("`colour`: it was set before, and there is no default")
                                        .contains("ignoreChanges")));
    }

    @Test
    void changeWithinAMapIsFoundAtItsPlace() {
        PropertyMap before = INPUTS.with(LABELS, Map.of("a", "1", "b.c", "2", "d", "3"));
        PropertyMap wanted = INPUTS.with(LABELS, Map.of("a", "1", "b.c", "4", "e", "5"));

        assertThat(plan(before, wanted))
                .isInstanceOfSatisfying(
                        Plan.Update.class,
                        update -> assertThat(update.changes())
                                .extracting(change -> change.kind() + " " + change.path())
                                .containsExactly("UPDATE labels[\"b.c\"]", "DELETE labels.d", "ADD labels.e"));
    }

    @Test
    void unknownValueOfAFixedPropertyIsPlannedAsAReplacement() {
        assertThat(plan(INPUTS, INPUTS.with("shop", Value.unknown()))).isInstanceOf(Plan.Replace.class);
        assertThat(plan(INPUTS, INPUTS.with("colour", Value.unknown()))).isInstanceOf(Plan.Update.class);
    }

    @Test
    void renamedOwnerIsRecordedInPlace() {
        var circumstances = new Planner.Circumstances("pot", NOW, List.of(), Set.of("shop"));

        assertThat(Planner.plan(SCHEMA, INPUTS, STATE, INPUTS.with(SHOP, "south"), circumstances))
                .isInstanceOf(Plan.Update.class);
    }

    @Test
    void ignoredPropertyIsNotCompared() {
        var circumstances = new Planner.Circumstances("pot", NOW, List.of(Path.of("shop")), Set.of());

        assertThat(Planner.plan(SCHEMA, INPUTS, STATE, INPUTS.with(SHOP, "south"), circumstances))
                .isInstanceOf(Plan.Keep.class);
    }

    @Test
    void workThatFallsDueReplacesThoughNoInputChanged() {
        PropertyMap stale = STATE.with(STALE_AT, "2026-11-21T10:00:00Z");
        PropertyMap fresh = STATE.with(STALE_AT, "2026-11-21T10:00:01Z");

        assertThat(Planner.plan(SCHEMA, INPUTS, stale, INPUTS, circumstances()))
                .isInstanceOfSatisfying(
                        Plan.Replace.class,
                        replace -> assertThat(replace.changes())
                                .containsExactly(new Change(
                                        Path.of("staleAt"), Kind.UPDATE, Effect.REPLACE, false, "it went stale")));
        assertThat(Planner.plan(SCHEMA, INPUTS, fresh, INPUTS, circumstances())).isInstanceOf(Plan.Keep.class);
    }

    @Test
    void replacementOfAFixedNameDeletesFirst() {
        PropertyMap stale = STATE.with(STALE_AT, "2026-11-21T09:00:00Z");

        assertThat(deleteFirst(stale, INPUTS)).contains(true);
    }

    @Test
    void replacementUnderAnotherNameOrAMadeUpOneCreatesFirst() {
        PropertyMap made = INPUTS.with(NAME, "pot-0a1b2c3");
        PropertyMap stale = STATE.with(STALE_AT, "2026-11-21T09:00:00Z");

        assertThat(deleteFirst(STATE, INPUTS.with(NAME, "jug"))).contains(false);
        assertThat(deleteFirst(stale.with(NAME, "pot-0a1b2c3"), made)).contains(false);
    }

    @Test
    void replacementOfWhatCannotBeThereTwiceDeletesFirst() {
        Schema lidless = SCHEMA.oneAtATimeWhile(state -> !state.is(LID));

        assertThat(Planner.plan(lidless, INPUTS, STATE, INPUTS.with(NAME, "jug"), circumstances()))
                .isInstanceOfSatisfying(
                        Plan.Replace.class,
                        replace -> assertThat(replace.deleteFirst()).isTrue());
        assertThat(Planner.plan(lidless, INPUTS, STATE.with(LID, true), INPUTS.with(NAME, "jug"), circumstances()))
                .isInstanceOfSatisfying(
                        Plan.Replace.class,
                        replace -> assertThat(replace.deleteFirst()).isFalse());
    }

    @Test
    void createKnowsWhatTheProgramGivesAndNothingElse() {
        PropertyMap planned = Planner.created(SCHEMA, INPUTS);

        assertThat(planned.get(COLOUR)).isEqualTo("red");
        assertThat(planned.value(LID)).isEqualTo(Value.unknown());
        assertThat(planned.value(CODE)).isEqualTo(new Value.Secret(Value.unknown()));
    }

    private static Optional<Boolean> deleteFirst(PropertyMap state, PropertyMap inputs) {
        return Planner.plan(SCHEMA, state.only(SCHEMA.inputs()), state, inputs, circumstances())
                        instanceof Plan.Replace replace
                ? Optional.of(replace.deleteFirst())
                : Optional.empty();
    }

    private static Plan plan(PropertyMap oldInputs, PropertyMap inputs) {
        return Planner.plan(SCHEMA, oldInputs, STATE, inputs, circumstances());
    }

    @Test
    void whatTheObjectWasCreatedAsIsNotAChangeWhateverTheProgramSaidBefore() {
        PropertyMap painted = STATE.with(NAME, "jug");

        assertThat(Planner.plan(SCHEMA, INPUTS, painted, INPUTS.with(NAME, "jug"), circumstances()))
                .isInstanceOf(Plan.Keep.class);
        assertThat(Planner.plan(SCHEMA, INPUTS, painted, INPUTS, circumstances()))
                .isInstanceOf(Plan.Keep.class);
        assertThat(Planner.plan(SCHEMA, INPUTS, painted, INPUTS.with(NAME, "vase"), circumstances()))
                .isInstanceOf(Plan.Replace.class);
    }

    @Test
    void settledInputIsOnlyRecorded() {
        var settled = new Planner.Circumstances("pot", NOW, List.of(), Set.of(), Set.of("name"), Map.of());

        assertThat(Planner.plan(SCHEMA, INPUTS, STATE, INPUTS.with(NAME, "jug"), settled))
                .isInstanceOf(Plan.Keep.class);
    }

    private static Planner.Circumstances circumstances() {
        return new Planner.Circumstances("pot", NOW, List.of(), Set.of());
    }
}
