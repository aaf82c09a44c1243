package com.pulumi.planetscale.provider.resources.cluster;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resources.owner.Directory;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What databases of one engine have and those of others do not, such as passwords and keyspaces.
///
/// @param database the input that names the database
/// @param kind the engine of the databases that have them
/// @param plural what they are called, such as `passwords`
/// @param remedy what to use in databases of another engine
public record EngineBound(Property<String> database, String kind, String plural, String remedy) {

    /// Looks, before a create, whether the database can have any.
    public List<Finding> look(Directory directory, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        boolean known = Stream.of(Owners.ORGANIZATION, database)
                .allMatch(part -> inputs.find(part).isPresent());
        if (!state.isEmpty() || !known) {
            return List.of();
        }
        return directory.seen(Owners.databasePath(inputs, database)).flatMap(found -> wrongKind(inputs, found)).stream()
                .toList();
    }

    /// Refuses to make one in a database that cannot have any.
    public void require(PropertyMap inputs, Directory.Database found) throws OperationException {
        Optional<Finding> refusal = wrongKind(inputs, found);
        if (refusal.isPresent()) {
            throw new OperationException(refusal.get());
        }
    }

    private Optional<Finding> wrongKind(PropertyMap inputs, Directory.Database found) {
        if (found.kind() == null || found.kind().equals(kind)) {
            return Optional.empty();
        }
        String what = "`" + inputs.get(database) + "` is a " + Engine.product(found.kind()) + " database, and ";
        return Optional.of(
                Engine.isKnown(found.kind())
                        ? Finding.refusal(database, what + "those have no " + plural, remedy)
                        // What databases have that came later, this version cannot say.
                        : Finding.refusal(
                                database,
                                what + "this version of the provider knows " + plural + " of " + Engine.product(kind)
                                        + " databases only",
                                Engine.UPDATE));
    }
}
