package com.pulumi.planetscale.provider.resources.deploy;

import static com.pulumi.planetscale.provider.resources.deploy.DeployRequestProperties.*;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.World;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a preview says about a deploy request that changes views: before it is opened, from two schemas, and
/// afterwards, from what PlanetScale reports.
class LookAtViewsTest {
    private static final ApiPath SHOP = ApiPath.of("/organizations/acme/databases/shop");
    private static final String USERS = "CREATE TABLE users (id bigint PRIMARY KEY, email text)";
    private static final String VIEW = "CREATE VIEW active AS SELECT id, email FROM users";

    private final World world = World.quick();
    private final PropertyMap inputs = PropertyMap.EMPTY
            .with(ORGANIZATION, "acme")
            .with(DATABASE, "shop")
            .with(BRANCH, "dev")
            .with(INTO_BRANCH, "main");

    @BeforeEach
    void database() throws Exception {
        post(ApiPath.of("/organizations/acme/databases"), Map.of("name", "shop", "cluster_size", "PS_10"));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    /// `main` has the table and perhaps something called `active`, which `dev` changes.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "- | " + VIEW + " | view | CREATE VIEW `active` AS select `id`, `email` from `users`",
                VIEW + " | " + VIEW + " WHERE id > 3 | view | ALTER VIEW `active` AS",
                VIEW + " | - | view | DROP VIEW `active`",
                VIEW + " | CREATE TABLE active (id bigint PRIMARY KEY) | view | CREATE TABLE `active`",
            })
    void changesOfViewsAreShownAndDropNoData(
            @Nullable String before, @Nullable String after, String title, String statement) throws Exception {
        branches(before, after);

        List<Finding> foretold = look();
        List<Finding> reported = lookAtRequest();

        assertThat(texts(foretold))
                .anyMatch(text -> text.contains(title + " `shop.active`"))
                .anyMatch(text -> text.contains("destructive, passed: nothing that can drop data"));
        assertThat(texts(reported))
                .anyMatch(text -> text.contains(statement))
                .anyMatch(text -> text.contains("destructive, passed: nothing that can drop data"));
        assertThat(foretold).noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
        assertThat(reported).noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = VIEW)
    void tableThatBecomesAViewOrGoesIsDropped(@Nullable String after) throws Exception {
        branches("CREATE TABLE active (id bigint PRIMARY KEY)", after);

        assertThat(texts(look()))
                .anyMatch(text -> text.contains("destructive, blocked") && text.contains("drops table `shop.active`"));
        assertThat(texts(lookAtRequest()))
                .anyMatch(text -> text.contains("destructive, blocked") && text.contains("drops table"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE VIEW active AS SELECT id FROM gone | references table `gone`, which does not exist",
                "CREATE VIEW active AS SELECT phone FROM users | references unqualified but non-existent column `phone`",
            })
    void brokenViewsBlockTheRequest(String view, String fault) throws Exception {
        branches(null, view);

        assertThat(texts(look())).anyMatch(text -> text.contains("lint, blocked") && text.contains(fault));
        assertThat(texts(lookAtRequest())).anyMatch(text -> text.contains("lint, blocked") && text.contains(fault));
    }

    private void branches(@Nullable String before, @Nullable String after) throws Exception {
        load("main", before);
        post(SHOP.then("/branches"), Map.of("name", "dev", "parent_branch", "main"));
        load("dev", after);
        var _ = world.api()
                .send(
                        "PUT",
                        SHOP.then("/branches/main/safe-migrations"),
                        Map.of("safe_migrations", true),
                        JsonNode.class);
    }

    private void load(String branch, @Nullable String active) {
        var tables = new TreeMap<>(Map.of("users", USERS));
        if (active != null) {
            tables.put("active", active);
        }
        world.emulator().admin().loadTables(SHOP.then("/branches/{}", branch).toString(), "", tables);
    }

    private List<Finding> look() throws Exception {
        return new Look(world.api(), world.operation(), PropertyMap.EMPTY, inputs).findings();
    }

    /// The same after someone has opened a request for these branches.
    private List<Finding> lookAtRequest() throws Exception {
        post(SHOP.then("/deploy-requests"), Map.of("branch", "dev", "into_branch", "main"));
        return look();
    }

    private static List<String> texts(List<Finding> findings) {
        return findings.stream().map(Finding::text).toList();
    }

    private void post(ApiPath path, Map<String, ?> body) throws Exception {
        var _ = world.api().post(path, body, JsonNode.class);
    }
}
