package com.pulumi.planetscale.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.time.Delay;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives each test an emulator in its first state, with a clock that stands still, and fails it if anything that was
/// answered is not as the OpenAPI description says. One server serves all tests, since none knows of the others.
public final class Emulated implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    public static final Instant START = Instant.parse("2026-01-05T09:00:00Z");
    public static final Contract CONTRACT = new Contract();
    public static final List<String> LOG = new ArrayList<>();

    private static final Emulator EMULATOR = Emulator.start(Emulator.Options.defaults()
            .clock(InstantSource.fixed(START))
            .log(LOG::add)
            .extensions(CONTRACT));
    private static final JsonNode FIRST_STATE = EMULATOR.admin().exportState();

    @Override
    public void beforeEach(ExtensionContext context) {
        EMULATOR.wireMock().resetAll();
        EMULATOR.admin().importState(FIRST_STATE);
        for (Delay delay : Delay.values()) {
            EMULATOR.admin().setDelay(delay, Duration.ZERO);
        }
        EMULATOR.admin().setRequestsPerMinute(0);
        CONTRACT.take();
        LOG.clear();
    }

    /// Forgets the exchanges so far: a test has made the emulator say a value that is newer than the description, and
    /// the description's enumerations name no values that could be told apart.
    public static void saidSomethingNewer() {
        CONTRACT.take();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(CONTRACT.take().stream()
                        .filter(exchange -> !exchange.differences().isEmpty()))
                .as("answers that differ from the OpenAPI description")
                .isEmpty();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Client.class || type == Emulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Emulator.class ? EMULATOR : new Client(EMULATOR);
    }
}
