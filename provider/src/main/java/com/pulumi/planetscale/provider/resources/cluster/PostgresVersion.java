package com.pulumi.planetscale.provider.resources.cluster;

import com.pulumi.planetscale.provider.property.Property.Problem;
import java.util.List;
import java.util.Optional;

/// Major versions of Postgres. No list of the API has them.
public final class PostgresVersion {
    /// Those that PlanetScale supports (its documentation, "Postgres versions", November 2026).
    public static final List<String> DOCUMENTED = List.of("17", "18");

    private PostgresVersion() {}

    /// What is wrong with a version that PlanetScale neither has nor will have.
    public static Optional<Problem> problem(String version) {
        return version.matches("1[7-9]|[2-9]\\d")
                ? Optional.empty()
                : Optional.of(new Problem(
                        "`" + version + "` is not a major version of Postgres that PlanetScale has",
                        "Write it like `18`. Versions before 17 are not offered."));
    }
}
