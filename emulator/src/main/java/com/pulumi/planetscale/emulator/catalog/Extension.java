package com.pulumi.planetscale.emulator.catalog;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;

/// A PostgreSQL extension that can be used.
///
/// @param loader `shared_preload_libraries` or `create_extension`
/// @param parameters names of its parameters in the namespace `pgconf`
public record Extension(String name, String description, String loader, String url, List<String> parameters) {
    public static final List<Extension> CATALOG =
            Catalogs.read("extensions.json", new TypeReference<List<Extension>>() {});

    public Extension {
        parameters = List.copyOf(parameters);
    }
}
