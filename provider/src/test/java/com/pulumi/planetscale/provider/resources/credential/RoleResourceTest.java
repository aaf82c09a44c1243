package com.pulumi.planetscale.provider.resources.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.emulator.admin.Accesses;
import com.pulumi.planetscale.provider.lifecycle.FakeOperation;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resources.Resources;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.cluster.Engine;
import com.pulumi.planetscale.provider.resources.making.Notes;
import com.pulumi.planetscale.provider.resources.owner.Directory;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Roles of Postgres branches.
class RoleResourceTest extends RoleFixture {
    @Test
    void createWaitsUntilTheRoleCanConnect() throws Exception {
        FakeOperation operation = world.operation();

        PropertyMap made = ((Outcome.Ready) lifecycle.create(operation, app)).state();

        assertThat(made.is(Roles.READY)).isTrue();
        assertThat(made.get(Roles.PASSWORD)).startsWith("pscale_pw_");
        assertThat(operation.statusLines())
                .anyMatch(line -> line.contains("waiting for role `ledger/main/app` to become ready"));
    }

    @Test
    void connectionStringsLeadToEveryWayIn() throws Exception {
        PropertyMap made = made(app);
        String user = made.get(Roles.USERNAME);
        String password = made.get(Roles.PASSWORD);
        String host = made.get(Roles.ACCESS_HOST_URL);

        PropertyMap strings = made.get(Roles.CONNECTION_STRINGS);

        assertThat(text(strings, "direct"))
                .isEqualTo("postgresql://%s:%s@%s:5432/postgres?sslmode=verify-full", user, password, host);
        assertThat(text(strings, "pooled"))
                .isEqualTo("postgresql://%s:%s@%s:6432/postgres?sslmode=verify-full", user, password, host);
        assertThat(text(strings, "replica"))
                .isEqualTo("postgresql://%s%%7Creplica:%s@%s:5432/postgres?sslmode=verify-full", user, password, host);
        assertThat(text(strings, "jdbc"))
                .startsWith("jdbc:postgresql://" + host + ":5432/postgres?user=" + user + "&password=" + password)
                .contains("&sslmode=verify-full");
        assertThat(text(strings, "psql"))
                .contains("host=" + host + " port=5432 user='" + user + "' password='" + password + "'")
                .contains("sslmode=verify-full");
        assertThat(text(strings, "sqlalchemy"))
                .startsWith("postgresql+psycopg://%s:%s@%s:5432/postgres?".formatted(user, password, host))
                .endsWith("sslmode=verify-full&sslrootcert=system");
        assertThat(text(strings, "npgsql"))
                .isEqualTo(
                        "Host=%s;Port=5432;Database=postgres;Username=%s;Password=%s;SSL Mode=VerifyFull",
                        host, user, password);
        assertThat(text(strings, "psqlCommand")).startsWith("PGPASSWORD='" + password + "' psql ");
        assertThat(made.value(Roles.CONNECTION_STRINGS).hasSecret()).isTrue();
    }

    @Test
    void renameAndQuerySafetyAreOneCallAndLeaveTheRestKnown() throws Exception {
        PropertyMap made = made(app);
        PropertyMap wanted = app.with(RoleProperties.NAME, "application")
                .with(RoleProperties.REQUIRE_WHERE_ON_DELETE, "on")
                .with(RoleProperties.REQUIRE_WHERE_ON_UPDATE, "warn");

        Plan plan = plan(app, made, wanted);
        World.Journal journal = world.journal();
        PropertyMap updated = updated(app, made, wanted);

        assertThat(plan)
                .isInstanceOfSatisfying(
                        Plan.Update.class,
                        update -> assertThat(update.planned()).isEqualTo(updated));
        assertThat(journal.calls()).singleElement().asString().startsWith("PATCH ");
        assertThat(updated.get(Roles.PASSWORD)).isEqualTo(made.get(Roles.PASSWORD));
        assertThat(found(updated).get(RoleProperties.REQUIRE_WHERE_ON_UPDATE)).isEqualTo("warn");
    }

    @Test
    void whatADeletedRoleOwnsGoesToPostgres() throws Exception {
        PropertyMap made = made(app);
        change(made, "{\"owns\": [\"public.users\"]}");
        World.Journal journal = world.journal();

        lifecycle.delete(world.operation(), made);

        assertThat(journal.calls())
                .anyMatch(call -> call.startsWith("DELETE ") && call.endsWith("?successor=postgres"));
        assertThat(isFound(made)).isFalse();
    }

    @Test
    void successorIsAnotherRoleOfTheProgram() throws Exception {
        PropertyMap heir = made(app.with(RoleProperties.NAME, "heir"));
        PropertyMap made = made(app.with(RoleProperties.SUCCESSOR, heir.get(Roles.USERNAME)));
        change(made, "{\"owns\": [\"public.users\"]}");

        lifecycle.delete(world.operation(), made);

        assertThat(world.emulator().admin().object(adminPath(heir)).path("owns").toString())
                .isEqualTo("[\"public.users\"]");
    }

