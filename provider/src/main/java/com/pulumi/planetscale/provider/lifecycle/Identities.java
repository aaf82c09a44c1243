package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Value;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Which object goes by which name in this run, and which record of it.
///
/// A database that is renamed keeps its branches; but each branch sees only that the name of its database has
/// changed, in a preview even to one that nobody has yet. Engines ask for owners before what they own, so what
/// was learned from the owner tells a rename from a move.
///
/// An engine may hold two records of one object: a creation has taken over what an earlier one had made, since
/// the program calls the resource something else now or forces a replacement. The engine then asks for the older
/// record's object to be deleted. Each creation marks its record, which tells that from the end of the object.
public final class Identities {
    /// What tells one record of an object from another. Not declared by any kind: engines keep it and show names
    /// of this form to nobody.
    public static final String RECORD = "__record";

    /// The output of every kind that holds the API's own id.
    public static final String PUBLIC_ID = "publicId";

    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private final Map<String, String> labels = new ConcurrentHashMap<>();
    private final Map<String, Value> records = new ConcurrentHashMap<>();

    /// Remembers an object's path, planned ones included.
    void learn(Schema schema, PropertyMap state) {
        if (state.value(PUBLIC_ID).plain() instanceof Value.Text(var id)) {
            schema.path(state).ifPresent(path -> ids.put(key(schema.name(), path), id));
        }
    }

    /// Remembers an object that is going to be made.
    ///
    /// @param label what the program calls it
    void plan(Schema schema, PropertyMap planned, String label) {
        schema.path(planned).ifPresent(path -> labels.put(key(schema.name(), path), label));
    }

    /// What the program calls an object that is going to be made; empty where none of that path is.
    Optional<String> labelOfPlanned(String kind, String path) {
        return Optional.ofNullable(labels.get(key(kind, path)));
    }

    /// The beginning of a record that there is no other of.
    static PropertyMap newRecord() {
        return PropertyMap.EMPTY.with(RECORD, new Value.Text(UUID.randomUUID().toString()));
    }

    /// Remembers that the program has this record of an object.
    void hold(Schema schema, PropertyMap state) {
        if (state.value(PUBLIC_ID).plain() instanceof Value.Text(var id)
                && state.value(RECORD).present()) {
            records.put(key(schema.name(), id), state.value(RECORD));
        }
    }

    /// Whether the program has another record of the same object.
    boolean holdsAnother(Schema schema, PropertyMap state) {
        Value record = state.value(RECORD);
        return record.present()
                && state.value(PUBLIC_ID).plain() instanceof Value.Text(var id)
                && !records.getOrDefault(key(schema.name(), id), record).equals(record);
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
