package com.pulumi.planetscale.provider.resources.network;

import static com.pulumi.planetscale.provider.resources.network.IpRestrictionResource.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.lifecycle.FakeOperation;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpRestrictionResourceTest {
    private final World world = World.quick();
    private final Lifecycle lifecycle = world.lifecycle("IpRestriction");
    private final ApiPath databases = Owners.organizationPath(world.settings()).then("/databases");

    @BeforeEach
    void makeDatabase() throws Exception {
        var _ = world.api()
                .post(
                        databases,
                        Map.of("name", "notes", "kind", "postgresql", "cluster_size", "PS_10_AWS_ARM"),
                        JsonNode.class);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void firstRuleClosesAndTheLastOneOpensTheDatabase() throws Exception {
        List<Finding> before = look(rule("203.0.113.0/24"));
        Outcome.Ready made = made(rule("203.0.113.0/24"));
        List<Finding> second = look(rule("198.51.100.7"));
        FakeOperation operation = world.operation();
        lifecycle.delete(operation, made.state());

        assertThat(before)
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains("the first IP restriction of database `notes`");
        assertThat(second).isEmpty();
        assertThat(operation.said())
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains("the last IP restriction of database `notes`", "all addresses can connect");
    }

    @Test
    void addressesThatAreListedTwiceAreNamed() throws Exception {
        assertThat(look(rule("203.0.113.7", "203.0.113.7/32", "198.51.100.0/24")))
                .extracting(Finding::text)
                .anyMatch(text -> text.contains("is listed twice, in two spellings"));
        assertThat(look(rule("203.0.113.7", "198.51.100.0/24")))
                .extracting(Finding::text)
                .noneMatch(text -> text.contains("listed twice"));
    }

    @Test
    void scopeThatIsRemovedIsCleared() throws Exception {
        PropertyMap scoped = rule("203.0.113.0/24")
                .with(ROLE, "pscale_api_abc")
                .with(SCHEMA_NAME, "public")
                .with(DESCRIPTION, "office");
        PropertyMap plain = rule("203.0.113.0/24");
        Outcome.Ready made = made(scoped);

        Outcome.Ready changed =
                (Outcome.Ready) lifecycle.update(world.operation(), made.id(), scoped, made.state(), plain);

        JsonNode live =
                world.api().get(databases.then("/notes/cidrs/{}", made.state().get(Owners.PUBLIC_ID)), JsonNode.class);
        assertThat(live.path("role").asText()).isEmpty();
        assertThat(live.path("schema").asText()).isEmpty();
        assertThat(plan(plain, changed.state(), plain)).isInstanceOf(Plan.Keep.class);
        assertThat(lifecycle.refresh(world.operation(), made.id(), plain, changed.state()))
                .contains(new Lifecycle.Found(made.id(), plain, changed.state()));
    }

    @Test
    void singleAddressAndItsRangeAreTheSame() throws Exception {
        Outcome.Ready made = made(rule("198.51.100.7/32"));

        assertThat(plan(rule("198.51.100.7/32"), made.state(), rule("198.51.100.7")))
                .isInstanceOf(Plan.Keep.class);
    }

    @Test
    void bitsBeyondTheLengthAreNamed() throws Exception {
        assertThat(look(rule("10.0.0.1/8")))
                .extracting(Finding::text)
                .anyMatch(
                        text -> text.contains("`10.0.0.1/8` has bits set beyond its length, so it means `10.0.0.0/8`"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cidrs | 2001:db8::1 | is of IP version 6",
                "cidrs | office | is not an address",
                "role | pscale_api_abc.xyz | suffix for its branch"
            })
    void whatNoRuleCanBeIsRefused(String property, String value, String words) {
        PropertyMap wanted =
                property.equals("cidrs") ? rule(value) : rule("203.0.113.0/24").with(ROLE, value);

        assertThat(lifecycle.schema().check(wanted))
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .startsWith("`" + property)
                .contains(words);
    }

    @Test
    void vitessDatabaseHasPasswordsForThat() throws Exception {
        var _ = world.api().post(databases, Map.of("name", "shop", "cluster_size", "PS_10"), JsonNode.class);

        assertThat(look(rule("203.0.113.0/24").with("database", new Value.Text("shop"))))
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains("`shop` is a Vitess database", "`cidrs` of `planetscale:index:Password`");
    }

    private PropertyMap rule(String... cidrs) {
        return world.settings().with("database", new Value.Text("notes")).with(CIDRS, Set.of(cidrs));
    }

    private Outcome.Ready made(PropertyMap inputs) throws Exception {
        return (Outcome.Ready) lifecycle.create(world.operation(), inputs);
    }

    private List<Finding> look(PropertyMap inputs) throws InterruptedException {
        return lifecycle.previewCreate(world.operation(), inputs).findings();
    }

    private Plan plan(PropertyMap before, PropertyMap state, PropertyMap after) throws InterruptedException {
        return lifecycle.plan(world.operation(), "office", before, state, after, List.of());
    }
}
