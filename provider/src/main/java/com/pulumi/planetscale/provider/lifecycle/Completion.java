package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resource.Account;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resource.Resource;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;

/// Completes recorded states that lack parts: those of older versions, imported ones, edited ones.
///
/// What a state holds wins over everything else. What it lacks of an object's identity is taken from the inputs that
/// were recorded with it, then from the Pulumi id, which is the path at creation and may be out of date.
record Completion(Resource resource, Account account) {
    /// When an object was created, which tells it from another one that goes by the same name.
    private static final String CREATED_AT = "createdAt";

    /// Whether some properties are a recorded state: they hold what only PlanetScale can have returned. What a program
    /// gives to look an object up is sent as inputs and as properties alike.
    boolean isRecorded(PropertyMap inputs, PropertyMap properties) {
        return schema().properties().stream()
                .anyMatch(property -> !property.isInput() && properties.has(property) && !inputs.has(property));
    }

    /// A state with everything by which its object is found, asking no one.
    PropertyMap identified(String id, PropertyMap inputs, PropertyMap recorded) {
        PropertyMap identity = schema().parse(id, PropertyMap.EMPTY).orElse(PropertyMap.EMPTY);
        PropertyMap known = schema().readable(recorded);
        for (Property<?> property : schema().properties()) {
            boolean identifies =
                    identity.has(property) || property.named().isPresent() || schema().isPartOfName(property);
            if (identifies && !known.has(property)) {
                Value written = inputs.value(property);
                known = known.with(
                        property.name(),
                        written.present() && !written.hasUnknown() ? written : identity.value(property));
            }
        }
        return known;
    }

    /// An identified state with what PlanetScale returns of every object.
    ///
    /// @return empty if the state lacks some of that, and the object is gone
    Optional<PropertyMap> complete(Operation operation, PropertyMap inputs, PropertyMap state)
            throws IOException, InterruptedException {
        boolean whole = schema().properties().stream()
                .allMatch(property -> property.isInput() || !property.isAlways() || state.has(property));
        if (whole) {
            return Optional.of(state);
        }
        Optional<PropertyMap> live = read(operation, state);
        return live.map(told -> States.record(schema(), state, inputs, told, Set.of()));
    }

    /// What PlanetScale returns of the object of an identified state, with the ids of its owners.
    ///
    /// @return empty if it is gone
    /// @throws OperationException if the state does not say which object it is, and another one goes by its name
    Optional<PropertyMap> read(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        Optional<PropertyMap> live = resource.read(operation, state);
        if (live.isEmpty()) {
            return live;
        }
        if (isAnother(state, live.get())) {
            throw new OperationException(Finding.refusal(
                    Path.ROOT,
                    schema().name() + " `" + schema().path(state).orElse("?") + "` was created at "
                            + text(live.get().value(CREATED_AT)) + ", but the one that is recorded was created at "
                            + text(state.value(CREATED_AT)) + ": another object goes by this name",
                    "The state does not hold `" + Identities.PUBLIC_ID + "`, so the recorded object cannot be found."
                            + " Remove it from the state with `pulumi state delete`, then import the right one."));
        }
        return Optional.of(live.get().with(OwnerIds.missing(schema(), account, state.with(live.get()))));
    }

    private static boolean isAnother(PropertyMap state, PropertyMap live) {
        Value recorded = state.value(CREATED_AT);
        Value told = live.value(CREATED_AT);
        return !state.value(Identities.PUBLIC_ID).present()
                && recorded.present()
                && told.present()
                && !moment(recorded).equals(moment(told));
    }

    /// A time however it is written, or what stands in its place.
    private static String moment(Value value) {
        try {
            return OffsetDateTime.parse(text(value)).toInstant().toString();
        } catch (DateTimeParseException _) {
            return text(value);
        }
    }

    private static String text(Value value) {
        return value.plain() instanceof Value.Text(var text) ? text : "an unknown time";
    }

    private Schema schema() {
        return resource.schema();
    }
}
