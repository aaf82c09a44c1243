package com.pulumi.planetscale.provider.resources.cluster;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Finding.Severity;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resources.ExampleProgram;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import com.pulumi.planetscale.provider.resources.World;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What PlanetScale's lists do not have is refused in previews, and before the first deletion of a replacement.
class LimitsTest {
    private final World world = World.quick();

    @AfterEach
    void stop() {
        world.close();
    }

    private static Stream<Arguments> impossible() {
        return Stream.of(
                arguments(
                        "Database",
                        Map.of("region", "us-east-1"),
                        "`region`: there is no region `us-east-1`",
                        "us-east"),
                arguments("Database", Map.of("clusterSize", "PS_11"), "there is no cluster size `PS_11`", "PS_10"),
                arguments("Database", Map.of("clusterSize", "PS_15"), "there is no cluster size `PS_15`", "PS_10"),
                arguments("Branch", Map.of("region", "eu-wset"), "there is no region `eu-wset`", "eu-west"),
                arguments("Branch", Map.of("database", "shp"), "there is no database `shp`", "shop"),
                arguments("Branch", Map.of("parentBranch", "mian"), "there is no branch `mian`", "main"),
                arguments(
                        "Branch",
                        Map.of("backupId", "nosuchbackup", "clusterSize", "PS_10"),
                        "no branch of database `shop` has a backup `nosuchbackup`",
                        ""),
                arguments(
                        "Branch",
                        Map.of("seedData", "last_successful_backup"),
                        "does not allow branches with data",
                        ""),
                arguments(
                        "Branch",
                        Map.of("backupId", "nosuchbackup", "clusterSize", "PS_11"),
                        "has a backup `nosuchbackup`",
                        ""),
                arguments("Password", Map.of("branch", "mian"), "there is no branch `mian`", "main"),
                arguments("Webhook", Map.of("database", "shp", "url", "https://example.com"), "no database `shp`", ""),
                arguments("Role", Map.of("database", "ledgre"), "there is no database `ledgre`", ""));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void whatPlanetScaleDoesNotListIsRefusedBeforeACreation(
            String kind, Map<String, String> given, String why, String meant) throws Exception {
        shop();

        List<Finding> refusals = refusals(world.lifecycle(kind)
                .previewCreate(world.operation(), inputs(kind, given))
                .findings());

        assertThat(refusals).singleElement().satisfies(refusal -> {
            assertThat(refusal.text()).contains(why);
            if (!meant.isEmpty()) {
                assertThat(refusal.remedy()).contains("Did you mean").contains(meant);
            }
        });
    }

    @Test
    void listThatCannotBeReadIsAWarningInAPreview() throws Exception {
        unreadable("regions");

        List<Finding> findings = world.lifecycle("Database")
                .previewCreate(world.operation(), inputs("Database", Map.of("region", "us-east-1")))
                .findings();

        assertThat(findings)
                .anyMatch(finding -> finding.severity() == Severity.WARNING
                        && finding.text().contains("could not query PlanetScale"));
        assertThat(refusals(findings)).isEmpty();
    }

    @Test
    void replacementThatCannotBeMadeIsRefusedByThePlan() throws Exception {
        PropertyMap before = inputs("Database", Map.of());
        PropertyMap state = made("Database", before);

        assertThat(plan("Database", before, state, before.with("region", new Value.Text("us-east-1"))))
                .isInstanceOfSatisfying(
                        Plan.Refuse.class,
                        refuse -> assertThat(refuse.refusals())
                                .singleElement()
                                .asString()
                                .contains("there is no region `us-east-1`", "Did you mean"));
        assertThat(plan("Database", before, state, before.with("region", new Value.Text("eu-west"))))
                .isInstanceOf(Plan.Replace.class);
    }

    @Test
    void nothingIsDeletedForAReplacementOfWhichNothingIsKnown() throws Exception {
        PropertyMap before = inputs("Database", Map.of());
        PropertyMap state = made("Database", before);
        unreadable("regions");

        assertThat(plan("Database", before, state, before.with("region", new Value.Text("eu-west"))))
                .isInstanceOfSatisfying(
                        Plan.Refuse.class,
                        refuse -> assertThat(refuse.refusals().getFirst().text())
                                .contains("is not known", "Nothing was deleted"));
    }

    @Test
    void everyReplacementThatDeletesFirstIsRefusedWhenItsOwnerIsNotThere() throws Exception {
        shop();
        for (ExampleProgram program : ExampleProgram.all()) {
            for (Declared declared : program.resources()) {
                Schema schema = world.schema(declared.kind());
                boolean deletesFirst = schema.identity().getFirst().isInput()
                        && schema.identity().stream().allMatch(part -> part.isInput());
                if (deletesFirst
                        && schema.identity().stream()
                                .anyMatch(part -> part.named().isPresent())) {
                    PropertyMap inputs = PropertyMap.EMPTY
                            .with(world.settings())
                            .with("database", new Value.Text("nowhere"))
                            .with("branch", new Value.Text("main"))
                            .with("name", new Value.Text("some"));
                    assertThat(refusals(world.lifecycle(declared.kind())
                                    .previewCreate(world.operation(), inputs)
                                    .findings()))
                            .as(declared.kind())
                            .anyMatch(refusal -> refusal.text().contains("there is no database `nowhere`"));
                }
            }
        }
    }

    private void shop() throws Exception {
        var _ = made("Database", inputs("Database", Map.of()));
    }

    private void unreadable(String list) {
        world.emulator()
                .wireMock()
                .stubFor(get(urlPathMatching(".*/organizations/acme/" + list))
                        .atPriority(1)
                        .willReturn(aResponse().withStatus(403).withBody("{\"code\": \"forbidden\"}")));
    }

    private PropertyMap inputs(String kind, Map<String, String> given) {
        PropertyMap inputs = world.settings();
        if (kind.equals("Database")) {
            inputs = inputs.with("name", new Value.Text("shop")).with("clusterSize", new Value.Text("PS_10"));
        } else {
            inputs = inputs.with("database", new Value.Text("shop"));
        }
        if (kind.equals("Branch") || kind.equals("Role") || kind.equals("Password")) {
            inputs = inputs.with("name", new Value.Text("some"));
        }
        if (kind.equals("Role")) {
            inputs = inputs.with("branch", new Value.Text("main"));
        }
        for (Map.Entry<String, String> each : given.entrySet()) {
            inputs = inputs.with(each.getKey(), new Value.Text(each.getValue()));
        }
        return inputs;
    }

    private PropertyMap made(String kind, PropertyMap inputs) throws Exception {
        return ((com.pulumi.planetscale.provider.lifecycle.Outcome.Ready)
                        world.lifecycle(kind).create(world.operation(), inputs))
                .state();
    }

    private Plan plan(String kind, PropertyMap before, PropertyMap state, PropertyMap inputs) throws Exception {
        Lifecycle lifecycle = world.lifecycle(kind);
        return lifecycle.plan(world.operation(), "shop", before, state, inputs, List.of());
    }

    private static List<Finding> refusals(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
    }
}
