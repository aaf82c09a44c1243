package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resource.Account;
import com.pulumi.planetscale.provider.resource.Lookup;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.OperationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/// A function in a run that may make or rename what it is asked for. A preview makes nothing, so names that the
/// program has for its own objects may lead nowhere yet.
///
/// @param identities which objects go by which names in this run
/// @param account what PlanetScale has under a name
/// @param refused whether a failed call was refused, instead of not having been answered
public record RunLookup(Lookup lookup, Identities identities, Account account, Predicate<IOException> refused) {
    /// Looks it up by the names that the program gives; where these lead nowhere, by the ids of the objects that will
    /// have them.
    ///
    /// @param preview whether nothing is made in this run
    /// @throws OperationException if the run is going to make what is asked for
    public PropertyMap call(Operation operation, PropertyMap inputs, boolean preview)
            throws IOException, InterruptedException {
        try {
            return asked(operation, inputs);
        } catch (IOException nowhere) {
            if (!(nowhere instanceof OperationException) && !refused.test(nowhere)) {
                throw nowhere;
            }
            Optional<Finding> later = preview ? later(inputs) : Optional.empty();
            if (later.isPresent()) {
                throw new OperationException(later.get());
            }
            return askedById(operation, inputs, nowhere);
        }
    }

    private PropertyMap askedById(Operation operation, PropertyMap inputs, IOException nowhere)
            throws IOException, InterruptedException {
        PropertyMap identified = identified(inputs);
        try {
            if (identified.equals(inputs)) {
                throw nowhere;
            }
            return asked(operation, identified)
                    .with(inputs)
                    .only(lookup.schema().properties());
        } catch (IOException failure) {
            throw absent(inputs).<IOException>map(OperationException::new).orElse(failure);
        }
    }

    private PropertyMap asked(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        try {
            return lookup.call(operation, inputs);
        } catch (UncheckedIOException failure) {
            throw Objects.requireNonNull(failure.getCause());
        }
    }

    /// Inputs with the public ids of what they name.
    private PropertyMap identified(PropertyMap inputs) {
        PropertyMap identified = inputs;
        for (Property<?> part : named()) {
            Optional<String> kind = kind(part);
            Optional<String> id =
                    kind.flatMap(known -> path(part, inputs).flatMap(path -> identities.idOf(known, path)));
            String idProperty = part.named().flatMap(Property.Named::idProperty).orElse(Identities.PUBLIC_ID);
            if (id.isPresent()) {
                identified = identified.with(idProperty, new Value.Text(id.get()));
            }
        }
        return identified;
    }

    /// What the run makes of what is asked for.
    private Optional<Finding> later(PropertyMap inputs) {
        for (Property<?> part : named()) {
            Optional<String> kind = kind(part);
            Optional<String> path = path(part, inputs);
            Optional<String> label = kind.isEmpty() || path.isEmpty()
                    ? Optional.empty()
                    : identities.labelOfPlanned(kind.get(), path.get());
            if (label.isPresent()) {
                return Optional.of(Finding.refusal(
                        part,
                        kind.get() + " `" + path.get() + "` is made by this run, so there is nothing to look up before"
                                + " `pulumi up`",
                        "Give its `publicId` in place of its name, such as `${" + label.get() + ".publicId}`: that is"
                                + " known when it exists, and the look-up waits for it."));
            }
        }
        return Optional.empty();
    }

    /// Which of the owners that are named is missing, since PlanetScale's answer does not say which; empty if none is,
    /// or it is not known.
    private Optional<Finding> absent(PropertyMap inputs) throws InterruptedException {
        var owners = new ArrayList<String>();
        try {
            for (Property<?> part : named()) {
                Optional<String> kind = part.named().map(Property.Named::kind);
                Optional<String> path = path(part, inputs);
                if (path.isEmpty()) {
                    return Optional.empty();
                }
                String name = path.get().substring(path.get().lastIndexOf('/') + 1);
                Optional<String> id = kind.flatMap(known -> identities.idOf(known, path.get()));
                var place = new ArrayList<>(
                        lookup.schema().isBesideOwners(part)
                                ? List.of(path.get().substring(0, path.get().indexOf('/')))
                                : owners);
                place.add(id.orElse(name));
                if (kind.isPresent() && account.named(kind.get(), place) instanceof Account.Named.Absent) {
                    return account.names(kind.get(), place).map(others -> absent(part, kind.get(), name, others));
                }
                owners.add(place.getLast());
            }
        } catch (IOException _) {
            // The failure of the look-up itself says more.
        }
        return Optional.empty();
    }

    private static Finding absent(Property<?> part, String kind, String name, List<String> others) {
        return Finding.refusal(
                part,
                "there is no " + NamedObjects.word(kind) + " `" + name + "` that the service token can see",
                NamedObjects.nearest(name, others)
                        + "If this program makes it, give its `publicId` in place of its name: the look-up waits for it"
                        + " then.");
    }

    /// What may name an object: the parts of the identity, and owners besides.
    private List<Property<?>> named() {
        Schema schema = lookup.schema();
        var named = new ArrayList<Property<?>>(schema.identity());
        schema.inputs().stream().filter(schema::isBesideOwners).forEach(named::add);
        return named;
    }

    /// The kind of the object that a part of the identity names: an owner's, or that of what is looked up.
    private Optional<String> kind(Property<?> part) {
        Schema schema = lookup.schema();
        return part.named()
                .map(Property.Named::kind)
                .or(() -> part.equals(schema.identity().getLast()) ? lookup.kind() : Optional.empty());
    }

    private Optional<String> path(Property<?> part, PropertyMap inputs) {
        return lookup.schema().pathNamedBy(part, inputs);
    }
}
