package com.pulumi.planetscale.provider.resources.people;

import static com.pulumi.planetscale.provider.resources.people.TeamResource.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TeamResourceTest {
    private final World world = World.quick();
    private final Lifecycle lifecycle = world.lifecycle("Team");
    private final PropertyMap inputs =
            world.settings().with(NAME, "On call").with(DESCRIPTION, "Whoever is woken at night");

    @AfterEach
    void stop() {
        world.close();
    }

    private Outcome.Ready make() throws Exception {
        return (Outcome.Ready) lifecycle.create(world.operation(), inputs);
    }

    private Outcome update(Outcome.Ready made, PropertyMap wanted) throws Exception {
        return lifecycle.update(world.operation(), made.id(), inputs, made.state(), wanted);
    }

    @Test
    void slugFollowsTheNameAndTheIdStays() throws Exception {
        Outcome.Ready made = make();
        PropertyMap wanted = inputs.with(NAME, "Pager").without(DESCRIPTION.name());

        Plan plan = lifecycle.plan(world.operation(), "onCall", inputs, made.state(), wanted, List.of());
        Outcome.Ready renamed = (Outcome.Ready) update(made, wanted);

        assertThat(plan)
                .isInstanceOfSatisfying(
                        Plan.Update.class,
                        update -> assertThat(update.planned().value(SLUG.name()).hasUnknown())
                                .isTrue());
        assertThat(made.id()).isEqualTo("acme/on-call");
        assertThat(renamed.id()).isEqualTo("acme/on-call");
        assertThat(renamed.state().get(SLUG)).isEqualTo("pager");
        assertThat(renamed.state().has(DESCRIPTION)).isFalse();
    }

    @Test
    void teamThatWasRenamedElsewhereIsFoundByItsId() throws Exception {
        Outcome.Ready made = make();
        var _ = world.api()
                .patch(Owners.organizationPath(inputs).then("/teams/on-call"), Map.of("name", "Pager"), Object.class);
        world.newProcess();

        assertThat(world.lifecycle("Team").refresh(world.operation(), made.id(), inputs, made.state()))
                .map(Lifecycle.Found::state)
                .hasValueSatisfying(state -> {
                    assertThat(state.get(SLUG)).isEqualTo("pager");
                    assertThat(state.get(Owners.PUBLIC_ID))
                            .isEqualTo(made.state().get(Owners.PUBLIC_ID));
                });
    }

    @Test
    void nameThatIsTakenIsRefusedWithTheImport() throws Exception {
        var _ = make();
        world.newProcess();

        assertThat(world.lifecycle("Team")
                        .previewCreate(world.operation().on("other"), inputs)
                        .findings())
                .extracting(Finding::text)
                .anyMatch(text -> text.contains("pulumi import planetscale:index:Team"));
    }

    @Test
    void teamOfADirectoryIsNeitherChangedNorDeleted() throws Exception {
        Outcome.Ready made = make();
        world.emulator()
                .admin()
                .change(
                        "/organizations/acme/teams/on-call",
                        JsonNodeFactory.instance.objectNode().put("managed", true));
        world.newProcess();
        Lifecycle later = world.lifecycle("Team");

        assertThat(later.previewUpdate(
                                world.operation(),
                                "onCall",
                                inputs,
                                made.state(),
                                inputs.with(NAME, "Pager"),
                                List.of())
                        .findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
                    assertThat(finding.text()).contains("directory");
                });
        PropertyMap known = later.refresh(world.operation(), made.id(), inputs, made.state())
                .orElseThrow()
                .state();
        assertThatThrownBy(() -> later.delete(world.operation(), known)).hasMessageContaining("directory");
    }
}
