package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Value;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Which object goes by which name in this run.
///
/// A database that is renamed keeps its branches; but each branch sees only that the name of its database has
/// changed, in a preview even to one that nobody has yet. Engines ask for owners before what they own, so what
/// was learned from the owner tells a rename from a move.
public final class Identities {
    /// The output of every kind that holds the API's own id.
    public static final String PUBLIC_ID = "publicId";

    private final Map<String, String> ids = new ConcurrentHashMap<>();

    /// Remembers an object's path, planned ones included.
    void learn(Schema schema, PropertyMap state) {
        if (state.value(PUBLIC_ID).plain() instanceof Value.Text(var id)) {
            schema.path(state).ifPresent(path -> ids.put(key(schema.name(), path), id));
        }
    }

    /// The public id of the object that goes by a path.
    Optional<String> idOf(String kind, String path) {
        return Optional.ofNullable(ids.get(key(kind, path)));
    }

    /// Whether an object was met in a state.
    public boolean knows(String publicId) {
        return ids.containsValue(publicId);
    }

    private static String key(String kind, String path) {
        return kind + " " + path;
    }
}
