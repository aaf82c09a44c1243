package com.pulumi.planetscale.emulator.admin;

import com.pulumi.planetscale.emulator.model.AccessNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a service token may do.
///
/// @param organization organization-level names
/// @param allDatabases database-level names, for all databases of the organization, present and future
/// @param databases database-level names by the name of the database
public record Accesses(List<String> organization, List<String> allDatabases, Map<String, List<String>> databases) {
    public Accesses {
        organization = List.copyOf(organization);
        allDatabases = List.copyOf(allDatabases);
        databases = Map.copyOf(databases);
    }

    public static Accesses none() {
        return new Accesses(List.of(), List.of(), Map.of());
    }

    public static Accesses everything() {
        return new Accesses(
                List.copyOf(AccessNames.ORGANIZATION.keySet()), List.copyOf(AccessNames.DATABASE.keySet()), Map.of());
    }

    public static Accesses onOrganization(String... names) {
        return new Accesses(List.of(names), List.of(), Map.of());
    }

    public Accesses onAllDatabases(String... names) {
        return new Accesses(organization, List.of(names), databases);
    }

    public Accesses onDatabase(String database, String... names) {
        Map<String, List<String>> more = new HashMap<>(databases);
        more.put(database, List.of(names));
        return new Accesses(organization, allDatabases, more);
    }
}
