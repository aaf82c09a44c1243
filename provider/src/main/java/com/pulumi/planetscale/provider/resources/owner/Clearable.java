package com.pulumi.planetscale.provider.resources.owner;

import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Inputs that are changed in one call, some of them strings that the API keeps if they are omitted, and clears if they
/// are empty. A state records what was cleared as empty.
///
/// @param all the inputs
/// @param strings those of them that can be cleared
public record Clearable(List<Property<?>> all, List<Property<String>> strings) {
    /// An empty string is as good as nothing.
    public static @Nullable String filled(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    /// What a change sends: what differs, and an empty string for what the program omits again.
    public Map<String, Object> changes(PropertyMap state, PropertyMap inputs) {
        Map<String, Object> body = inputs.differing(state, all).body(all);
        for (Property<String> part : strings) {
            if (filled(state.find(part).orElse("")) != null && !inputs.has(part)) {
                body.put(part.apiName(), "");
            }
        }
        return body;
    }

    /// What was set and is omitted now, as an empty string, which is how the API has it.
    public PropertyMap cleared(PropertyMap state, PropertyMap inputs) {
        return empty(part -> state.has(part) && !inputs.has(part));
    }

    /// What is recorded as empty, and stays so as long as it has no value.
    public PropertyMap emptied(PropertyMap state) {
        return empty(part -> Optional.of("").equals(state.find(part)));
    }

    private PropertyMap empty(Predicate<Property<String>> which) {
        PropertyMap empty = PropertyMap.EMPTY;
        for (Property<String> part : strings) {
            empty = which.test(part) ? empty.with(part, "") : empty;
        }
        return empty;
    }
}
