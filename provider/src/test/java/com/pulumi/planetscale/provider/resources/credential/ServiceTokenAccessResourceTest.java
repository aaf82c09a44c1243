package com.pulumi.planetscale.provider.resources.credential;

import static com.pulumi.planetscale.provider.resources.credential.ServiceTokenAccessResource.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.pulumi.planetscale.emulator.admin.Accesses;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.ExampleProgram;
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
import org.junit.jupiter.params.provider.ValueSource;

class ServiceTokenAccessResourceTest {
    private final World world = World.quick();
    private final Lifecycle lifecycle = world.lifecycle("ServiceTokenAccess");
    private final String token =
            world.emulator().admin().tokens().make("pipeline", Accesses.none()).id();
    private final PropertyMap onOrganization =
            world.settings().with(SERVICE_TOKEN, token).with(ACCESSES, Set.of("read_organization"));
    private final PropertyMap onShop =
            onOrganization.with(DATABASE, "shop").with(ACCESSES, Set.of("read_branch", "create_branch"));

    @BeforeEach
    void makeShop() throws Exception {
        var _ = world.create(
                ExampleProgram.named("service-token-access").resources().getFirst());
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private Outcome.Ready make(PropertyMap wanted) throws Exception {
        return (Outcome.Ready) lifecycle.create(world.operation(), wanted);
    }

    private List<Finding> check(PropertyMap inputs) {
        return lifecycle
                .check(PropertyMap.EMPTY, inputs, world.context("pipeline"))
                .findings();
    }

    private List<Finding> look(PropertyMap inputs) throws Exception {
        return lifecycle.previewCreate(world.operation(), inputs).findings();
    }

    private void grant(String resource, String... names) {
        world.emulator().admin().tokens().setAccesses(token, Accesses.none().onDatabase(resource, names));
    }

    @Test
    void levelsOfATokenAreObjectsOfTheirOwn() throws Exception {
        Outcome.Ready shop = make(onShop);
        Outcome.Ready organization = make(onOrganization);

        assertThat(shop.id()).isNotEqualTo(organization.id());
        assertThat(lifecycle.refresh(world.operation(), shop.id(), onShop, shop.state()))
                .map(Lifecycle.Found::state)
                .contains(shop.state());
        assertThat(lifecycle.refresh(world.operation(), organization.id(), onOrganization, organization.state()))
                .map(Lifecycle.Found::state)
                .contains(organization.state());
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "acme"})
    void importTakesTheNameOfTheDatabaseOrOrganizationToo(String name) throws Exception {
        Outcome.Ready made = make(name.equals("shop") ? onShop : onOrganization);

        Lifecycle.Found found = lifecycle
                .find(world.operation(), "acme/" + token + "/" + name, world.settings())
                .orElseThrow();

        assertThat(found.id()).isEqualTo(made.id());
    }

    @Test
    void changeAddsAndTakesAwayWhatDiffers() throws Exception {
        Outcome.Ready made = make(onShop);
        PropertyMap wanted = onShop.with(ACCESSES, Set.of("read_branch", "read_backups"));
        World.Journal journal = world.journal();

        var _ = lifecycle.update(world.operation(), made.id(), onShop, made.state(), wanted);

        assertThat(journal.calls().stream().filter(call -> call.contains("/access")))
                .containsExactly(
                        "POST /v1/organizations/acme/service-tokens/" + token + "/access",
                        "DELETE /v1/organizations/acme/service-tokens/" + token + "/access");
        assertThat(lifecycle
                        .refresh(world.operation(), made.id(), wanted, made.state())
                        .orElseThrow()
                        .state()
                        .get(ACCESSES))
                .containsExactlyInAnyOrder("read_branch", "read_backups");
    }

    @Test
    void accessesThatWereAddedOrTakenAwayElsewhereAreSeen() throws Exception {
        Outcome.Ready made = make(onShop);

        grant("shop", "read_branch", "delete_branch");
        world.newProcess();
        assertThat(world.lifecycle("ServiceTokenAccess")
                        .refresh(world.operation(), made.id(), onShop, made.state())
                        .orElseThrow()
                        .inputs()
                        .get(ACCESSES))
                .containsExactlyInAnyOrder("read_branch", "delete_branch");

        world.emulator().admin().tokens().setAccesses(token, Accesses.none());
        world.newProcess();
        assertThat(world.lifecycle("ServiceTokenAccess").refresh(world.operation(), made.id(), onShop, made.state()))
                .isEmpty();
    }

