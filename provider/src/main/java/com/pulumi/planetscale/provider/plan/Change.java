package com.pulumi.planetscale.provider.plan;

import com.pulumi.planetscale.provider.property.Path;

/// One difference that a plan is made of.
///
/// @param path exactly where it is
/// @param kind whether something is added, changed or taken away there
/// @param effect what it does to the object
/// @param ofInput whether the program's inputs show it; false for work that fell due by itself
/// @param why a clause that explains a replacement; empty otherwise
public record Change(Path path, Kind kind, Effect effect, boolean ofInput, String why) {
    /// What happens at the path.
    public enum Kind {
        ADD,
        UPDATE,
        DELETE
    }

    /// What happens to the object.
    public enum Effect {
        UPDATE,
        REPLACE
    }
}
