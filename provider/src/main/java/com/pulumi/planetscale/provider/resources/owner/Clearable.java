package com.pulumi.planetscale.provider.resources.owner;

import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import java.util.List;
import java.util.Map;

/// Inputs that are changed in one call, some of them strings that the API keeps if they are omitted, and clears if they
/// are empty.
///
/// @param all the inputs
/// @param strings those of them that can be cleared
public record Clearable(List<Property<?>> all, List<Property<String>> strings) {
    /// What a change sends: what differs, and an empty string for what the program omits again.
    public Map<String, Object> changes(PropertyMap state, PropertyMap inputs) {
        Map<String, Object> body = inputs.differing(state, all).body(all);
        for (Property<String> part : strings) {
            if (!state.find(part).orElse("").isEmpty() && !inputs.has(part)) {
                body.put(part.apiName(), "");
            }
        }
        return body;
    }
}