    @Test
    void accessesThatOthersHaveGrantedAreNotTakenOver() throws Exception {
        grant("shop", "read_backups");

        assertThat(look(onShop)).anySatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
            assertThat(finding.text()).contains("already exists").contains("pulumi import");
        });
        assertThatThrownBy(() -> lifecycle.create(world.operation(), onShop)).hasMessageContaining("already exists");
    }

    @Test
    void accessesOnAllDatabasesAreNoOnesDrift() throws Exception {
        world.emulator().admin().tokens().setAccesses(token, Accesses.none().onAllDatabases("read_branch"));

        Outcome.Ready made = make(onOrganization);

        assertThat(made.state().get(ACCESSES)).containsExactly("read_organization");
        assertThat(lifecycle
                        .refresh(world.operation(), made.id(), onOrganization, made.state())
                        .orElseThrow()
                        .state())
                .isEqualTo(made.state());
    }

    @Test
    void levelsAreNotMixed() {
        assertThat(check(onShop.with(ACCESSES, Set.of("read_organization"))))
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains("has no `database`");
        assertThat(check(onOrganization.with(ACCESSES, Set.of("read_branch"))))
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains("Set `database`");
        assertThat(check(onShop.with(ACCESSES, Set.of()))).hasSize(1);
    }

    @Test
    void unknownNameIsDoubtedAndTheNearestSuggested() throws Exception {
        assertThat(look(onShop.with(ACCESSES, Set.of("read_brnch")))).anySatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
            assertThat(finding.text()).contains("Did you mean `read_branch`?");
        });
    }

    @Test
    void ownTokenKeepsWhatItHas() throws Exception {
        String own = world.emulator().serviceTokenId();
        Lifecycle.Found found = lifecycle
                .find(world.operation(), "acme/" + own + "/acme", world.settings())
                .orElseThrow();
        PropertyMap fewer = found.inputs().with(ACCESSES, Set.of("read_organization"));

        assertThat(lifecycle
                        .previewUpdate(world.operation(), "own", found.inputs(), found.state(), fewer, List.of())
                        .findings())
                .anySatisfy(finding -> {
                    assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
                    assertThat(finding.text())
                            .contains("the provider itself uses")
                            .contains("`create_databases`");
                });
        assertThatThrownBy(() -> lifecycle.update(world.operation(), found.id(), found.inputs(), found.state(), fewer))
                .hasMessageContaining("the provider itself uses");
        assertThatThrownBy(() -> lifecycle.delete(world.operation(), found.state()))
                .hasMessageContaining("the provider itself uses");
        assertThat(lifecycle.plan(
                        world.operation(),
                        "own",
                        found.inputs(),
                        found.state(),
                        found.inputs().with(SERVICE_TOKEN, token),
                        List.of()))
                .isInstanceOf(Plan.Refuse.class);
    }

    @ParameterizedTest
    @CsvSource({"403", "404"})
    void serviceTokenThatMayNotManageAccessesIsTold(int status) {
        world.emulator()
                .admin()
                .change(
                        "/organizations/acme",
                        JsonNodeFactory.instance.objectNode().put("token_access_refusal", status));

        assertThatThrownBy(() -> lifecycle.create(world.operation(), onShop))
                .hasMessageContaining("may not manage the accesses")
                .hasMessageContaining(String.valueOf(status))
                .hasMessageContaining("pscale service-token add-access");
    }

    @Test
    void previewNamesWhatTheProvidersOwnTokenCannotGrant() throws Exception {
        world.use(world.emulator()
                .admin()
                .tokens()
                .make(
                        "narrow",
                        Accesses.onOrganization("read_service_tokens", "write_service_tokens")
                                .onDatabase("shop", "read_branch")));

        assertThat(world.lifecycle("ServiceTokenAccess")
                        .previewCreate(world.operation(), onShop)
                        .findings())
                .extracting(Finding::text)
                .anyMatch(text -> text.contains("lacks the access `create_branch` itself"))
                .noneMatch(text -> text.contains("lacks the access `read_branch`"));
    }

    @Test
    void renamedDatabaseIsTheSame() throws Exception {
        Outcome.Ready made = make(onShop);
        var _ = world.api()
                .patch(
                        Owners.organizationPath(world.settings()).then("/databases/shop"),
                        Map.of("new_name", "store"),
                        Object.class);

        assertThat(lifecycle.plan(
                        world.operation(), "pipeline", onShop, made.state(), onShop.with(DATABASE, "store"), List.of()))
                .isInstanceOf(Plan.Update.class);
    }

    /// It gets every access to what it makes, without being asked.
    @Test
    void accessesToADatabaseThatTheTokenHasMadeAreNoDrift() throws Exception {
        var maker = world.emulator().admin().tokens().make("maker", Accesses.onOrganization("create_databases"));
        world.use(maker);
        var _ = world.api()
                .post(
                        Owners.organizationPath(onShop).then("/databases"),
                        Map.of("name", "own", "cluster_size", "PS_10"),
                        Object.class);
        world.use(world.emulator().admin().tokens().make("all", Accesses.everything()));
        Lifecycle accesses = world.lifecycle("ServiceTokenAccess");
        PropertyMap wanted =
                onShop.with(SERVICE_TOKEN, maker.id()).with(DATABASE, "own").with(ACCESSES, Set.of("read_branch"));

        assertThat(accesses.previewCreate(world.operation(), wanted).findings())
                .noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
        Outcome.Ready made = (Outcome.Ready) accesses.create(world.operation(), wanted);
        world.newProcess();
        Lifecycle later = world.lifecycle("ServiceTokenAccess");

        assertThat(later.refresh(world.operation(), made.id(), wanted, made.state()))
                .contains(new Lifecycle.Found(made.id(), wanted, made.state()));
        PropertyMap more = wanted.with(ACCESSES, Set.of("read_branch", "delete_branch"));
        Outcome.Ready changed = (Outcome.Ready) later.update(world.operation(), made.id(), wanted, made.state(), more);
        assertThat(later.refresh(world.operation(), made.id(), more, changed.state()))
                .contains(new Lifecycle.Found(made.id(), more, changed.state()));
    }
}
