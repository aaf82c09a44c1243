package com.pulumi.planetscale.provider.property;

import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/// What a change of a property means, by what it declares.
///
/// @param onChange what a change to another value means
/// @param onDrop what leaving the input out means that was given before; empty where that is refused
/// @param alias whether values that are spelled differently count as equal; asked in both orders
/// @param isFixed whether it never changes in place, whatever `onChange` picks
/// @param atCreation the recorded states of an object for which the property mattered at its creation only
/// @param believed the recorded states in which a value written for the first time is believed
/// @param <T> what code sees of the property
record Changes<T>(
        OnChange<T> onChange,
        Optional<OnChange<T>> onDrop,
        BiPredicate<T, T> alias,
        boolean isFixed,
        Predicate<PropertyMap> atCreation,
        Predicate<PropertyMap> believed) {
    /// Every change is made in place.
    static <T> Changes<T> inPlace() {
        return new Changes<>(
                OnChange.update(), Optional.empty(), (left, right) -> false, false, _ -> false, _ -> false);
    }

    Changes<T> onChange(OnChange<T> meaning) {
        return new Changes<>(meaning, onDrop, alias, isFixed, atCreation, believed);
    }

    Changes<T> onDrop(OnChange<T> meaning) {
        return new Changes<>(onChange, Optional.of(meaning), alias, isFixed, atCreation, believed);
    }

    Changes<T> alias(BiPredicate<T, T> same) {
        return new Changes<>(onChange, onDrop, same, isFixed, atCreation, believed);
    }

    Changes<T> fixed() {
        return new Changes<>(onChange, onDrop, alias, true, atCreation, believed);
    }

    Changes<T> atCreation(Predicate<PropertyMap> states) {
        return new Changes<>(onChange, onDrop, alias, isFixed, states, believed);
    }

    Changes<T> believed(Predicate<PropertyMap> states) {
        return new Changes<>(onChange, onDrop, alias, isFixed, atCreation, states);
    }

    /// Whether a change may have to be made in place.
    boolean mayUpdate() {
        return !isFixed && !(onChange instanceof OnChange.Replace || onChange instanceof OnChange.Note);
    }

    /// Whether a change replaces the object, if anything.
    boolean replaces() {
        return isFixed || onChange instanceof OnChange.Replace;
    }

    boolean same(T left, T right) {
        return alias.test(left, right) || alias.test(right, left);
    }

    /// The meaning of a change between two values that are not the same; each may be absent.
    OnChange<T> meaning(Optional<T> from, Optional<T> to, PropertyMap state) {
        if (from.isEmpty() && believed.test(state)) {
            return OnChange.note();
        }
        OnChange<T> meaning = to.isPresent()
                ? onChange
                : onDrop.orElseGet(() -> OnChange.refuse(
                        "it was set before, and there is no default to go back to",
                        "Write it again with the value it has, or list it in `ignoreChanges`."));
        return meaning instanceof OnChange.Decide<T>(var choice) ? choice.of(from, to, state) : meaning;
    }
}
