package com.pulumi.planetscale.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives each test the emulator of its thread in its first state, or a client of it.
public abstract class GivesEmulator implements BeforeEachCallback, ParameterResolver {
    private final Supplier<SharedEmulator> ofThread;

    /// @param ofThread finds or starts it; skips the test where the machine cannot
    protected GivesEmulator(Supplier<SharedEmulator> ofThread) {
        this.ofThread = ofThread;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        ofThread.get().reset();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Client.class || type == Emulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Emulator.class
                ? ofThread.get().emulator()
                : ofThread.get().client();
    }

    /// Ends the servers behind its branches, and fails the test if something went wrong with them.
    protected final void endServers() {
        List<String> log = List.copyOf(ofThread.get().log());
        ofThread.get().reset();
        assertThat(log).isEmpty();
    }
}
