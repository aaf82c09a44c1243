package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.OnChange;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Value;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes the state that is recorded out of what the program wrote, what the API returned and what was recorded
/// before.
final class States {
    private States() {}

    /// The state to record. Inputs are echoed exactly as written, unless the API really has something else;
    /// what the API returns only once is kept.
    ///
    /// @param recorded the state until now; at a creation the beginning of a record
    /// @param inputs what the program wants
    /// @param live what the API returned, under our names
    /// @param open inputs that are still to be brought about: what the API does not return of them is not
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
                            : live.isNone(property)
                                    ? property.fallback().orElse(Value.absent())
                                    : notReturned(schema, property, recorded, wanted, open.contains(property.name())));
        }
        return schema.marked(state.with(Hidden.of(recorded)));
    }

    /// What an answer to a change says. That something has no value is believed unless the program has just set it:
    /// such an answer may be incomplete.
    static PropertyMap answered(Schema schema, PropertyMap inputs, PropertyMap live) {
        PropertyMap believed = live;
        for (Property<?> property : schema.inputs()) {
            Value wanted = inputs.value(property);
            boolean isDoubted = live.isNone(property)
                    && wanted.present()
                    && property.fallback()
                            .filter(fallback -> property.same(wanted, fallback))
                            .isEmpty();
            believed = isDoubted ? believed.withoutNone(property) : believed;
        }
        return believed;
    }

    private static Value spelled(Property<?> property, Value wanted, Value told) {
        return wanted.present() && property.same(wanted, told) ? wanted : told;
    }

    private static Value notReturned(
            Schema schema, Property<?> property, PropertyMap recorded, Value wanted, boolean open) {
        Value before = recorded.value(property);
        if (open) {
            return before;
        }
        if (wanted.present()) {
            return isHistory(property, recorded, wanted) ? before : wanted;
        }
        boolean stays = property.isOnce()
                || !property.isInput()
                || schema.isPartOfName(property)
                || property.named().isPresent()
                || property.isFromProvider()
                || property.isAtCreation(recorded);
        return stays ? before : Value.absent();
    }

    /// Whether an object was created as recorded and not as the program wants it, which it will not become either.
    private static boolean isHistory(Property<?> property, PropertyMap recorded, Value wanted) {
        Value before = recorded.value(property);
        return property.isAtCreation(recorded)
                && property.named().isEmpty()
                && before.present()
                && !property.same(before, wanted);
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

    /// A state without what the program has omitted again where that only needs to be noted. What an object
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

    /// The inputs after a refresh: those that the program had given, each with the value that it really has now,
    /// except for what matters at creation only and for what no update could put right: there drift is not a reason
    /// to make a new object.
    ///
    /// @param live what the API returned, which may be that something has no value
    static PropertyMap refreshed(Schema schema, PropertyMap oldInputs, PropertyMap state, PropertyMap live) {
        PropertyMap inputs = PropertyMap.EMPTY;
        for (Property<?> property : schema.inputs()) {
            Value old = oldInputs.value(property);
            Value now = state.value(property);
            boolean isCleared = live.isNone(property)
                    && !now.present()
                    && property.role() == Property.Role.OPTIONAL
                    && !property.isAtCreation(state);
            if (old.present() && !isCleared) {
                inputs = inputs.with(
                        property.name(),
                        // What is the same stays as written, without a mark of secrecy that the program did not set.
                        !now.present() || property.same(old, now) || needsNewObject(property, state, now, old)
                                ? old
                                : marked(now, old));
            }
        }
        return inputs;
    }

    private static boolean needsNewObject(Property<?> property, PropertyMap state, Value now, Value old) {
        return property.isAtCreation(state)
                || (!property.same(now, old) && property.meaning(now, old, state) instanceof OnChange.Replace<?>);
    }

    /// The inputs of a program that would describe an imported object, and make another one like it: what is required,
    /// what differs from its default, and what has no default unless it is derived from other properties.
    static PropertyMap imported(Schema schema, PropertyMap state, PropertyMap providerSettings) {
        PropertyMap inputs = PropertyMap.EMPTY;
        for (Property<?> property : schema.inputs()) {
            Value now = state.value(property);
            if (now.present() && worthWriting(property, now, providerSettings)) {
                inputs = inputs.with(property.name(), now);
            }
        }
        return withoutRefused(schema, inputs);
    }

    /// Inputs without those that a program may omit and may not write here: what the API returns of a Metal cluster's
    /// storage, for one, follows its size.
    private static PropertyMap withoutRefused(Schema schema, PropertyMap inputs) {
        PropertyMap sound = inputs;
        for (Finding finding : schema.check(inputs)) {
            for (Property<?> property : schema.inputs()) {
                if (property.name().equals(finding.path().property()) && property.role() != Property.Role.REQUIRED) {
                    sound = sound.without(property.name());
                }
            }
        }
        return sound;
    }

    /// Those of imported inputs that PlanetScale may have chosen: a program may omit them, and the object stays as it
    /// is.
    static Set<String> optional(Schema schema, PropertyMap imported) {
        return schema.inputs().stream()
                .filter(property -> imported.has(property)
                        && property.role() == Property.Role.OPTIONAL
                        && property.fallback().isEmpty())
                .map(Property::name)
                .collect(Collectors.toSet());
    }

    private static boolean worthWriting(Property<?> property, Value now, PropertyMap providerSettings) {
        if (property.isFromProvider()) {
            return !providerSettings.value(property).plain().equals(now.plain());
        }
        return switch (property.role()) {
            case REQUIRED -> true;
            case OPTIONAL ->
                property.fallback()
                        .map(fallback -> !property.same(fallback, now))
                        .orElse(!property.isDerived());
            case COMPUTED -> false;
        };
    }

    /// A value with the secret mark that the program's own had.
    private static Value marked(Value now, Value old) {
        return old.hasSecret() && !now.hasSecret() ? new Value.Secret(now) : now;
    }
}
