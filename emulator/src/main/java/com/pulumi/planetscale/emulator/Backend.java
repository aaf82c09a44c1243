package com.pulumi.planetscale.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.admin.Accesses;
import com.pulumi.planetscale.emulator.admin.Admin;
import com.pulumi.planetscale.emulator.admin.AdminCalls;
import com.pulumi.planetscale.emulator.admin.AdminHttp;
import com.pulumi.planetscale.emulator.admin.Seed;
import com.pulumi.planetscale.emulator.admin.Tokens.Credentials;
import com.pulumi.planetscale.emulator.dataplane.Connections;
import com.pulumi.planetscale.emulator.dataplane.Followers;
import com.pulumi.planetscale.emulator.driver.DriverRequest;
import com.pulumi.planetscale.emulator.driver.ServerlessApi;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.AnswerStyle;
import com.pulumi.planetscale.emulator.http.Api;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.RateLimit;
import com.pulumi.planetscale.emulator.http.Request;
import com.pulumi.planetscale.emulator.http.Router;
import com.pulumi.planetscale.emulator.model.Organization;
import com.pulumi.planetscale.emulator.model.ServiceToken;
import com.pulumi.planetscale.emulator.model.Webhook;
import com.pulumi.planetscale.emulator.model.WebhookReach;
import com.pulumi.planetscale.emulator.state.JsonFile;
import com.pulumi.planetscale.emulator.state.StateFile;
import com.pulumi.planetscale.emulator.state.WorldJson;
import com.pulumi.planetscale.emulator.time.EmulatorClock;
import com.pulumi.planetscale.emulator.webhook.Announcer;
import com.pulumi.planetscale.emulator.webhook.Courier;
import com.pulumi.planetscale.emulator.world.World;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The emulator without its server: the world, what answers for it, and the file that keeps it.
final class Backend {
    private final Emulator.Options options;
    private final World world;
    private final WorldJson json;
    private final @Nullable StateFile file;
    private final Router router;
    private final RateLimit limit;
    private final AnswerStyle style = new AnswerStyle();
    private final Api api;
    private final Admin admin;
    private final Courier courier;
    private final Followers servers;
    private final Optional<Connections> connections;
    private final Credentials credentials;
    private final ServerlessApi serverless;
    private volatile String base = "http://localhost/v1";

    Backend(Emulator.Options options) throws IOException {
        this.options = options;
        this.world = new World(new EmulatorClock(options.clock), options.delays.copy());
        Declarations declarations = Declarations.of(Kinds.all(options.log));
        this.router = new Router(declarations);
        this.limit = new RateLimit();
        this.api = new Api(world, router, limit, options.log);
        this.json = new WorldJson(declarations.stored());
        this.file = options.state == null ? null : new StateFile(options.state);
        this.courier = new Courier(world, this::saveOrComplain, options.log);
        this.admin = new Admin(world, router, json, limit, style, courier, this::saveOrComplain);
        world.tell(new Announcer(world, declarations, () -> base));
        DataPlanes planes = new DataPlanes(options, world);
        this.servers = planes.all();
        this.connections = planes.connections();
        this.serverless = new ServerlessApi(world, connections, options.log);
        this.credentials = begin();
        servers.follow();
        limit.set(options.requestsPerMinute);
        style.setTerse(options.terse);
        style.setSparse(options.sparse);
    }

    /// Connections to the servers behind Vitess branches, if it was started with some.
    Optional<Connections> connections() {
        return connections;
    }

    World world() {
        return world;
    }

    Admin admin() {
        return admin;
    }

    AdminHttp adminHttp() {
        return new AdminHttp(new AdminCalls(world, admin));
    }

    Credentials credentials() {
        return credentials;
    }

    /// Answers, keeps what has changed, and says a line about it if that is wanted.
    Answer answer(Request request) {
        synchronized (world) {
            Answer answer = style.applied(api.answer(request));
            if (!request.method().equals("GET")) {
                saveOrComplain();
            } else {
                servers.follow();
            }
            if (options.verbose) {
                options.log.accept(request.method() + " " + request.path() + " " + answer.status());
            }
            courier.send();
            return answer;
        }
    }

    /// Answers the serverless driver. Its statements change nothing that the state file keeps.
    Answer answer(DriverRequest request) {
        Answer answer = serverless.answer(request);
        if (options.verbose) {
            options.log.accept(request.method() + " " + request.path() + " " + answer.status());
        }
        return answer;
    }

    /// Says how clients reach the API, which addresses in webhooks begin with.
    void serves(String url) {
        base = url;
    }

    /// Lets what is due happen without a request, if a webhook waits for it.
    void beat() {
        serverless.endDue();
        synchronized (world) {
            try {
                servers.beat();
                if (world.all(Webhook.class).anyMatch(webhook -> webhook.enabled)) {
                    if (world.settle()) {
                        saveOrComplain();
                    }
                    courier.send();
                }
            } catch (RuntimeException e) {
                options.log.accept("What was due failed inside the emulator, please report it: " + e);
            }
        }
    }

    /// Sends nothing more, and keeps the state if it is to be kept.
    void close() {
        courier.close();
        serverless.close();
        saveOrComplain();
        servers.close();
    }

    private void readState(StateFile state) throws IOException {
        try {
            json.read(state.read(), world);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The state file " + options.state + " cannot be used: " + e.getMessage(), e);
        }
    }

    private Credentials begin() throws IOException {
        if (file != null && file.exists()) {
            readState(file);
            setReach();
            return firstToken();
        }
        world.add(new Organization(world.origin(null, null), options.organization));
        setReach();
        Credentials first = admin.tokens().make("emulator", Accesses.everything());
        if (options.seed != null) {
            JsonNode seed = JsonFile.read("The seed", options.seed);
            new Seed(world, router, api, admin, first).plant(options.organization, seed);
        }
        save();
        return first;
    }

    /// What is said at the start goes before what was kept.
    private void setReach() {
        WebhookReach reach = options.webhooks;
        if (reach != null) {
            world.all(Organization.class).forEach(organization -> organization.webhooks = reach);
        }
    }

    /// The oldest token is the one that was printed at the first start.
    private Credentials firstToken() {
        return world.all(ServiceToken.class)
                .findFirst()
                .map(token -> new Credentials(token.id(), token.secret))
                .orElseGet(() -> admin.tokens().make("emulator", Accesses.everything()));
    }

    /// Writes the state file, if there is to be one.
    private void save() throws IOException {
        synchronized (world) {
            if (file != null) {
                file.write(json.write(world));
            }
        }
    }

    private void saveOrComplain() {
        servers.follow();
        try {
            save();
        } catch (IOException e) {
            options.log.accept(e.getMessage());
        }
    }
}
