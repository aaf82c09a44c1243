package com.pulumi.planetscale.provider.resources;

import static com.pulumi.planetscale.provider.resources.DeployRequestProperties.*;
import static com.pulumi.planetscale.provider.resources.Owners.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.report.Page;
import com.pulumi.planetscale.provider.report.Printed;
import com.pulumi.planetscale.provider.report.ReportText;
import com.pulumi.planetscale.provider.report.Reports;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a preview says about a deploy request is what a report of that preview shows.
class DeployLookTest {
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
        for (Finding finding : new DeployLook(world.api(), PropertyMap.EMPTY, wanted).findings()) {
            printed.say(finding.severity().name().toLowerCase(Locale.ROOT), "change", finding.text());
        }
        return new Page(ReportText.of(Reports.read(printed.text())));
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
                        List.of("Gate", "State"),
                        List.of("lint", "open"),
                        List.of("destructive", "closed"),
                        List.of("approval", "open"),
                        List.of("queue", "open"));
        assertThat(refused.items()).contains("drops column email of users");
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
                        "Gate",
                        "checks",
                        "lint",
                        "destructive",
                        "storage",
                        "approval",
                        "queue",
                        "cutover",
                        "revertWindow");
        assertThat(page.rows())
                .filteredOn(row -> row.get(1).equals("closed"))
                .singleElement()
                .satisfies(row -> assertThat(row.getLast()).isEqualTo("Set destructive: allow if that is meant."));
        assertThat(page.links()).isNotEmpty().allMatch(link -> link.endsWith("/acme/shop/deploy-requests/1"));
    }
}
