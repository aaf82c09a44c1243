package com.pulumi.planetscale.provider.resources.credential;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Finding.Severity;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.ExampleProgram;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Credentials with which nothing can be done stop a preview, whatever kind comes first.
class UselessCredentialsTest {
    private static Stream<Arguments> resources() {
        return ExampleProgram.all().stream()
                .filter(program -> !program.name().startsWith("quickstart"))
                .flatMap(program -> program.resources().stream().map(resource -> arguments(program, resource)));
    }

    @ParameterizedTest
    @MethodSource("resources")
    void previewWithATokenThatIsNotKnownIsRefused(ExampleProgram program, Declared declared) throws Exception {
        try (World world = World.quick()) {
            world.createBefore(program, declared);
            PropertyMap inputs = world.checked(declared);
            world.emulator()
                    .wireMock()
                    .stubFor(any(anyUrl())
                            .atPriority(1)
                            .willReturn(aResponse()
                                    .withStatus(401)
                                    .withBody("{\"code\": \"unauthorized\", \"message\": \"no\"}")));
            world.newProcess();

            assertThat(refusals(world, declared, inputs))
                    .isNotEmpty()
                    .allSatisfy(refusal ->
                            assertThat(refusal.text()).contains("`serviceToken`", "PLANETSCALE_SERVICE_TOKEN"));
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void previewInAnOrganizationThatTheTokenDoesNotSeeIsRefused(ExampleProgram program, Declared declared)
            throws Exception {
        try (World world = World.quick()) {
            world.createBefore(program, declared);
            PropertyMap inputs = world.checked(declared).with(Owners.ORGANIZATION, "acne");
            world.newProcess();

            assertThat(refusals(world, declared, inputs))
                    .isNotEmpty()
                    .allSatisfy(
                            refusal -> assertThat(refusal.text()).contains("no organization `acne`", "it sees `acme`"));
        }
    }

    private static List<Finding> refusals(World world, Declared declared, PropertyMap inputs) throws Exception {
        Lifecycle.Preview preview = world.lifecycle(declared.kind()).previewCreate(world.operation(), inputs);
        return preview.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
    }
}
