package com.pulumi.planetscale.provider.resources.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.admin.Accesses;
import com.pulumi.planetscale.emulator.admin.Tokens.Credentials;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.ContractTest;
import com.pulumi.planetscale.provider.resources.ExampleProgram;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import com.pulumi.planetscale.provider.resources.World;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A stack that continues with another service token: what that one may not see is neither gone nor deleted.
class OtherTokenTest {
    private static final String[] READS = {
        "read_database", "read_branch", "read_backups", "read_deploy_request", "connect_production_branch"
    };

    /// They belong to the organization, and whoever may read that may read them.
    private static final Set<String> SEEN_WITH_THE_ORGANIZATION = Set.of("Team", "TeamMember", "OrganizationMember");

    /// They belong to the organization, and need accesses of their own.
    private static final Set<String> TOKENS = Set.of("ServiceToken", "ServiceTokenAccess");

    static Stream<Arguments> resources() {
        return ContractTest.resources();
    }

    static Stream<Arguments> resourcesOfDatabases() {
        return resources().filter(resource -> {
            String kind = ((Declared) Objects.requireNonNull(resource.get()[1])).kind();
            return !SEEN_WITH_THE_ORGANIZATION.contains(kind) && !TOKENS.contains(kind);
        });
    }

    @ParameterizedTest
    @MethodSource("resources")
    void tokenThatSeesAnotherDatabaseOnlyDropsNothing(ExampleProgram program, Declared declared) throws Exception {
        try (World world = World.quick()) {
            world.createBefore(program, declared);
            PropertyMap inputs = world.checked(declared);
            Outcome.Ready made = world.create(declared);
            var _ = world.api()
                    .post(
                            ApiPath.of(
                                    "/organizations/{}/databases",
                                    world.emulator().organization()),
                            Map.of("name", "unrelated", "cluster_size", "PS_10"),
                            JsonNode.class);
            Credentials other = world.emulator()
                    .admin()
                    .tokens()
                    .make("other", Accesses.onOrganization("read_organization").onDatabase("unrelated", READS));

            world.use(other);
            Lifecycle lifecycle = world.lifecycle(declared.kind());

            if (SEEN_WITH_THE_ORGANIZATION.contains(declared.kind())) {
                assertThat(lifecycle.refresh(world.operation(), made.id(), inputs, made.state()))
                        .isPresent();
            } else {
                assertThatThrownBy(() -> lifecycle.refresh(world.operation(), made.id(), inputs, made.state()))
                        .isInstanceOf(ApiException.class)
                        .hasMessageContainingAll("service token", "`pulumi state delete`");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void previewWithATokenThatDoesNotExistIsRefused(ExampleProgram program, Declared declared) throws Exception {
        try (World world = World.quick()) {
            world.createBefore(program, declared);
            PropertyMap inputs = world.checked(declared);

            world.use(new Credentials("none", "none"));

            assertThat(world.lifecycle(declared.kind())
                            .previewCreate(world.operation(), inputs)
                            .findings())
                    .anyMatch(finding -> finding.severity() == Finding.Severity.ERROR
                            && finding.text().contains("PLANETSCALE_SERVICE_TOKEN"));
        }
    }

    /// PlanetScale gives a token that makes a database the accesses to it, and they go with it.
    @ParameterizedTest
    @MethodSource("resourcesOfDatabases")
    void tokenThatMayOnlyCreateDatabasesDeletesWhatItHasMade(ExampleProgram program, Declared declared)
            throws Exception {
        try (World world = World.quick()) {
            world.use(world.emulator().admin().tokens().make("least", Accesses.onOrganization("create_databases")));
            world.createBefore(program, declared);
            PropertyMap inputs = world.checked(declared);
            Outcome.Ready made = world.create(declared);
            Lifecycle lifecycle = world.lifecycle(declared.kind());

            lifecycle.delete(world.operation(), lifecycle.known(inputs, made.state()));

            if (declared.kind().equals("Database")) {
                assertThat(lifecycle.refresh(world.operation(), made.id(), inputs, made.state()))
                        .isEmpty();
            }
        }
    }
}
