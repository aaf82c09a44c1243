package com.pulumi.planetscale.provider.resources.keyspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.lifecycle.FakeOperation;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VSchemaResourceTest {
    private static final String USERS = "{\"sharded\": false, \"tables\": {\"users\": {}}, \"vindexes\": {}}";

    private final World world = World.quick();
    private final Lifecycle lifecycle = world.lifecycle("VSchema");
    private final ApiPath databases = Owners.organizationPath(world.settings()).then("/databases");
    private final ApiPath main = databases.then("/shop/branches/main");

    @BeforeEach
    void makeDatabase() throws Exception {
        var _ = world.api().post(databases, Map.of("name", "shop", "cluster_size", "PS_10"), JsonNode.class);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void textThatPlanetScaleWritesAnewIsNoDriftAndAnotherVSchemaIs() throws Exception {
        PropertyMap wanted = vschema(USERS);
        Outcome.Ready made = (Outcome.Ready) lifecycle.create(world.operation(), wanted);

        assertThat(made.state().get(VSchemaResource.RAW)).doesNotContain("sharded");
        assertThat(lifecycle.refresh(world.operation(), made.id(), wanted, made.state()))
                .contains(new Lifecycle.Found(made.id(), wanted, made.state()));

        set("{\"tables\": {\"users\": {}, \"orders\": {}}}");
        Lifecycle.Found found = lifecycle
                .refresh(world.operation(), made.id(), wanted, made.state())
                .orElseThrow();

        assertThat(found.inputs().get(VSchemaResource.VSCHEMA)).contains("orders");
        assertThat(plan(found.inputs(), found.state(), wanted)).isInstanceOf(Plan.Update.class);
    }

    @Test
    void vschemaThatIsThereIsNotOverwritten() throws Exception {
        set("{\"tables\": {\"orders\": {}}}");

        assertThat(look(vschema(USERS)))
                .extracting(Finding::text)
                .anyMatch(text -> text.contains("VSchema `acme/shop/main/shop` already exists"));
        assertThatThrownBy(() -> lifecycle.create(world.operation(), vschema(USERS)))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("pulumi import");
    }

    @Test
    void keyspaceThatIsNotThereIsRefusedWithWhatIsMeant() throws Exception {
        assertThat(look(vschema(USERS).with(VSchemaResource.KEYSPACE, "shpo")))
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .startsWith("`keyspace`: branch `shop/main` has no keyspace `shpo`")
                .contains("Did you mean `shop`?");
    }

    @Test
    void safeMigrationsAreExplainedBeforeTheyRefuse() throws Exception {
        var _ = world.api().send("PUT", main.then("/safe-migrations"), Map.of("safe_migrations", true), JsonNode.class);

        assertThat(look(vschema(USERS)))
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains("`vschema`: branch `shop/main` has safe migrations turned on", "`DeployRequest`");
    }

    @Test
    void deletedVSchemaStaysAtPlanetScale() throws Exception {
        Outcome.Ready made = (Outcome.Ready) lifecycle.create(world.operation(), vschema(USERS));
        FakeOperation operation = world.operation();

        lifecycle.delete(operation, made.state());

        assertThat(operation.said())
                .extracting(Finding::summary)
                .anyMatch(said -> said.contains("from the state only"));
        assertThat(world.api()
                        .get(main.then("/keyspaces/shop/vschema"), JsonNode.class)
                        .path("raw")
                        .asText())
                .contains("users");
    }

    @Test
    void textThatIsNotAnObjectIsRefused() {
        assertThat(lifecycle.schema().check(vschema("[1]")))
                .extracting(Finding::text)
                .anyMatch(text -> text.contains("`vschema`: it is not a JSON object"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | {\"sharded\": false, \"tables\": {}} | true",
                "{\"tables\": {\"a\": {}}} | {\"tables\": {}} | false",
                "{\"tables\": {\"a\": {\"pinned\": \"\"}}} | {\"tables\": {\"a\": {}}} | true",
                "{\"vindexes\": {\"h\": {\"type\": \"hash\"}}} | {\"vindexes\": {\"h\": {\"params\": {}, \"type\":\"hash\"}}} | true",
                "{\"a\": [1, 2]} | {\"a\": [2, 1]} | false"
            })
    void absentMembersMeanFalseOrEmpty(String one, String other, boolean same) {
        assertThat(VSchemaText.same(one, other)).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"tables\": {\"a\": {\"column_vindexes\": [{\"name\": \"hash\"}]}}} | `vindexes` does not define",
                "{\"vindexes\": {\"hash\": {}}} | is not `sharded`",
                "{\"tables\": {\"a\": {}}} |"
            })
    void likelyMistakesAreNamed(String text, String words) {
        assertThat(VSchemaText.doubt(text).map(doubt -> doubt.summary()).orElse(""))
                .contains(words == null ? "" : words);
    }

    private PropertyMap vschema(String text) {
        return world.settings()
                .with("database", new Value.Text("shop"))
                .with("branch", new Value.Text("main"))
                .with(VSchemaResource.KEYSPACE, "shop")
                .with(VSchemaResource.VSCHEMA, text);
    }

    private void set(String text) throws Exception {
        var _ = world.api().patch(main.then("/keyspaces/shop/vschema"), Map.of("vschema", text), JsonNode.class);
    }

    private List<Finding> look(PropertyMap inputs) throws InterruptedException {
        return lifecycle.previewCreate(world.operation(), inputs).findings();
    }

    private Plan plan(PropertyMap before, PropertyMap state, PropertyMap after) throws InterruptedException {
        return lifecycle.plan(world.operation(), "users", before, state, after, List.of());
    }
}
