package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resource.Resource;
import java.util.Optional;

/// Secrets that a record should have and does not: someone has edited the state. PlanetScale returns them only
/// once, so no refresh brings them back, and to make others is the user's decision: what connects with the old
/// one still can.
final class LostSecrets {
    private LostSecrets() {}

    /// What to say of a record; empty if it has its secret, is to have none, or never had one, as after an import.
    static Optional<Finding> of(Resource resource, PropertyMap state) {
        if (!(resource instanceof Resource.Credential credential)
                || credential.isRedacted(state)
                || !state.value(Identities.RECORD).present()) {
            return Optional.empty();
        }
        return resource.schema().properties().stream()
                .filter(property -> isReturnedOnce(property) && isMissing(property, state))
                .findFirst()
                .map(property -> Finding.warning(
                        property,
                        "the state does not have this secret, which PlanetScale returned only when it made it;"
                                + " outputs and programs that use it get nothing",
                        "Put it back with a backup of the state, or get another one: change `rotationTriggers` if the"
                                + " program sets them, otherwise run `pulumi up --replace` with the URN of this"
                                + " resource. Nothing is replaced before that."));
    }

    /// Whether it is the secret itself, and not made from it.
    private static boolean isReturnedOnce(Property<?> property) {
        return property.isOnce() && property.isSecret() && property.type() instanceof Type.Text;
    }

    private static boolean isMissing(Property<?> property, PropertyMap state) {
        return !(state.value(property).plain() instanceof Value.Text(var text)) || text.isBlank();
    }
}
