package com.pulumi.planetscale.provider.resource;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import java.io.IOException;
import java.util.List;

/// What the credentials may do, as far as anybody tells.
@FunctionalInterface
public interface Scope {
    /// Credentials of which nothing is known.
    Scope UNTOLD = (schema, values, calls) -> List.of();

    /// What the credentials lack for some calls; empty where they lack nothing, or nobody tells. Reads only.
    ///
    /// @param values what identifies the object and its owners, unknown values included
    List<Finding> lacking(Schema schema, PropertyMap values, List<Call> calls) throws IOException, InterruptedException;
}
