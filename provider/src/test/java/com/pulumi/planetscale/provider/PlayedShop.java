package com.pulumi.planetscale.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.pulumi.planetscale.provider.played.Failed.detail;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.google.protobuf.Struct;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.admin.AdminDeploys;
import com.pulumi.planetscale.emulator.admin.AdminDeploys.Action;
import com.pulumi.planetscale.emulator.server.Journal;
import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Connection;
import com.pulumi.planetscale.provider.api.FakePause;
import com.pulumi.planetscale.provider.played.Failed;
import com.pulumi.planetscale.provider.played.PlayedEngine;
import com.pulumi.planetscale.provider.played.Structs;
import com.pulumi.planetscale.provider.pulumi.PluginServer;
import com.pulumi.planetscale.provider.resource.Time;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import pulumirpc.Provider.CreateResponse;
import pulumirpc.Provider.ErrorResourceInitFailed;

/// A database whose branch `dev` has a column more than `main`, and a deploy request between them, seen through
/// the plugin's front. The emulator, the plugin and the test live in one time, which moves when someone waits.
public final class PlayedShop implements AutoCloseable {
    public static final String USERS = "CREATE TABLE `users` (\n  `id` bigint NOT NULL,\n  PRIMARY KEY (`id`)\n)";
    public static final String USERS_WITH_NAME =
            "CREATE TABLE `users` (\n  `id` bigint NOT NULL,\n  `name` varchar(9),\n  PRIMARY KEY (`id`)\n)";
    public static final String USERS_WITHOUT_KEY = "CREATE TABLE `users` (\n  `id` bigint NOT NULL\n)";

    private static final String KIND = "DeployRequest";
    private static final String LABEL = "change";

    private final FakePause time = new FakePause();
    private final Emulator emulator;
    private final Api api;
    private final PluginServer server;
    private final int port;
    private final PlayedEngine engine;
    private final JsonNode before;
    private final AtomicReference<Event> meanwhile = new AtomicReference<>(() -> {});

    /// How an operation ended.
    ///
    /// @param done whether it succeeded
    /// @param words why it did not
    /// @param state what the engine would record; empty where it would leave the state as it was
    /// @param calls what it asked PlanetScale to change, such as `deploy`
    public record Run(boolean done, String words, Map<String, Object> state, Struct recorded, List<String> calls) {}

    /// Something that happens while an operation waits.
    @FunctionalInterface
    public interface Event {
        void happen() throws Exception;
    }

    /// A shop at a PlanetScale that does everything at once.
    public PlayedShop() throws Exception {
        this(Emulator.Options.defaults().withoutDelays());
    }

    /// A shop at a PlanetScale of your own making, whose time is the shop's.
    public PlayedShop(Emulator.Options options) throws Exception {
        emulator = Emulator.start(options.clock(time));
        api = Api.connect(
                new Connection(
                        emulator.serverUrl(), emulator.serviceTokenId(), emulator.serviceToken(), 1_000_000, "test/1"),
                time,
                new Random(1),
                _ -> {});
        server = new PluginServer(
                new PlanetScale(PulumiHome.in(Map.of()), "1.2.3"), "1.2.3", () -> "{}", "", new Lived());
        port = server.start();
        engine = attach();
        var _ = api.post(path("/databases"), Map.of("name", "shop", "cluster_size", "PS_10"), JsonNode.class);
        load("main", USERS);
        var _ = api.send(
                "PUT", branch("main").then("/safe-migrations"), Map.of("safe_migrations", true), JsonNode.class);
        var _ = api.post(
                path("/databases/shop/branches"), Map.of("name", "dev", "parent_branch", "main"), JsonNode.class);
        load("dev", USERS_WITH_NAME);
        before = emulator.admin().exportState();
    }

    /// Begins another run, which knows nothing of the others but what they left in Pulumi's folder.
    public PlayedEngine attach() throws IOException {
        PlayedEngine attached = PlayedEngine.connect(port);
        var _ = attached.handshake();
        attached.configure(Map.of(
                "organization", emulator.organization(),
                "serviceTokenId", emulator.serviceTokenId(),
                "serviceToken", emulator.serviceToken(),
                "endpoint", emulator.serverUrl(),
                "requestsPerMinute", 1_000_000));
        return attached;
    }

    /// Makes everything as it was at the beginning.
    public void reset() {
        emulator.wireMock().resetAll();
        meanwhile.set(() -> {});
        emulator.admin().importState(before);
    }

    /// Lets something happen while an operation first waits.
    public void meanwhile(Event event) {
        meanwhile.set(event);
    }

    /// Lets someone press Ctrl-C while an operation first waits.
    public void cancelMeanwhile() {
        meanwhile(() -> {
            var _ = CompletableFuture.runAsync(engine::cancel);
            if (!new CountDownLatch(1).await(1, TimeUnit.MINUTES)) {
                throw new AssertionError("cancelling did not reach the operation");
            }
        });
    }

    /// Answers the next call in PlanetScale's place.
    ///
    /// @param path what follows the database
    public void answerOnce(String method, String path, ResponseDefinitionBuilder response) {
        emulator.wireMock()
                .stubFor(WireMock.request(method, urlPathMatching("/v1/organizations/acme/databases/[^/]+" + path))
                        .inScenario(method + path)
                        .whenScenarioStateIs("Started")
                        .willReturn(response)
                        .willSetStateTo("over"));
    }

