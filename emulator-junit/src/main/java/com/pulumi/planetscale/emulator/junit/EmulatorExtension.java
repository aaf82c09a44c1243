package com.pulumi.planetscale.emulator.junit;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.client.ApiClient;
import com.pulumi.planetscale.emulator.server.Journal;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests an emulator of PlanetScale.
///
/// ```java
/// @RegisterExtension
/// static final EmulatorExtension planetScale = EmulatorExtension.quick();
///
/// @Test
/// void databaseIsMadeOnce() {
///     planetScale.loseFirstAnswer("POST", "/v1/.+/databases");
///
///     run("pulumi up", planetScale.environment());
///
///     assertThat(planetScale.journal().writes()).hasToString("[POST /v1/organizations/acme/databases]");
/// }
/// ```
///
/// In a static field it starts one emulator for the class and resets it before each test, so tests of that class must
/// not run at the same time. In another field, each test has an emulator of its own. A test can also take the
/// [Emulator] as a parameter.
public final class EmulatorExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {
    private final Supplier<Emulator.Options> options;
    private @Nullable Emulator emulator;
    private @Nullable JsonNode first;
    private boolean forTheClass;

    private EmulatorExtension(Supplier<Emulator.Options> options) {
        this.options = options;
    }

    /// An emulator that does all work in the answer that starts it.
    public static EmulatorExtension quick() {
        return with(() -> Emulator.Options.defaults().withoutDelays());
    }

    /// An emulator that is started in some way.
    ///
    /// @param options called for each start
    public static EmulatorExtension with(Supplier<Emulator.Options> options) {
        return new EmulatorExtension(options);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        forTheClass = true;
        start();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (forTheClass) {
            reset();
        } else {
            start();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!forTheClass) {
            stop();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stop();
    }

    private void start() {
        emulator = Emulator.start(options.get());
        first = emulator.admin().exportState();
    }

    private void stop() {
        if (emulator != null) {
            emulator.close();
            emulator = null;
        }
    }

    /// Puts everything back as it was after the start: objects, stubs and the journal. The clock stays where it is.
    public void reset() {
        emulator().wireMock().resetAll();
        emulator().admin().importState(Objects.requireNonNull(first));
    }

    /// The running emulator.
    ///
    /// @throws IllegalStateException outside of a test
    public Emulator emulator() {
        if (emulator == null) {
            throw new IllegalStateException("The emulator runs only while tests do. Register the extension by a field"
                    + " that is annotated with @RegisterExtension, and use it in a test.");
        }
        return emulator;
    }

    /// The variables that lead the provider to the emulator: `PLANETSCALE_SERVER_URL`, `PLANETSCALE_ORGANIZATION`,
    /// `PLANETSCALE_SERVICE_TOKEN_ID` and `PLANETSCALE_SERVICE_TOKEN`.
    public Map<String, String> environment() {
        return emulator().environment();
    }

    /// The calls that the emulator has answered in this test.
    public Journal journal() {
        return emulator().journal();
    }

    /// Carries out the first such call from now on, and breaks the connection before the client has its answer.
    ///
    /// @param method such as `POST`; `ANY` for each method
    /// @param path a regular expression that the path with its query has to match as a whole, such as
    ///             `/v1/.+/passwords`
    public void loseFirstAnswer(String method, String path) {
        emulator().lostAnswers().first(method, path);
    }

    /// Another client with a service token of its own: a colleague, or another stack.
    public ApiClient otherClient() {
        return emulator().otherClient("another client");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Emulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return emulator();
    }
}
