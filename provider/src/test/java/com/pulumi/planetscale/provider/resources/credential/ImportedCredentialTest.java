package com.pulumi.planetscale.provider.resources.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.cluster.Engine;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// An imported credential has the connection strings of a new one, with a readable place for the secret that only
/// the creation returns.
class ImportedCredentialTest {
    private final World world = World.quick();

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void importedPasswordHasItsStringsWithAPlaceForTheSecret() throws Exception {
        makeDatabase("shop", Engine.MYSQL, "PS_10");
        PropertyMap inputs = world.settings()
                .with(PasswordResource.DATABASE, "shop")
                .with(PasswordResource.BRANCH, "main")
                .with(PasswordResource.NAME, "app");
        PropertyMap made = made("Password", inputs);

        PropertyMap imported = imported("Password", "shop/main/" + made.get(Owners.PUBLIC_ID));

        assertThat(imported.has(PasswordResource.PLAIN_TEXT)).isFalse();
        PropertyMap strings = imported.get(PasswordResource.CONNECTION_STRINGS);
        assertThat(strings.values().keySet())
                .isEqualTo(
                        made.get(PasswordResource.CONNECTION_STRINGS).values().keySet());
        assertThat(strings(strings, "", ""))
                .containsEntry(
                        "serverless",
                        new Value.Text("mysql://" + made.get(PasswordResource.USERNAME) + ":YOUR_PASSWORD@"
                                        + made.get(PasswordResource.ACCESS_HOST_URL))
                                .toString())
                .allSatisfy((name, string) -> assertThat(string).contains("YOUR_PASSWORD"));
        assertThat(imported.value(PasswordResource.CONNECTION_STRINGS).hasSecret())
                .isTrue();
    }

    @Test
    void importedDefaultRoleHasItsStringsWithAPlaceForTheSecret() throws Exception {
        makeDatabase("ledger", Engine.POSTGRESQL, "PS_10_AWS_ARM");
        PropertyMap inputs = world.settings().with(Roles.DATABASE, "ledger").with(Roles.BRANCH, "main");
        PropertyMap made = made("DefaultRole", inputs);

        PropertyMap imported = imported("DefaultRole", "ledger/main");

        assertThat(imported.has(Roles.PASSWORD)).isFalse();
        assertThat(strings(imported.get(Roles.CONNECTION_STRINGS), "", ""))
                .isEqualTo(strings(
                        made.get(Roles.CONNECTION_STRINGS), made.get(Roles.PASSWORD), ConnectionStrings.UNKNOWN));
    }

    private PropertyMap made(String kind, PropertyMap inputs) throws Exception {
        return ((Outcome.Ready) world.lifecycle(kind).create(world.operation(), inputs)).state();
    }

    private PropertyMap imported(String kind, String path) throws Exception {
        Lifecycle.Found found = world.lifecycle(kind)
                .find(world.operation(), path, world.settings())
                .orElseThrow();
        assertThat(world.lifecycle(kind).refresh(world.operation(), found.id(), found.inputs(), found.state()))
                .contains(found);
        return found.state();
    }

    private static Map<String, String> strings(PropertyMap strings, String secret, String instead) {
        var plain = new LinkedHashMap<String, String>();
        strings.values()
                .forEach((name, value) ->
                        plain.put(name, value.plain().toString().replace(secret, secret.isEmpty() ? "" : instead)));
        return plain;
    }

    private void makeDatabase(String name, String kind, String size) throws Exception {
        var _ = world.api()
                .post(
                        Owners.organizationPath(world.settings()).then("/databases"),
                        Map.of("name", name, "kind", kind, "cluster_size", size),
                        Map.class);
    }
}
