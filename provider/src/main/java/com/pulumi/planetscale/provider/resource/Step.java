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
public record Step(List<Property<?>> properties, Condition needed, Action action) {
    public Step {
        properties = List.copyOf(properties);
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
