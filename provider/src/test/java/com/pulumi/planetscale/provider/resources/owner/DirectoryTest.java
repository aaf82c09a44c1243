package com.pulumi.planetscale.provider.resources.owner;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.resources.Resources;
import com.pulumi.planetscale.provider.resources.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DirectoryTest {
    private static final ApiPath DATABASES = ApiPath.of("/organizations/{}/databases", "acme");
    private static final ApiPath SHOP = DATABASES.then("/{}", "shop");
    private static final ApiPath SHOP2 = DATABASES.then("/{}", "shop2");

    private final World world = World.quick();
    private final Directory directory = new Directory(world.api(), Resources.shared(world.api()));

    @BeforeEach
    void makeDatabases() throws Exception {
        for (String name : List.of("shop", "shop2")) {
            var _ = world.api().post(DATABASES, Map.of("name", name, "cluster_size", "PS_10"), Map.class);
        }
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void objectsAreAskedForOnce() throws Exception {
        askAbout(SHOP);
        World.Journal journal = world.journal();

        askAbout(SHOP);

        assertThat(journal.calls()).isEmpty();
    }

    @Test
    void forgettingOneForgetsAllBelowIt() throws Exception {
        askAbout(SHOP);
        World.Journal journal = world.journal();

        directory.forget(SHOP);
        // What a run has read lately is shared for a while, unless something was changed.
        world.time().pause(Duration.ofMinutes(3));
        askAbout(SHOP);

        assertThat(journal.calls())
                .map(call -> call.replaceFirst("\\?.*", ""))
                .containsExactly(
                        "GET /v1" + SHOP,
                        "GET /v1" + SHOP,
                        "GET /v1" + SHOP + "/branches",
                        "GET /v1" + SHOP + "/branches/main",
                        "GET /v1" + SHOP + "/branches/main/keyspaces");
    }

    @Test
    void forgettingOneForgetsNoneWhoseNameBeginsLikeIt() throws Exception {
        askAbout(SHOP2);
        World.Journal journal = world.journal();

        directory.forget(SHOP);
        askAbout(SHOP2);

        assertThat(journal.calls()).isEmpty();
    }

    @Test
    void forgettingABranchForgetsTheListThatItIsIn() throws Exception {
        assertThat(directory.seenBranch(SHOP, "dev")).isEmpty();
        var _ = world.api().post(SHOP.then("/branches"), Map.of("name", "dev", "parent_branch", "main"), Map.class);

        directory.forget(SHOP.then("/branches/{}", "dev"));

        assertThat(directory.seenBranch(SHOP, "dev")).isPresent();
    }

    private void askAbout(ApiPath database) throws Exception {
        ApiPath main = database.then("/branches/{}", "main");
        assertThat(directory.database(world.operation(), database).id()).isNotBlank();
        assertThat(directory.seen(database)).isPresent();
        assertThat(directory.seenBranch(database, "main")).isPresent();
        assertThat(directory.branch(world.operation(), main).id()).isNotBlank();
        assertThat(directory.soleKeyspace(main)).isPresent();
    }
}
