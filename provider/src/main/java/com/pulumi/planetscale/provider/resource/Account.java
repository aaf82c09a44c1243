package com.pulumi.planetscale.provider.resource;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// What can be known of all kinds alike: what the credentials may do, and which objects go by which names. Reads only.
public interface Account {
    /// An account of which nothing is known.
    Account UNKNOWN = new Account() {
        @Override
        public List<Finding> lacking(Schema schema, PropertyMap values, List<Call> calls) {
            return List.of();
        }

        @Override
        public Named named(String kind, List<String> place) {
            return new Named.Unknown();
        }

        @Override
        public Optional<List<String>> names(String kind, List<String> place) {
            return Optional.empty();
        }

        @Override
        public Optional<String> idOf(Property<?> owner, PropertyMap inputs) {
            return Optional.empty();
        }

        @Override
        public Fate fate(IOException failure) {
            return Fate.REFUSED;
        }
    };

    /// What a failure means for the change that failed.
    enum Fate {
        /// It was not carried out, or someone has explained how far it came.
        REFUSED,
        /// It was not carried out, since something else is under way; later it may be.
        BUSY,
        /// It may have been carried out: no answer came.
        LOST
    }

    /// What PlanetScale has under a name.
    sealed interface Named {
        /// An object.
        ///
        /// @param id its public id
        /// @param name its name
        record Is(String id, String name) implements Named {}

        /// Nothing that the credentials can see.
        record Absent() implements Named {}

        /// It was not asked for, or the answer does not say.
        record Unknown() implements Named {}
    }

    /// What goes by a name or a public id.
    ///
    /// @param kind such as `Branch`
    /// @param place the organization, the owners from the outside in, and the object, by names or public ids
    Named named(String kind, List<String> place) throws IOException, InterruptedException;

    /// The names of the objects beside one of a kind; empty if the credentials may not list them.
    ///
    /// @param place as for [#named]
    Optional<List<String>> names(String kind, List<String> place) throws IOException, InterruptedException;

    /// What the credentials lack for some calls; empty where they lack nothing, or no one says.
    ///
    /// @param values what identifies the object and its owners, unknown values included
    List<Finding> lacking(Schema schema, PropertyMap values, List<Call> calls) throws IOException, InterruptedException;

    /// Whether a failure means that nothing will work with these credentials.
    default boolean isUseless(IOException failure) {
        return false;
    }

    /// What a failure means for the change that failed.
    Fate fate(IOException failure);

    /// The public id of the object that an input names, if someone knows it.
    ///
    /// @param owner the input that names it
    /// @throws IOException if there is none of that name
    Optional<String> idOf(Property<?> owner, PropertyMap inputs) throws IOException, InterruptedException;
}
