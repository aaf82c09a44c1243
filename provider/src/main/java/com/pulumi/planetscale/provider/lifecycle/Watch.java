package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resource.Resource.Watching.Seen;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The look by which a plan learns that an object has fallen behind.
final class Watch {
    private Watch() {}

    /// What a look shows. One that fails is a warning: a plan can be made without it.
    static Seen of(Resource resource, Operation operation, PropertyMap state, PropertyMap inputs)
            throws InterruptedException {
        if (!(resource instanceof Resource.Watching watching)) {
            return Seen.NOTHING;
        }
        try {
            return watching.watch(operation, state, inputs);
        } catch (IOException failure) {
            return new Seen(
                    Optional.empty(),
                    List.of(Finding.warning(
                            "it could not be checked whether the "
                                    + resource.schema().name() + " is still up to date: " + failure.getMessage(),
                            "The plan assumes that it is.")));
        }
    }
}
