package com.pulumi.planetscale.provider.resources.deploy;

import static com.pulumi.planetscale.provider.resources.deploy.DeployRequestProperties.*;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a preview concludes from two schemas, since PlanetScale merges three: what others have deployed stays, and what
/// is not known is not called harmless.
class LookAtMergesTest {
    private static final ApiPath SHOP = ApiPath.of("/organizations/acme/databases/shop");
    private static final String USERS = "CREATE TABLE `users` (\n  `id` bigint NOT NULL,\n%s  PRIMARY KEY (`id`)\n)";
    private static final String NOTES = "CREATE TABLE `notes` (\n  `id` bigint NOT NULL,\n%s  PRIMARY KEY (`id`)\n)";

    private final World world = World.quick();
    private final PropertyMap inputs = PropertyMap.EMPTY
            .with(ORGANIZATION, "acme")
            .with(DATABASE, "shop")
            .with(BRANCH, "dev")
            .with(INTO_BRANCH, "main");

    @BeforeEach
    void twoBranches() throws Exception {
        post(ApiPath.of("/organizations/acme/databases"), Map.of("name", "shop", "cluster_size", "PS_10"));
        load("main", "", "users", USERS.formatted("  `email` text,\n"));
        later();
        post(SHOP.then("/branches"), Map.of("name", "dev", "parent_branch", "main"));
        later();
        safeMigrations(true);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void tableThatOthersHaveDeployedIsKeptAndNotSaidToBeDropped() throws Exception {
        othersDeploy("notes", NOTES.formatted(""));
        load("dev", "", "users", USERS.formatted("  `email` text,\n  `age` int,\n"));

        List<Finding> found = look();

        assertThat(texts(found))
                .anyMatch(text -> text.contains("PlanetScale keeps it: `shop.notes` (#1)"))
                .anyMatch(text -> text.contains("+  `age` int DEFAULT NULL,"))
                .anyMatch(text -> text.contains("destructive, passed: nothing that can drop data"))
                .noneMatch(text -> text.contains("drops"));
        assertThat(found).noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }

    @Test
    void headWithoutChangesOfItsOwnHasNothingToDeploy() throws Exception {
        othersDeploy("notes", NOTES.formatted(""));

        assertThat(texts(look())).anyMatch(text -> text.contains("`dev` has no changes of its own"));
    }

    @Test
    void tableThatOthersHaveTouchedIsUnknownWithTheirRequest() throws Exception {
        othersDeploy("users", USERS.formatted("  `email` text,\n  `age` int,\n"));

        List<Finding> found = look();

        assertThat(texts(found))
                .anyMatch(text -> text.contains("maybe drops column `age` of `shop.users`")
                        && text.contains("deploy request #1 has changed it in the meantime"))
                .anyMatch(text -> text.contains("destructive, unknown: maybe drops column `age`"))
                .noneMatch(text -> text.contains("nothing that can drop data"));
        assertThat(found).noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }

    /// The branch still has it, and PlanetScale does not bring it back.
    @Test
    void comparisonWithATargetThatHasMovedIsSaidToBeOneThoughNothingIsLost() throws Exception {
        post(SHOP.then("/branches"), Map.of("name", "other", "parent_branch", "main"));
        world.emulator()
                .admin()
                .loadTables(SHOP.then("/branches/other").toString(), "", Map.of("notes", NOTES.formatted("")));
        othersDeploy();

        assertThat(texts(look()))
                .anyMatch(text -> text.contains("table `shop.users`:") && text.contains("+CREATE TABLE `users`"))
                .anyMatch(text -> text.contains("`main` has changed since `dev` was made (#1)")
                        && text.contains("what others have made stays"));
    }

    @Test
    void targetThatWasChangedWithoutARequestLeavesEverythingUnknown() throws Exception {
        safeMigrations(false);
        later();
        load("main", "", "users", USERS.formatted("  `email` text,\n  `age` int,\n"));
        safeMigrations(true);

        assertThat(texts(look()))
                .anyMatch(text -> text.contains("destructive, unknown: maybe drops column `age`")
                        && text.contains("have in common is not known, since `main` was changed at"));
    }

    @Test
    void headThatWasMadeFromAnotherBranchLeavesDropsUnknown() throws Exception {
        post(SHOP.then("/branches"), Map.of("name", "fix", "parent_branch", "dev"));
        load("fix", "", "users", USERS.formatted(""));

        List<Finding> found =
                new Look(world.api(), world.operation(), PropertyMap.EMPTY, inputs.with(BRANCH, "fix")).findings();

        assertThat(texts(found)).anyMatch(text -> text.contains("`fix` was not made from `main`"));
        assertThat(found).noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }

    @Test
    void dropOfItsOwnIsStillRefused() throws Exception {
        load("dev", "", "users", USERS.formatted(""));

        assertThat(look())
                .filteredOn(finding -> finding.severity() == Finding.Severity.ERROR)
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains("drops column `email` of `shop.users`", "Set `destructive: allow`");
    }

    @Test
    void changeOfAVSchemaAloneIsShownAndNothingToDeployIsNotSaid() throws Exception {
        vschema("dev", "{\"tables\": {\"users\": {}}}");

        assertThat(texts(look()))
                .anyMatch(text -> text.contains("VSchema of keyspace `shop`:") && text.contains("+    \"users\" : { }"))
                .anyMatch(text -> text.contains("would be `ready`; fingerprint "))
                .noneMatch(text -> text.contains("nothing to deploy"));
    }

    @Test
    void vschemaThatTakesSomethingAwayIsUnknown() throws Exception {
        safeMigrations(false);
        vschema("main", "{\"tables\": {\"users\": {}}}");
        vschema("dev", "{\"tables\": {}}");
        safeMigrations(true);

        assertThat(texts(look()))
                .anyMatch(text ->
                        text.contains("destructive, unknown: changes the VSchema of keyspace `shop` (tables.users)"));
    }

    /// A request that changes nothing but a VSchema lists no tables.
    @Test
    void vschemaThatOthersHaveDeployedIsNotCertainToBeTakenAway() throws Exception {
        post(SHOP.then("/branches"), Map.of("name", "other", "parent_branch", "main"));
        vschema("other", "{\"tables\": {\"users\": {}}}");
        othersDeploy();

        List<Finding> found = look();

        assertThat(texts(found))
                .anyMatch(text -> text.contains("destructive, unknown: ")
                        && text.contains("deploy request #1 may have changed it in the meantime"));
        assertThat(found).noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }

    @Test
    void vschemaOfAnOpenRequestIsShownAndPartOfItsFingerprint() throws Exception {
        vschema("dev", "{\"tables\": {\"users\": {}}}");
        post(SHOP.then("/deploy-requests"), Map.of("branch", "dev", "into_branch", "main"));
        List<String> first = texts(look());
        vschema("dev", "{\"tables\": {\"users\": {}, \"notes\": {}}}");
        List<String> second = texts(look());

        assertThat(first).anyMatch(text -> text.contains("VSchema of keyspace `shop`:"));
        assertThat(fingerprint(first)).hasSize(16).isNotEqualTo(fingerprint(second));
    }

    @Test
    void tablesOfOneNameInTwoKeyspacesAreToldApart() throws Exception {
        keyspace("main");
        keyspace("dev");
        load("dev", "", "users", USERS.formatted("  `email` text,\n"));
        load("dev", "extra", "users", USERS.formatted("  `age` int,\n"));
        safeMigrations(false);
        load("main", "extra", "users", USERS.formatted("  `age` int,\n  `size` int,\n"));
        safeMigrations(true);

        assertThat(texts(look()))
                .anyMatch(text -> text.contains("table `extra.users`:")
                        && text.contains("drops column `size` of `extra.users`")
                        && !text.contains("`shop.users`"));
    }

    @Test
    void waitBehindARevertWindowSaysUntilWhenAndWhatShortensIt() throws Exception {
        othersDeploy("notes", NOTES.formatted(""));
        load("dev", "", "users", USERS.formatted("  `email` text,\n  `age` int,\n"));

        assertThat(texts(look()))
                .anyMatch(text ->
                        text.contains("queue, blocked: the queue of `main` holds #1; #1 holds it until its revert"
                                        + " window closes at 20")
                                && text.contains("-> Wait, or skip the revert window of #1 at https://"));
    }

    @Test
    void fingerprintIsTheSameBeforeTheRequestIsOpenedAndAfterwards() throws Exception {
        load("dev", "", "users", USERS.formatted("  `email` text,\n  `age` int,\n"));
        List<String> before = texts(look());
        post(SHOP.then("/deploy-requests"), Map.of("branch", "dev", "into_branch", "main"));

        assertThat(before).anyMatch(text -> text.contains("set `approvedFingerprint: " + fingerprint(before) + "`"));
        assertThat(fingerprint(texts(look()))).isEqualTo(fingerprint(before));
    }

    @Test
    void onlyTheApprovedFingerprintIsOpened() throws Exception {
        load("dev", "", "users", USERS.formatted("  `email` text,\n  `age` int,\n"));
        String shown = fingerprint(texts(look()));
        load("dev", "", "users", USERS.formatted("  `email` text,\n  `age` bigint,\n"));
        String changed = fingerprint(texts(look()));

        assertThat(texts(look(shown)))
                .anyMatch(text -> text.contains(
                        "`approvedFingerprint`: the fingerprint is " + changed + ", and " + shown + " was approved"))
                .anyMatch(text -> text.contains("fingerprint, blocked: "));
        assertThat(texts(look(changed)))
                .anyMatch(text -> text.contains("fingerprint, passed: it is the approved one"))
                .noneMatch(text -> text.contains("was approved"));
    }

    private List<Finding> look(String approved) throws Exception {
        return new Look(world.api(), world.operation(), PropertyMap.EMPTY, inputs.with(APPROVED_FINGERPRINT, approved))
                .findings();
    }

    private static String fingerprint(List<String> texts) {
        String text = texts.stream()
                .filter(each -> each.contains("; fingerprint "))
                .findFirst()
                .orElseThrow();
        return text.replaceAll("(?s).*; fingerprint (\\w+);.*", "$1");
    }

    private List<Finding> look() throws Exception {
        return new Look(world.api(), world.operation(), PropertyMap.EMPTY, inputs).findings();
    }

    private static List<String> texts(List<Finding> findings) {
        return findings.stream().map(Finding::text).toList();
    }

    /// Another branch brings a table to the target, after the head was made.
    private void othersDeploy(String table, String statement) throws Exception {
        post(SHOP.then("/branches"), Map.of("name", "other", "parent_branch", "main"));
        load("other", "", table, statement);
        othersDeploy();
    }

    private void othersDeploy() throws Exception {
        later();
        post(SHOP.then("/deploy-requests"), Map.of("branch", "other", "into_branch", "main", "auto_cutover", true));
        post(SHOP.then("/deploy-requests/1/deploy"), Map.of());
        later();
    }

    private void later() {
        world.emulator().clock().advance(Duration.ofMinutes(1));
    }

    private void keyspace(String branch) throws Exception {
        post(SHOP.then("/branches/{}/keyspaces", branch), Map.of("name", "extra", "cluster_size", "PS_10"));
    }

    private void vschema(String branch, String vschema) throws Exception {
        var _ = world.api()
                .patch(
                        SHOP.then("/branches/{}/keyspaces/shop/vschema", branch),
                        Map.of("vschema", vschema),
                        JsonNode.class);
    }

    private void safeMigrations(boolean on) throws Exception {
        var _ = world.api()
                .send(
                        "PUT",
                        SHOP.then("/branches/main/safe-migrations"),
                        Map.of("safe_migrations", on),
                        JsonNode.class);
    }

    private void post(ApiPath path, Map<String, ?> body) throws Exception {
        var _ = world.api().post(path, body, JsonNode.class);
    }

    private void load(String branch, String keyspace, String table, String statement) throws Exception {
        var tables = new TreeMap<String, String>();
        if (!table.equals("users")) {
            tables.put("users", USERS.formatted("  `email` text,\n"));
        }
        tables.put(table, statement);
        world.emulator().admin().loadTables(SHOP.then("/branches/{}", branch).toString(), keyspace, tables);
    }
}
