package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Value;

/// Makes the state that is recorded out of what the program wrote, what the API told and what was recorded before.
final class States {
    private States() {}

    /// The state to record. Inputs are echoed exactly as written, unless the API really has something else; what the
    /// API tells only once is kept.
    ///
    /// @param recorded the state until now; empty at a creation
    /// @param inputs what the program wants
    /// @param live what the API told, under our names
    static PropertyMap record(Schema schema, PropertyMap recorded, PropertyMap inputs, PropertyMap live) {
        PropertyMap state = PropertyMap.EMPTY;
        for (Property<?> property : schema.properties()) {
            state = state.with(property.name(), value(property, recorded, inputs, live));
        }
        return schema.marked(state);
    }

    private static Value value(Property<?> property, PropertyMap recorded, PropertyMap inputs, PropertyMap live) {
        Value wanted = inputs.value(property);
        Value told = live.value(property);
        if (!told.present()) {
            boolean kept = property.isOnce() || !property.isInput();
            return wanted.present() ? wanted : kept ? recorded.value(property) : Value.absent();
        }
        return wanted.present() && property.same(wanted, told) ? wanted : told;
    }

    /// The inputs after a refresh: those that the program had given, each with the value that it really has now.
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

    /// The inputs of a program that would describe an imported object: what is required, what differs from its default,
    /// and what could only be changed by making another object. What the API chose is left to the API.
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
                        .orElse(property.replaces() || schema.isPartOfName(property));
            case COMPUTED -> false;
        };
    }

    /// A value with the secret mark that the program's own had.
    private static Value marked(Value now, Value old) {
        return old.hasSecret() && !now.hasSecret() ? new Value.Secret(now) : now;
    }
}
