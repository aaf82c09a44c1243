package com.pulumi.planetscale.provider.resources;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Functions that list what programs never make, and lists that the API narrows.
class FactLookupsTest extends LookupFixture {
    private static final PropertyMap SHOP = PropertyMap.EMPTY.with("database", new Value.Text("shop"));
    private static final PropertyMap MAIN = SHOP.with("branch", new Value.Text("main"));
    private static final PropertyMap NOTES = MAIN.with("database", new Value.Text("notes"));

    private final ApiPath databases = Owners.organizationPath(world.settings()).then("/databases");
    private final ApiPath branches = databases.then("/shop/branches");

    @Test
    void organizationsThatTheTokenSeesAreListed() throws Exception {
        assertThat(texts(
                        lookup("getOrganizations").call(world.operation(), PropertyMap.EMPTY), "organizations", "name"))
                .containsExactly("acme");
    }

    @Test
    void parametersOfOneNamespaceAreListed() throws Exception {
        makePostgres();

        List<PropertyMap> all = list(call("getParameters", NOTES), "parameters");
        List<PropertyMap> some =
                list(call("getParameters", NOTES.with("namespace", new Value.Text("pgbouncer"))), "parameters");

        assertThat(some).isNotEmpty().hasSizeLessThan(all.size());
        assertThat(some)
                .allMatch(parameter -> parameter.value("namespace").equals(new Value.Text("pgbouncer"))
                        && parameter.value("name").present()
                        && parameter.value("parameterType").present());
    }

    @Test
    void extensionsAreListedWithTheWayToTurnThemOn() throws Exception {
        makePostgres();

        assertThat(list(call("getExtensions", NOTES), "extensions"))
                .isNotEmpty()
                .allMatch(extension -> extension.value("loader").present());
    }

    @Test
    void maintenanceSchedulesSayWhenTheNextWindowBegins() throws Exception {
        assertThat(list(call("getMaintenanceSchedules", SHOP), "maintenanceSchedules"))
                .isEmpty();
        var _ = world.emulator()
                .admin()
                .add(
                        "maintenance_schedules",
                        "/organizations/acme/databases/shop",
                        JsonMapper.builder()
                                .build()
                                .valueToTree(Map.of(
                                        "name",
                                        "weekly",
                                        "schedule",
                                        Map.of("every", 1, "unit", "month", "time", "02:00", "day", 1, "week", 1))));

        assertThat(list(call("getMaintenanceSchedules", SHOP), "maintenanceSchedules"))
                .singleElement()
                .satisfies(schedule -> {
                    assertThat(schedule.value("name")).isEqualTo(new Value.Text("weekly"));
                    assertThat(schedule.value("nextWindowDatetime").present()).isTrue();
                });
    }

    @Test
    void schemaDiffIsAgainstTheParent() throws Exception {
        makeBranch("dev");
        world.emulator()
                .admin()
                .loadTables(
                        "/organizations/acme/databases/shop/branches/dev",
                        "",
                        Map.of("extra", "CREATE TABLE `extra` (\n  `id` bigint NOT NULL,\n  PRIMARY KEY (`id`)\n)"));

        assertThat(texts(call("getSchemaDiff", MAIN.with("branch", new Value.Text("dev"))), "diffs", "name"))
                .contains("extra");
    }

    @Test
    void deployQueueIsEmptyIfNothingIsDeployed() throws Exception {
        assertThat(list(call("getDeployQueue", SHOP), "deployments")).isEmpty();
    }

    @Test
    void listsAreNarrowedByTheApi() throws Exception {
        makeBranch("dev");
        makeBranch("feature");

        assertThat(texts(call("getDatabases", text("q", "sho")), "databases", "name"))
                .containsExactly("shop");
        assertThat(texts(call("getDatabases", text("q", "other")), "databases", "name"))
                .isEmpty();
        assertThat(texts(call("getBranches", SHOP.with("q", new Value.Text("feat"))), "branches", "name"))
                .containsExactly("feature");
        assertThat(texts(call("getBranches", SHOP.with("production", new Value.Bool(true))), "branches", "name"))
                .containsExactly("main");
        assertThat(texts(call("getBranches", SHOP.with("safeMigrations", new Value.Bool(true))), "branches", "name"))
                .isEmpty();
    }

    @Test
    void everyFilterReachesTheApiUnderItsName() throws Exception {
        makePostgres();
        Map<String, PropertyMap> places = Map.of(
                "getDatabases",
                PropertyMap.EMPTY,
                "getBranches",
                SHOP,
                "getPasswords",
                MAIN,
                "getRoles",
                NOTES,
                "getBackups",
                MAIN);
        for (var resource : world.catalog().resources().values()) {
            if (resource instanceof Resource.Listed listed && !listed.filters().isEmpty()) {
                String function = "get" + listed.schema().plural();
                for (Property<?> filter : listed.filters()) {
                    var _ = call(
                            function,
                            places.getOrDefault(function, PropertyMap.EMPTY).with(filter.name(), sample(filter)));
                    assertThat(world.emulator().wireMock().getAllServeEvents().stream()
                                    .limit(5)
                                    .map(event -> event.getRequest().getUrl()))
                            .as("%s with %s", function, filter)
                            .anyMatch(url -> url.contains(filter.apiName() + "="));
                }
            }
        }
    }

    @Test
    void databaseIsLookedUpWithWhatChangesByItself() throws Exception {
        PropertyMap shop = call("getDatabase", text("name", "shop"));

        assertThat(shop.value("state")).isEqualTo(new Value.Text("ready"));
        assertThat(shop.value("branchesCount")).isEqualTo(new Value.Int(1));
        assertThat(shop.value("url").present()).isTrue();
    }

    private static Value sample(Property<?> filter) {
        if (filter.name().equals("runningAt")) {
            return new Value.Text("2026-01-01T00:00:00Z..2026-01-02T00:00:00Z");
        }
        return switch (filter.type()) {
            case Type.Bool _ -> new Value.Bool(true);
            case Type.OneOf(var choices, var _) -> new Value.Text(choices.getFirst());
            default -> new Value.Text("2026-01-01T00:00:00Z");
        };
    }

    private static PropertyMap text(String name, String value) {
        return PropertyMap.EMPTY.with(name, new Value.Text(value));
    }

    private static List<PropertyMap> list(PropertyMap answer, String name) {
        return answer.value(name) instanceof Value.ListOf(var elements)
                ? elements.stream()
                        .map(element -> PropertyMap.of(((Value.MapOf) element).entries()))
                        .toList()
                : List.of();
    }

    private static Stream<String> texts(PropertyMap answer, String list, String name) {
        return list(answer, list).stream()
                .map(object -> object.value(name) instanceof Value.Text(var text) ? text : "");
    }

    private void makePostgres() throws Exception {
        var _ = world.api()
                .post(
                        databases,
                        Map.of("name", "notes", "cluster_size", "PS_10_AWS_ARM", "kind", "postgresql"),
                        JsonNode.class);
    }

    private void makeBranch(String name) throws Exception {
        var _ = world.api().post(branches, Map.of("name", name, "parent_branch", "main"), JsonNode.class);
    }
}
