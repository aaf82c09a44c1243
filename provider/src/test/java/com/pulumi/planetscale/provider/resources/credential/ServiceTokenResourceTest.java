package com.pulumi.planetscale.provider.resources.credential;

import static com.pulumi.planetscale.provider.resources.credential.ServiceTokenResource.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.emulator.admin.Accesses;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServiceTokenResourceTest {
    private final World world = World.quick();
    private final Lifecycle lifecycle = world.lifecycle("ServiceToken");
    private final PropertyMap inputs = world.settings().with(NAME, "pipeline");

    @AfterEach
    void stop() {
        world.close();
    }

    private Outcome.Ready make(PropertyMap wanted) throws Exception {
        return (Outcome.Ready) lifecycle.create(world.operation(), wanted);
    }

    private Plan plan(PropertyMap oldInputs, PropertyMap state, PropertyMap wanted) throws InterruptedException {
        return lifecycle.plan(world.operation(), "pipeline", oldInputs, state, wanted, List.of());
    }

    @Test
    void newOneWorksAndMayDoNothing() throws Exception {
        PropertyMap made = make(inputs).state();

        assertThat(made.get(TOKEN)).startsWith("pscale_tkn_");
        assertThat(made.value(TOKEN.name()).hasSecret()).isTrue();
        var api = world.connect(made.get(Owners.PUBLIC_ID), made.get(TOKEN));
        assertThat(api.peek(Owners.organizationPath(inputs).then("/databases"), Object.class))
                .isEmpty();
    }

    @Test
    void expiredOneIsReplaced() throws Exception {
        PropertyMap wanted = inputs.with(TTL_SECONDS, 60L);
        PropertyMap made = make(wanted).state();
        assertThat(plan(wanted, made, wanted)).isInstanceOf(Plan.Keep.class);

        world.time().sleep(Duration.ofSeconds(61).toNanos());

        assertThat(plan(wanted, made, wanted)).isInstanceOf(Plan.Replace.class);
    }

    @Test
    void everyChangeReplacesItAndAnOmittedLifetimeIsNone() throws Exception {
        PropertyMap wanted = inputs.with(TTL_SECONDS, 86_400L).with(ROTATION_TRIGGERS, Map.of("quarter", "1"));
        PropertyMap made = make(wanted).state();

        assertThat(plan(wanted, made, wanted.with(NAME, "other"))).isInstanceOf(Plan.Replace.class);
        assertThat(plan(wanted, made, wanted.with(ROTATION_TRIGGERS, Map.of("quarter", "2"))))
                .isInstanceOf(Plan.Replace.class);
        assertThat(plan(wanted, made, wanted.without(TTL_SECONDS.name()))).isInstanceOf(Plan.Replace.class);
    }

    @Test
    void lifetimeThatIsWrittenForAnImportedOneIsBelieved() throws Exception {
        String id = make(inputs.with(TTL_SECONDS, 86_400L)).id();
        Lifecycle.Found found =
                lifecycle.find(world.operation(), id, world.settings()).orElseThrow();

        assertThat(found.state().has(TOKEN)).isFalse();
        assertThat(plan(found.inputs(), found.state(), found.inputs().with(TTL_SECONDS, 86_400L)))
                .isInstanceOf(Plan.Keep.class);
    }

    @Test
    void ownTokenIsNeitherDeletedNorReplaced() throws Exception {
        String own = world.settings().get(Owners.ORGANIZATION) + "/"
                + world.emulator().serviceTokenId();
        Lifecycle.Found found =
                lifecycle.find(world.operation(), own, world.settings()).orElseThrow();

        assertThat(plan(found.inputs(), found.state(), found.inputs().with(NAME, "other")))
                .isInstanceOfSatisfying(
                        Plan.Refuse.class,
                        refused -> assertThat(refused.refusals().getFirst().summary())
                                .contains("the provider itself uses"));
        assertThatThrownBy(() -> lifecycle.delete(world.operation(), found.state()))
                .hasMessageContaining(world.emulator().serviceTokenId())
                .hasMessageContaining("the provider itself uses");
        assertThat(lifecycle.find(world.operation(), own, world.settings())).isPresent();
    }

    @Test
    void lookUpReturnsWhatItMayDo() throws Exception {
        String id = world.emulator()
                .admin()
                .tokens()
                .make("reader", Accesses.onOrganization("read_organization"))
                .id();

        PropertyMap got = Objects.requireNonNull(world.catalog().lookups().get("getServiceToken"))
                .call(world.operation(), world.settings().with(Owners.PUBLIC_ID, id));

        assertThat(got.value("accesses"))
                .isInstanceOfSatisfying(
                        Value.ListOf.class,
                        list -> assertThat(list.elements())
                                .singleElement()
                                .satisfies(
                                        access -> assertThat(access.toString()).contains("read_organization")));
    }
}
