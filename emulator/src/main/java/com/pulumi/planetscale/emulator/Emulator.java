package com.pulumi.planetscale.emulator;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.Extension;
import com.github.tomakehurst.wiremock.http.client.ApacheHttpClientFactory;
import com.github.tomakehurst.wiremock.http.client.HttpClient;
import com.github.tomakehurst.wiremock.http.client.LazyHttpClient;
import com.github.tomakehurst.wiremock.store.DefaultStores;
import com.github.tomakehurst.wiremock.store.RequestJournalStore;
import com.github.tomakehurst.wiremock.store.Stores;
import com.pulumi.planetscale.emulator.admin.Accesses;
import com.pulumi.planetscale.emulator.admin.Admin;
import com.pulumi.planetscale.emulator.admin.Tokens;
import com.pulumi.planetscale.emulator.client.ApiClient;
import com.pulumi.planetscale.emulator.dataplane.Connections;
import com.pulumi.planetscale.emulator.model.Organization;
import com.pulumi.planetscale.emulator.model.WebhookReach;
import com.pulumi.planetscale.emulator.server.ApiServer;
import com.pulumi.planetscale.emulator.server.CatchAll;
import com.pulumi.planetscale.emulator.server.EmulatorTransformer;
import com.pulumi.planetscale.emulator.server.Journal;
import com.pulumi.planetscale.emulator.server.JournalStore;
import com.pulumi.planetscale.emulator.server.LogNotifier;
import com.pulumi.planetscale.emulator.server.LostAnswers;
import com.pulumi.planetscale.emulator.time.Delay;
import com.pulumi.planetscale.emulator.time.Delays;
import com.pulumi.planetscale.emulator.time.EmulatorClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wiremock.org.eclipse.jetty.util.thread.QueuedThreadPool;

/// PlanetScale's HTTP API on this machine.
///
/// ```java
/// try (var emulator = Emulator.start(Emulator.Options.defaults().withoutDelays())) {
///     var client = new Client(emulator.serverUrl(), emulator.serviceTokenId(), emulator.serviceToken());
///     ...
///     emulator.clock().advance(Duration.ofHours(1));
///     emulator.wireMock().verify(1, postRequestedFor(urlPathEqualTo("/v1/organizations/acme/databases")));
/// }
/// ```
public final class Emulator implements AutoCloseable {
    private static final int THREADS = 64;
    /// What one connection needs. More start as soon as they have work.
    private static final int THREADS_AT_LEAST = 4;

    private final Options options;
    private final Backend backend;
    private final WireMockServer server;
    private final Heartbeat heartbeat;

    private Emulator(Options options) throws IOException {
        this.options = options;
        this.backend = new Backend(options);
        CatchAll catchAll = new CatchAll();
        WireMockConfiguration configuration = WireMockConfiguration.options();
        this.server = new WireMockServer(configuration
                .withStores(stores(configuration, options.journalEntries))
                .bindAddress(options.bindAddress)
                .port(options.port)
                .threadPoolFactory(ignored -> new QueuedThreadPool(THREADS, THREADS_AT_LEAST))
                .jettyAcceptors(1)
                .notifier(new LogNotifier(options.log))
                // It would write each request and answer out for a notifier that drops them.
                .stubRequestLoggingDisabled(true)
                .httpClientFactory(Emulator::client)
                .httpServerFactory(new ApiServer())
                .extensions(
                        new EmulatorTransformer(backend::answer, backend::answer, () -> clock().instant()),
                        catchAll,
                        backend.adminHttp())
                .extensions(options.extensions));
        try {
            serve(catchAll);
        } catch (EmulatorException e) {
            backend.close();
            throw e;
        }
        backend.serves(serverUrl());
        this.heartbeat = new Heartbeat(backend::beat);
    }

