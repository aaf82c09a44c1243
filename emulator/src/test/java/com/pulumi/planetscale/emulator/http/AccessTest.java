package com.pulumi.planetscale.emulator.http;

import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.Client.ORGANIZATION;
import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Emulated;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.Kinds;
import com.pulumi.planetscale.emulator.OpenApi;
import com.pulumi.planetscale.emulator.admin.Accesses;
import com.pulumi.planetscale.emulator.http.Access.Level;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who may call what.
@ExtendWith(Emulated.class)
final class AccessTest {
    private static final Pattern NAMES = Pattern.compile("\\*\\*Service Token Accesses\\*\\*\\s*([^\\n]*)");
    private static final Pattern NAME = Pattern.compile("`([a-z_]+)`");

    /// What operations need for which the description lists no access: the stricter of what is advised elsewhere.
    private static final Map<String, Set<String>> UNLISTED = Map.of(
            "POST /organizations/{}/databases/{}/branches/{}/safe-migrations", Set.of("write_database"),
            "PUT /organizations/{}/databases/{}/branches/{}/safe-migrations", Set.of("write_database"),
            "DELETE /organizations/{}/databases/{}/branches/{}/safe-migrations", Set.of("write_database"),
            "GET /organizations/{}/databases/{}/deploy-queue", Set.of("read_deploy_request"));

    private static final Map<String, Set<String>> DESCRIBED = OpenApi.file().stream()
            .flatMap(file -> OpenApi.operations(file).stream())
            .collect(Collectors.toMap(OpenApi.Operation::toString, operation -> names(operation.text())));

    static Stream<Route> guarded() {
        return Declarations.of(Kinds.all(line -> {})).routes().stream()
                .filter(route -> route.access().level() == Level.ORGANIZATION
                        || route.access().level() == Level.DATABASE
                        || route.access().level() == Level.SOME_DATABASE);
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void aTokenWithoutAccessFindsNothing(Route route, Client client, Emulator emulator) {
        client.createShop().ok();
        Client nobody = client.with(emulator, Accesses.none());

        assertThat(nobody.send(route.method(), path(route), "").status()).isEqualTo(404);
    }

    static Stream<Route> guardedAndDescribed() {
        return guarded().filter(Route::described);
    }

    @ParameterizedTest
    @MethodSource("guardedAndDescribed")
    void theDescribedAccessesOpenItAndNoOthers(Route route) {
        Set<String> listed = described().getOrDefault(operation(route), Set.of());

        assertThat(listed.isEmpty())
                .as("whether the description lists no access")
                .isEqualTo(UNLISTED.containsKey(operation(route)));
        assertThat(route.access().names()).isEqualTo(listed.isEmpty() ? UNLISTED.get(operation(route)) : listed);
    }

    /// Whoever may create a branch may only do so where the database exists; see the test of that.
    @Test
    void operationsWithoutListedAccessesNeedNoneOrOAuth() {
        Map<String, Set<String>> described = described();

        List<String> guarded = guarded()
                .filter(Route::described)
                .map(AccessTest::operation)
                .filter(operation -> described.getOrDefault(operation, Set.of()).isEmpty())
                .toList();

        assertThat(guarded).containsExactlyInAnyOrderElementsOf(UNLISTED.keySet());
    }

    private static String operation(Route route) {
        return route.method() + " " + OpenApi.anonymous(route.template());
    }

    private static Map<String, Set<String>> described() {
        assumeTrue(!DESCRIBED.isEmpty(), OpenApi.ABSENT);
        return DESCRIBED;
    }

    private static Set<String> names(String description) {
        Set<String> names = new TreeSet<>();
        Matcher section = NAMES.matcher(description);
        if (section.find()) {
            Matcher name = NAME.matcher(section.group(1));
            while (name.find()) {
                names.add(name.group(1));
            }
        }
        return names;
    }

    private static String path(Route route) {
        return route.template()
                .replace("{organization}", "acme")
                .replace("{database}", "shop")
                .replace("{branch}", "main")
                .replace("{keyspace}", "shop")
                .replaceAll("\\{[^}]*}", "something");
    }

    @Test
    void creatingABranchNeedsItsAccess(Client client, Emulator emulator) {
        client.createShop().ok();
        Client restorer = client.with(emulator, Accesses.none().onDatabase("shop", "restore_backup"));
        Client creator = client.with(emulator, Accesses.none().onDatabase("shop", "create_branch"));

        assertThat(restorer.createDev().status()).isEqualTo(404);
        assertThat(creator.createDev().status()).isEqualTo(201);
    }

    @Test
    void aGrantForAllDatabasesHoldsForLaterOnesToo(Client client, Emulator emulator) {
        Client reader = client.with(emulator, Accesses.none().onAllDatabases("read_branch"));

        client.createShop().ok();

        assertThat(reader.get(MAIN).status()).isEqualTo(200);
        assertThat(reader.get(ORGANIZATION + "/databases").get("total_count").asInt())
                .isEqualTo(1);
    }

    @Test
    void aGrantForOneDatabaseHoldsForThatOneOnly(Client client, Emulator emulator) {
        client.createShop().ok();
        client.post(ORGANIZATION + "/databases", "{\"name\": \"other\", \"cluster_size\": \"PS_10\"}")
                .ok();
        Client reader = client.with(emulator, Accesses.none().onDatabase("other", "read_branch"));

        assertThat(reader.get(ORGANIZATION + "/databases/other/branches/main").status())
                .isEqualTo(200);
        assertThat(reader.get(MAIN).status()).isEqualTo(404);
        assertThat(reader.get(SHOP).status()).isEqualTo(404);
    }

    @Test
    void accessesCanBeTakenAwayWhileATokenIsInUse(Client client, Emulator emulator) {
        client.createShop().ok();
        var made = emulator.admin().tokens().make("ci", Accesses.none().onDatabase("shop", "read_branch"));
        Client token = client.with(made.id() + ":" + made.token());
        assertThat(token.get(MAIN).status()).isEqualTo(200);

        client.admin().put("/accesses/" + made.id(), "{\"databases\": {}}").ok();

        assertThat(token.get(MAIN).status()).isEqualTo(404);
    }
}
