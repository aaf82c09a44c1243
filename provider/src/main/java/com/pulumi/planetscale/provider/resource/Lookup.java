package com.pulumi.planetscale.provider.resource;

import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import java.io.IOException;
import java.util.Optional;

/// A function that programs call to look something up. It only reads, and may be called in a preview.
public interface Lookup {
    /// Its name (such as `getRegions`), its inputs and its outputs.
    Schema schema();

    /// The kind of the one object that it looks up, which the last part of its identity names; empty where it looks up
    /// something else.
    default Optional<String> kind() {
        return Optional.empty();
    }

    /// Looks it up.
    ///
    /// @throws IOException if the API fails or what was asked for does not exist
    PropertyMap call(Operation operation, PropertyMap inputs) throws IOException, InterruptedException;
}
