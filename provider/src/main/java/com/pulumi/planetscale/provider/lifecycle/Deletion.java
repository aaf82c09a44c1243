package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.Account;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resource.Resource;
import java.io.IOException;
import java.util.Optional;

/// The end of an object: what is asked before its deletion, and what counts as deleted.
record Deletion(Resource resource, Account account, Completion completion, Possession possession) {
    /// Deletes an object, unless its state forbids that or the program continues with it under another record.
    ///
    /// A failure counts only if the object is still there. An owner is often deleted at the same time, since
    /// engines know no order among what was imported.
    void run(Operation operation, PropertyMap recorded) throws IOException, InterruptedException {
        Optional<PropertyMap> there = completion.complete(operation, recorded, recorded);
        if (there.isEmpty()) {
            return;
        }
        PropertyMap state = there.get();
        possession.recorded(operation, state);
        Optional<Finding> kept = possession.kept(operation, state);
        if (kept.isPresent()) {
            operation.say(kept.get());
            return;
        }
        Optional<Finding> refusal = resource.undeletable(state);
        if (refusal.isPresent()) {
            throw new OperationException(refusal.get());
        }
        try {
            new Patience(operation, account).untilAnswered(() -> resource.delete(operation, state));
        } catch (IOException failure) {
            if (!isGone(operation, state)) {
                throw failure;
            }
        }
    }

    private boolean isGone(Operation operation, PropertyMap state) throws InterruptedException {
        try {
            return resource.read(operation, state).isEmpty();
        } catch (IOException _) {
            return false;
        }
    }
}
