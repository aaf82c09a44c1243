package com.pulumi.planetscale.provider.resources.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.admin.AdminDeploys.Action;
import com.pulumi.planetscale.provider.PlayedShop;
import com.pulumi.planetscale.provider.PlayedShop.Run;
import com.pulumi.planetscale.provider.played.Structs;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pulumirpc.Provider.CreateResponse;
import pulumirpc.Provider.DiffResponse;

/// Which request a program gets that wants one where there was one: by other `triggers`, or in another stack.
class DeployRequestReplaceTest {
    private static final double HOUR = 3600;
    private static final Map<String, Object> FIRST = Map.of("attempt", "1");
    private static final Map<String, Object> SECOND = Map.of("attempt", "2");

    private final PlayedShop shop;

    DeployRequestReplaceTest() throws Exception {
        shop = new PlayedShop();
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void newTriggersCloseTheOldRequestBeforeTheyOpenAnother() throws Exception {
        CreateResponse made = made("stage", "opened", "triggers", FIRST);

        DiffResponse diff = shop.engine()
                .diff(
                        "DeployRequest",
                        "change",
                        made,
                        PlayedShop.inputs("stage", "opened", "triggers", FIRST),
                        PlayedShop.inputs("stage", "opened", "triggers", SECOND));
        Run deleted = shop.delete(made);
        CreateResponse anew = made("stage", "opened", "triggers", SECOND);

        assertThat(diff.getReplacesList()).contains("triggers");
        assertThat(diff.getDeleteBeforeReplace()).isTrue();
        assertThat(deleted.calls()).containsExactly("close");
        assertThat(shop.live().path("state").asText()).isEqualTo("closed");
        assertThat(anew.getId()).isEqualTo("acme/shop/2");
    }

    /// The one that is live is open still, and keeps the queue for as long.
    @Test
    void newTriggersWithinTheRevertWindowOpenAnotherRequest() throws Exception {
        CreateResponse made = made("triggers", FIRST);
        shop.load("dev", PlayedShop.USERS_WITH_NAME.replace("varchar(9)", "varchar(99)"));

        DiffResponse diff = diff(made);
        CreateResponse anew = made("triggers", SECOND);
        Run deleted = shop.delete(made);

        assertThat(diff.getDeleteBeforeReplace()).isFalse();
        assertThat(deleted.calls()).isEmpty();
        assertThat(anew.getId()).isEqualTo("acme/shop/2");
        assertThat(Structs.map(anew.getProperties())).containsEntry("verdict", "live");
        assertThat(shop.schema("main")).contains("varchar(99)");
    }

    @Test
    void newTriggersWithNothingToDeployOpenAnotherRequestAllTheSame() throws Exception {
        CreateResponse made = made("triggers", FIRST);

        DiffResponse diff = diff(made);
        CreateResponse anew = made("triggers", SECOND);
        Run deleted = shop.delete(made);

        assertThat(diff.getDeleteBeforeReplace()).isFalse();
        assertThat(deleted.calls()).isEmpty();
        assertThat(anew.getId()).isEqualTo("acme/shop/2");
        assertThat(Structs.map(anew.getProperties())).containsEntry("verdict", "noChanges");
    }

    @Test
    void anotherProgramGoesOnWithWhatIsLiveAndHasNotChangedSince() throws Exception {
        shop.somebodyHasOpenedIt();
        shop.ann(Action.DEPLOY);
        shop.ann(Action.APPLY);

        Run run = shop.create(HOUR, "stage", "permanent");

        assertThat(run.calls()).containsExactly("skip-revert");
        assertThat(run.state()).containsEntry("number", "1").containsEntry("deploymentState", "complete");
    }

    @Test
    void anotherProgramRevertsWhatIsLive() throws Exception {
        shop.somebodyHasOpenedIt();
        shop.ann(Action.DEPLOY);
        shop.ann(Action.APPLY);
        shop.load("dev", PlayedShop.USERS_WITH_NAME.replace("varchar(9)", "varchar(99)"));

        Run run = shop.create(HOUR, "stage", "reverted");

        assertThat(run.calls()).containsExactly("revert");
        assertThat(run.state()).containsEntry("number", "1").containsEntry("verdict", "reverted");
    }

    @Test
    void anotherProgramDeploysWhatChangedSinceTheLastRequestWentLive() throws Exception {
        shop.somebodyHasOpenedIt();
        shop.ann(Action.DEPLOY);
        shop.ann(Action.APPLY);
        shop.load("dev", PlayedShop.USERS_WITH_NAME.replace("varchar(9)", "varchar(99)"));

        Run run = shop.create(HOUR);

        assertThat(run.calls()).containsExactly("open", "deploy");
        assertThat(run.state()).containsEntry("number", "2").containsEntry("verdict", "live");
        assertThat(shop.schema("main")).contains("varchar(99)");
    }

    private CreateResponse made(Object... more) {
        return shop.engine().create("DeployRequest", "change", PlayedShop.inputs(more));
    }

    private DiffResponse diff(CreateResponse made) {
        return shop.engine()
                .diff(
                        "DeployRequest",
                        "change",
                        made,
                        PlayedShop.inputs("triggers", FIRST),
                        PlayedShop.inputs("triggers", SECOND));
    }
}
