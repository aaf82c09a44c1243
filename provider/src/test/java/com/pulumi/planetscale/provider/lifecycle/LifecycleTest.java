package com.pulumi.planetscale.provider.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.provider.lifecycle.Context.NameProposal;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Naming;
import com.pulumi.planetscale.provider.property.OnChange;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resource.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    private static final Property<String> SHOP =
            Property.text("shop", "Shop of the pot.").fromProvider().replacesBecause("a pot cannot move");
    private static final Property<String> NAME =
            Property.text("name", "Name of the pot.").optional();
    private static final Property<String> COLOUR =
            Property.text("colour", "Colour of the pot.").optional().sameWhen(String::equalsIgnoreCase);
    private static final Property<Boolean> LID =
            Property.bool("lid", "Whether it has a lid.").defaultsTo(false);
    private static final Property<String> HANDLE =
            Property.text("handle", "Where its handle is.").optional().dropping(OnChange.note());
    private static final Property<Boolean> LOCKED =
            Property.bool("locked", "Whether it stays.").defaultsTo(false);
    private static final Property<String> CODE =
            Property.text("code", "What opens it.").computed().secret().once();
    private static final Property<String> PUBLIC_ID =
            Property.text("publicId", "Its own id.").computed();

    private static final Property<Long> CRACKS =
            Property.integer("cracks", "How many it has got so far.").computed();

    private final FakeOperation operation = new FakeOperation();
    private final Pots pots = new Pots();
    private final Lifecycle lifecycle = new Lifecycle(pots, new Identities());
    private final PropertyMap inputs =
            PropertyMap.EMPTY.with(SHOP, "north").with(NAME, "pot").with(COLOUR, "Red");

    /// Pots that the test breaks where it wants to.
    private static final class Pots implements Resource.Updatable, Resource.Previewing {
        private final List<String> calls = new ArrayList<>();
        private PropertyMap there = PropertyMap.EMPTY;
        private Optional<String> brokenVerb = Optional.empty();
        private PropertyMap learned = PropertyMap.EMPTY;
        private PropertyMap lookedAt = PropertyMap.EMPTY;

        @Override
        public Schema schema() {
            return Schema.of("Pot", "A pot.", List.of(SHOP, NAME, COLOUR, HANDLE, LID, LOCKED, CODE, PUBLIC_ID))
                    .identifiedBy(List.of(SHOP, NAME))
                    .naming(new Naming(NAME, "-", 63))
                    .tellingLookups(List.of(CRACKS));
        }

        @Override
        public PropertyMap create(Operation operation, PropertyMap inputs) throws IOException {
            call("create");
            there = inputs.only(List.of(SHOP, NAME))
                    .with(COLOUR, inputs.find(COLOUR).orElse("grey").toLowerCase(Locale.ROOT))
                    .with(LID, false)
                    .with(LOCKED, false)
                    .with(PUBLIC_ID, "p1")
                    .with(CRACKS, 2L);
            return there.with(CODE, "hunter2");
        }

        @Override
        public PropertyMap awaitReady(Operation operation, PropertyMap state) throws IOException {
            call("await");
            return there;
        }

        @Override
        public List<Step> steps() {
            return List.of(
                    Step.on(
                            List.of(NAME, COLOUR),
                            (operation, state, inputs) -> set("paint", state, inputs, NAME, COLOUR)),
                    Step.on(List.of(LID), (operation, state, inputs) -> set("lid", state, inputs, LID)),
                    Step.on(List.of(LOCKED), (operation, state, inputs) -> set("lock", state, inputs, LOCKED)));
        }

        private PropertyMap set(String verb, PropertyMap state, PropertyMap inputs, Property<?>... properties)
                throws IOException {
            call(verb);
            there = there.with(inputs.differing(state, List.of(properties)));
            return there;
        }

        @Override
        public List<Finding> look(Operation operation, PropertyMap state, PropertyMap inputs) {
            lookedAt = inputs;
            return List.of();
        }

        @Override
        public Optional<PropertyMap> read(Operation operation, PropertyMap state) {
            return there.isEmpty() ? Optional.empty() : Optional.of(there);
        }

        @Override
        public Optional<Finding> undeletable(PropertyMap state) {
            return state.is(LOCKED)
                    ? Optional.of(Finding.refusal(LOCKED, "the pot is locked", "Unlock it."))
                    : Optional.empty();
        }

        @Override
        public void delete(Operation operation, PropertyMap state) throws IOException {
            call("delete");
            there = PropertyMap.EMPTY;
        }

        private void call(String verb) throws IOException {
            calls.add(verb);
            if (brokenVerb.filter(verb::equals).isPresent()) {
                throw learned.isEmpty()
                        ? new IOException(verb + " broke")
                        : new OperationException(Finding.refusal(Path.ROOT, verb + " broke", ""), learned);
            }
        }
    }

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
        PropertyMap lookedUp = new GetLookup(pots).call(operation, inputs.only(List.of(SHOP, NAME)));

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
        assertThat(found.inputs()).isEqualTo(PropertyMap.EMPTY.with(NAME, "pot").with(LID, true));
        assertThat(found.state().has(CODE)).isFalse();
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
    void checkFillsInTheProvidersSettingAndAName() {
        Lifecycle.Checked checked = check(PropertyMap.EMPTY, PropertyMap.EMPTY, Optional.empty());

        assertThat(checked.findings()).isEmpty();
        assertThat(checked.inputs().get(SHOP)).isEqualTo("north");
        assertThat(checked.inputs().get(NAME)).matches("label-[0-9a-f]{7}");
    }

    @Test
    void checkOfItsOwnResultChangesNothing() {
        PropertyMap once =
                check(PropertyMap.EMPTY, PropertyMap.EMPTY, Optional.empty()).inputs();

        assertThat(check(PropertyMap.EMPTY, once, Optional.empty()).inputs()).isEqualTo(once);
    }

    @Test
    void nameThatWasMadeUpOnceIsKept() {
        PropertyMap old = PropertyMap.EMPTY.with(NAME, "label-0000000");

        assertThat(check(old, PropertyMap.EMPTY, Optional.empty()).inputs().get(NAME))
                .isEqualTo("label-0000000");
    }

    @Test
    void projectsRuleForNamesIsObeyed() {
        var enforced = new NameProposal(NameProposal.Mode.ENFORCE, "exactly");
        var disabled = new NameProposal(NameProposal.Mode.DISABLE, "");

        assertThat(check(PropertyMap.EMPTY, PropertyMap.EMPTY, Optional.of(enforced))
                        .inputs()
                        .get(NAME))
                .isEqualTo("exactly");
        assertThat(check(PropertyMap.EMPTY, PropertyMap.EMPTY, Optional.of(disabled))
                        .findings())
                .extracting(Finding::text)
                .singleElement()
                .asString()
                .contains("`pulumi:autonaming`");
    }

    @Test
    void missingSettingSaysWhereItCanBeSet() {
        var context = new Context("label", "seed", Optional.empty(), PropertyMap.EMPTY);

        assertThat(lifecycle
                        .check(PropertyMap.EMPTY, PropertyMap.EMPTY, context)
                        .findings())
                .extracting(Finding::text)
                .singleElement()
                .asString()
                .contains("`planetscale:shop`", "PLANETSCALE_SHOP");
    }

    private Lifecycle.Checked check(PropertyMap old, PropertyMap given, Optional<NameProposal> proposal) {
        return lifecycle.check(
                old, given, new Context("label", "seed", proposal, PropertyMap.EMPTY.with(SHOP, "north")));
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
