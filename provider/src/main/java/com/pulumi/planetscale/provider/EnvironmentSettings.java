package com.pulumi.planetscale.provider;

import com.pulumi.planetscale.provider.lifecycle.Backend;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The settings of a sub-command, which has no program that could hold them.
final class EnvironmentSettings {
    /// The setting that names the organization.
    static final String ORGANIZATION = "organization";

    private EnvironmentSettings() {}

    /// Settings completed from the environment.
    ///
    /// @param given on the command line
    /// @throws IOException if one is missing or wrong
    static PropertyMap of(Backend backend, PropertyMap given) throws IOException {
        PropertyMap settings = backend.withEnvironment(given);
        var missing = backend.settings().properties().stream()
                .filter(property ->
                        property.name().equals(ORGANIZATION) || backend.needed().contains(property))
                .filter(property -> !settings.has(property))
                .map(property -> "PLANETSCALE_" + property.snakeName().toUpperCase(Locale.ROOT))
                .toList();
        if (!missing.isEmpty()) {
            throw new IOException("Set " + String.join(" and ", missing) + " in the environment.");
        }
        List<Finding> findings = backend.check(given, settings);
        if (!findings.isEmpty()) {
            throw new IOException(findings.stream().map(Finding::text).collect(Collectors.joining("\n")));
        }
        return settings;
    }
}