    private static Stores stores(WireMockConfiguration configuration, int journalEntries) {
        var journal = new JournalStore(journalEntries);
        return new DefaultStores(configuration.filesRoot()) {
            @Override
            public RequestJournalStore getRequestJournalStore() {
                return journal;
            }
        };
    }

    /// WireMock's client for stubs that pass requests on to another server, made when the first of them does: making
    /// it takes a tenth of the time in which an emulator starts.
    private static HttpClient client(
            com.github.tomakehurst.wiremock.core.Options options,
            boolean trustsAll,
            List<String> trusted,
            boolean systemProperties) {
        return new LazyHttpClient(
                () -> new ApacheHttpClientFactory().buildHttpClient(options, trustsAll, trusted, systemProperties));
    }

    private void serve(CatchAll catchAll) {
        try {
            server.start();
        } catch (FatalStartupException e) {
            throw new EmulatorException(
                    "Port " + options.port + " cannot be used, most likely because something listens there already."
                            + " Stop that, or choose another port; 0 takes a free one.",
                    e);
        }
        catchAll.addTo(server);
    }

    /// Starts, and serves when it returns.
    ///
    /// @throws EmulatorException with a sentence, if the port, the seed or the state cannot be used
    public static Emulator start(Options options) {
        try {
            return new Emulator(options);
        } catch (IOException | IllegalArgumentException e) {
            throw new EmulatorException(String.valueOf(e.getMessage()), e);
        }
    }

    /// What clients take instead of `https://api.planetscale.com/v1`.
    public String serverUrl() {
        // The wildcard address cannot be called.
        String host = options.bindAddress.equals("0.0.0.0") ? "127.0.0.1" : options.bindAddress;
        return "http://" + host + ":" + server.port() + "/v1";
    }

    public String organization() {
        synchronized (backend.world()) {
            return backend.world()
                    .all(Organization.class)
                    .findFirst()
                    .map(found -> found.name)
                    .orElse(options.organization);
        }
    }

    /// The id of a token that may do everything.
    public String serviceTokenId() {
        return backend.credentials().id();
    }

    /// The secret of that token.
    public String serviceToken() {
        return backend.credentials().token();
    }

    /// The server itself: stubs script faults, and the journal counts calls.
    public WireMockServer wireMock() {
        return server;
    }

    /// The variables of the environment that lead the provider, and other clients, here.
    public Map<String, String> environment() {
        return Map.of(
                "PLANETSCALE_SERVER_URL", serverUrl(),
                "PLANETSCALE_ORGANIZATION", organization(),
                "PLANETSCALE_SERVICE_TOKEN_ID", serviceTokenId(),
                "PLANETSCALE_SERVICE_TOKEN", serviceToken());
    }

    /// The calls that were answered.
    public Journal journal() {
        return new Journal(server);
    }

    /// Loses answers.
    public LostAnswers lostAnswers() {
        return new LostAnswers(server);
    }

    /// A client with the token that [#serviceToken] gives.
    public ApiClient client() {
        return client(backend.credentials());
    }

    /// Another client, with a new service token of that name that may do everything.
    public ApiClient otherClient(String name) {
        return client(admin().tokens().make(name, Accesses.everything()));
    }

    private ApiClient client(Tokens.Credentials token) {
        return new ApiClient(serverUrl() + "/organizations/" + organization(), token.id(), token.token());
    }

    /// Connections to the servers behind branches.
    ///
    /// @throws IllegalStateException if it was not started with [Options#mysql]
    public Connections connections() {
        return backend.connections().orElseThrow(() -> new IllegalStateException("Start it with mysql(true)"));
    }

    public EmulatorClock clock() {
        return backend.world().clock();
    }

    /// What only a web page, the support or chance can do.
    public Admin admin() {
        return backend.admin();
    }

    /// Stops serving, and keeps the state if it is to be kept.
    @Override
    public void close() {
        heartbeat.close();
        server.stop();
        backend.close();
    }

    /// How to start. Changed by its methods, which return it.
    public static final class Options {
        private static final int JOURNAL = 50_000;

