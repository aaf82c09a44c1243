package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Naming;
import com.pulumi.planetscale.provider.property.OnChange;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resource.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Pots that a test breaks where it wants to.
final class Pots implements Resource.Updatable, Resource.Previewing {
    static final Property<String> SHOP =
            Property.text("shop", "Shop of the pot.").fromProvider().atCreation("a pot cannot move");
    static final Property<String> NAME =
            Property.text("name", "Name of the pot.").optional();
    static final Property<String> COLOUR =
            Property.text("colour", "Colour of the pot.").optional().sameWhen(String::equalsIgnoreCase);
    static final Property<Boolean> LID =
            Property.bool("lid", "Whether it has a lid.").defaultsTo(false);
    static final Property<String> HANDLE =
            Property.text("handle", "Where its handle is.").optional().dropping(OnChange.note());
    static final Property<Boolean> LOCKED =
            Property.bool("locked", "Whether it stays.").defaultsTo(false);
    static final Property<String> CODE =
            Property.text("code", "What opens it.").computed().secret().once();
    static final Property<String> PUBLIC_ID =
            Property.text("publicId", "Its own id.").computed();

    static final Property<Long> CRACKS =
            Property.integer("cracks", "How many it has got so far.").computed();

    final List<String> calls = new ArrayList<>();
    PropertyMap there = PropertyMap.EMPTY;
    Optional<String> brokenVerb = Optional.empty();
    PropertyMap learned = PropertyMap.EMPTY;
    PropertyMap lookedAt = PropertyMap.EMPTY;

    @Override
    public Schema schema() {
        return Schema.of("Pot", "A pot.", List.of(SHOP, NAME, COLOUR, HANDLE, LID, LOCKED, CODE, PUBLIC_ID))
                .identifiedBy(List.of(SHOP, NAME))
                .naming(new Naming(NAME, "-", 63))
                .onlyInLookups(List.of(CRACKS));
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
                Step.on(List.of(NAME, COLOUR), (operation, state, inputs) -> set("paint", state, inputs, NAME, COLOUR)),
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
