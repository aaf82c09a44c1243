package com.pulumi.planetscale.provider.lifecycle;

import static com.pulumi.planetscale.provider.lifecycle.Pots.CODE;
import static com.pulumi.planetscale.provider.lifecycle.Pots.COLOUR;
import static com.pulumi.planetscale.provider.lifecycle.Pots.CRACKS;
import static com.pulumi.planetscale.provider.lifecycle.Pots.HANDLE;
import static com.pulumi.planetscale.provider.lifecycle.Pots.LID;
import static com.pulumi.planetscale.provider.lifecycle.Pots.LOCKED;
import static com.pulumi.planetscale.provider.lifecycle.Pots.NAME;
import static com.pulumi.planetscale.provider.lifecycle.Pots.PUBLIC_ID;
import static com.pulumi.planetscale.provider.lifecycle.Pots.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resource.Account;
import com.pulumi.planetscale.provider.resource.OperationException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    private final FakeOperation operation = new FakeOperation();
    private final Pots pots = new Pots();
    private final Lifecycle lifecycle = new Lifecycle(pots, new Identities());
    private final PropertyMap inputs =
            PropertyMap.EMPTY.with(SHOP, "north").with(NAME, "pot").with(COLOUR, "Red");

    @Test
    void lookSeesWhatAnUpdateBringsAboutWithTheDefaultOfWhatIsDropped() throws Exception {
        PropertyMap before = inputs.with(LID, true);
        PropertyMap state = before.with(PUBLIC_ID, "p1").with(LOCKED, true);

        var _ = lifecycle.previewUpdate(operation, "pot", before, state, inputs, List.of());

        assertThat(pots.lookedAt).isEqualTo(inputs.with(LID, false));
    }

    @Test
    void createdObjectHasTheInputsAsWrittenAndTheApisOwnBesides() throws Exception {
        assertThat(lifecycle.create(operation, inputs)).isInstanceOfSatisfying(Outcome.Ready.class, ready -> {
            assertThat(ready.id()).isEqualTo("north/pot");
            assertThat(ready.state().get(COLOUR)).isEqualTo("Red");
            assertThat(ready.state().get(LID)).isFalse();
            assertThat(ready.state().value(CODE)).isEqualTo(new Value.Secret(new Value.Text("hunter2")));
        });
        assertThat(pots.calls).containsExactly("create", "await");
    }

    @Test
    void whatACreationCannotSetIsBroughtAboutAfterwards() throws Exception {
        var _ = lifecycle.create(operation, inputs.with(LID, true).with(LOCKED, true));

        assertThat(pots.calls).containsExactly("create", "await", "lid", "lock");
        assertThat(pots.there.get(LID)).isTrue();
    }

    @Test
    void whatChangesByItselfIsToldByLookupsAndNotRecorded() throws Exception {
        PropertyMap made = made();
        PropertyMap refreshed = lifecycle
                .refresh(operation, "north/pot", inputs, made)
                .orElseThrow()
                .state();
        PropertyMap lookedUp = new GetLookup(pots, Account.UNKNOWN).call(operation, inputs.only(List.of(SHOP, NAME)));

        assertThat(made.has(CRACKS)).isFalse();
        assertThat(refreshed.has(CRACKS)).isFalse();
        assertThat(lookedUp.get(CRACKS)).isEqualTo(2);
    }

    @Test
    void failedCreateMakesNothing() {
        pots.brokenVerb = Optional.of("create");

        assertThatThrownBy(() -> lifecycle.create(operation, inputs)).hasMessage("create broke");
    }

    @Test
    void objectThatNeverBecomesReadyIsRecordedWithItsSecret() throws Exception {
        pots.brokenVerb = Optional.of("await");

        assertThat(lifecycle.create(operation, inputs)).isInstanceOfSatisfying(Outcome.Partial.class, partial -> {
            assertThat(partial.id()).isEqualTo("north/pot");
            assertThat(partial.state().get(CODE)).isEqualTo("hunter2");
            assertThat(partial.reason().text()).contains("await broke");
        });
    }

    @Test
    void halfSettledObjectIsFinishedByTheNextUpdate() throws Exception {
        pots.brokenVerb = Optional.of("lock");
        PropertyMap wanted = inputs.with(LID, true).with(LOCKED, true);
        var partial = (Outcome.Partial) lifecycle.create(operation, wanted);
        assertThat(partial.state().get(LID)).isTrue();
        assertThat(partial.state().get(LOCKED)).isFalse();

        pots.brokenVerb = Optional.empty();
        pots.calls.clear();
        Outcome outcome = lifecycle.update(operation, partial.id(), wanted, partial.state(), wanted);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Ready.class,
                        ready -> assertThat(ready.state().get(LOCKED)).isTrue());
        assertThat(pots.calls).containsExactly("lock");
    }

    @Test
    void updateThatFailsHalfWayRecordsTheHalf() throws Exception {
        PropertyMap state = made();
        pots.brokenVerb = Optional.of("lid");

        Outcome outcome = lifecycle.update(
                operation,
                "north/pot",
                inputs,
                state,
                inputs.with(COLOUR, "blue").with(LID, true));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Partial.class, partial -> {
            assertThat(partial.state().get(COLOUR)).isEqualTo("blue");
            assertThat(partial.state().get(LID)).isFalse();
        });
    }

    @Test
    void whatAnOperationLearnedBeforeItStoppedIsRecorded() throws Exception {
        PropertyMap state = made();
        pots.learned = PropertyMap.EMPTY.with(LID, true);
        pots.brokenVerb = Optional.of("paint");

        Outcome outcome = lifecycle.update(operation, "north/pot", inputs, state, inputs.with(COLOUR, "blue"));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Partial.class, partial -> {
            assertThat(partial.state().get(LID)).isTrue();
            assertThat(partial.reason().text()).contains("paint broke");
        });
    }

    @Test
    void whatIsLeftOutAgainWithoutConsequenceIsForgotten() throws Exception {
        PropertyMap before = inputs.with(HANDLE, "left");
        PropertyMap state = ((Outcome.Ready) lifecycle.create(operation, before)).state();

        Outcome outcome = lifecycle.update(operation, "north/pot", before, state, inputs.with(COLOUR, "blue"));

        assertThat(state.get(HANDLE)).isEqualTo("left");
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Ready.class,
                        ready -> assertThat(ready.state().has(HANDLE)).isFalse());
    }

    @Test
    void updateThatDoesNothingIsAPlainFailure() throws Exception {
        PropertyMap state = made();
        pots.brokenVerb = Optional.of("paint");

        assertThatThrownBy(() -> lifecycle.update(operation, "north/pot", inputs, state, inputs.with(COLOUR, "blue")))
                .hasMessage("paint broke");
    }

    @Test
    void droppedOptionIsSetBack() throws Exception {
        PropertyMap before = inputs.with(LID, true);
        var ready = (Outcome.Ready) lifecycle.create(operation, before);

        var updated = (Outcome.Ready) lifecycle.update(operation, ready.id(), before, ready.state(), inputs);

        assertThat(pots.there.get(LID)).isFalse();
        assertThat(updated.state().get(LID)).isFalse();
    }

    @Test
    void refreshKeepsTheSpellingAndTheSecretAndFindsDrift() throws Exception {
        PropertyMap state = made();
        pots.there = pots.there.with(LID, true);

        Lifecycle.Found found = lifecycle
                .refresh(operation, "north/pot", inputs.with(LID, false), state)
                .orElseThrow();

        assertThat(found.state().get(COLOUR)).isEqualTo("Red");
        assertThat(found.state().get(CODE)).isEqualTo("hunter2");
        assertThat(found.inputs()).isEqualTo(inputs.with(LID, true));
    }

    @Test
    void refreshDoesNotAddInputsThatTheProgramNeverGave() throws Exception {
        PropertyMap state = made();
        pots.there = pots.there.with(LID, true);

        assertThat(lifecycle
                        .refresh(operation, "north/pot", inputs, state)
                        .orElseThrow()
                        .inputs())
                .isEqualTo(inputs);
    }

    @Test
    void goneObjectIsGone() throws Exception {
        assertThat(lifecycle.refresh(operation, "north/pot", inputs, inputs)).isEmpty();
    }

    @Test
    void importedObjectHasTheInputsOfAProgramThatWouldDescribeIt() throws Exception {
        PropertyMap _ = made();
        PropertyMap settings = PropertyMap.EMPTY.with(SHOP, "north");
        pots.there = pots.there.with(LID, true);

        Lifecycle.Found found = lifecycle.find(operation, "pot", settings).orElseThrow();

        assertThat(found.id()).isEqualTo("north/pot");
        assertThat(found.inputs())
                .isEqualTo(
                        PropertyMap.EMPTY.with(NAME, "pot").with(COLOUR, "red").with(LID, true));
        assertThat(found.state().has(CODE)).isFalse();
    }

    @Test
    void programMayOmitWhatAnImportWroteDown() throws Exception {
        PropertyMap _ = made();
        PropertyMap settings = PropertyMap.EMPTY.with(SHOP, "north");
        Lifecycle.Found found = lifecycle.find(operation, "pot", settings).orElseThrow();

        assertThat(lifecycle.plan(
                        operation, "pot", found.inputs(), found.state(), inputs.without(COLOUR.name()), List.of()))
                .isInstanceOf(Plan.Keep.class);
    }

    @Test
    void refreshOfAnImportedObjectKeepsWhatItsInputsLeaveToTheProvider() throws Exception {
        PropertyMap _ = made();
        PropertyMap settings = PropertyMap.EMPTY.with(SHOP, "north");
        Lifecycle.Found found = lifecycle.find(operation, "pot", settings).orElseThrow();
        pots.there = pots.there.without(SHOP.name());

        Lifecycle.Found refreshed = lifecycle
                .refresh(operation, found.id(), found.inputs(), found.state())
                .orElseThrow();

        assertThat(refreshed).isEqualTo(found);
    }

    @Test
    void malformedPathSaysWhatOneLooksLike() {
        assertThatThrownBy(() -> lifecycle.find(operation, "a/b/c", PropertyMap.EMPTY))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("`a/b/c` is not the id of a Pot. Give `shop/pot`");
    }

    @Test
    void lockedObjectIsNeitherDeletedNorReplaced() throws Exception {
        PropertyMap state = made().with(LOCKED, true);

        assertThatThrownBy(() -> lifecycle.delete(operation, state))
                .hasMessage("`locked`: the pot is locked. Unlock it.");
        assertThat(pots.calls).doesNotContain("delete");
        assertThat(plan(state, inputs.with(SHOP, "south"))).isInstanceOf(Plan.Refuse.class);
    }

    @Test
    void objectThatGoesWhileItIsDeletedIsDeleted() throws Exception {
        PropertyMap state = made();
        pots.there = PropertyMap.EMPTY;
        pots.brokenVerb = Optional.of("delete");

        lifecycle.delete(operation, state);

        assertThat(pots.calls).containsExactly("delete");
    }

    @Test
    void failureToDeleteWhatIsThereIsAFailure() throws Exception {
        PropertyMap state = made();
        pots.brokenVerb = Optional.of("delete");

        assertThatThrownBy(() -> lifecycle.delete(operation, state)).hasMessage("delete broke");
    }

    private Plan plan(PropertyMap state, PropertyMap wanted) throws InterruptedException {
        return lifecycle.plan(operation, "pot", inputs, state, wanted, List.<Path>of());
    }

    private PropertyMap made() throws Exception {
        PropertyMap state = ((Outcome.Ready) lifecycle.create(operation, inputs)).state();
        pots.calls.clear();
        return state;
    }
}
