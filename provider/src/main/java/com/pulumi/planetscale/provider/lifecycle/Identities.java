package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Value;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Which object goes by which name in this run, and which record of it.
///
/// A database that is renamed keeps its branches; but each branch sees only that the name of its database has
/// changed, in a preview even to one that no one has yet. Engines ask for owners before what they own, so what
/// was learned from the owner tells a rename from a move; and a name that stays may stand for another object, since
/// its owner is replaced or called something else in the same run.
public final class Identities {
    /// What tells one record of an object from another. Not declared by any kind: engines keep it and show names
    /// of this form to no one.
    public static final String RECORD = "__record";

    /// The output of every kind that holds the API's own id.
    public static final String PUBLIC_ID = "publicId";

    /// The public ids of recorded objects, by kind and path.
    private final Map<String, String> recorded = new ConcurrentHashMap<>();
    /// The path that each object is to have, by kind and public id; empty for one that is deleted.
    private final Map<String, Optional<String>> paths = new ConcurrentHashMap<>();
    /// What this run plans or has made, by kind and path.
    private final Map<String, Holder> planned = new ConcurrentHashMap<>();
    /// What the program wants, by the kind and path that each of its resources is to have, and by public id.
    private final Map<String, PropertyMap> wanted = new ConcurrentHashMap<>();
    /// The same by kind, with the objects whose paths are not known yet.
    private final Map<String, Set<PropertyMap>> wantedByKind = new ConcurrentHashMap<>();
    /// The states that this run plans, by public id, and by kind and path.
    private final Map<String, PropertyMap> plans = new ConcurrentHashMap<>();
    private final Map<String, String> labels = new ConcurrentHashMap<>();
    private final Records records = new Records();
    private final Claims claims = new Claims();

    /// Remembers an object that exists, and its path.
    void learn(Schema schema, PropertyMap state) {
        Optional<String> id = id(state);
        Optional<String> path = schema.path(state);
        if (id.isPresent() && path.isPresent()) {
            recorded.put(key(schema.name(), path.get()), id.get());
            paths.put(key(schema.name(), id.get()), path);
            planned.computeIfPresent(
                    key(schema.name(), path.get()),
                    (_, holder) -> holder instanceof Holder.New ? new Holder.Existing(id.get()) : holder);
        }
    }

