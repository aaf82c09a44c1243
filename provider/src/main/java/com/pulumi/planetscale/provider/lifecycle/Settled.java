package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.Resource;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds the inputs whose change the living object has nothing to do with, so that it is only recorded.
record Settled(Resource resource) {
    /// Those that an import wrote down and the program omits, and those that name what the object was made from, where
    /// that is gone: what takes its place in the program is no reason to make the object anew.
    ///
    /// @param renamed inputs that name the same object as before
    Set<String> among(
            Operation operation, PropertyMap oldInputs, PropertyMap state, PropertyMap inputs, Set<String> renamed)
            throws IOException, InterruptedException {
        Set<String> imported = Hidden.imported(state);
        var settled = new HashSet<String>();
        for (Property<?> property : resource.schema().inputs()) {
            if (imported.contains(property.name()) && oldInputs.has(property) && !inputs.has(property)) {
                settled.add(property.name());
            }
        }
        if (resource instanceof Resource.Descended descended) {
            for (Property<?> origin : descended.origins()) {
                if (hasChanged(origin, oldInputs, inputs)
                        && !renamed.contains(origin.name())
                        && descended.isLost(operation, origin, state, oldInputs)) {
                    settled.add(origin.name());
                }
            }
        }
        return settled;
    }

    /// What users should know of settled inputs.
    List<Finding> findings(Set<String> settled) {
        return resource instanceof Resource.Descended descended
                ? descended.origins().stream()
                        .filter(origin -> settled.contains(origin.name()))
                        .map(origin -> Finding.warning(
                                origin,
                                "what the object was made from no longer exists, so the object stays as it is,"
                                        + " whatever the program names now",
                                "To recreate it, run `pulumi up --replace` with its URN."))
                        .toList()
                : List.of();
    }

    private static boolean hasChanged(Property<?> property, PropertyMap oldInputs, PropertyMap inputs) {
        return oldInputs.has(property)
                && inputs.has(property)
                && (inputs.value(property).hasUnknown()
                        || !property.same(oldInputs.value(property), inputs.value(property)));
    }
}
