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
        /// It was not carried out, or somebody has explained how far it came.
        REFUSED,
        /// It was not carried out, since something else is under way; later it may be.
        BUSY,
        /// It may have been carried out: no answer came.
        LOST
    }

    /// What the credentials lack for some calls; empty where they lack nothing, or nobody tells.
    ///
    /// @param values what identifies the object and its owners, unknown values included
    List<Finding> lacking(Schema schema, PropertyMap values, List<Call> calls) throws IOException, InterruptedException;

    /// Whether a failure means that nothing will work with these credentials.
    default boolean isUseless(IOException failure) {
        return false;
    }

    /// What a failure means for the change that failed.
    Fate fate(IOException failure);

    /// The public id of the object that an input names, if somebody knows it.
    ///
    /// @param owner the input that names it
    /// @throws IOException if there is none of that name
    Optional<String> idOf(Property<?> owner, PropertyMap inputs) throws IOException, InterruptedException;
}
