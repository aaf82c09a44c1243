package com.pulumi.planetscale.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Emulator;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalStoreTest {
    @Test
    void lastCallsAreRememberedAndTheOldestAreForgotten() {
        try (var emulator = Emulator.start(Emulator.Options.defaults().journalEntries(2))) {
            var client = new Client(emulator);
            for (String name : List.of("one", "two", "three")) {
                client.get("/organizations/" + name);
            }
            assertThat(emulator.journal().calls())
                    .hasToString("[GET /v1/organizations/two, GET /v1/organizations/three]");

            ServeEvent latest = emulator.wireMock().getAllServeEvents().get(0);
            assertThat(latest.getRequest().getUrl()).isEqualTo("/v1/organizations/three");
            assertThat(latest.getResponse().getStatus()).isEqualTo(404);

            emulator.wireMock().removeServeEvent(latest.getId());
            assertThat(emulator.journal().calls()).hasToString("[GET /v1/organizations/two]");
            emulator.journal().clear();
            assertThat(emulator.journal().calls()).isEmpty();
        }
    }

    @Test
    void callThatIsForgottenStaysForgotten() {
        try (var emulator = Emulator.start(Emulator.Options.defaults())) {
            var client = new Client(emulator);
            client.get("/organizations");
            client.get("/organizations");
            List<ServeEvent> events = emulator.wireMock().getAllServeEvents();
            var store = new JournalStore(1);
            events.forEach(store::add);
            store.put(events.get(0).getId(), events.get(0));

            assertThat(store.getAllKeys()).containsExactly(events.get(1).getId());
            assertThat(store.get(events.get(0).getId())).isEmpty();
            assertThat(store.get(events.get(1).getId())).contains(events.get(1));
        }
    }
}
