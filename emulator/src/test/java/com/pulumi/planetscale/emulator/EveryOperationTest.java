package com.pulumi.planetscale.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.pulumi.planetscale.emulator.Contract.Exchange;
import com.pulumi.planetscale.emulator.http.Access.Level;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.NotEmulated;
import com.pulumi.planetscale.emulator.http.Route;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Drives every operation once with success and once without a token. An operation that is built and not driven here
/// fails the test, and so does an answer that is not as described. Further refusals of all operations are in
/// `AccessTest` and `RefusalTest`.
@ExtendWith(Emulated.class)
public final class EveryOperationTest {
    private final List<Exchange> exchanges = new ArrayList<>();

    @BeforeEach
    void driveAll(Client client, Emulator emulator) {
        EveryOperation.drive(client, emulator);
        exchanges.addAll(Emulated.exchanges());
        refusals(client.with(null));
    }

    private void refusals(Client nobody) {
        for (Route route : built()) {
            if (route.access().level() != Level.EVERYBODY) {
                nobody.send(route.method(), route.template().replaceAll("[{}]", ""), "");
            }
        }
        exchanges.addAll(Emulated.exchanges());
    }

    @Test
    void everyOperationThatIsBuiltSucceedsAndWantsAToken() {
        for (Route route : built()) {
            List<Exchange> driven = exchanges.stream()
                    .filter(exchange -> Contract.route(exchange.method(), exchange.path())
                            .filter(found -> found.template().equals(route.template()))
                            .isPresent())
                    .toList();
            if (route.access().level() != Level.NO_TOKEN) {
                assertThat(driven)
                        .as("success of %s %s", route.method(), route.template())
                        .anyMatch(exchange -> exchange.status() < 300);
            }
            if (route.access().level() != Level.EVERYBODY) {
                assertThat(driven)
                        .as("refusal of %s %s", route.method(), route.template())
                        .anyMatch(exchange -> exchange.status() == 401);
            }
        }
    }

    @Test
    void everyAnswerIsAsDescribed() {
        assumeTrue(OpenApi.file().isPresent(), OpenApi.ABSENT);

        assertThat(exchanges)
                .isNotEmpty()
                .allSatisfy(exchange -> assertThat(exchange.differences())
                        .as("%s %s %s", exchange.method(), exchange.path(), exchange.status())
                        .isEmpty());
    }

    /// All operations but those that answer that they are not emulated.
    public static List<Route> built() {
        List<Route> missing =
                Declarations.of(List.of(new NotEmulated(line -> {}))).routes();
        List<String> names = missing.stream().map(EveryOperationTest::name).toList();
        return Declarations.of(Kinds.all(line -> {})).routes().stream()
                .filter(route -> !names.contains(name(route)))
                .toList();
    }

    private static String name(Route route) {
        return route.method() + " " + route.template();
    }
}
