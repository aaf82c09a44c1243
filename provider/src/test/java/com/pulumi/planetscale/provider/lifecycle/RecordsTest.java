package com.pulumi.planetscale.provider.lifecycle;

import static com.pulumi.planetscale.provider.lifecycle.Pots.COLOUR;
import static com.pulumi.planetscale.provider.lifecycle.Pots.LOCKED;
import static com.pulumi.planetscale.provider.lifecycle.Pots.NAME;
import static com.pulumi.planetscale.provider.lifecycle.Pots.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What becomes of an object of which an engine has two records. Pots always make the same one.
class RecordsTest {
    private final FakeOperation operation = new FakeOperation();
    private final Pots pots = new Pots();
    private final PropertyMap inputs =
            PropertyMap.EMPTY.with(SHOP, "north").with(NAME, "pot").with(COLOUR, "red");

    @Test
    void objectThatWasTakenOverOutlivesItsOlderRecord() throws Exception {
        PropertyMap older = made(newRun());
        Lifecycle run = newRun();
        var _ = made(run);

        run.delete(operation, older);

        assertThat(pots.calls).doesNotContain("delete");
        assertThat(operation.said())
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains("Pot `north/pot` was not deleted", "deleteBeforeReplace");
    }

    @Test
    void objectThatWasTakenOverOutlivesItsOlderRecordInLaterRunsToo() throws Exception {
        PropertyMap older = made(newRun());
        PropertyMap newer = made(newRun());
        Lifecycle refreshing = newRun();
        PropertyMap refreshed = refreshing
                .refresh(operation, "north/pot", inputs, newer)
                .orElseThrow()
                .state();
        Lifecycle updating = newRun();
        PropertyMap blue = inputs.with(COLOUR, "blue");
        var updated = (Outcome.Ready) updating.update(operation, "north/pot", inputs, refreshed, blue);
        Lifecycle run = newRun();

        assertThat(run.plan(operation, "pot", blue, updated.state(), blue, List.of()))
                .isInstanceOf(Plan.Keep.class);
        run.delete(operation, older);

        assertThat(pots.calls).doesNotContain("delete");
    }

    @Test
    void lockDoesNotHinderTheOlderRecordFromGoing() throws Exception {
        PropertyMap older = made(newRun()).with(LOCKED, true);
        Lifecycle run = newRun();
        var _ = made(run);

        run.delete(operation, older);

        assertThat(operation.said()).hasSize(1);
    }

    @Test
    void objectIsDeletedInTheRunThatMadeIt() throws Exception {
        Lifecycle run = newRun();
        PropertyMap state = made(run);
        var _ = run.plan(operation, "pot", inputs, state, inputs, List.of());

        run.delete(operation, state);

        assertThat(pots.calls).contains("delete");
    }

    @Test
    void eachRecordDeletesTheObjectWhereTheProgramHasNeither() throws Exception {
        PropertyMap older = made(newRun());
        PropertyMap newer = made(newRun());
        Lifecycle run = newRun();

        run.delete(operation, newer);
        run.delete(operation, older);

        assertThat(pots.calls).containsSubsequence("delete", "delete");
    }

    @Test
    void importedObjectIsDeleted() throws Exception {
        var _ = made(newRun());
        Lifecycle run = newRun();
        PropertyMap state = run.find(operation, "north/pot", PropertyMap.EMPTY)
                .orElseThrow()
                .state();
        var _ = run.plan(operation, "pot", inputs, state, inputs, List.of());

        run.delete(operation, state);

        assertThat(pots.calls).contains("delete");
    }

    private Lifecycle newRun() {
        return new Lifecycle(pots, new Identities());
    }

    private PropertyMap made(Lifecycle run) throws Exception {
        return ((Outcome.Ready) run.create(operation, inputs)).state();
    }
}
