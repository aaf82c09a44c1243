package com.pulumi.planetscale.provider.resources.deploy;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.pulumi.planetscale.provider.resources.deploy.DeployRequestProperties.*;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.admin.AdminDeploys.Action;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.report.Page;
import com.pulumi.planetscale.provider.report.PlainKinds;
import com.pulumi.planetscale.provider.report.Printed;
import com.pulumi.planetscale.provider.report.ReportText;
import com.pulumi.planetscale.provider.report.Reports;
import com.pulumi.planetscale.provider.resources.World;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a preview says about a deploy request is what a report of that preview shows.
class LookTest {
    private static final ApiPath SHOP = ApiPath.of("/organizations/acme/databases/shop");

    private final World world = World.quick();
    private final PropertyMap inputs = PropertyMap.EMPTY
            .with(ORGANIZATION, "acme")
            .with(DATABASE, "shop")
            .with(BRANCH, "dev")
            .with(INTO_BRANCH, "main");

    @BeforeEach
    void twoBranches() throws Exception {
        post(ApiPath.of("/organizations/acme/databases"), Map.of("name", "shop", "cluster_size", "PS_10"));
        users("main", "  `email` text,\n");
        post(SHOP.then("/branches"), Map.of("name", "dev", "parent_branch", "main"));
        var _ = world.api()
                .send(
                        "PUT",
                        SHOP.then("/branches/main/safe-migrations"),
                        Map.of("safe_migrations", true),
                        JsonNode.class);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private void post(ApiPath path, Map<String, ?> body) throws Exception {
        var _ = world.api().post(path, body, JsonNode.class);
    }

    private void users(String branch, String columns) {
        world.emulator()
                .admin()
                .loadTables(
                        SHOP.then("/branches/{}", branch).toString(),
                        "",
                        Map.of(
                                "users",
                                "CREATE TABLE `users` (\n  `id` bigint NOT NULL,\n" + columns
                                        + "  PRIMARY KEY (`id`)\n)"));
    }

    private Page page(PropertyMap wanted) throws Exception {
        var printed = new Printed();
        for (Finding finding : new Look(world.api(), world.operation(), PropertyMap.EMPTY, wanted).findings()) {
            printed.say(finding.severity().name().toLowerCase(Locale.ROOT), "change", finding.text());
        }
        return new Page(ReportText.of(Reports.read(printed.text(), PlainKinds.NONE)));
    }

    @Test
    void schemasAloneForetellGatesAndVerdict() throws Exception {
        users("dev", "  `mail` text,\n");

        Page refused = page(inputs);
        Page waiting = page(inputs.with(DESTRUCTIVE, "allow").with(REQUIRE_APPROVAL, true));
        Page ready = page(inputs.with(DESTRUCTIVE, "allow"));

        assertThat(refused.headings()).contains("change: refused");
        assertThat(refused.rows().stream().map(row -> row.subList(0, 2)))
                .containsExactly(
                        List.of("Check", "Result"),
                        List.of("Data loss", "refused"),
                        List.of("Lint", "passed"),
                        List.of("Queue", "passed"),
                        List.of("Approval", "not required"));
        assertThat(refused.items()).anyMatch(item -> item.contains("drops column email of shop.users"));
        assertThat(refused.fences()).singleElement().asString().contains("-  `email` text", "+  `mail` text");
        assertThat(waiting.headings()).contains("change: waiting");
        assertThat(ready.headings()).contains("change: ready");
    }

    @Test
    void nothingToDeployHasNoGates() throws Exception {
        Page page = page(inputs.with(REQUIRE_APPROVAL, true));

        assertThat(page.rows()).isEmpty();
        assertThat(page.items()).containsExactly("dev and main have the same schema: there is nothing to deploy.");
    }

    @Test
    void openRequestShowsItsStatementsAndEachOfItsGates() throws Exception {
        users("dev", "");
        post(SHOP.then("/deploy-requests"), Map.of("branch", "dev", "into_branch", "main"));

        Page page = page(inputs);

        assertThat(page.headings()).contains("change: refused");
        assertThat(page.fences()).singleElement().asString().startsWith("- ALTER TABLE `users` DROP COLUMN `email`");
        assertThat(page.rows().stream().map(List::getFirst))
                .containsExactly(
                        "Check",
                        "Data loss",
                        "Revert window",
                        "Queue",
                        "Cutover",
                        "PlanetScale's checks",
                        "Lint",
                        "Storage",
                        "Approval");
        assertThat(page.rows())
                .filteredOn(row -> row.get(1).equals("refused"))
                .singleElement()
                .satisfies(row -> assertThat(row.getLast()).isEqualTo("Set destructive: allow if that is intended."));
        assertThat(page.links()).isNotEmpty().allMatch(link -> link.endsWith("/acme/shop/deploy-requests/1"));
    }

    @Test
    void whatDoesNotExistOrIsNotKnownYetIsSaidToBeCheckedLater() throws Exception {
        assertThat(texts(inputs.with(BRANCH.name(), Value.unknown())))
                .singleElement()
                .asString()
                .contains("`branch` is not known yet", "are checked by `pulumi up` before anything is deployed");
        assertThat(texts(inputs.with(INTO_BRANCH.name(), Value.unknown())))
                .singleElement()
                .asString()
                .contains("`intoBranch` is not known yet");
        assertThat(texts(inputs.with(DATABASE, "attic")))
                .singleElement()
                .asString()
                .contains("database `attic` does not");
        assertThat(texts(inputs.with(BRANCH, "fix"))).singleElement().asString().contains("branch `shop/fix` does not");
    }

    @Test
    void targetThatIsLeftOutIsTheParentOfTheBranch() throws Exception {
        users("dev", "  `mail` text,\n");

        assertThat(texts(inputs.without(INTO_BRANCH.name())))
                .anyMatch(text -> text.contains("deploying `dev` into `main` changes:"));
    }

    @Test
    void targetThatCannotBeOneIsSaid() throws Exception {
        assertThat(texts(inputs.with(INTO_BRANCH, "dev")))
                .anyMatch(text -> text.contains("branch `dev` would be deployed into itself"));
        assertThat(texts(inputs.with(INTO_BRANCH, "fix"))).anyMatch(text -> text.contains("`fix` does not exist yet"));
    }

    @Test
    void targetWithoutSafeMigrationsIsWarnedOf() throws Exception {
        users("dev", "  `mail` text,\n");
        var _ = world.api()
                .send(
                        "PUT",
                        SHOP.then("/branches/main/safe-migrations"),
                        Map.of("safe_migrations", false),
                        JsonNode.class);

        assertThat(look(PropertyMap.EMPTY, inputs)).anySatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
            assertThat(finding.path()).hasToString("intoBranch");
            assertThat(finding.text()).contains("safe migrations turned off", "Set `safeMigrations: true`");
        });
    }

    @Test
    void lintErrorsOfTheBranchAreRefusedBeforeThereIsARequest() throws Exception {
        world.emulator()
                .admin()
                .loadTables(
                        SHOP.then("/branches/dev").toString(),
                        "",
                        Map.of("users", "CREATE TABLE `users` (\n  `id` bigint NOT NULL\n)"));

        assertThat(look(PropertyMap.EMPTY, inputs)).anySatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
            assertThat(finding.path()).hasToString("branch");
            assertThat(finding.text()).contains("the schema of `dev` has lint errors", "Fix the schema first.");
        });
    }

    @Test
    void approvalThatTheDatabaseAsksForIsForeseen() throws Exception {
        users("dev", "  `mail` text,\n");
        var _ = world.api().patch(SHOP, Map.of("require_approval_for_deploy", true), JsonNode.class);

        assertThat(texts(inputs.with(DESTRUCTIVE, "allow")))
                .anyMatch(text -> text.contains("the gate `approval` will block it: the database requires an"));
        assertThat(texts(inputs.with(DESTRUCTIVE, "allow").with(STAGE, "opened")))
                .noneMatch(text -> text.contains("will block it"));
    }

    @Test
    void queueOfTheTargetIsForeseen() throws Exception {
        users("dev", "  `mail` text,\n");
        post(SHOP.then("/branches"), Map.of("name", "fix", "parent_branch", "main"));
        users("fix", "  `email` text,\n  `age` int,\n");
        post(SHOP.then("/deploy-requests"), Map.of("branch", "fix", "into_branch", "main", "auto_cutover", false));
        post(SHOP.then("/deploy-requests/1/deploy"), Map.of());

        assertThat(texts(inputs.with(DESTRUCTIVE, "allow")))
                .anyMatch(text -> text.contains("the queue of `main` holds #1; #1 holds it until its cutover"));
    }

    @Test
    void schemasThatMustNotBeReadAreSaidAndNotTakenForTheSame() throws Exception {
        users("dev", "  `mail` text,\n");
        world.emulator()
                .wireMock()
                .stubFor(get(urlPathMatching(".*/branches/main/schema"))
                        .atPriority(1)
                        .willReturn(aResponse().withStatus(404)));

        assertThat(texts(inputs))
                .anyMatch(text -> text.contains("the schemas cannot be compared") && text.contains("`read_branch`"))
                .noneMatch(text -> text.contains("nothing to deploy"));
    }

    @Test
    void recordedRequestIsLookedAtAndNotAnother() throws Exception {
        users("dev", "  `email` text,\n  `age` int,\n");
        post(SHOP.then("/deploy-requests"), Map.of("branch", "dev", "into_branch", "main", "auto_cutover", false));
        post(SHOP.then("/deploy-requests/1/deploy"), Map.of());
        PropertyMap state = inputs.with(NUMBER, "1");

        List<Finding> staged = look(state, inputs);
        var _ = world.api().post(SHOP.then("/deploy-requests/1/apply-deploy"), Map.of(), JsonNode.class);
        List<Finding> live = look(state, inputs);

        assertThat(staged)
                .extracting(Finding::text)
                .anyMatch(text -> text.contains("is blocked at the gate `cutover`"))
                .anyMatch(text -> text.contains("is `staged`"))
                .noneMatch(text -> text.contains("runs:"));
        assertThat(live).singleElement().extracting(Finding::text).asString().contains("is `live`");
    }

    @ParameterizedTest
    @CsvSource({
        "CANCEL, staged, deploy request #1 was canceled by Ann",
        "CANCEL, reverted, deploy request #1 was canceled by Ann",
        "REVERT, deployed, deploy request #1 was reverted",
        "SKIP_REVERT, reverted, can no longer be reverted",
        "CLOSE, deployed, 'deploy request #1 was closed without being deployed, by Ann'"
    })
    void requestThatOthersHaveEndedIsRefusedWithItsPage(Action action, String stage, String words) throws Exception {
        users("dev", "  `email` text,\n  `age` int,\n");
        boolean live = action == Action.REVERT || action == Action.SKIP_REVERT;
        post(SHOP.then("/deploy-requests"), Map.of("branch", "dev", "into_branch", "main", "auto_cutover", live));
        if (action != Action.CLOSE) {
            post(SHOP.then("/deploy-requests/1/deploy"), Map.of());
        }
        world.emulator().admin().deploys().act(SHOP.then("/deploy-requests/1").toString(), action, "Ann");

        assertThat(look(inputs.with(NUMBER, "1"), inputs.with(STAGE, stage))).anySatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
            assertThat(finding.text()).contains(words, "/acme/shop/deploy-requests/1");
        });
    }

    /// Its revert window is open, and with it the request; what has changed since needs another one.
    @Test
    void requestThatIsLiveIsNotTheOneOfALaterChange() throws Exception {
        users("dev", "  `email` text,\n  `age` int,\n");
        post(SHOP.then("/deploy-requests"), Map.of("branch", "dev", "into_branch", "main", "auto_cutover", true));
        post(SHOP.then("/deploy-requests/1/deploy"), Map.of());
        users("dev", "  `email` text,\n  `age` int,\n  `name` text,\n");

        assertThat(texts(inputs))
                .anyMatch(text -> text.contains("deploying `dev` into `main` changes:") && text.contains("`name` text"))
                .noneMatch(text -> text.contains("is `live`"));
    }

    private List<Finding> look(PropertyMap state, PropertyMap wanted) throws Exception {
        return new Look(world.api(), world.operation(), state, wanted).findings();
    }

    private List<String> texts(PropertyMap wanted) throws Exception {
        return look(PropertyMap.EMPTY, wanted).stream().map(Finding::text).toList();
    }
}
