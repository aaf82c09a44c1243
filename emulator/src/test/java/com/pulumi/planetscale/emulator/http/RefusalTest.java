package com.pulumi.planetscale.emulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulated;
import com.pulumi.planetscale.emulator.EveryOperationTest;
import com.pulumi.planetscale.emulator.http.Access.Level;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// How every operation refuses what it cannot find, cannot read, or may not do, for a token that may do everything.
@ExtendWith(Emulated.class)
final class RefusalTest {
    private static final Map<String, String> EXISTING = Map.of(
            "{organization}", "acme",
            "{database}", "shop",
            "{branch}", "main",
            "{keyspace}", "shop");
    private static final Set<String> WRITING = Set.of("POST", "PUT", "PATCH");

    @BeforeEach
    void shop(Client client) {
        client.createShop().ok();
    }

    private static Stream<Route> routes() {
        return EveryOperationTest.built().stream();
    }

    static Stream<Route> ofObjects() {
        return routes().filter(route -> route.access().level() != Level.NO_TOKEN)
                .filter(route -> route.template().contains("{"));
    }

    @ParameterizedTest
    @MethodSource("ofObjects")
    void anObjectThatDoesNotExistIsNotFound(Route route, Client client) {
        int last = route.template().lastIndexOf('{');
        String path = existing(route.template().substring(0, last))
                + route.template().substring(last).replaceFirst("\\{[^}]*}", "absent");

        Reply reply = client.send(route.method(), path.replaceAll("\\{[^}]*}", "absent"), "");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text("code")).isEqualTo("not_found");
    }

    static Stream<Route> writing() {
        return routes().filter(route -> route.access().level() != Level.NO_TOKEN)
                .filter(route -> WRITING.contains(route.method()))
                .filter(route -> !existing(route.template()).contains("{"));
    }

    @ParameterizedTest
    @MethodSource("writing")
    void aBodyThatIsNotAnObjectIsRefused(Route route, Client client) {
        for (String body : new String[] {"[1]", "{\"name\": "}) {
            Reply reply = client.send(route.method(), existing(route.template()), body);

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.text("code")).isEqualTo("bad_request");
        }
    }

    static Stream<Route> forPeopleOnly() {
        return routes().filter(route -> route.access().level() == Level.NO_TOKEN);
    }

    @ParameterizedTest
    @MethodSource("forPeopleOnly")
    void whatNeedsAPersonIsForbiddenToEveryToken(Route route, Client client) {
        Reply reply = client.send(route.method(), existing(route.template()), "");

        assertThat(reply.status()).isEqualTo(403);
    }

    private static String existing(String template) {
        String path = template;
        for (Map.Entry<String, String> object : EXISTING.entrySet()) {
            path = path.replace(object.getKey(), object.getValue());
        }
        return path;
    }
}
