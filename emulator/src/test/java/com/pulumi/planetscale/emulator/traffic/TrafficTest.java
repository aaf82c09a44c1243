package com.pulumi.planetscale.emulator.traffic;

import static com.pulumi.planetscale.emulator.Client.ORGANIZATION;
import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulated;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Budgets of traffic and their rules.
@ExtendWith(Emulated.class)
final class TrafficTest {
    private static final String NOTES = ORGANIZATION + "/databases/notes";
    private static final String BUDGETS = NOTES + "/branches/main/traffic/budgets";

    @BeforeEach
    void makeNotes(Client client) {
        client.post(
                        ORGANIZATION + "/databases",
                        "{\"name\": \"notes\", \"kind\": \"postgresql\", \"cluster_size\": \"PS_10_AWS_ARM\"}")
                .ok();
    }

    @Test
    void newBudgetWarnsAndIsUnlimited(Client client) {
        Reply made = client.post(BUDGETS, "{\"name\": \"etl\"}").ok();

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("mode")).isEqualTo("warn");
        assertThat(made.get("capacity").isNull()).isTrue();
        assertThat(made.get("rules")).isEmpty();
    }

    @Test
    void changeSetsWhatItNamesAndNullTakesALimitAway(Client client) {
        String one = BUDGETS + "/"
                + client.post(BUDGETS, "{\"name\": \"etl\", \"rate\": 20, \"burst\": 50}")
                        .ok()
                        .text("id");

        Reply changed = client.patch(one, "{\"rate\": null, \"mode\": \"off\"}").ok();

        assertThat(changed.get("rate").isNull()).isTrue();
        assertThat(changed.get("burst").asInt()).isEqualTo(50);
        assertThat(changed.text("mode")).isEqualTo("off");
    }

    @Test
    void rulesOfAChangeTakeThePlaceOfAllThereAre(Client client) {
        Reply made = client.post(
                        BUDGETS,
                        "{\"name\": \"etl\", \"rules\": [{\"fingerprint\": \"a1\"}, {\"fingerprint\": \"b2\"}]}")
                .ok();
        String one = BUDGETS + "/" + made.text("id");
        assertThat(made.get("rules")).hasSize(2);

        assertThat(client.patch(one, "{\"name\": \"load\"}").ok().get("rules")).hasSize(2);
        Reply changed = client.patch(
                        one,
                        "{\"rules\": [{\"kind\": \"each\", \"tags\": [{\"key\": \"username\", \"source\": \"system\"}]}]}")
                .ok();

        assertThat(changed.get("rules")).hasSize(1);
        assertThat(changed.get("rules").get(0).get("tags").get(0).get("source").asText())
                .isEqualTo("system");
        assertThat(client.get(BUDGETS + "?fingerprint=a1").get("data")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"x\", \"capacity\": 6001}",
                "{\"name\": \"x\", \"rate\": -1}",
                "{\"name\": \"x\", \"rules\": [{}]}",
                "{\"name\": \"x\", \"rules\": [{\"keyspace\": \"public\", \"tags\": [{\"key\": \"app\"}]}]}",
                "{\"name\": \"x\", \"rules\": [{\"tags\": [{\"key\": \"app\", \"source\": \"system\"}]}]}"
            })
    void budgetsThatCannotBeAreRefused(String body, Client client) {
        assertThat(client.post(BUDGETS, body).status()).isEqualTo(422);
        assertThat(client.get(BUDGETS).get("data")).isEmpty();
    }

    @Test
    void tagThatWasNotSeenIsRefusedWhereTheBranchSaysWhichWere(Client client) {
        client.admin()
                .patch("/objects" + NOTES + "/branches/main", "{\"seen_tags\": [\"app\"]}")
                .ok();
        String rule = "{\"name\": \"x\", \"rules\": [{\"tags\": [{\"key\": \"%s\", \"value\": \"y\"}]}]}";

        client.post(BUDGETS, rule.formatted("app")).ok();
        assertThat(client.post(BUDGETS, rule.formatted("team")).status()).isEqualTo(422);
    }

    @Test
    void vitessHasNone(Client client) {
        client.createShop().ok();

        assertThat(client.post(SHOP + "/branches/main/traffic/budgets", "{\"name\": \"x\"}")
                        .status())
                .isEqualTo(422);
    }
}
