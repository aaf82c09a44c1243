package com.pulumi.planetscale.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Gives each test an emulator in its first state, with a clock that stands still, and fails it if anything that was
/// answered is not as the OpenAPI description says.
public final class Emulated extends GivesEmulator implements AfterEachCallback {
    public static final Instant START = SharedEmulator.START;

    private static final ThreadLocal<Observed> OBSERVED = ThreadLocal.withInitial(Observed::new);

    /// An emulator with what compares its answers.
    private static final class Observed {
        final Contract contract = new Contract();
        final SharedEmulator shared = new SharedEmulator(options -> options.extensions(contract));
    }

    public Emulated() {
        super(Emulated::shared);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        super.beforeEach(context);
        exchanges();
    }

    private static SharedEmulator shared() {
        return OBSERVED.get().shared;
    }

    /// What the emulator has logged in this test.
    public static List<String> log() {
        return shared().log();
    }

    /// The exchanges of this test since this was last asked.
    public static List<Contract.Exchange> exchanges() {
        return OBSERVED.get().contract.take();
    }

    /// Forgets the exchanges so far: a test has made the emulator say a value that is newer than the description, and
    /// the description's enumerations name no values that could be told apart.
    public static void saidSomethingNewer() {
        exchanges();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(exchanges().stream()
                        .filter(exchange -> !exchange.differences().isEmpty()))
                .as("answers that differ from the OpenAPI description")
                .isEmpty();
    }
}
