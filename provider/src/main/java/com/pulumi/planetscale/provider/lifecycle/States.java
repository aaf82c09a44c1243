package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.property.OnChange;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Value;
import java.util.Set;

/// Makes the state that is recorded out of what the program wrote, what the API told and what was recorded
/// before.
final class States {
    private States() {}

    /// The state to record. Inputs are echoed exactly as written, unless the API really has something else;
    /// what the API tells only once is kept.
    ///
    /// @param recorded the state until now; at a creation the beginning of a record
    /// @param inputs what the program wants
    /// @param live what the API told, under our names
    /// @param open inputs that are still to be brought about: what the API does not tell of them is not
    ///     believed yet
    static PropertyMap record(
            Schema schema, PropertyMap recorded, PropertyMap inputs, PropertyMap live, Set<String> open) {
        PropertyMap state = PropertyMap.EMPTY;
        for (Property<?> property : schema.properties()) {
            Value wanted = inputs.value(property);
            Value told = live.value(property);
            state = state.with(
                    property.name(),
                    told.present()
                            ? spelled(property, wanted, told)
                            : untold(property, recorded.value(property), wanted, open.contains(property.name())));
        }
        return schema.marked(state.with(Identities.RECORD, recorded.value(Identities.RECORD)));
    }

    private static Value spelled(Property<?> property, Value wanted, Value told) {
        return wanted.present() && property.same(wanted, told) ? wanted : told;
    }

    private static Value untold(Property<?> property, Value recorded, Value wanted, boolean open) {
        if (open) {
            return recorded;
        }
        return wanted.present() ? wanted : property.isOnce() || !property.isInput() ? recorded : Value.absent();
    }

    /// A state with what an earlier run noted in the inputs alone, since it needed no call.
    static PropertyMap withNotes(Schema schema, PropertyMap state, PropertyMap oldInputs) {
        PropertyMap known = state;
        for (Property<?> property : schema.inputs()) {
            if (property.isLocal() && !state.has(property) && oldInputs.has(property)) {
                known = known.with(property.name(), oldInputs.value(property));
            }
        }
        return known;
    }

    /// A state without what the program has left out again where that only needs to be noted. What an object
    /// still has of it, the next answer tells.
    static PropertyMap withoutDropped(Schema schema, PropertyMap state, PropertyMap oldInputs, PropertyMap wanted) {
        PropertyMap rest = state;
        for (Property<?> property : schema.inputs()) {
            boolean dropped = oldInputs.has(property) && !wanted.has(property);
            if (dropped
                    && property.meaning(oldInputs.value(property), Value.absent(), state) instanceof OnChange.Note<?>) {
                rest = rest.without(property.name());
            }
        }
        return rest;
    }

    /// The inputs after a refresh: those that the program had given, each with the value that it really has
    /// now.
    static PropertyMap refreshed(Schema schema, PropertyMap oldInputs, PropertyMap state) {
        PropertyMap inputs = PropertyMap.EMPTY;
        for (Property<?> property : schema.inputs()) {
            Value old = oldInputs.value(property);
            if (old.present()) {
                Value now = state.value(property);
                inputs = inputs.with(property.name(), now.present() ? marked(now, old) : old);
            }
        }
        return inputs;
    }

    /// The inputs of a program that would describe an imported object: what is required, what differs from its
    /// default, and what the API never chooses. What it may have chosen is left to it.
    static PropertyMap imported(Schema schema, PropertyMap state, PropertyMap providerSettings) {
        PropertyMap inputs = PropertyMap.EMPTY;
        for (Property<?> property : schema.inputs()) {
            Value now = state.value(property);
            if (now.present() && worthWriting(schema, property, now, providerSettings)) {
                inputs = inputs.with(property.name(), now);
            }
        }
        return inputs;
    }

    private static boolean worthWriting(Schema schema, Property<?> property, Value now, PropertyMap providerSettings) {
        if (property.isFromProvider()) {
            return !providerSettings.value(property).plain().equals(now.plain());
        }
        return switch (property.role()) {
            case REQUIRED -> true;
            case OPTIONAL ->
                property.fallback()
                        .map(fallback -> !property.same(fallback, now))
                        .orElse(property.isNeverChosen() || schema.isPartOfName(property));
            case COMPUTED -> false;
        };
    }

    /// A value with the secret mark that the program's own had.
    private static Value marked(Value now, Value old) {
        return old.hasSecret() && !now.hasSecret() ? new Value.Secret(now) : now;
    }
}
