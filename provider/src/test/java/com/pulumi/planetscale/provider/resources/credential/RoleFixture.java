package com.pulumi.planetscale.provider.resources.credential;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.cluster.Engine;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A Postgres branch and a role that a program declares in it.
abstract class RoleFixture {
    final World world = World.slow();
    final Lifecycle lifecycle = world.lifecycle("Role");
    final PropertyMap app = world.settings()
            .with(Roles.DATABASE, "ledger")
            .with(Roles.BRANCH, "main")
            .with(RoleProperties.NAME, "app")
            .with(RoleProperties.INHERITED_ROLES, Set.of("pg_read_all_data", "pg_write_all_data"));

    @BeforeEach
    void makeDatabase() throws Exception {
        makeDatabase("ledger", Engine.POSTGRESQL, "PS_10_AWS_ARM");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    void makeDatabase(String name, String kind, String size) throws Exception {
        var databases = Owners.organizationPath(world.settings()).then("/databases");
        var _ = world.api().post(databases, Map.of("name", name, "kind", kind, "cluster_size", size), Map.class);
    }

    PropertyMap made(PropertyMap inputs) throws Exception {
        return ((Outcome.Ready) lifecycle.create(world.operation(), inputs)).state();
    }

    Plan plan(PropertyMap oldInputs, PropertyMap state, PropertyMap inputs) throws Exception {
        return lifecycle.plan(world.operation(), "app", oldInputs, state, inputs, List.of());
    }

    PropertyMap updated(PropertyMap oldInputs, PropertyMap state, PropertyMap inputs) throws Exception {
        return ((Outcome.Ready) lifecycle.update(world.operation(), "id", oldInputs, state, inputs)).state();
    }

    PropertyMap found(PropertyMap state) throws Exception {
        return lifecycle
                .refresh(world.operation(), "id", app, state)
                .orElseThrow()
                .state();
    }

    boolean isFound(PropertyMap state) throws Exception {
        return lifecycle.refresh(world.operation(), "id", app, state).isPresent();
    }

    List<String> texts(PropertyMap inputs) {
        return lifecycle.check(PropertyMap.EMPTY, inputs, world.context("app")).findings().stream()
                .map(Finding::text)
                .toList();
    }

    void change(PropertyMap role, String fields) throws Exception {
        var _ = world.emulator().admin().change(adminPath(role), (ObjectNode) new JsonMapper().readTree(fields));
    }

    static String adminPath(PropertyMap role) {
        return "/organizations/acme/databases/ledger/branches/main/roles/" + role.get(Owners.PUBLIC_ID);
    }

    static List<String> unknown(PropertyMap planned, List<Property<?>> properties) {
        return properties.stream()
                .filter(property -> planned.value(property).hasUnknown())
                .map(Property::name)
                .toList();
    }

    static String text(PropertyMap strings, String name) {
        return strings.get(Property.text(name, "One of them."));
    }
}
