package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Entries of a recorded state that no kind declares. Engines keep them, and show names of this form to no one.
public final class Hidden {
    /// The inputs that an import wrote down, of which no program has had a say yet.
    static final String IMPORTED = "__imported";

    private static final Set<String> OURS = Set.of(Identities.RECORD, IMPORTED, Doubts.OPEN);

    private Hidden() {}

    /// Whether a name is one of ours; engines have others of this form.
    public static boolean isOurs(String name) {
        return OURS.contains(name);
    }

    /// The hidden entries of a state.
    static PropertyMap of(PropertyMap state) {
        var entries = new LinkedHashMap<>(state.values());
        entries.keySet().retainAll(OURS);
        return PropertyMap.of(entries);
    }

    /// A state that remembers which inputs an import wrote down.
    static PropertyMap withImported(PropertyMap state, Set<String> inputs) {
        return inputs.isEmpty()
                ? state.without(IMPORTED)
                : state.with(
                        IMPORTED,
                        new Value.ListOf(inputs.stream()
                                .sorted()
                                .<Value>map(Value.Text::new)
                                .toList()));
    }

    /// The inputs that an import wrote down.
    static Set<String> imported(PropertyMap state) {
        List<Value> names = state.value(IMPORTED).plain() instanceof Value.ListOf(var elements) ? elements : List.of();
        return names.stream()
                .map(Value::plain)
                .filter(Value.Text.class::isInstance)
                .map(name -> ((Value.Text) name).value())
                .collect(Collectors.toSet());
    }
}
