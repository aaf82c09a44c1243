package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything that exists, as far as it can be listed and adopted: each object before those that belong to
/// it.
///
/// Which kind belongs to which follows from what identifies them, so a new kind needs no line here. Lists are
/// read page by page, one open list for each level.
public final class Inventory {
    private final List<Resource.Listed> kinds;

    /// An object that exists.
    ///
    /// @param schema its kind
    /// @param path what identifies it
    /// @param properties what its list told, with what identifies it
    /// @param owner the object that it belongs to; empty for what belongs to the organization
    public record Item(Schema schema, String path, PropertyMap properties, Optional<Item> owner) {
        /// The kind of object that has one such object at most, which goes by its path then.
        public Optional<String> singleOf() {
            return schema.identity().getLast().named().map(Property.Named::kind);
        }
    }

    /// Is told what a walk comes by.
    public interface Visitor {
        /// Whether an object is visited, and what belongs to it.
        ///
        /// @param isAdoptable whether a program usually takes such an object over
        default boolean wants(Item item, boolean isAdoptable) {
            return isAdoptable;
        }

        /// An object was found. What belongs to it comes next, unless the answer is no.
        boolean found(Item item) throws IOException;

        /// An object was found whose path leads elsewhere or nowhere, such as one that is called `..`. It cannot be
        /// imported, and the walk does not go into it.
        void unnameable(Item item);

        /// The rest of a list could not be had. The walk goes on after it, unless this throws.
        void unreadable(Schema kind, IOException why) throws IOException;
    }

    /// @param catalog the kinds
    public Inventory(Catalog catalog) {
        kinds = catalog.resources().values().stream()
                .filter(Resource.Listed.class::isInstance)
                .map(Resource.Listed.class::cast)
                .filter(Resource.Listed::isAdoptedAlone)
                .toList();
    }

    /// The kinds that a walk comes by.
    public List<Schema> kinds() {
        return kinds.stream().map(Resource.Listed::schema).toList();
    }

    /// Visits the objects of some kinds and their owners.
    ///
    /// @param settings the provider's settings, which say whose objects
    /// @param wanted names of kinds
    public void walk(Operation operation, PropertyMap settings, Set<String> wanted, Visitor visitor)
            throws IOException, InterruptedException {
        new Walk(operation, withOwners(wanted), visitor).visit(Optional.empty(), settings);
    }

    private List<Resource.Listed> withOwners(Set<String> wanted) {
        var needed = new HashSet<>(wanted);
        for (boolean growing = true; growing; ) {
            growing = needed.addAll(kinds.stream()
                    .map(Resource.Listed::schema)
                    .filter(schema -> needed.contains(schema.name()))
                    .flatMap(schema -> ownerKind(schema).stream())
                    .toList());
        }
        return kinds.stream()
                .filter(kind -> needed.contains(kind.schema().name()))
                .toList();
    }

    /// The kind of what an object belongs to: the last but one of the properties that identify it names it.
    static Optional<String> ownerKind(Schema schema) {
        return ownership(schema).getLast().named().map(Property.Named::kind);
    }

    private static List<Property<String>> ownership(Schema schema) {
        return schema.identity().subList(0, schema.identity().size() - 1);
    }

    private record Walk(Operation operation, List<Resource.Listed> kinds, Visitor visitor) {
        /// @param identity what identifies the owner, under the names that its own kind has for it
        void visit(Optional<Item> owner, PropertyMap identity) throws IOException, InterruptedException {
            Optional<String> ownerKind = owner.map(item -> item.schema().name());
            for (Resource.Listed kind : kinds) {
                boolean fits = ownerKind(kind.schema()).equals(ownerKind)
                        && (owner.isEmpty() || kind.canBelongTo(owner.get().properties()));
                if (fits) {
                    visit(kind, owner, identity);
                }
            }
        }

        private void visit(Resource.Listed kind, Optional<Item> owner, PropertyMap identity)
                throws IOException, InterruptedException {
            Schema schema = kind.schema();
            PropertyMap ownership = renamed(
                    identity, owner.map(item -> item.schema().identity()).orElse(ownership(schema)), ownership(schema));
            try (var listing = new Listing(kind, operation, ownership)) {
                for (Optional<PropertyMap> next = next(listing); next.isPresent(); next = next(listing)) {
                    PropertyMap object = ownership.with(next.get());
                    Optional<String> path = schema.path(object);
                    if (path.isPresent()) {
                        visit(new Item(schema, path.get(), object, owner), kind.isAdoptable(object));
                    }
                }
            }
        }

        private void visit(Item item, boolean isAdoptable) throws IOException, InterruptedException {
            if (!visitor.wants(item, isAdoptable)) {
                return;
            }
            if (item.schema().parse(item.path(), PropertyMap.EMPTY).isEmpty()) {
                visitor.unnameable(item);
            } else if (visitor.found(item)) {
                visit(Optional.of(item), item.properties());
            }
        }

        private Optional<PropertyMap> next(Listing listing) throws IOException, InterruptedException {
            try {
                return listing.next();
            } catch (IOException failure) {
                visitor.unreadable(listing.kind.schema(), failure);
                return Optional.empty();
            }
        }
    }

    /// What identifies an owner, under the names that another kind has for it.
    private static PropertyMap renamed(PropertyMap identity, List<Property<String>> from, List<Property<String>> to) {
        PropertyMap renamed = PropertyMap.EMPTY;
        for (int i = 0; i < to.size(); i++) {
            renamed = renamed.with(to.get(i).name(), identity.value(from.get(i)));
        }
        return renamed;
    }

    /// A list that is asked for when its first object is.
    private static final class Listing implements AutoCloseable {
        private final Resource.Listed kind;
        private final Operation operation;
        private final PropertyMap owner;
        private @Nullable Stream<PropertyMap> objects;
        private @Nullable Iterator<PropertyMap> rest;

        Listing(Resource.Listed kind, Operation operation, PropertyMap owner) {
            this.kind = kind;
            this.operation = operation;
            this.owner = owner;
        }

        Optional<PropertyMap> next() throws IOException, InterruptedException {
            if (rest == null) {
                objects = kind.list(operation, owner);
                rest = objects.iterator();
            }
            try {
                return rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }

        @Override
        public void close() {
            if (objects != null) {
                objects.close();
            }
        }
    }
}
