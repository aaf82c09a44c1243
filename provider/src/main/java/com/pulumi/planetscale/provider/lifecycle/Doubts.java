package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.plan.Change;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/// The inputs of which is not known whether they were brought about: the change was sent, and no answer or no end of
/// it came. They are kept in the state, where no read clears them up: a resize that goes on looks like none, and no
/// read shows which password is in force. The next update brings them about again, whatever the program wants then.
final class Doubts {
    /// Not declared by any kind: engines keep it and show names of this form to no one.
    static final String OPEN = "__open";

    private Doubts() {}

    /// The names of the inputs in doubt.
    static Set<String> in(PropertyMap state) {
        var names = new LinkedHashSet<String>();
        if (state.value(OPEN).plain() instanceof Value.ListOf(var elements)) {
            elements.forEach(element -> {
                if (element instanceof Value.Text(var name)) {
                    names.add(name);
                }
            });
        }
        return names;
    }

    /// A state with these inputs in doubt, and no others.
    static PropertyMap of(Collection<String> names, PropertyMap state) {
        return names.isEmpty()
                ? state.without(OPEN)
                : state.with(
                        OPEN,
                        new Value.ListOf(
                                names.stream().<Value>map(Value.Text::new).toList()));
    }

    /// A plan that does not leave an object as it is while it is not known how it is.
    static Plan plan(Schema schema, Plan plan, PropertyMap state) {
        Set<String> names = in(state);
        if (names.isEmpty() || !(plan instanceof Plan.Keep(var planned))) {
            return plan;
        }
        var changes = new ArrayList<Change>();
        for (String name : names) {
            changes.add(new Change(Path.of(name), Change.Kind.UPDATE, Change.Effect.UPDATE, false, ""));
        }
        for (Property<?> property : schema.properties()) {
            if (property.dependsOn(names)) {
                planned = planned.with(property.name(), Value.unknown());
            }
        }
        return new Plan.Update(changes, schema.marked(planned));
    }
}