        final Delays delays = new Delays();
        int port = 0;
        String bindAddress = "127.0.0.1";
        String organization = "acme";

        @Nullable
        Path seed;

        @Nullable
        Path state;

        boolean terse = false;
        boolean sparse = false;
        int requestsPerMinute = 0;
        int journalEntries = JOURNAL;

        boolean mysql = false;
        boolean postgres = false;

        @Nullable
        Path tls;

        @Nullable
        WebhookReach webhooks;

        boolean verbose = false;
        InstantSource clock = InstantSource.system();
        Consumer<String> log =
                message -> System.getLogger("planetscale-emulator").log(System.Logger.Level.WARNING, message);
        Extension[] extensions = {};

        private Options() {}

        /// A free port on the loopback address, one organization `acme`, short delays, no limit on requests.
        public static Options defaults() {
            return new Options();
        }

        /// Where to listen; 0 takes a free port.
        public Options port(int value) {
            port = value;
            return this;
        }

        /// Which address to listen on, instead of loopback.
        public Options bindAddress(String value) {
            bindAddress = value;
            return this;
        }

        /// The organization that exists at the start.
        public Options organization(String value) {
            organization = value;
            return this;
        }

        /// A file of objects to begin with.
        public Options seed(Path file) {
            seed = file;
            return this;
        }

        /// A file that keeps everything; where it already exists, the seed is not planted.
        public Options state(Path file) {
            state = file;
            return this;
        }

        /// How long one kind of work takes.
        public Options delay(Delay delay, Duration duration) {
            delays.set(delay, duration);
            return this;
        }

        /// All work is done in the answer that starts it.
        public Options withoutDelays() {
            delays.none();
            return this;
        }

        /// Whether each 422 is `unprocessable: Unprocessable Entity`, for clients that must not depend on words.
        public Options terse(boolean value) {
            terse = value;
            return this;
        }

        /// Whether answers lack what is null and what the description does not require, for clients that must not
        /// depend on more than it promises.
        public Options sparse(boolean value) {
            sparse = value;
            return this;
        }

        /// Requests in any 60 seconds before 429; 0 for no limit. PlanetScale's is 600.
        public Options requestsPerMinute(int value) {
            requestsPerMinute = value;
            return this;
        }

        /// Whether a MySQL-compatible server of this machine runs behind each Vitess branch that is used. With a state
        /// file its data is kept beside that, in a folder with the same name and `.data`.
        public Options mysql(boolean value) {
            mysql = value;
            return this;
        }

        /// Whether a PostgreSQL server of this machine runs behind each PostgreSQL branch that is used. Its data are
        /// kept like those of [#mysql].
        public Options postgres(boolean value) {
            postgres = value;
            return this;
        }

        /// A file for the certificate of an authority, by which clients can check the servers behind branches; those
        /// encrypt then. Matters with [#mysql] and [#postgres] only.
        public Options tls(Path certificate) {
            tls = certificate;
            return this;
        }

        /// How far webhooks reach: nowhere unless this, or a kept state, says otherwise.
        public Options webhooks(WebhookReach value) {
            webhooks = value;
            return this;
        }

        /// The time everything follows, for tests that move it themselves; the emulator adds what it was advanced by.
        public Options clock(InstantSource value) {
            clock = value;
            return this;
        }

        /// How many requests WireMock's journal remembers; the oldest are forgotten first.
        public Options journalEntries(int value) {
            journalEntries = value;
            return this;
        }

        /// Receives what goes wrong, and each request if verbose. No line holds a secret.
        public Options log(Consumer<String> value) {
            log = value;
            return this;
        }

        /// Whether each request is logged.
        public Options verbose(boolean value) {
            verbose = value;
            return this;
        }

        /// Further extensions of WireMock, such as listeners of a test.
        public Options extensions(Extension... values) {
            extensions = values.clone();
            return this;
        }
    }
}
