package com.pulumi.planetscale.provider.resources.credential;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Change;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import com.pulumi.planetscale.provider.resources.owner.Times;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// New secrets and new validity for roles of Postgres branches.
class RoleRotationTest extends RoleFixture {
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void changedTriggerSetsAnotherPasswordInPlace() throws Exception {
        PropertyMap first = app.with(Roles.ROTATION_TRIGGERS, Map.of("quarter", "1"));
        PropertyMap second = app.with(Roles.ROTATION_TRIGGERS, Map.of("quarter", "2"));
        PropertyMap made = made(first);

        Plan plan = plan(first, made, second);
        World.Journal journal = world.journal();
        PropertyMap updated = updated(first, made, second);

        assertThat(plan).isInstanceOfSatisfying(Plan.Update.class, update -> {
            assertThat(unknown(update.planned(), Roles.OUTPUTS))
                    .containsExactlyInAnyOrder("password", "connectionStrings");
            assertThat(update.planned().get(Roles.USERNAME)).isEqualTo(made.get(Roles.USERNAME));
            assertThat(update.planned().get(Roles.ACCESS_HOST_URL)).isEqualTo(made.get(Roles.ACCESS_HOST_URL));
        });
        assertThat(journal.calls()).singleElement().asString().endsWith("/reset");
        assertThat(updated.get(Roles.PASSWORD)).isNotEqualTo(made.get(Roles.PASSWORD));
        assertThat(text(updated.get(Roles.CONNECTION_STRINGS), "direct")).contains(updated.get(Roles.PASSWORD));
        assertThat(plan(second, updated, second)).isInstanceOf(Plan.Keep.class);
    }

    @Test
    void firstTriggerAndNoTriggerAnyMoreChangeNothing() throws Exception {
        PropertyMap triggered = app.with(Roles.ROTATION_TRIGGERS, Map.of("quarter", "1"));

        assertThat(plan(app, made(app), triggered)).isInstanceOf(Plan.Keep.class);
        assertThat(plan(triggered, made(triggered), app)).isInstanceOf(Plan.Keep.class);
    }

    @Test
    void lostAnswerToARotationIsAskedForAgain() throws Exception {
        PropertyMap first = app.with(Roles.ROTATION_TRIGGERS, Map.of("quarter", "1"));
        PropertyMap second = app.with(Roles.ROTATION_TRIGGERS, Map.of("quarter", "2"));
        PropertyMap made = made(first);
        world.loseTheFirstAnswerTo(".*/reset");
        World.Journal journal = world.journal();

        PropertyMap updated = updated(first, made, second);

        assertThat(journal.calls()).hasSize(2).allMatch(call -> call.startsWith("POST ") && call.endsWith("/reset"));
        assertThat(updated.get(Roles.PASSWORD)).startsWith("pscale_pw_").isNotEqualTo(made.get(Roles.PASSWORD));
    }

    @Test
    void rotationThatFailedIsDoneByTheNextRun() throws Exception {
        PropertyMap first = app.with(Roles.ROTATION_TRIGGERS, Map.of("quarter", "1"));
        PropertyMap second =
                app.with(Roles.ROTATION_TRIGGERS, Map.of("quarter", "2")).with(RoleProperties.NAME, "application");
        PropertyMap made = made(first);
        var broken = world.emulator()
                .wireMock()
                .stubFor(post(urlMatching(".*/reset"))
                        .atPriority(1)
                        .willReturn(aResponse().withStatus(500)));

        Outcome cut = lifecycle.update(world.operation(), "id", first, made, second);
        world.emulator().wireMock().removeStub(broken);

        assertThat(cut).isInstanceOfSatisfying(Outcome.Partial.class, partial -> {
            assertThat(partial.state().get(RoleProperties.NAME)).isEqualTo("application");
            // Whether the old one is still in force, no one knows.
            assertThat(partial.state().has(Roles.PASSWORD)).isFalse();
            assertThat(partial.state().has(Roles.CONNECTION_STRINGS)).isFalse();
        });
        PropertyMap updated = updated(second, ((Outcome.Partial) cut).state(), second);
        assertThat(updated.get(Roles.PASSWORD)).isNotEqualTo(made.get(Roles.PASSWORD));
    }

    @Test
    void roleIsRenewedBeforeItExpiresAndReplacedAfterwards() throws Exception {
        PropertyMap inputs = app.with(
                        RoleProperties.TTL_SECONDS, DAY.multipliedBy(30).toSeconds())
                .with(Validity.RENEW_BEFORE_SECONDS, DAY.multipliedBy(7).toSeconds());
        PropertyMap made = made(inputs);
        assertThat(plan(inputs, made, inputs)).isInstanceOf(Plan.Keep.class);

        world.time().sleep(DAY.multipliedBy(24).toNanos());
        assertThat(plan(inputs, made, inputs)).isInstanceOf(Plan.Update.class);
        PropertyMap renewed = updated(inputs, made, inputs);
        assertThat(Times.parse(renewed.get(Validity.EXPIRES_AT)))
                .isAfter(Times.parse(made.get(Validity.EXPIRES_AT)).plus(DAY.multipliedBy(23)));
        assertThat(renewed.get(Roles.PASSWORD)).isEqualTo(made.get(Roles.PASSWORD));
        assertThat(plan(inputs, renewed, inputs)).isInstanceOf(Plan.Keep.class);

        world.time().sleep(DAY.multipliedBy(30).toNanos());
        assertThat(plan(inputs, renewed, inputs))
                .isInstanceOfSatisfying(
                        Plan.Replace.class,
                        replace -> assertThat(replace.changes())
                                .extracting(Change::why)
                                .containsExactly("the role expired at " + renewed.get(Validity.EXPIRES_AT)));
    }

    @Test
    void importedRoleHasNoSecretUntilItIsRotated() throws Exception {
        String path = "ledger/main/" + made(app).get(Owners.PUBLIC_ID);
        Lifecycle.Found found =
                lifecycle.find(world.operation(), path, world.settings()).orElseThrow();
        PropertyMap first = found.inputs().with(Roles.ROTATION_TRIGGERS, Map.of("a", "1"));
        PropertyMap second = found.inputs().with(Roles.ROTATION_TRIGGERS, Map.of("a", "2"));

        assertThat(found.state().has(Roles.PASSWORD)).isFalse();
        assertThat(text(found.state().get(Roles.CONNECTION_STRINGS), "direct")).contains(":YOUR_PASSWORD@");
        PropertyMap rotated = updated(first, found.state(), world.settings().with(second));

        assertThat(rotated.get(Roles.PASSWORD)).startsWith("pscale_pw_");
        assertThat(text(rotated.get(Roles.CONNECTION_STRINGS), "direct"))
                .contains(":" + rotated.get(Roles.PASSWORD) + "@");
    }
}
