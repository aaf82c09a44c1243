package com.pulumi.planetscale.provider.resource;

import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import java.io.IOException;
import java.util.List;

/// One of the calls by which an object is brought from its recorded state to what the program wants.
///
/// A step runs only where its part differs, so running all of them again does no harm; and since the state is
/// recorded after each, a failure in one loses nothing of those before it.
///
/// @param properties the inputs that it brings about
/// @param needed whether it has anything to do
/// @param action does it
/// @param calling the call that it makes, for those who have to know before
public record Step(List<Property<?>> properties, Condition needed, Action action, Calling calling) {
    public Step {
        properties = List.copyOf(properties);
    }

    /// A step that changes the object itself.
    public Step(List<Property<?>> properties, Condition needed, Action action) {
        this(properties, needed, action, (state, inputs) -> Call.CHANGE);
    }

    /// Whether there is anything to do.
    @FunctionalInterface
    public interface Condition {
        boolean holds(Operation operation, PropertyMap state, PropertyMap inputs);
    }

    /// Does it.
    @FunctionalInterface
    public interface Action {
        /// Makes the calls and answers what they told about the object.
        PropertyMap run(Operation operation, PropertyMap state, PropertyMap inputs)
                throws IOException, InterruptedException;
    }

    /// Tells the call, with a path that begins at the object.
    @FunctionalInterface
    public interface Calling {
        Call of(PropertyMap state, PropertyMap inputs);
    }

    /// The same step, which makes another call than a change of the object itself.
    ///
    /// @param path from the object on
    public Step calling(String method, String path) {
        return calling((state, inputs) -> new Call(method, path));
    }

    /// The same step, whose call depends on what is changed.
    public Step calling(Calling other) {
        return new Step(properties, needed, action, other);
    }

    /// A step that runs where one of its inputs is given and differs from the state.
    public static Step on(List<Property<?>> properties, Action action) {
        return new Step(
                properties,
                (operation, state, inputs) ->
                        !inputs.differing(state, properties).isEmpty(),
                action);
    }

    /// A step that runs on a condition of its own.
    public static Step when(Condition needed, Action action) {
        return new Step(List.of(), needed, action);
    }
}
