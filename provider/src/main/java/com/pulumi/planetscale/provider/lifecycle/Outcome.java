package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;

/// How far a create or an update came. That it did not even begin is an exception instead.
public sealed interface Outcome {
    /// The object is as the program wants it.
    ///
    /// @param id its path at creation
    /// @param state everything known of it
    record Ready(String id, PropertyMap state) implements Outcome {}

    /// The object exists, or has been changed in part; the next update goes on from here.
    ///
    /// @param id its path at creation
    /// @param state everything known of it, the part that was done included
    /// @param reason why it is not finished
    record Partial(String id, PropertyMap state, Finding reason) implements Outcome {}
}
