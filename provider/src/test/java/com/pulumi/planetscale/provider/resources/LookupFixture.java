package com.pulumi.planetscale.provider.resources;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.Lookup;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A world with a database whose schema has a lint error, for tests of the functions that belong to no kind.
public abstract class LookupFixture {
    private static final String ORDERS = "CREATE TABLE `orders` (`id` bigint NOT NULL, PRIMARY KEY (`id`))";
    private static final String NOTES = "CREATE TABLE `notes` (`body` text)";

    protected final World world = World.quick();

    @BeforeEach
    void makeDatabase() throws Exception {
        var _ = world.api()
                .post(
                        Owners.organizationPath(world.settings()).then("/databases"),
                        Map.of("name", "shop", "cluster_size", "PS_10"),
                        Map.class);
        world.emulator()
                .admin()
                .loadTables(
                        "/organizations/acme/databases/shop/branches/main",
                        "",
                        Map.of("orders", ORDERS, "notes", NOTES));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    protected Lookup lookup(String name) {
        return Objects.requireNonNull(world.catalog().lookups().get(name));
    }

    /// Calls a function as a program does: every answer fits what the function declares.
    protected PropertyMap call(String name, PropertyMap inputs) throws Exception {
        Lookup lookup = lookup(name);
        PropertyMap answer = lookup.call(world.operation(), world.settings().with(inputs));
        assertThat(answer.values().keySet())
                .isSubsetOf(lookup.schema().properties().stream()
                        .map(Property::name)
                        .toList());
        assertThat(Promises.broken(lookup.schema().properties(), answer)).isEmpty();
        return answer;
    }
}
