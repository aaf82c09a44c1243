package com.pulumi.planetscale.emulator.deploy;

import static com.pulumi.planetscale.emulator.Client.DEV;
import static com.pulumi.planetscale.emulator.deploy.Deploys.MINUTE;
import static com.pulumi.planetscale.emulator.deploy.Deploys.ONE;
import static com.pulumi.planetscale.emulator.deploy.Deploys.USERS;
import static com.pulumi.planetscale.emulator.deploy.Deploys.deploy;
import static com.pulumi.planetscale.emulator.deploy.Deploys.open;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulated;
import com.pulumi.planetscale.emulator.Emulator;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every state of a deployment can be reached by what clients, people and time do, and is shown as described.
@ExtendWith(Emulated.class)
final class DeployStateTest {
    private static final String VSCHEMA = "{\"vschema\": \"{\\\"tables\\\": {\\\"users\\\": {}}}\"}";

    @BeforeEach
    void createShop(Client client, Emulator emulator) {
        Deploys.shop(client, emulator);
        Deploys.slowly(emulator);
    }

    @ParameterizedTest
    @EnumSource
    void itCanBeReached(DeployState state, Client client, Emulator emulator) {
        reach(state, client, emulator);

        Reply request = client.get(ONE);

        assertThat(request.text("deployment_state")).isEqualTo(state.label());
        assertThat(request.get("deployment").path("state").asText())
                .isEqualTo(state == DeployState.PENDING_CUTOVER ? "in_progress" : state.label());
        assertThat(client.get(ONE + "/operations").status()).isEqualTo(200);
        boolean waits = client.get(Client.SHOP + "/deploy-queue").get("data").size() == 1;
        assertThat(waits).isEqualTo(state.inQueue());
    }

    private static void reach(DeployState state, Client client, Emulator emulator) {
        switch (state) {
            case PENDING -> open(client).ok();
            case READY -> checked(client, emulator, true);
            case NO_CHANGES -> {
                emulator.admin().loadTables(DEV, "", Map.of("users", USERS));
                checked(client, emulator, true);
            }
            case ERROR -> {
                emulator.admin().loadTables(DEV, "", Map.of("users", "CREATE TABLE users (id int)"));
                checked(client, emulator, true);
            }
            case QUEUED -> queued(client, emulator, true, 0);
            case SUBMITTING -> queued(client, emulator, true, 1);
            case IN_PROGRESS -> queued(client, emulator, true, 2);
            case IN_PROGRESS_VSCHEMA -> {
                client.patch(DEV + "/keyspaces/shop/vschema", VSCHEMA).ok();
                queued(client, emulator, true, 3);
            }
            case PENDING_CUTOVER -> queued(client, emulator, false, 3);
            case IN_PROGRESS_CUTOVER -> queued(client, emulator, true, 3);
            case COMPLETE_PENDING_REVERT -> queued(client, emulator, true, 4);
            case CANCELLED -> {
                queued(client, emulator, true, 0);
                client.post(ONE + "/cancel", "").ok();
            }
            case IN_PROGRESS_CANCEL, COMPLETE_CANCEL -> {
                queued(client, emulator, true, 2);
                client.post(ONE + "/cancel", "").ok();
                advance(emulator, state == DeployState.COMPLETE_CANCEL ? 1 : 0);
            }
            case COMPLETE -> {
                queued(client, emulator, true, 4);
                client.post(ONE + "/skip-revert", "").ok();
            }
            case COMPLETE_ERROR -> {
                checked(client, emulator, true);
                emulator.admin().deploys().fail(ONE, "Out of disk");
                deploy(client, ONE).ok();
                advance(emulator, 3);
            }
            case IN_PROGRESS_REVERT, COMPLETE_REVERT -> {
                queued(client, emulator, true, 4);
                client.post(ONE + "/revert", "").ok();
                advance(emulator, state == DeployState.COMPLETE_REVERT ? 1 : 0);
            }
            case IN_PROGRESS_REVERT_VSCHEMA -> {
                client.patch(DEV + "/keyspaces/shop/vschema", VSCHEMA).ok();
                queued(client, emulator, true, 5);
                client.post(ONE + "/revert", "").ok();
                advance(emulator, 1);
            }
            case COMPLETE_REVERT_ERROR -> {
                queued(client, emulator, true, 4);
                emulator.admin().deploys().failRevert(ONE, "Values are too long");
                client.post(ONE + "/revert", "").ok();
                advance(emulator, 1);
            }
        }
    }

    private static void checked(Client client, Emulator emulator, boolean autoCutover) {
        open(client, "dev", autoCutover).ok();
        advance(emulator, 1);
    }

    private static void queued(Client client, Emulator emulator, boolean autoCutover, int minutes) {
        checked(client, emulator, autoCutover);
        deploy(client, ONE).ok();
        advance(emulator, minutes);
    }

    private static void advance(Emulator emulator, int minutes) {
        emulator.clock().advance(MINUTE.multipliedBy(minutes));
    }

    @Test
    void noStateIsAnIslandAndOnlyEndsHaveNothingBehindThem() {
        Set<DeployState> reached = EnumSet.of(DeployState.PENDING);
        Deque<DeployState> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            open.pop().next().stream().filter(reached::add).forEach(open::push);
        }

        assertThat(reached).containsExactlyInAnyOrder(DeployState.values());
        assertThat(DeployState.values())
                .filteredOn(state -> state.next().isEmpty())
                .containsExactlyInAnyOrder(
                        DeployState.COMPLETE,
                        DeployState.COMPLETE_CANCEL,
                        DeployState.COMPLETE_REVERT,
                        DeployState.CANCELLED);
    }
}
