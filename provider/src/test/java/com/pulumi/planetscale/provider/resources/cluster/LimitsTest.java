package com.pulumi.planetscale.provider.resources.cluster;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    /// A new database has only `main`, whatever the one before had.
    @Test
    void databaseWithAnotherDefaultBranchIsNotDeletedForANewOne() throws Exception {
        PropertyMap before = inputs("Database", Map.of()).with("defaultBranch", new Value.Text("trunk"));
        PropertyMap state = made("Database", inputs("Database", Map.of())).with(before);

        assertThat(plan("Database", before, state, before.with("region", new Value.Text("eu-west"))))
                .isInstanceOfSatisfying(
                        Plan.Refuse.class,
                        refuse -> assertThat(refuse.refusals())
                                .singleElement()
                                .asString()
                                .contains("a new database has only the branch `main`"));
    }

    @ParameterizedTest
    @CsvSource({
        "Database, majorVersion, zz-9",
        "Database, majorVersion, 177",
        "Database, majorVersion, 16",
        "Branch, majorVersion, 8",
        "Bouncer, bouncerSize, zz-9",
        "Bouncer, bouncerSize, PGB_0"
    })
    void whatPlanetScaleCannotHaveIsRefusedWithoutAList(String kind, String property, String value) {
        assertThat(world.schema(kind).check(PropertyMap.EMPTY.with(property, new Value.Text(value))))
                .anyMatch(finding -> finding.severity() == Severity.ERROR
                        && finding.path().property().equals(property)
                        && finding.text().contains("`" + value + "`"));
    }

    /// No list of the API has the versions, so a new database may try one that came later.
    @ParameterizedTest
    @ValueSource(strings = {"us-east", "eu-west"})
    void nothingIsDeletedForAVersionThatPlanetScaleDoesNotDocument(String region) throws Exception {
        PropertyMap before = inputs("Database", Map.of("region", "us-east", "clusterSize", "PS_10_AWS_ARM"))
                .with("kind", new Value.Text("postgresql"))
                .with("majorVersion", new Value.Text("17"));
        PropertyMap wanted = before.with("region", new Value.Text(region));
        PropertyMap state = made("Database", before);

        assertThat(plan("Database", before, state, wanted.with("majorVersion", new Value.Text("18"))))
                .isInstanceOf(Plan.Replace.class);
        assertThat(plan("Database", before, state, wanted.with("majorVersion", new Value.Text("19"))))
                .isInstanceOfSatisfying(
                        Plan.Refuse.class,
                        refuse -> assertThat(refuse.refusals())
                                .singleElement()
                                .asString()
                                .contains("majorVersion", "it documents `17`, `18`", "Nothing was deleted"));
        PropertyMap another = before.with("name", new Value.Text("another"));
        assertThat(refusals(world.lifecycle("Database")
                        .previewCreate(world.operation(), another.with("majorVersion", new Value.Text("19")))
                        .findings()))
                .isEmpty();
    }

    @Test
    void nothingIsDeletedForABranchWhoseDataCannotBeHad() throws Exception {
        var _ = made("Database", inputs("Database", Map.of()).with("allowDataBranching", new Value.Bool(true)));
        PropertyMap before = inputs("Branch", Map.of());
        PropertyMap state = made("Branch", before);
        PropertyMap seeded = before.with("seedData", new Value.Text("last_successful_backup"));

        assertThat(plan("Branch", before, state, seeded))
                .isInstanceOfSatisfying(
                        Plan.Refuse.class,
                        refuse -> assertThat(refuse.refusals().getFirst().text())
                                .contains("branch `main` has no backup that has succeeded", "Make a `Backup`"));

        PropertyMap backup = made(
                "Backup",
                inputs("Backup", Map.of("branch", "main"))
                        .with("retentionUnit", new Value.Text("day"))
                        .with("retentionValue", new Value.Int(1)));
        assertThat(plan("Branch", before, state, seeded)).isInstanceOf(Plan.Replace.class);

        String id = backup.get(Owners.PUBLIC_ID);
        PropertyMap restored = before.with("backupId", new Value.Text(id)).with("clusterSize", new Value.Text("PS_10"));
        assertThat(plan("Branch", before, state, restored)).isInstanceOf(Plan.Replace.class);
        spoil(id);
        for (PropertyMap wanted : List.of(seeded, restored)) {
            assertThat(plan("Branch", before, state, wanted))
                    .as(wanted.toString())
                    .isInstanceOfSatisfying(
                            Plan.Refuse.class,
                            refuse -> assertThat(refuse.refusals().getFirst().text())
                                    .containsAnyOf("its state is `failed`", "no backup that has succeeded"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PT-1H, is in the future",
        "PT1S,",
        "PT1H, is before branch `main` was created",
        "PT1000H, is before branch `main` was created"
    })
    void pointInTimeThatCannotBeRestoredIsRefused(Duration ago, String why) throws Exception {
        var _ = made(
                "Database",
                inputs("Database", Map.of("clusterSize", "PS_10_AWS_ARM")).with("kind", new Value.Text("postgresql")));
        world.time().sleep(Duration.ofMinutes(30).toNanos());

        List<Finding> refusals = refusals(world.lifecycle("Branch")
                .previewCreate(
                        world.operation(),
                        inputs(
                                "Branch",
                                Map.of(
                                        "clusterSize",
                                        "PS_10_AWS_ARM",
                                        "restorePoint",
                                        world.time().now().minus(ago).toString())))
                .findings());

        assertThat(refusals).hasSize(why == null ? 0 : 1);
        assertThat(refusals).allMatch(refusal -> refusal.text().contains(why));
    }

    @Test
    void pointInTimeBeforeAllBackupsIsRefused() throws Exception {
        var _ = made(
                "Database",
                inputs("Database", Map.of("clusterSize", "PS_10_AWS_ARM")).with("kind", new Value.Text("postgresql")));
        world.time().sleep(Duration.ofDays(9).toNanos());

        assertThat(refusals(world.lifecycle("Branch")
                        .previewCreate(
                                world.operation(),
                                inputs(
                                        "Branch",
                                        Map.of(
                                                "clusterSize",
                                                "PS_10_AWS_ARM",
                                                "restorePoint",
                                                world.time()
                                                        .now()
                                                        .minus(Duration.ofDays(8))
                                                        .toString())))
                        .findings()))
                .singleElement()
                .asString()
                .contains("is more than two days ago");
    }

    private void spoil(String backup) {
        var _ = world.emulator()
                .admin()
                .change(
                        "/organizations/acme/databases/shop/branches/main/backups/" + backup,
                        JsonNodeFactory.instance.objectNode().put("outcome", "failed"));
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
        if (kind.equals("Branch") || kind.equals("Backup") || kind.equals("Role") || kind.equals("Password")) {
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
