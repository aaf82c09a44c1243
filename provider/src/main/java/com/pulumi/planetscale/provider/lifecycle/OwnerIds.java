package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resource.Account;
import java.io.IOException;
import java.util.Optional;

/// The public ids of the owners of an object, which the API does not return with the object.
final class OwnerIds {
    private OwnerIds() {}

    /// The ids of the owners that are named and whose ids are not there yet.
    ///
    /// @param named names of owners, and ids where they are known
    static PropertyMap missing(Schema schema, Account account, PropertyMap named)
            throws IOException, InterruptedException {
        PropertyMap ids = PropertyMap.EMPTY;
        for (Property<?> property : schema.inputs()) {
            Optional<String> id = property.named().flatMap(Property.Named::idProperty);
            if (id.isPresent() && named.has(property) && !named.value(id.get()).present()) {
                Optional<String> told = account.idOf(property, named);
                ids = ids.with(id.get(), told.<Value>map(Value.Text::new).orElse(Value.absent()));
            }
        }
        return ids;
    }
}