    public Emulator emulator() {
        return emulator;
    }

    public PlayedEngine engine() {
        return engine;
    }

    public FakePause time() {
        return time;
    }

    public Api api() {
        return api;
    }

    public AdminDeploys people() {
        return emulator.admin().deploys();
    }

    /// Lets Ann do something with the request.
    public void ann(Action action) {
        people().act(request(), action, "Ann");
    }

    /// Puts a table in the place of those of a branch.
    public void load(String branch, String table) {
        emulator.admin().loadTables(branch(branch).toString(), "", Map.of("users", table));
    }

    public static String request() {
        return "/organizations/acme/databases/shop/deploy-requests/1";
    }

    public ApiPath branch(String name) {
        return path("/databases/shop/branches/{}", name);
    }

    public ApiPath path(String template, String... values) {
        return ApiPath.of("/organizations/{}", emulator.organization()).then(template, values);
    }

    public void requireApproval() throws Exception {
        var _ = api.patch(path("/databases/shop"), Map.of("require_approval_for_deploy", true), JsonNode.class);
    }

    public void changeVSchema() throws Exception {
        var _ = api.patch(
                branch("dev").then("/keyspaces/shop/vschema"),
                Map.of("vschema", "{\"tables\": {\"users\": {}}}"),
                JsonNode.class);
    }

    /// Changes a setting of the request behind the plugin's back.
    public void put(String setting, Map<String, ?> body) throws Exception {
        var _ = api.send("PUT", path("/databases/shop/deploy-requests/1").then(setting), body, JsonNode.class);
    }

    public JsonNode live() throws Exception {
        return api.get(path("/databases/shop/deploy-requests/1"), JsonNode.class);
    }

    public void deleteBranch(String name) throws Exception {
        var _ = api.send("DELETE", branch(name), Map.of(), JsonNode.class);
    }

    /// Opens the request as another program would, unknown to this one.
    public void somebodyHasOpenedIt() throws Exception {
        var _ = api.post(
                path("/databases/shop/deploy-requests"),
                Map.of("branch", "dev", "into_branch", "main", "auto_cutover", false),
                JsonNode.class);
    }

    public String schema(String branch) throws Exception {
        return api.get(branch(branch).then("/schema"), JsonNode.class).toString();
    }

    /// What a program writes about the request.
    public static Map<String, Object> inputs(Object... more) {
        var inputs = new HashMap<String, Object>(Map.of("database", "shop", "branch", "dev", "intoBranch", "main"));
        for (int i = 0; i < more.length; i += 2) {
            inputs.put((String) more[i], more[i + 1]);
        }
        return inputs;
    }

    /// A first run that only opens it.
    public CreateResponse opened() {
        return engine.create(KIND, LABEL, inputs("stage", "opened"));
    }

    public Run create(double timeoutSeconds, Object... more) {
        return run(
                () -> engine.create(KIND, LABEL, inputs(more), timeoutSeconds).getProperties());
    }

    public Run update(CreateResponse made, double timeoutSeconds, Object... more) {
        return update(made.getProperties(), inputs("stage", "opened"), timeoutSeconds, more);
    }

    public Run update(Struct state, Map<String, Object> oldInputs, double timeoutSeconds, Object... more) {
        return run(() -> engine.update(KIND, LABEL, "acme/shop/1", state, oldInputs, inputs(more), timeoutSeconds));
    }

    /// A destroy.
    public Run delete(CreateResponse made) {
        return run(() -> {
            engine.delete(KIND, LABEL, made, inputs("stage", "opened"));
            return Struct.getDefaultInstance();
        });
    }

    private Run run(Supplier<Struct> operation) {
        Journal journal = emulator.journal().fromNow();
        try {
            Struct state = operation.get();
            return new Run(true, "", Structs.map(state), state, calls(journal));
        } catch (StatusRuntimeException failure) {
            String words = String.valueOf(failure.getStatus().getDescription());
            if (!Failed.hasDetail(failure)) {
                return new Run(false, words, Map.of(), Struct.getDefaultInstance(), calls(journal));
            }
            Struct state = detail(failure, ErrorResourceInitFailed.class).getProperties();
            return new Run(false, words, Structs.map(state), state, calls(journal));
        }
    }

    /// What was asked since some moment, reads omitted.
    private static List<String> calls(Journal journal) {
        return journal.writes().stream()
                .map(call -> word(call.method(), call.path()))
                .toList();
    }

    private static String word(String method, String url) {
        return switch (method) {
            case "PATCH" -> "close";
            case "POST", "PUT" -> url.endsWith("/deploy-requests") ? "open" : url.substring(url.lastIndexOf('/') + 1);
            default -> throw new AssertionError(method + " " + url);
        };
    }

    /// The time that operations live in.
    private final class Lived implements Time {
        @Override
        public Instant now() {
            return time.now();
        }

        @Override
        public void pause(Duration span) throws InterruptedException {
            time.pause(span);
            try {
                meanwhile.getAndSet(() -> {}).happen();
            } catch (InterruptedException cancelled) {
                throw cancelled;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() {
        engine.close();
        server.stop();
        emulator.close();
    }
}
