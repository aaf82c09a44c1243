package com.pulumi.planetscale.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.lifecycle.Catalog;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.pulumi.SchemaWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaTest {
    private static final Path COMMITTED = Path.of("../schema/schema.json");

    private final PlanetScale backend = new PlanetScale(Map.of(), Version.number());
    private final Catalog catalog = backend.connect(PropertyMap.EMPTY
            .with("serviceTokenId", new com.pulumi.planetscale.provider.property.Value.Text("id"))
            .with("serviceToken", new com.pulumi.planetscale.provider.property.Value.Text("token")));

    @Test
    void committedSchemaIsWhatTheDeclarationsSay() throws IOException {
        String written = new SchemaWriter(backend.settings(), catalog, Version.number()).write();
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(COMMITTED, written);
        }

        assertThat(Files.readString(COMMITTED))
                .as("schema/schema.json; -Dgolden=write rewrites it")
                .isEqualTo(written);
    }

    @Test
    void declarationsHaveNoFaults() {
        assertThat(catalog.faults()).isEmpty();
    }
}
