package com.pulumi.planetscale.provider.plan;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import java.util.List;

/// What will happen to one object.
public sealed interface Plan {
    /// Nothing.
    ///
    /// @param planned the state afterwards
    record Keep(PropertyMap planned) implements Plan {}

    /// The living object is changed.
    ///
    /// @param changes what differs
    /// @param planned the state afterwards; what is known in it is a promise
    record Update(List<Change> changes, PropertyMap planned) implements Plan {
        public Update {
            changes = List.copyOf(changes);
        }
    }

    /// A new object takes its place.
    ///
    /// @param changes what differs, with the reasons
    /// @param deleteFirst whether the old one has to go first, because the new one needs its name
    record Replace(List<Change> changes, boolean deleteFirst) implements Plan {
        public Replace {
            changes = List.copyOf(changes);
        }
    }

    /// Nothing is done, and the run stops.
    ///
    /// @param refusals every reason, not only the first
    record Refuse(List<Finding> refusals) implements Plan {
        public Refuse {
            refusals = List.copyOf(refusals);
        }
    }
}
