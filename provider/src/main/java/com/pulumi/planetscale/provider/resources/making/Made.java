package com.pulumi.planetscale.provider.resources.making;

import com.pulumi.planetscale.provider.resources.owner.Actor;
import org.jspecify.annotations.Nullable;

/// An answer that says which object it is about, and when that was made.
public interface Made {
    /// PlanetScale's public id of the object.
    @Nullable
    String id();

    /// When it was made, by PlanetScale's clock, in ISO 8601.
    @Nullable
    String createdAt();

    /// An answer that says who made the object.
    interface ByActor extends Made {
        /// Who made it.
        @Nullable
        Actor actor();

        /// Whether it was made by the person or service token of a public id.
        default boolean isBy(String id) {
            Actor actor = actor();
            return actor != null && id.equals(actor.id());
        }
    }
}
