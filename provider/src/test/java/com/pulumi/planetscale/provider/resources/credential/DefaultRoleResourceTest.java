package com.pulumi.planetscale.provider.resources.credential;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.provider.lifecycle.FakeOperation;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.cluster.Engine;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The role `postgres` of a Postgres branch.
class DefaultRoleResourceTest {
    private final World world = World.quick();
    private final Lifecycle lifecycle = world.lifecycle("DefaultRole");
    private final PropertyMap inputs = world.settings()
            .with(Roles.DATABASE, "ledger")
            .with(Roles.BRANCH, "main")
            .with(Roles.ROTATION_TRIGGERS, Map.of("year", "2026"));

    @BeforeEach
    void makeDatabases() throws Exception {
        makeDatabase("ledger", Engine.POSTGRESQL, "PS_10_AWS_ARM");
        makeDatabase("shop", Engine.MYSQL, "PS_10");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void previewWarnsOfThePasswordThatStopsWorking() throws Exception {
        Lifecycle.Preview before = lifecycle.previewCreate(world.operation(), inputs);
        FakeOperation first = world.operation();
        PropertyMap made = made(first);
        Lifecycle.Preview after = lifecycle.previewCreate(world.operation(), inputs);
        FakeOperation second = world.operation();
        PropertyMap again = made(second);

        assertThat(before.findings()).isEmpty();
        assertThat(first.said()).isEmpty();
        assertThat(after.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
            assertThat(finding.text()).contains("the current password stops working");
        });
        assertThat(second.said())
                .extracting(Finding::text)
                .singleElement()
                .asString()
                .contains("already existed");
        assertThat(again.get(Owners.PUBLIC_ID)).isEqualTo(made.get(Owners.PUBLIC_ID));
        assertThat(again.get(Roles.PASSWORD)).isNotEqualTo(made.get(Roles.PASSWORD));
    }

    @Test
    void answerThatHoldsTheCredentialsAloneIsCompleted() throws Exception {
        PropertyMap known = made(world.operation());
        world.emulator()
                .wireMock()
                .stubFor(post(urlMatching(".*/roles/reset-default"))
                        .atPriority(1)
                        .willReturn(okJson("{\"username\": \"%s\", \"password\": \"pscale_pw_told\","
                                        .formatted(known.get(Roles.USERNAME))
                                + " \"access_host_url\": \"%s\"}".formatted(known.get(Roles.ACCESS_HOST_URL)))));

        PropertyMap made = made(world.operation());

        assertThat(made.get(Owners.PUBLIC_ID)).isEqualTo(known.get(Owners.PUBLIC_ID));
        assertThat(made.get(Roles.DATABASE_NAME)).isEqualTo("postgres");
        assertThat(made.get(Roles.PASSWORD)).isEqualTo("pscale_pw_told");
        assertThat(made.get(Roles.CONNECTION_STRINGS).values().values().toString())
                .doesNotContain("pscale_pw_told");
        assertThat(lifecycle.refresh(world.operation(), "id", inputs, made))
                .hasValueSatisfying(found -> assertThat(found.state()).isEqualTo(made));
    }

    @Test
    void changedTriggerSetsAnotherPasswordInPlace() throws Exception {
        PropertyMap made = made(world.operation());
        PropertyMap wanted = inputs.with(Roles.ROTATION_TRIGGERS, Map.of("year", "2027"));

        Plan plan = lifecycle.plan(world.operation(), "admin", inputs, made, wanted, List.of());
        World.Journal journal = world.journal();
        Outcome outcome = lifecycle.update(world.operation(), "id", inputs, made, wanted);

        assertThat(plan).isInstanceOfSatisfying(Plan.Update.class, update -> {
            assertThat(update.planned().value(Roles.PASSWORD).hasUnknown()).isTrue();
            assertThat(update.planned().get(Roles.USERNAME)).isEqualTo(made.get(Roles.USERNAME));
        });
        assertThat(journal.calls()).singleElement().asString().endsWith("/roles/reset-default");
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Ready.class, ready -> {
            assertThat(ready.state().get(Roles.PASSWORD)).isNotEqualTo(made.get(Roles.PASSWORD));
            assertThat(ready.state().get(Roles.USERNAME)).startsWith("postgres.");
        });
    }

    @Test
    void deletionCallsNothingAndSaysSo() throws Exception {
        PropertyMap made = made(world.operation());
        FakeOperation operation = world.operation();
        World.Journal journal = world.journal();

        lifecycle.delete(operation, made);

        assertThat(journal.calls()).isEmpty();
        assertThat(operation.said())
                .extracting(Finding::text)
                .singleElement()
                .asString()
                .contains("is removed from the state only")
                .contains("`pscale role reset-default ledger main --org acme`");
    }

    @Test
    void importBringsEverythingButTheSecret() throws Exception {
        PropertyMap made = made(world.operation());

        assertThat(lifecycle.find(world.operation(), "acme/ledger/main", world.settings()))
                .hasValueSatisfying(found -> {
                    assertThat(found.state().has(Roles.PASSWORD)).isFalse();
                    assertThat(found.state().get(Roles.USERNAME)).isEqualTo(made.get(Roles.USERNAME));
                });
        assertThatThrownBy(() -> lifecycle.find(world.operation(), "acme/ledger/main/postgres", world.settings()))
                .hasMessageContaining("Give `organization/database/branch`");
    }

    @Test
    void branchWhoseDefaultRoleWasNeverMadeHasNone() throws Exception {
        assertThat(lifecycle.find(world.operation(), "ledger/main", world.settings()))
                .isEmpty();
    }

    @Test
    void listHasTheDefaultRolesOfAllBranchesThatHaveOne() throws Exception {
        var branches = Owners.databasePath(inputs, Roles.DATABASE).then("/branches");
        for (String branch : List.of("dev", "unused")) {
            var _ = world.api().post(branches, Map.of("name", branch, "parent_branch", "main"), Map.class);
        }
        var _ = made(world.operation());
        var _ = lifecycle.create(world.operation(), inputs.with(Roles.BRANCH, "dev"));

        assertThat(lifecycle.list(world.operation(), inputs))
                .containsExactlyInAnyOrder("acme/ledger/main", "acme/ledger/dev");
        assertThat(lifecycle.list(world.operation(), inputs.with(Roles.DATABASE, "shop")))
                .isEmpty();
    }

    @Test
    void vitessDatabaseHasNoDefaultRole() throws Exception {
        assertThat(lifecycle
                        .previewCreate(world.operation(), inputs.with(Roles.DATABASE, "shop"))
                        .findings())
                .extracting(Finding::text)
                .singleElement()
                .asString()
                .contains("Use `planetscale:index:Password` instead.");
    }

    private void makeDatabase(String name, String kind, String size) throws Exception {
        var databases = Owners.organizationPath(world.settings()).then("/databases");
        var _ = world.api().post(databases, Map.of("name", name, "kind", kind, "cluster_size", size), Map.class);
    }

    private PropertyMap made(FakeOperation operation) throws Exception {
        return ((Outcome.Ready) lifecycle.create(operation, inputs)).state();
    }
}
