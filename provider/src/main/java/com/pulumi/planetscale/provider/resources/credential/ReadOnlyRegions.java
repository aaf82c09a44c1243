package com.pulumi.planetscale.provider.resources.credential;

import static com.pulumi.planetscale.provider.resources.credential.PasswordResource.DATABASE;
import static com.pulumi.planetscale.provider.resources.credential.PasswordResource.READ_ONLY_REGION_ID;

import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The read-only regions of a database, which passwords can connect to.
final class ReadOnlyRegions {
    private ReadOnlyRegions() {}

    /// A read-only region of the database.
    private record Region(@Nullable String id, @Nullable String displayName) {}

    /// Why a password cannot connect to its region; empty if it can.
    static List<Finding> unknown(Reads api, PropertyMap inputs) throws IOException, InterruptedException {
        try (Stream<Region> all =
                api.list(Owners.databasePath(inputs, DATABASE).then("/read-only-regions"), Region.class)) {
            List<Region> regions = all.toList();
            return regions.stream()
                            .anyMatch(region -> inputs.get(READ_ONLY_REGION_ID).equals(region.id()))
                    ? List.of()
                    : List.of(Finding.refusal(
                            READ_ONLY_REGION_ID,
                            "`" + inputs.get(READ_ONLY_REGION_ID) + "` is not a read-only region of database `"
                                    + inputs.get(DATABASE) + "`",
                            regions.isEmpty()
                                    ? "The database has none: add one to a keyspace first."
                                    : "Use one of: "
                                            + regions.stream()
                                                    .map(region ->
                                                            "`" + region.id() + "` (" + region.displayName() + ")")
                                                    .collect(Collectors.joining(", "))
                                            + "."));
        } catch (ApiException e) {
            if (e.kind() == ApiException.Kind.NOT_FOUND) {
                // The database is very likely made by the same program.
                return List.of();
            }
            throw e;
        }
    }
}