    @Test
    void roleThatIsStillReferencedIsNotDeletedAndSaysWhatToDo() throws Exception {
        PropertyMap made = made(app.with(RoleProperties.SUCCESSOR, "none"));
        change(made, "{\"owns\": [\"public.users\"]}");

        assertThatThrownBy(() -> lifecycle.delete(world.operation(), made))
                .isInstanceOf(OperationException.class)
                .hasMessageStartingWith("`successor`: role `ledger/main/app` was not deleted: ")
                .hasMessageContaining("still referenced")
                .hasMessageContaining("Set it to a role that takes over what this one owns, usually `postgres`");
        assertThatThrownBy(() -> lifecycle.delete(world.operation(), made.with(RoleProperties.SUCCESSOR, "nobody")))
                .hasMessageContaining("Check that `nobody` is another role of this branch");
        assertThat(isFound(made)).isTrue();
    }

    @Test
    void roleThatCouldNotBeDroppedIsNotForgotten() throws Exception {
        PropertyMap made = made(app);
        change(made, "{\"drop_fault\": \"it has open sessions\"}");

        assertThatThrownBy(() -> lifecycle.delete(world.operation(), made))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("PostgreSQL did not drop it: it has open sessions")
                .hasMessageContaining("then run again");
        assertThat(isFound(made)).isTrue();

        change(made, "{\"drop_fault\": null}");
        lifecycle.delete(world.operation(), made);
        assertThat(isFound(made)).isFalse();
    }

    @Test
    void badInputsAreRefusedWithARemedy() {
        PropertyMap slip = app.with(RoleProperties.INHERITED_ROLES, Set.of("pg_read_all_date"));
        PropertyMap replicating = app.with(RoleProperties.WITH_REPLICATION, true);

        assertThat(texts(slip)).singleElement().asString().contains("Did you mean `pg_read_all_data`?");
        assertThat(texts(replicating))
                .containsExactly(
                        "`withReplication`: only roles that inherit `postgres` may replicate. Add `postgres` to"
                                + " `inheritedRoles`, or remove it.");
        assertThat(texts(replicating.with(RoleProperties.INHERITED_ROLES, Set.of("postgres"))))
                .isEmpty();
        assertThat(texts(app.with(Validity.RENEW_BEFORE_SECONDS, 60L)))
                .singleElement()
                .asString()
                .contains("or the role would be renewed in every run");
    }

    @Test
    void vitessDatabaseHasNoRolesWhichThePreviewSays() throws Exception {
        makeDatabase("shop", Engine.MYSQL, "PS_10");
        world.plan("Branch", Map.of("database", "shop", "name", "not-yet-made"));
        PropertyMap inputs = app.with(Roles.DATABASE, "shop").with(Roles.BRANCH, "not-yet-made");
        String refusal = "`database`: `shop` is a Vitess database, and those have no roles. Use"
                + " `planetscale:index:Password` instead.";

        assertThat(lifecycle.previewCreate(world.operation(), inputs).findings())
                .extracting(Finding::text)
                .containsExactly(refusal);
        assertThatThrownBy(() -> lifecycle.create(world.operation(), inputs)).hasMessage(refusal);
    }

    @Test
    void whatPlanetScaleAddsToInheritedRolesIsNoDrift() throws Exception {
        PropertyMap made = made(app);
        change(made, "{\"inherited_roles\": [\"pg_write_all_data\", \"pscale_managed\", \"pg_read_all_data\"]}");

        assertThat(found(made)).isEqualTo(made);
    }

    @Test
    void defaultRoleIsNeitherListedNorImportedAsARole() throws Exception {
        PropertyMap made = made(app);
        Map<?, ?> postgres = world.api().post(Roles.path(app).then("/reset-default"), Map.of(), Map.class);
        String path = "acme/ledger/main/" + postgres.get("id");

        assertThat(lifecycle.list(world.operation(), app))
                .containsExactly("acme/ledger/main/" + made.get(Owners.PUBLIC_ID));
        assertThatThrownBy(() -> lifecycle.find(world.operation(), path, world.settings()))
                .hasMessageContaining("Use `planetscale:index:DefaultRole`");
    }

    @Test
    void missingAccessIsNamed() {
        var token = world.emulator()
                .admin()
                .tokens()
                .make("ci", Accesses.none().onDatabase("ledger", "read_database", "read_branch"));
        var api = world.connect(token.id(), token.token());
        var stranger = new RoleResource(
                api, Resources.shared(api), new Directory(api, Resources.shared(api)), Notes.forgotten());

        assertThatThrownBy(() -> stranger.create(world.operation(), app))
                .hasMessageContaining("This call needs the access `create_branch_password`");
    }
}
