package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.property.PropertyMap;
import java.util.Optional;

/// What a check depends on besides the program's inputs.
///
/// @param label what the program calls the resource
/// @param seed random text for made-up names; the same seed gives the same name
/// @param proposal what the user's project says about made-up names
/// @param providerSettings the provider's settings that stand in for what resources leave out
public record Context(String label, String seed, Optional<NameProposal> proposal, PropertyMap providerSettings) {
    /// A project's wish for a made-up name.
    ///
    /// @param mode how binding it is
    /// @param name the name, where there is one
    public record NameProposal(Mode mode, String name) {
        /// How binding a wish is.
        public enum Mode {
            /// A name to start from.
            PROPOSE,
            /// This name and no other.
            ENFORCE,
            /// No name may be generated.
            DISABLE
        }
    }
}