    /// Remembers an object that this run has made.
    void made(Schema schema, PropertyMap state, PropertyMap inputs) {
        learn(schema, state);
        id(state).ifPresent(id -> wanted.put(id, inputs));
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

    /// Remembers that the program has a resource, before it is known what becomes of it.
    void want(Schema schema, PropertyMap inputs) {
        wantedByKind
                .computeIfAbsent(schema.name(), _ -> ConcurrentHashMap.newKeySet())
                .add(inputs);
        schema.path(inputs).ifPresent(path -> wanted.put(key(schema.name(), path), inputs));
    }

    /// Remembers what is planned for an object.
    void plan(Schema schema, PropertyMap state, PropertyMap inputs, Plan plan) {
        id(state).ifPresent(id -> wanted.put(id, inputs));
        switch (plan) {
            case Plan.Keep(var after) -> keep(schema, after);
            case Plan.Update(var _, var after) -> keep(schema, after);
            case Plan.Replace _ -> replace(schema, state, inputs);
            case Plan.Refuse _ -> {}
        }
    }

    private void keep(Schema schema, PropertyMap state) {
        Optional<String> id = id(state);
        Optional<String> path = schema.path(state);
        if (id.isPresent() && path.isPresent()) {
            planned.put(key(schema.name(), path.get()), new Holder.Existing(id.get()));
            paths.put(key(schema.name(), id.get()), path);
            plans.put(id.get(), state);
            plans.put(key(schema.name(), path.get()), state);
        }
    }

    private void replace(Schema schema, PropertyMap state, PropertyMap inputs) {
        id(state).ifPresent(id -> paths.put(key(schema.name(), id), Optional.empty()));
        make(schema, inputs);
    }

    /// Remembers that an object is to be made.
    void make(Schema schema, PropertyMap inputs) {
        schema.path(inputs).ifPresent(path -> {
            planned.put(key(schema.name(), path), new Holder.New());
            plans.put(key(schema.name(), path), inputs);
        });
    }

    /// Why an object cannot be renamed as planned: another one is to have its name, and it is to have that one's.
    /// PlanetScale renames one object at a time, so each new name would still be taken.
    Optional<Finding> exchange(Schema schema, PropertyMap state, PropertyMap after) {
        Optional<String> before = schema.path(state);
        Optional<String> wanted = schema.path(after);
        if (before.isEmpty() || wanted.isEmpty() || before.equals(wanted)) {
            return Optional.empty();
        }
        String other = recorded.get(key(schema.name(), wanted.get()));
        boolean exchanged = other != null
                && !Optional.of(other).equals(id(state))
                && paths.getOrDefault(key(schema.name(), other), Optional.empty())
                        .equals(before);
        return exchanged
                ? Optional.of(Finding.refusal(
                        Path.ROOT,
                        schema.name() + " `" + before.get() + "` and " + schema.name() + " `" + wanted.get()
                                + "` swap names, which PlanetScale cannot do in one step",
                        "Give one of them a third name, run `pulumi up`, then give both their final names."))
                : Optional.empty();
    }

    /// What a path stands for in this run; empty if no resource of this run has or had it.
    Optional<Holder> holder(String kind, String path) {
        Holder now = planned.get(key(kind, path));
        String id = recorded.get(key(kind, path));
        if (now != null || id == null) {
            return Optional.ofNullable(now);
        }
        Optional<String> itsPath = paths.getOrDefault(key(kind, id), Optional.of(path));
        return Optional.of(
                itsPath.filter(path::equals).isPresent() ? new Holder.Existing(id) : new Holder.Left(id, itsPath));
    }

    /// Whether this run deletes an object, or calls it something else.
    boolean leavesItsPath(String kind, String id) {
        Optional<String> path = paths.get(key(kind, id));
        return path != null
                && !path.flatMap(now -> Optional.ofNullable(recorded.get(key(kind, now))))
                        .equals(Optional.of(id));
    }

    /// The public id of the object that goes by a path in this run, or is recorded with it.
    Optional<String> idOf(String kind, String path) {
        return holder(kind, path).flatMap(found -> switch (found) {
            case Holder.Existing(var id) -> Optional.of(id);
            case Holder.Left(var id, var _) -> Optional.of(id);
            case Holder.New _ -> Optional.empty();
        });
    }

    /// Whether the program has a resource of a path.
    boolean isWanted(String kind, String path) {
        return wanted.containsKey(key(kind, path));
    }

    /// What this run plans for an object: its state after the run.
    ///
    /// @param object its public id, or its kind and path with a blank between them
    public Optional<PropertyMap> planned(String object) {
        return Optional.ofNullable(plans.get(object));
    }

    /// What the program wants of an object, as checked.
    ///
    /// @param object its kind and path with a blank between them, or the public id of one that exists
    public Optional<PropertyMap> wanted(String object) {
        return Optional.ofNullable(wanted.get(object));
    }

    /// What the program wants of all objects of a kind, as checked.
    public Set<PropertyMap> allWanted(String kind) {
        return wantedByKind.getOrDefault(kind, Set.of());
    }

    /// The beginning of a record that there is no other of.
    static PropertyMap newRecord() {
        return PropertyMap.EMPTY.with(RECORD, new Value.Text(UUID.randomUUID().toString()));
    }

    /// Which records of objects the program has.
    Records records() {
        return records;
    }

    /// Which resource of the program has what only one can have.
    Claims claims() {
        return claims;
    }

    /// Whether an object was met in a state.
    public boolean knows(String publicId) {
        return recorded.containsValue(publicId);
    }

    private static Optional<String> id(PropertyMap state) {
        return state.value(PUBLIC_ID).plain() instanceof Value.Text(var id) ? Optional.of(id) : Optional.empty();
    }

    private static String key(String kind, String path) {
        return kind + " " + path;
    }
}
