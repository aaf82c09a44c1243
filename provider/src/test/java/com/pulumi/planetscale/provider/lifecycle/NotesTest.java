package com.pulumi.planetscale.provider.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resource.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What only the provider uses is noted in the inputs, without a call; an engine keeps the state as it was then.
class NotesTest {
    private static final Property<String> NAME = Property.text("name", "Name of the door.");
    private static final Property<String> TRIGGER = Property.text("trigger", "Another lock at a change.")
            .optional()
            .local()
            .updatesOnceRecorded();
    private static final Property<String> HEIR =
            Property.text("heir", "Who gets it.").defaultsTo("town").local();
    private static final Property<String> CODE = Property.text("code", "What opens it.")
            .computedFrom(TRIGGER)
            .secret()
            .once();

    private static final PropertyMap DOOR = PropertyMap.EMPTY.with(NAME, "door");

    private final FakeOperation operation = new FakeOperation();
    private final Doors doors = new Doors();
    private final Lifecycle lifecycle = new Lifecycle(doors, new Identities());

    private static final class Doors implements Resource.Updatable {
        private final List<String> calls = new ArrayList<>();

        @Override
        public Schema schema() {
            return Schema.of("Door", "A door.", List.of(NAME, TRIGGER, HEIR, CODE))
                    .identifiedBy(List.of(NAME));
        }

        @Override
        public PropertyMap create(Operation operation, PropertyMap inputs) {
            return inputs.only(List.of(NAME)).with(CODE, "first");
        }

        @Override
        public List<Step> steps() {
            return List.of(new Step(
                    List.of(TRIGGER),
                    (operation, state, inputs) -> state.has(TRIGGER)
                            && !inputs.differing(state, List.of(TRIGGER)).isEmpty(),
                    (operation, state, inputs) -> {
                        calls.add("another lock");
                        return inputs.only(List.of(TRIGGER)).with(CODE, "second");
                    }));
        }

        @Override
        public Optional<PropertyMap> read(Operation operation, PropertyMap state) {
            return Optional.of(state.only(List.of(NAME)));
        }

        @Override
        public void delete(Operation operation, PropertyMap state) {
            calls.add("delete for " + state.find(HEIR).orElse("town"));
        }
    }

    @Test
    void firstValueIsNotedAndTheNextOneIsAChange() throws Exception {
        PropertyMap state = made(DOOR);
        PropertyMap first = DOOR.with(TRIGGER, "1");
        PropertyMap second = DOOR.with(TRIGGER, "2");

        assertThat(plan(DOOR, state, first)).isInstanceOf(Plan.Keep.class);
        assertThat(plan(first, state, second))
                .isInstanceOfSatisfying(
                        Plan.Update.class,
                        update -> assertThat(update.planned().value(CODE).hasUnknown())
                                .isTrue());

        PropertyMap updated = updated(first, state, second);
        assertThat(doors.calls).containsExactly("another lock");
        assertThat(updated.get(CODE)).isEqualTo("second");
        assertThat(updated.get(TRIGGER)).isEqualTo("2");
    }

    @Test
    void valueOfTheCreationIsNoChange() throws Exception {
        PropertyMap inputs = DOOR.with(TRIGGER, "1");

        PropertyMap state = made(inputs);

        assertThat(state.get(TRIGGER)).isEqualTo("1");
        assertThat(updated(inputs, state, inputs)).isEqualTo(state);
        assertThat(doors.calls).isEmpty();
    }

    @Test
    void valueThatIsLeftOutIsForgottenWithoutACall() throws Exception {
        PropertyMap inputs = DOOR.with(TRIGGER, "1");
        PropertyMap state = made(inputs);

        assertThat(plan(inputs, state, DOOR)).isInstanceOf(Plan.Keep.class);
    }

    @Test
    void deletionGoesByWhatWasNotedLast() throws Exception {
        PropertyMap recorded = made(DOOR.with(HEIR, "aunt"));

        lifecycle.delete(operation, lifecycle.known(DOOR.with(HEIR, "uncle"), recorded));
        lifecycle.delete(operation, lifecycle.known(DOOR, recorded));
        lifecycle.delete(operation, lifecycle.known(PropertyMap.EMPTY, recorded));

        assertThat(doors.calls).containsExactly("delete for uncle", "delete for town", "delete for aunt");
    }

    private Plan plan(PropertyMap oldInputs, PropertyMap state, PropertyMap inputs) throws InterruptedException {
        return lifecycle.plan(operation, "door", oldInputs, state, inputs, List.of());
    }

    private PropertyMap made(PropertyMap inputs) throws Exception {
        return ((Outcome.Ready) lifecycle.create(operation, inputs)).state();
    }

    private PropertyMap updated(PropertyMap oldInputs, PropertyMap state, PropertyMap inputs) throws Exception {
        return ((Outcome.Ready) lifecycle.update(operation, "door", oldInputs, state, inputs)).state();
    }
}
