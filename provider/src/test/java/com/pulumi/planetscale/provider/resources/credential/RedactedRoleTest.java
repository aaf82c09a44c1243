package com.pulumi.planetscale.provider.resources.credential;

import static com.pulumi.planetscale.provider.resources.credential.Roles.CONNECTION_STRINGS;
import static com.pulumi.planetscale.provider.resources.credential.Roles.PASSWORD;
import static com.pulumi.planetscale.provider.resources.credential.Roles.REDACTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A role whose password stays out of the state.
class RedactedRoleTest {
    private final World world = World.quick();
    private final Lifecycle lifecycle = world.lifecycle("Role");
    private final PropertyMap plain = world.settings()
            .with(Roles.DATABASE, "notes")
            .with(Roles.BRANCH, "main")
            .with(RoleProperties.NAME, "app");
    private final PropertyMap redacted = plain.with(REDACTED, true);

    @BeforeEach
    void makeDatabase() throws Exception {
        var _ = world.api()
                .post(
                        Owners.organizationPath(world.settings()).then("/databases"),
                        Map.of("name", "notes", "kind", "postgresql", "cluster_size", "PS_10_AWS_ARM"),
                        JsonNode.class);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void passwordIsNeverRecorded() throws Exception {
        Outcome.Ready made = made(redacted);

        assertThat(made.state().has(PASSWORD)).isFalse();
        assertThat(made.state().has(CONNECTION_STRINGS)).isFalse();
        assertThat(made.state().has(Roles.BASE_USERNAME)).isTrue();
        assertThat(plan(redacted, made.state(), redacted)).isInstanceOf(Plan.Keep.class);
        assertThat(lifecycle.refresh(world.operation(), made.id(), redacted, made.state()))
                .contains(new Lifecycle.Found(made.id(), redacted, made.state()));
    }

    @Test
    void turningItOnResetsAndForgetsThePassword() throws Exception {
        Outcome.Ready made = made(plain);
        World.Journal journal = world.journal();

        Outcome.Ready changed = updated(made, plain, redacted);

        assertThat(plan(plain, made.state(), redacted)).isInstanceOf(Plan.Update.class);
        assertThat(journal.calls()).filteredOn(call -> call.endsWith("/reset")).hasSize(1);
        assertThat(changed.state().has(PASSWORD)).isFalse();
        assertThat(changed.state().has(CONNECTION_STRINGS)).isFalse();
        assertThat(plan(redacted, changed.state(), redacted)).isInstanceOf(Plan.Keep.class);
    }

    @Test
    void turningItOffResetsAndRecordsThePassword() throws Exception {
        Outcome.Ready made = made(redacted);

        Outcome.Ready changed = updated(made, redacted, plain);

        assertThat(plan(redacted, made.state(), plain)).isInstanceOf(Plan.Update.class);
        assertThat(changed.state().has(PASSWORD)).isTrue();
        assertThat(changed.state().has(CONNECTION_STRINGS)).isTrue();
        assertThat(plan(plain, changed.state(), plain)).isInstanceOf(Plan.Keep.class);
    }

    @Test
    void importedRoleIsRedactedAlready() throws Exception {
        Outcome.Ready made = made(redacted);

        Lifecycle.Found found =
                lifecycle.find(world.operation(), made.id(), world.settings()).orElseThrow();

        assertThat(plan(found.inputs(), found.state(), redacted)).isInstanceOf(Plan.Keep.class);
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
