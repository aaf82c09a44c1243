package com.pulumi.planetscale.provider.resources.network;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.pulumi.planetscale.provider.resources.network.BouncerResource.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.pulumi.planetscale.emulator.time.Delay;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BouncerResourceTest {
    private final World world = World.quick();
    private final Lifecycle lifecycle = world.lifecycle("Bouncer");
    private final ApiPath databases = Owners.organizationPath(world.settings()).then("/databases");
    private final ApiPath app = databases.then("/notes/branches/main/bouncers/app");

    @BeforeEach
    void makeDatabase() throws Exception {
        var _ = world.api()
                .post(
                        databases,
                        Map.of(
                                "name", "notes",
                                "kind", "postgresql",
                                "cluster_size", "PS_10_AWS_ARM",
                                "replicas", 0),
                        JsonNode.class);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void everythingButTheNameChangesInPlaceAndGoesBackToItsDefault() throws Exception {
        PropertyMap wanted = bouncer()
                .with(TARGET, "replica")
                .with(SIZE, "PGB_10")
                .with(REPLICAS, 2L)
                .with(PARAMETERS, Map.of("default_pool_size", "40"));
        Outcome.Ready made = made(bouncer());

        Outcome.Ready changed = updated(made, bouncer(), wanted);
        JsonNode live = world.api().get(app, JsonNode.class);
        Outcome.Ready back = updated(changed, wanted, bouncer());

        assertThat(live.path("target").asText()).isEqualTo("replica");
        assertThat(live.path("sku").path("name").asText()).isEqualTo("PGB_10");
        assertThat(live.path("replicas_per_cell").asInt()).isEqualTo(2);
        assertThat(value(live, "default_pool_size")).isEqualTo("40");
        assertThat(plan(wanted, changed.state(), wanted)).isInstanceOf(Plan.Keep.class);
        JsonNode reset = world.api().get(app, JsonNode.class);
        assertThat(reset.path("target").asText()).isEqualTo("primary");
        assertThat(value(reset, "default_pool_size")).isEqualTo("20");
        assertThat(plan(bouncer(), back.state(), bouncer())).isInstanceOf(Plan.Keep.class);
    }

    @Test
    void changeIsNotWaitedForAndAnotherOneIsExplained() throws Exception {
        world.emulator().admin().setDelay(Delay.BOUNCER_DRAIN, Duration.ofHours(24));
        Outcome.Ready made = made(bouncer());

        Outcome.Ready first = updated(made, bouncer(), bouncer().with(SIZE, "PGB_10"));

        assertThat(first.state().get(SIZE)).isEqualTo("PGB_10");
        assertThatThrownBy(() ->
                        updated(first, bouncer().with(SIZE, "PGB_10"), bouncer().with(SIZE, "PGB_20")))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("wait up to 24 hours for their clients")
                .hasMessageContaining("DELETE /organizations/acme/databases/");
    }

    @Test
    void answerThatIsNoResizeIsNotTakenForOne() throws Exception {
        Outcome.Ready made = made(bouncer());
        world.emulator()
                .wireMock()
                .stubFor(patch(urlPathMatching(".*/bouncers/.*/resizes"))
                        .atPriority(1)
                        .inScenario("odd")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willSetStateTo("over")
                        .willReturn(okJson("{}")));

        Outcome.Ready changed = updated(made, bouncer(), bouncer().with(SIZE, "PGB_10"));

        JsonNode live = world.api().get(app, JsonNode.class);
        assertThat(live.path("sku").path("name").asText()).isEqualTo("PGB_10");
        assertThat(changed.state().get(SIZE)).isEqualTo("PGB_10");
    }

    @Test
    void replicasThatAreNotThereAndBadParametersAreNamedInThePreview() throws Exception {
        PropertyMap wanted = bouncer()
                .with(TARGET, "replica")
                .with(PARAMETERS, Map.of("default_pool_sise", "40", "max_client_conn", "-1"));

        assertThat(lifecycle.previewCreate(world.operation(), wanted).findings())
                .extracting(Finding::text)
                .anyMatch(text -> text.contains("`target`: branch `notes/main` has no replicas to connect to"))
                .anyMatch(text -> text.contains("`parameters.default_pool_sise`: there is no parameter")
                        && text.contains("`default_pool_size`"))
                .anyMatch(text -> text.contains("`parameters.max_client_conn`: -1 is out of range"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"primary", "replica", "far-too-long-name", "Reports", "a_b"})
    void namesThatCannotBeAreRefused(String name) {
        assertThat(lifecycle.schema().check(bouncer().with(NAME, name)))
                .extracting(finding -> finding.path().toString())
                .containsExactly("name");
    }

    @Test
    void generatedNameFitsIntoTwelveCharacters() {
        PropertyMap checked = lifecycle
                .check(PropertyMap.EMPTY, bouncer().without("name"), world.context("reporting-pool"))
                .inputs();

        assertThat(checked.get(NAME)).hasSize(12).startsWith("repo-");
    }

    private PropertyMap bouncer() {
        return world.settings()
                .with("database", new Value.Text("notes"))
                .with("branch", new Value.Text("main"))
                .with(NAME, "app");
    }

    private static String value(JsonNode bouncer, String name) {
        for (JsonNode parameter : bouncer.path("parameters")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter.path("value").asText();
            }
        }
        return "";
    }

    private Outcome.Ready made(PropertyMap inputs) throws Exception {
        return (Outcome.Ready) lifecycle.create(world.operation(), inputs);
    }

    private Outcome.Ready updated(Outcome.Ready made, PropertyMap before, PropertyMap after) throws Exception {
        return (Outcome.Ready) lifecycle.update(world.operation(), made.id(), before, made.state(), after);
    }

    private Plan plan(PropertyMap before, PropertyMap state, PropertyMap after) throws InterruptedException {
        return lifecycle.plan(world.operation(), "app", before, state, after, List.of());
    }
}
