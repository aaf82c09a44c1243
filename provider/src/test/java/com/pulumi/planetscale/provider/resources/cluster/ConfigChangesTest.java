package com.pulumi.planetscale.provider.resources.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.pulumi.planetscale.emulator.admin.Accesses;
import com.pulumi.planetscale.emulator.time.Delay;
import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.lifecycle.FakeOperation;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.cluster.VitessParameters.Component;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Parameters of VTGates, which are drafted and submitted in two calls.
class ConfigChangesTest {
    private final World world = World.quick();
    private final ConfigChanges changes = new ConfigChanges(world.api());
    private final ApiPath databases = Owners.organizationPath(world.settings()).then("/databases");
    private final ApiPath main = databases.then("/shop/branches/main");

    @BeforeEach
    void makeDatabase() throws Exception {
        var _ = world.api().post(databases, Map.of("name", "shop", "cluster_size", "PS_10"), JsonNode.class);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void draftOfAnInterruptedRunIsSubmitted() throws Exception {
        var _ = draft("2000");

        change(world.operation(), "2000");

        assertThat(value()).isEqualTo("2000");
        assertThat(world.api().list(main.then("/config-changes"), JsonNode.class))
                .hasSize(1);
    }

    @Test
    void draftOfSomeoneElseIsNamedAndStays() throws Exception {
        String id = draft(otherToken(), "3000");

        assertThatThrownBy(() -> change(world.operation(), "2000"))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("`" + id + "`, is drafted and not submitted")
                .hasMessageContaining("Submit or discard it");
        assertThat(value()).isEqualTo("1000");
    }

    @Test
    void draftOfAnInterruptedRunThatWantedSomethingElseIsDiscarded() throws Exception {
        String id = draft("3000");
        FakeOperation operation = world.operation();

        change(operation, "2000");

        assertThat(value()).isEqualTo("2000");
        assertThat(operation.said())
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains("draft `" + id + "`", "was discarded");
    }

    @Test
    void changeUnderWayIsWaitedFor() throws Exception {
        world.emulator().admin().setDelay(Delay.CONFIG_CHANGE, Duration.ofMinutes(5));
        submit(draft("3000"));

        change(world.operation(), "2000");

        assertThat(value()).isEqualTo("2000");
    }

    @Test
    void changeThatWaitsForAMaintenanceWindowIsAWarning() throws Exception {
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
        FakeOperation operation = world.operation();

        change(operation, "2000");

        assertThat(operation.said())
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains("the change of the vtgate parameters is queued until")
                .contains("without another run");
    }

    private void change(FakeOperation operation, String size) throws Exception {
        changes.change(operation, main, Component.VTGATE, Optional.empty(), Map.of(), Map.of("buffer_size", size));
    }

    private String draft(String size) throws Exception {
        return draft(world.api(), size);
    }

    private Api otherToken() {
        var token = world.emulator().admin().tokens().make("other", Accesses.everything());
        return world.connect(token.id(), token.token());
    }

    private String draft(Api api, String size) throws Exception {
        return api.post(
                        main.then("/config-changes"),
                        Map.of("change_type", "vtgate", "options", Map.of("buffer_size", size)),
                        JsonNode.class)
                .path("id")
                .asText();
    }

    private void submit(String id) throws Exception {
        var _ = world.api().post(main.then("/config-changes/submit"), Map.of("ids", List.of(id)), JsonNode.class);
    }

    private String value() throws Exception {
        for (JsonNode parameter :
                world.api().get(main.then("/vitess-parameters"), JsonNode.class).path("vtgate")) {
            if (parameter.path("name").asText().equals("buffer_size")) {
                return parameter.path("value").asText();
            }
        }
        return "";
    }
}
