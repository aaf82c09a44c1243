package com.pulumi.planetscale.provider.resources.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Struct;
import com.pulumi.planetscale.emulator.admin.AdminDeploys.Action;
import com.pulumi.planetscale.provider.PlayedShop;
import com.pulumi.planetscale.provider.PlayedShop.Run;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pulumirpc.EngineOuterClass.LogRequest;
import pulumirpc.Provider.CreateResponse;
import pulumirpc.Provider.DiffResponse;

/// What happens to a deploy request after its end, and to one that someone else has opened.
class DeployRequestAgainTest {
    private static final double HOUR = 3600;
    private static final String WIDER = PlayedShop.USERS_WITH_NAME.replace("varchar(9)", "varchar(99)");

    private final PlayedShop shop;

    DeployRequestAgainTest() throws Exception {
        shop = new PlayedShop();
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void requestThatHadNothingToDeployIsReplacedOnceTheBranchHasChanged() throws Exception {
        shop.load("dev", PlayedShop.USERS);
        Run empty = shop.create(HOUR);

        DiffResponse before = diff(empty.recorded(), Map.of());
        shop.load("dev", PlayedShop.USERS_WITH_NAME);
        DiffResponse after = diff(empty.recorded(), Map.of());
        Run next = shop.create(HOUR);

        assertThat(empty.state()).containsEntry("verdict", "noChanges");
        assertThat(before.getReplacesList()).isEmpty();
        assertThat(before.getDiffsList()).isEmpty();
        assertThat(after.getReplacesList()).containsExactly("verdict");
        assertThat(said()).contains("`dev` has changed since deploy request #1 had nothing to deploy");
        assertThat(next.calls()).startsWith("open").contains("deploy");
        assertThat(next.state()).containsEntry("verdict", "live").containsEntry("number", "2");
    }

    @Test
    void vschemaAloneIsSomethingToDeployAgain() throws Exception {
        shop.load("dev", PlayedShop.USERS);
        Run empty = shop.create(HOUR);
        shop.changeVSchema();

        DiffResponse diff = diff(empty.recorded(), Map.of());
        Run next = shop.create(HOUR);

        assertThat(diff.getReplacesList()).containsExactly("verdict");
        assertThat(next.state()).containsEntry("verdict", "live");
        assertThat(next.state().get("schemaRevision"))
                .isNotEqualTo(empty.state().get("schemaRevision"));
    }

    @Test
    void branchThatChangesAfterItsRequestWentLiveIsAWarningWithTheStatements() throws Exception {
        Run live = shop.create(HOUR);
        DiffResponse same = diff(live.recorded(), Map.of());
        String silence = said();
        shop.load("dev", WIDER);

        DiffResponse moved = diff(live.recorded(), Map.of());

        assertThat(live.state()).containsEntry("verdict", "live").containsKey("branchRevision");
        assertThat(same.getDiffsList()).isEmpty();
        assertThat(silence).doesNotContain("has changed since");
        assertThat(moved.getDiffsList()).isEmpty();
        assertThat(said())
                .contains(
                        "`dev` has changed since deploy request #1 went live, and that is not deployed",
                        "Set `redeploy: true` or change `triggers`",
                        "+  `name` varchar(99)");
    }

    @Test
    void redeployOpensTheNextRequest() throws Exception {
        Run live = shop.create(HOUR, "stage", "permanent");
        shop.load("dev", WIDER);

        DiffResponse diff = diff(live.recorded(), Map.of("stage", "permanent", "redeploy", true));
        Run next = shop.create(HOUR, "stage", "permanent", "redeploy", true);

        assertThat(diff.getReplacesList()).containsExactly("verdict");
        assertThat(diff.getDeleteBeforeReplace()).isFalse();
        assertThat(next.state()).containsEntry("number", "2").containsEntry("verdict", "live");
        assertThat(shop.schema("main")).contains("varchar(99)");
    }

    @Test
    void firstTriggersAfterSomebodysRevertOpenTheNextRequestWithoutARefresh() throws Exception {
        Run live = shop.create(HOUR);
        DiffResponse before = diff(live.recorded(), Map.of("triggers", Map.of("release", "2")));
        shop.ann(Action.REVERT);

        DiffResponse after = diff(live.recorded(), Map.of("triggers", Map.of("release", "2")));
        DiffResponse without = diff(live.recorded(), Map.of());

        assertThat(before.getReplacesList()).isEmpty();
        assertThat(after.getReplacesList()).containsExactly("verdict");
        assertThat(said()).contains("`triggers` are set, and deploy request #1 has ended since the last run");
        assertThat(without.getReplacesList()).isEmpty();
    }

    @Test
    void whatOthersDeployLaterIsNoChangeOfTheBranch() throws Exception {
        Run live = shop.create(HOUR, "stage", "permanent");
        var _ = shop.api()
                .post(
                        shop.path("/databases/shop/branches"),
                        Map.of("name", "other", "parent_branch", "main"),
                        JsonNode.class);
        shop.load("other", WIDER);
        var _ = shop.api()
                .post(
                        shop.path("/databases/shop/deploy-requests"),
                        Map.of("branch", "other", "into_branch", "main", "auto_cutover", true),
                        JsonNode.class);
        var _ = shop.api().post(shop.path("/databases/shop/deploy-requests/2/deploy"), Map.of(), JsonNode.class);

        DiffResponse diff = diff(live.recorded(), Map.of("stage", "permanent", "redeploy", true));

        assertThat(diff.getDiffsList()).isEmpty();
        assertThat(said()).doesNotContain("has changed since");
    }

    /// A branch that is replaced keeps its name, and its open request does not go over to the new one.
    @Test
    void requestOfABranchThatWasMadeAnewIsReplaced() throws Exception {
        CreateResponse made = shop.opened();
        shop.deleteBranch("dev");
        Run refused = shop.update(made, HOUR, "stage", "deployed");
        DiffResponse gone = diff(made.getProperties(), Map.of("stage", "deployed"));
        makeAgain();
        DiffResponse there = diff(made.getProperties(), Map.of("stage", "deployed"));
        Run closed = shop.delete(made);
        Run next = shop.create(HOUR);

        assertThat(refused.words())
                .contains("checks: its branch `dev` was deleted", "Make a branch of that name")
                .doesNotContain("Fix the schema");
        assertThat(String.valueOf(refused.state().get("gates")))
                .doesNotContain("the token may not", "nothing that can");
        assertThat(gone.getReplacesList()).isEmpty();
        assertThat(there.getReplacesList()).containsExactly("verdict");
        assertThat(there.getDeleteBeforeReplace()).isTrue();
        assertThat(said()).contains("`dev` was deleted after deploy request #1 was opened");
        assertThat(closed.calls()).containsExactly("close");
        assertThat(next.state()).containsEntry("number", "2").containsEntry("verdict", "live");
    }

    @Test
    void requestOfADeletedBranchIsNotTakenForThatOfItsSuccessor() throws Exception {
        shop.somebodyHasOpenedIt();
        shop.deleteBranch("dev");
        makeAgain();

        Run run = shop.create(HOUR);

        assertThat(run.calls()).startsWith("open").contains("deploy");
        assertThat(run.state()).containsEntry("number", "2").containsEntry("verdict", "live");
        assertThat(shop.live().path("state").asText()).isEqualTo("open");
    }

    private void makeAgain() throws Exception {
        var _ = shop.api()
                .post(
                        shop.path("/databases/shop/branches"),
                        Map.of("name", "dev", "parent_branch", "main"),
                        JsonNode.class);
        shop.load("dev", PlayedShop.USERS_WITH_NAME);
    }

    @Test
    void addedNotNullIsRefusedThoughPlanetScaleReportsNoLoss() throws Exception {
        shop.load("dev", PlayedShop.USERS_WITH_NAME);
        Run first = shop.create(HOUR, "stage", "permanent");
        shop.load("dev", PlayedShop.USERS_WITH_NAME.replace("varchar(9)", "varchar(9) NOT NULL"));

        Run refused = shop.create(HOUR);
        Run allowed = shop.create(HOUR, "destructive", "allow");

        assertThat(first.done()).isTrue();
        assertThat(refused.words()).contains("adds NOT NULL to column `name` of `shop.users`", "`destructive: allow`");
        assertThat(refused.calls()).containsExactly("open");
        assertThat(allowed.state()).containsEntry("verdict", "live");
    }

    @Test
    void notesOfARequestThatSomebodyElseHasOpenedStay() throws Exception {
        var _ = shop.api()
                .post(
                        shop.path("/databases/shop/deploy-requests"),
                        Map.of("branch", "dev", "into_branch", "main", "notes", "Ann's reasons"),
                        JsonNode.class);

        CreateResponse made =
                shop.engine().create("DeployRequest", "change", PlayedShop.inputs("stage", "opened", "notes", "mine"));
        DiffResponse diff = diff(made.getProperties(), Map.of("stage", "opened", "notes", "other"));

        assertThat(said()).contains("with notes of its own", "they stay, and those of the program are not written");
        assertThat(diff.getReplacesList()).isEmpty();
        assertThat(shop.live().path("notes").asText()).isEqualTo("Ann's reasons");
        assertThat(shop.live().path("state").asText()).isEqualTo("open");
    }

    @Test
    void destroySaysThatItClosesWhatSomebodyElseHasOpened() throws Exception {
        shop.somebodyHasOpenedIt();
        CreateResponse made =
                shop.engine().create("DeployRequest", "change", PlayedShop.inputs("stage", "opened", "notes", "mine"));

        Run run = shop.delete(made);

        assertThat(run.calls()).containsExactly("close");
        assertThat(said()).contains("not by this program; closing it", "`retainOnDelete`");
    }

    private DiffResponse diff(Struct state, Map<String, Object> more) {
        var inputs = new HashMap<>(PlayedShop.inputs());
        inputs.putAll(more);
        var oldInputs = new HashMap<>(inputs);
        oldInputs.remove("redeploy");
        CreateResponse made = CreateResponse.newBuilder()
                .setId("acme/shop/1")
                .setProperties(state)
                .build();
        return shop.engine().diff("DeployRequest", "change", made, oldInputs, inputs);
    }

    private String said() {
        List<LogRequest> log = shop.engine().log();
        return String.join("\n", log.stream().map(LogRequest::getMessage).toList());
    }
}
