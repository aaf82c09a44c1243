package com.pulumi.planetscale.provider.resources.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.admin.Accesses;
import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Finding.Severity;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.branch.Branches;
import com.pulumi.planetscale.provider.resources.database.Databases;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The gates of schema changes that databases and branches keep.
class GatesElsewhereTest {
    private static final ApiPath SHOP = ApiPath.of("/organizations/acme/databases/shop");
    private static final String URL = "https://app.planetscale.com/acme/shop/deploy-requests/1";
    private static final String KEYED = "CREATE TABLE `users` (\n  `id` bigint NOT NULL,\n  PRIMARY KEY (`id`)\n)";
    private static final String KEYLESS = "CREATE TABLE `users` (\n  `id` bigint NOT NULL\n)";

    private final World world = World.quick();
    private final Lifecycle databases = world.lifecycle("Database");
    private final Lifecycle branches = world.lifecycle("Branch");
    private final PropertyMap shop = world.settings()
            .with(Databases.NAME, "shop")
            .with(Databases.CLUSTER_SIZE, "PS_10")
            .with(Databases.REQUIRE_APPROVAL_FOR_DEPLOY, true);
    private final PropertyMap free = shop.with(Databases.REQUIRE_APPROVAL_FOR_DEPLOY, false);
    private final PropertyMap main =
            world.settings().with(Branches.DATABASE, "shop").with(Branches.NAME, "main");
    private final PropertyMap dev = main.with(Branches.NAME, "dev");

    @AfterEach
    void stop() {
        world.close();
    }

