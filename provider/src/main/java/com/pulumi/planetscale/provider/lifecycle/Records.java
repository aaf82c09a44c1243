package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resource.Operation;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Which records of objects the program has in this run.
///
/// An engine may have two records of one object: a resource is called something else now and has adopted the object of
/// its old name, or a forced replacement has continued it. The engine then asks for the older record's object to be
/// deleted, which is the very same one.
final class Records {
    private final Map<String, Set<Holder>> holders = new ConcurrentHashMap<>();

    /// One record.
    ///
    /// @param resource the program's resource
    /// @param label what the program calls it
    /// @param record tells apart the records of one resource; absent if the object was imported
    record Holder(String resource, String label, Value record) {
        static Holder of(Operation operation, PropertyMap state) {
            return new Holder(operation.resource(), operation.label(), state.value(Identities.RECORD));
        }
    }

    /// Remembers a record.
    void hold(Operation operation, Schema schema, PropertyMap state) {
        id(schema, state).ifPresent(key -> holders(key).add(Holder.of(operation, state)));
        path(schema, state).ifPresent(key -> holders(key).add(Holder.of(operation, state)));
    }

    /// Forgets a record, since the engine is about to.
    void release(Operation operation, PropertyMap state) {
        holders.values().forEach(known -> known.remove(Holder.of(operation, state)));
    }

    /// What the program calls a resource that has another record of the same object. Objects are compared by their
    /// public ids, and by their paths if the record has none.
    Optional<String> other(Operation operation, Schema schema, PropertyMap state) {
        Holder own = Holder.of(operation, state);
        return id(schema, state).or(() -> path(schema, state)).stream()
                .flatMap(key -> holders(key).stream())
                .filter(holder -> !holder.equals(own))
                .map(Holder::label)
                .findFirst();
    }

    /// The records of an object.
    Set<Holder> of(Schema schema, String publicId) {
        return Set.copyOf(holders(idKey(schema, publicId)));
    }

    private Set<Holder> holders(String key) {
        return holders.computeIfAbsent(key, _ -> ConcurrentHashMap.newKeySet());
    }

    private static Optional<String> id(Schema schema, PropertyMap state) {
        return state.value(Identities.PUBLIC_ID).plain() instanceof Value.Text(var id)
                ? Optional.of(idKey(schema, id))
                : Optional.empty();
    }

    private static String idKey(Schema schema, String publicId) {
        return schema.name() + " id " + publicId;
    }

    private static Optional<String> path(Schema schema, PropertyMap state) {
        return schema.path(state).map(path -> schema.name() + " path " + path);
    }
}
