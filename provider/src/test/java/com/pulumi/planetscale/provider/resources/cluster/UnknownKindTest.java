package com.pulumi.planetscale.provider.resources.cluster;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.OnChange;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resources.ExampleProgram;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.branch.Branches;
import com.pulumi.planetscale.provider.resources.database.Databases;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A kind of database that came after this version is called by its name, and taken for neither of the others.
class UnknownKindTest {
    private static final PropertyMap NEKI = PropertyMap.EMPTY.with("kind", new Value.Text("neki"));

    @Test
    void itIsCalledByItsName() {
        assertThat(Engine.product("neki")).isEqualTo("`neki`");
        assertThat(Engine.product(Engine.MYSQL)).isEqualTo("Vitess");
        assertThat(Engine.product(Engine.POSTGRESQL)).isEqualTo("Postgres");
        assertThat(Engine.isVitess("neki")).isFalse();
    }

    @Test
    void changeThatDependsOnTheKindIsRefused() {
        for (Property<String> size : List.of(Databases.CLUSTER_SIZE, Branches.CLUSTER_SIZE)) {
            assertThat(size.meaning(new Value.Text("PS_10"), new Value.Text("PS_20"), NEKI))
                    .isInstanceOfSatisfying(
                            OnChange.Refuse.class,
                            refusal -> assertThat(refusal.why()).contains("`neki` databases"));
        }
    }

    @Test
    void itHasNeitherPasswordsNorDeployRequestsNorRolesThatAreLookedFor() {
        try (World world = World.quick()) {
            for (String kind : List.of("Password", "DeployRequest", "Role", "DefaultRole")) {
                var listed = (Resource.Listed) world.catalog().resource(kind).orElseThrow();

                assertThat(listed.canBelongTo(NEKI)).as(kind).isFalse();
            }
        }
    }

    @Test
    void itIsReadWithoutWhatOnlyVitessHas() {
        assertThat(Engine.isVitess(NEKI)).isFalse();
        assertThat(Engine.isPostgres(NEKI)).isFalse();
    }

    /// A database and its branch as the API shows them, of a kind that came later.
    private static World withNeki() throws Exception {
        World world = World.quick();
        ApiPath path = ApiPath.of("/organizations/acme/databases/{}", "shop");
        var _ = world.api()
                .post(
                        ApiPath.of("/organizations/acme/databases"),
                        Map.of("name", "shop", "cluster_size", "PS_10"),
                        JsonNode.class);
        for (ApiPath shown : List.of(path, path.then("/branches/{}", "main"))) {
            answer(world, shown, world.api().get(shown, JsonNode.class));
        }
        return world;
    }

    private static void answer(World world, ApiPath path, JsonNode was) {
        JsonNode neki = ((ObjectNode) was).put("kind", "neki");
        for (String name : List.of(path.segments().getLast(), was.path("id").asText())) {
            String parent = path.toString().substring(0, path.toString().lastIndexOf('/') + 1);
            stub(world, parent.replace("/shop/", "/[^/]+/") + name, neki);
        }
        ObjectNode page = JsonNodeFactory.instance.objectNode().putNull("next_page");
        page.putArray("data").add(neki);
        String list = path.toString().substring(0, path.toString().lastIndexOf('/'));
        stub(world, list.replace("/shop/", "/[^/]+/"), page);
    }

    private static void stub(World world, String path, JsonNode body) {
        world.emulator()
                .wireMock()
                .stubFor(get(urlPathMatching("/v1" + path)).atPriority(1).willReturn(okJson(body.toString())));
    }

    private static List<String> calls(World world) {
        return world.emulator().journal().calls().stream().map(Object::toString).toList();
    }

    @Test
    void itIsReadAndListedAsWhatItIs() throws Exception {
        try (World world = withNeki()) {
            var database =
                    (Resource.Listed) world.catalog().resource("Database").orElseThrow();
            var branch = (Resource.Listed) world.catalog().resource("Branch").orElseThrow();
            PropertyMap named = world.settings().with("name", new Value.Text("shop"));
            PropertyMap main =
                    world.settings().with("database", new Value.Text("shop")).with("name", new Value.Text("main"));

            assertThat(database.read(world.operation(), named))
                    .hasValueSatisfying(
                            read -> assertThat(read.get(Engine.KIND)).isEqualTo("neki"));
            assertThat(branch.read(world.operation(), main))
                    .hasValueSatisfying(
                            read -> assertThat(read.get(Engine.KIND)).isEqualTo("neki"));
            try (var listed = database.list(world.operation(), world.settings())) {
                assertThat(listed.map(one -> one.get(Engine.KIND))).containsExactly("neki");
            }
        }
    }

    @Test
    void nothingOfVitessIsAskedAboutIt() throws Exception {
        try (World world = withNeki()) {
            ApiPath main = ApiPath.of("/organizations/acme/databases/{}/branches/{}", "shop", "main");
            world.emulator().wireMock().resetRequests();

            assertThat(new Ongoing(world.api(), main).any()).isFalse();
            assertThat(new Costs(world.api(), new SizeList(world.api()))
                            .ofNew(
                                    new SizeList.Question("acme", "neki", Optional.empty(), Optional.of("shop")),
                                    Costs.Cluster.of("PS_10", 2)))
                    .isEmpty();

            assertThat(calls(world)).containsExactly("GET /v1" + main);
        }
    }

    private static Stream<Arguments> whatBelongsToADatabase() {
        return ExampleProgram.all().stream()
                .flatMap(program -> program.resources().stream())
                .map(ExampleProgram.Declared::kind)
                .filter(kind -> !kind.equals("Database"))
                .distinct()
                .map(Arguments::of);
    }

    /// Whatever is refused in it, for want of knowledge and not for what databases of another kind have.
    @ParameterizedTest
    @MethodSource("whatBelongsToADatabase")
    void nothingIsSaidOfItThatHoldsForAnotherKind(String kind) throws Exception {
        try (World world = withNeki()) {
            Resource resource = world.catalog().resource(kind).orElseThrow();
            if (!(resource instanceof Resource.Previewing previewing)) {
                return;
            }
            PropertyMap inputs = world.settings();
            for (String owner : List.of("database", "branch", "name", "keyspace")) {
                if (resource.schema().properties().stream()
                        .anyMatch(property -> property.name().equals(owner))) {
                    String name = owner.equals("database") ? "shop" : owner.equals("branch") ? "main" : "some";
                    inputs = inputs.with(owner, new Value.Text(name));
                }
            }

            assertThat(previewing.look(world.operation(), PropertyMap.EMPTY, inputs))
                    .extracting(Finding::text)
                    .allSatisfy(text -> assertThat(text)
                            .doesNotContain("those have no", "VTGates", "Use `planetscale", "Vitess does"));
        }
    }

    @Test
    void deployRequestOfItIsRefusedByItsName() throws Exception {
        try (World world = withNeki()) {
            PropertyMap inputs =
                    world.settings().with("database", new Value.Text("shop")).with("branch", new Value.Text("main"));

            var request = (Resource.Previewing)
                    world.catalog().resource("DeployRequest").orElseThrow();

            assertThat(request.look(world.operation(), PropertyMap.EMPTY, inputs))
                    .extracting(Finding::text)
                    .singleElement()
                    .asString()
                    .contains("`shop` is a `neki` database", "knows deploy requests of Vitess databases only");
        }
    }
}