    private static PropertyMap ready(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Ready.class);
        return ((Outcome.Ready) outcome).state();
    }

    private PropertyMap made(Lifecycle lifecycle, PropertyMap inputs) throws Exception {
        return ready(lifecycle.create(world.operation(), inputs));
    }

    private List<Finding> previewed(Lifecycle lifecycle, PropertyMap before, PropertyMap state, PropertyMap wanted)
            throws Exception {
        return lifecycle
                .previewUpdate(world.operation(), "it", before, state, wanted, List.of())
                .findings();
    }

    private void table(String branch, String statement) {
        world.emulator()
                .admin()
                .loadTables(SHOP.then("/branches/{}", branch).toString(), "", Map.of("users", statement));
    }

    @Test
    void lintIsShownBeforeItIsInTheWay() throws Exception {
        var _ = made(databases, shop);
        PropertyMap state = made(branches, dev);
        table("dev", KEYLESS);

        List<Finding> safe = previewed(branches, dev, state, dev.with(Branches.SAFE_MIGRATIONS, true));
        List<Finding> production = previewed(branches, dev, state, dev.with(Branches.PRODUCTION, true));

        assertThat(safe).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.text()).startsWith("`safeMigrations`:").contains("shop/dev", "users", "Fix");
        });
        assertThat(production)
                .filteredOn(finding -> finding.text().startsWith("`production`:"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("users"));
    }

    @Test
    void cleanSchemaAndOtherChangesNeedNoWord() throws Exception {
        var _ = made(databases, shop);
        PropertyMap state = made(branches, dev);
        table("dev", KEYED);
        List<Finding> clean = previewed(branches, dev, state, dev.with(Branches.SAFE_MIGRATIONS, true));
        World.Journal journal = world.journal();
        List<Finding> other = previewed(branches, dev, state, dev.with(Branches.DELETION_PROTECTED, true));

        assertThat(clean).isEmpty();
        assertThat(other).isEmpty();
        assertThat(journal.calls()).noneMatch(call -> call.contains("/lint"));
    }

    @Test
    void branchThatIsTakenOverIsLintedToo() throws Exception {
        var _ = made(databases, shop);
        table("main", KEYLESS);
        Lifecycle.Preview preview =
                branches.previewCreate(world.operation(), main.with(Branches.SAFE_MIGRATIONS, true));
        Lifecycle.Preview asItIs = branches.previewCreate(world.operation(), main.with(Branches.PRODUCTION, true));
        Lifecycle.Preview fresh = branches.previewCreate(world.operation(), dev.with(Branches.SAFE_MIGRATIONS, true));

        assertThat(preview.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("shop/main", "users"));
        assertThat(asItIs.findings()).isEmpty();
        assertThat(fresh.findings()).noneMatch(finding -> finding.text().contains("lint"));
    }

    /// An open deploy request of our token, in a database that asks for approvals.
    private PropertyMap waiting(Api opener) throws Exception {
        PropertyMap state = made(databases, shop);
        table("main", KEYED);
        var _ = made(branches, main.with(Branches.SAFE_MIGRATIONS, true));
        var _ = made(branches, dev);
        table("dev", KEYED.replace("PRIMARY", "`age` int,\n  PRIMARY"));
        var _ = opener.post(
                SHOP.then("/deploy-requests"), Map.of("branch", "dev", "into_branch", "main"), JsonNode.class);
        return state;
    }

    private Api otherToken() {
        var token = world.emulator().admin().tokens().make("other", Accesses.everything());
        return world.connect(token.id(), token.token());
    }

    @Test
    void approvalIsNotTakenAwayFromAnOpenRequest() throws Exception {
        PropertyMap state = waiting(world.api());

        for (PropertyMap wanted : List.of(free, shop.without("requireApprovalForDeploy"))) {
            assertThat(previewed(databases, shop, state, wanted))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.severity()).isEqualTo(Severity.ERROR);
                        assertThat(finding.text())
                                .startsWith("`requireApprovalForDeploy`:")
                                .contains("deploy request #1", URL, "approved", "close");
                    });
            assertThatThrownBy(() -> databases.update(world.operation(), "id", shop, state, wanted))
                    .isInstanceOf(OperationException.class)
                    .hasMessageContaining(URL);
        }
        assertThat(requiresApproval()).isTrue();
    }

    @Test
    void approvedOrClosedRequestHoldsNothingUp() throws Exception {
        PropertyMap state = waiting(world.api());
        ApiPath request = SHOP.then("/deploy-requests/1");
        var _ = otherToken().post(request.then("/reviews"), Map.of("state", "approved"), JsonNode.class);

        List<Finding> approved = previewed(databases, shop, state, free);
        PropertyMap freed = ready(databases.update(world.operation(), "id", shop, state, free));
        PropertyMap again = ready(databases.update(world.operation(), "id", free, freed, shop));
        var _ = world.api().patch(request, Map.of("state", "closed"), JsonNode.class);

        assertThat(approved).isEmpty();
        assertThat(previewed(databases, shop, again, free)).isEmpty();
        assertThat(requiresApproval()).isTrue();
    }

    @Test
    void requestOfSomebodyElseHoldsNothingUp() throws Exception {
        PropertyMap state = waiting(otherToken());

        assertThat(previewed(databases, shop, state, free)).isEmpty();
        var _ = ready(databases.update(world.operation(), "id", shop, state, free));
        assertThat(requiresApproval()).isFalse();
    }

    @Test
    void approvalThatTheProgramLeavesAloneIsNotAskedAbout() throws Exception {
        PropertyMap state = waiting(world.api());
        PropertyMap silent = shop.without("requireApprovalForDeploy");
        World.Journal journal = world.journal();

        assertThat(previewed(databases, silent, state, silent.with(Databases.INSIGHTS_RAW_QUERIES, true)))
                .isEmpty();
        assertThat(journal.calls()).noneMatch(call -> call.contains("/deploy-requests"));
    }

    private boolean requiresApproval() throws Exception {
        return world.api()
                .get(SHOP, JsonNode.class)
                .path("require_approval_for_deploy")
                .asBoolean();
    }

    @Test
    void throttlerIsSetReadAndPutBackOnlyWhereTheProgramHasIt() throws Exception {
        PropertyMap throttled = shop.with(Databases.THROTTLER_RATIO, 40L);
        World.Journal journal = world.journal();
        PropertyMap plain = made(databases, shop);
        var _ = databases.refresh(world.operation(), "id", shop, plain);
        assertThat(journal.calls()).noneMatch(call -> call.contains("/throttler"));

        PropertyMap state = ready(databases.update(world.operation(), "id", shop, plain, throttled));
        assertThat(ratio()).isEqualTo(40);
        Throttler.set(world.api(), SHOP, 70);
        assertThat(databases.refresh(world.operation(), "id", throttled, state))
                .hasValueSatisfying(found -> assertThat(found.inputs().get(Databases.THROTTLER_RATIO))
                        .isEqualTo(70));

        PropertyMap dropped = ready(databases.update(world.operation(), "id", throttled, state, shop));
        assertThat(ratio()).isZero();
        World.Journal after = world.journal();
        var _ = ready(databases.update(world.operation(), "id", shop, dropped, free));
        assertThat(after.calls()).noneMatch(call -> call.startsWith("PATCH") && call.contains("/throttler"));
    }

    private long ratio() throws Exception {
        return Throttler.ratio(world.api(), SHOP).orElseThrow();
    }
}
