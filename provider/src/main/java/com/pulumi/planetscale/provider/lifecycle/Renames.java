package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resource.Account;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Tells a change of an owner's name from a move to another owner.
///
/// @param identities what this process knows of the names of objects
/// @param account what else may know them
record Renames(Schema schema, Identities identities, Account account) {
    /// The inputs that name the same object as before, which has another name now.
    Set<String> among(PropertyMap oldInputs, PropertyMap state, PropertyMap inputs) throws InterruptedException {
        var renamed = new HashSet<String>();
        for (Property<?> property : schema.inputs()) {
            if (property.named().isPresent()
                    && oldInputs.has(property)
                    && inputs.has(property)
                    && !inputs.value(property).hasUnknown()
                    && !property.same(oldInputs.value(property), inputs.value(property))
                    && isSameObject(property, oldInputs, state, inputs)) {
                renamed.add(property.name());
            }
        }
        return renamed;
    }

    /// Whether a new name stands for the object that the old one stood for: by what this run has learned, else
    /// by asking for the new name.
    private boolean isSameObject(Property<?> property, PropertyMap oldInputs, PropertyMap state, PropertyMap inputs)
            throws InterruptedException {
        Property.Named named = property.named().orElseThrow();
        Optional<String> before = named.idProperty().isPresent()
                ? text(state.value(named.idProperty().get()))
                : schema.pathNamedBy(property, state.with(oldInputs))
                        .flatMap(path -> identities.idOf(named.kind(), path));
        if (before.isEmpty()) {
            return false;
        }
        Optional<String> now =
                schema.pathNamedBy(property, state.with(inputs)).flatMap(path -> identities.idOf(named.kind(), path));
        try {
            return before.equals(now.isPresent() ? now : account.idOf(property, inputs));
        } catch (IOException _) {
            return false;
        }
    }

    private static Optional<String> text(Value value) {
        return value.plain() instanceof Value.Text(var text) ? Optional.of(text) : Optional.empty();
    }
}
