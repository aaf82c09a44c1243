package com.pulumi.planetscale.provider.property;

import java.util.Optional;

/// What a change of one property means. It means exactly one thing.
///
/// @param <T> the property's type
public sealed interface OnChange<T> {
    /// The living object is changed.
    record Update<T>() implements OnChange<T> {}

    /// A new object takes the place of the old one.
    ///
    /// @param why a clause that explains it, such as "a branch cannot move between databases"
    record Replace<T>(String why) implements OnChange<T> {}

    /// The change is not made.
    ///
    /// @param why a clause that explains it
    /// @param remedy what to do instead, in full sentences
    record Refuse<T>(String why, String remedy) implements OnChange<T> {}

    /// The new value is recorded and nothing else happens.
    record Note<T>() implements OnChange<T> {}

    /// One of the others, depending on the values.
    record Decide<T>(Choice<T> choice) implements OnChange<T> {}

    /// Picks the meaning of a change.
    @FunctionalInterface
    interface Choice<T> {
        /// The meaning of the change between two values.
        ///
        /// @param from the value until now; empty where there was none
        /// @param to the value from now on; empty if it is omitted
        /// @param state the object as recorded
        OnChange<T> of(Optional<T> from, Optional<T> to, PropertyMap state);
    }

    /// See [Update].
    static <T> OnChange<T> update() {
        return new Update<>();
    }

    /// See [Replace].
    static <T> OnChange<T> replace(String why) {
        return new Replace<>(why);
    }

    /// See [Refuse].
    static <T> OnChange<T> refuse(String why, String remedy) {
        return new Refuse<>(why, remedy);
    }

    /// See [Note].
    static <T> OnChange<T> note() {
        return new Note<>();
    }
}
