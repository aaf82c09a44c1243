package com.pulumi.planetscale.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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

    /// The plugin reads the environment by itself. Where a schema names variables for the inputs of an explicit
    /// provider, SDKs copy what they hold into those inputs, the token in clear too.
    @Test
    void settingsNameTheirEnvironmentVariablesAndExplicitProvidersDoNot() throws IOException {
        JsonNode schema = new JsonMapper().readTree(COMMITTED.toFile());
        JsonNode settings = schema.at("/config/variables");
        JsonNode inputs = schema.at("/provider/inputProperties");

        assertThat(settings.at("/organization/defaultInfo/environment"))
                .extracting(JsonNode::asText)
                .containsExactly("PLANETSCALE_ORGANIZATION", "PLANETSCALE_ORG");
        assertThat(settings.at("/serviceToken/defaultInfo/environment"))
                .extracting(JsonNode::asText)
                .containsExactly("PLANETSCALE_SERVICE_TOKEN");
        assertThat(settings.at("/serviceToken/secret").asBoolean()).isTrue();
        assertThat(inputs.findValues("defaultInfo")).isEmpty();
        assertThat(inputs.at("/serviceToken/secret").asBoolean()).isTrue();
    }

    /// An `Either` is awkward for Java, and a closed enumeration fails with the first value that is new at PlanetScale.
    @Test
    void enumeratedInputsTakeStringsTooAndOutputsAreStrings() throws IOException {
        JsonNode schema = new JsonMapper().readTree(COMMITTED.toFile());

        for (JsonNode resource : schema.path("resources")) {
            assertThat(resource.path("properties").findValues("oneOf")).isEmpty();
            assertThat(resource.path("inputProperties").findValues("oneOf"))
                    .allSatisfy(union ->
                            assertThat(union.path(0).path("type").asText()).isEqualTo("string"));
        }
        for (JsonNode function : schema.path("functions")) {
            assertThat(function.path("outputs").findValues("oneOf")).isEmpty();
        }
        assertThat(schema.at("/resources/planetscale:index:Password/inputProperties/role/oneOf/1/$ref")
                        .asText())
                .isEqualTo("#/types/planetscale:index:PasswordRole");
        assertThat(schema.path("types").path("planetscale:index:WebhookEvents").path("enum"))
                .contains(new JsonMapper().readTree("""
                        {"name": "DeployRequestOpened", "value": "deploy_request.opened"}"""));
    }

    @Test
    void declarationsHaveNoFaults() {
        assertThat(catalog.faults()).isEmpty();
    }
}
