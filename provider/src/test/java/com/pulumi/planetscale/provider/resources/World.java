package com.pulumi.planetscale.provider.resources;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.admin.Tokens;
import com.pulumi.planetscale.emulator.model.WebhookReach;
import com.pulumi.planetscale.provider.api.AccessesTest;
import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.Connection;
import com.pulumi.planetscale.provider.api.FakePause;
import com.pulumi.planetscale.provider.api.Siblings;
import com.pulumi.planetscale.provider.lifecycle.Catalog;
import com.pulumi.planetscale.provider.lifecycle.Context;
import com.pulumi.planetscale.provider.lifecycle.FakeOperation;
import com.pulumi.planetscale.provider.lifecycle.Identities;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import com.pulumi.planetscale.provider.resources.making.Notes;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// PlanetScale emulated, and the resources that work with it, all in one time that moves only when someone
/// waits.
public final class World implements AutoCloseable {
    private static final String AGENT = "test/1";

    private final FakePause time = new FakePause();
    private Duration ahead = Duration.ZERO;
    private final String pace;
    private final Emulator emulator;
    /// Whether nothing has happened yet.
    private boolean fresh = true;

    private final Api api;
    private final Path notes;
    private String resource = "program";
    private Catalog catalog;
    private final PropertyMap settings;
    private final Map<String, PropertyMap> states = new HashMap<>();
    private Identities identities = new Identities();

    /// @param pace how long things take
    private World(String pace, UnaryOperator<Emulator.Options> options) {
        this.pace = pace;
        emulator = Colleagues.join(Emulator.start(
                options.apply(Emulator.Options.defaults().clock(() -> time.now().plus(ahead)))));
        api = connect(emulator.serviceTokenId(), emulator.serviceToken());
        notes = temporary();
        catalog = catalog(api);
        settings = PropertyMap.EMPTY.with(Owners.ORGANIZATION, emulator.organization());
    }

    /// A world in which everything is done at once.
    public static World quick() {
        return quick(UnaryOperator.identity());
    }

    /// The same, with an emulator that is started in some way.
    public static World quick(UnaryOperator<Emulator.Options> start) {
        return new World("quick", options -> start.apply(options.withoutDelays()));
    }

    /// A world in which things take the emulator's ordinary time.
    public static World slow() {
        return slow(UnaryOperator.identity());
    }

    /// The same, with an emulator that is started in some way.
    public static World slow(UnaryOperator<Emulator.Options> start) {
        return new World("slow", start);
    }

    /// A quick world whose webhooks reach receivers on this machine.
    public static World calling() {
        return new World(
                "quick, with webhooks", options -> options.withoutDelays().webhooks(WebhookReach.LOCAL));
    }

    /// The emulator, which a test may change.
    public Emulator emulator() {
        fresh = false;
        return emulator;
    }

    public FakePause time() {
        return time;
    }

    public Api api() {
        fresh = false;
        return api;
    }

    public Catalog catalog() {
        return catalog;
    }

    public PropertyMap settings() {
        return settings;
    }

    /// A client with other credentials.
    public Api connect(String tokenId, String token) {
        return Api.connect(
                new Connection(emulator.serverUrl(), tokenId, token, 1_000_000, AGENT),
                time,
                new Random(1),
                Resources.listener());
    }

    /// Sets how far PlanetScale's clock is ahead of this machine's.
    public void skew(Duration value) {
        ahead = value;
    }

    /// An operation on the resource that was met last.
    public FakeOperation operation() {
        return new FakeOperation(time).on(resource).recorded(id -> identities.knows(id));
    }

    public Lifecycle lifecycle(String kind) {
        return new Lifecycle(catalog.resource(kind).orElseThrow(), identities, catalog.account(), catalog.memory());
    }

    public Schema schema(String kind) {
        return catalog.resource(kind).orElseThrow().schema();
    }

    /// Goes on as another process would whose predecessor was killed: with nothing but the notes on the disk.
    public void newProcess() {
        identities = new Identities();
        catalog = catalog(api);
    }

    /// Goes on in another process, with another service token.
    public void use(Tokens.Credentials token) {
        fresh = false;
        identities = new Identities();
        catalog = catalog(connect(token.id(), token.token()));
    }

    private Catalog catalog(Api api) {
        Notes kept = Notes.in(notes);
        Siblings shared = Resources.shared(api);
        return new Catalog(
                Resources.all(api, shared, kept),
                Resources.lookups(api),
                Resources.account(api, shared),
                Resources.memory(api, kept));
    }

    /// The inputs of a resource of a program, as the engine would have them checked.
    public PropertyMap checked(Declared declared) {
        resource = declared.kind() + "::" + declared.label();
        Lifecycle.Checked checked = lifecycle(declared.kind())
                .check(PropertyMap.EMPTY, ExampleProgram.inputs(declared, states), context(declared.label()));
        if (!checked.findings().isEmpty()) {
            throw new AssertionError(declared + ": " + checked.findings());
        }
        return checked.inputs();
    }

    /// Has the engine check a resource that the program has, without asking for more.
    public void plan(String kind, Map<String, String> inputs) {
        PropertyMap given = PropertyMap.EMPTY;
        for (Map.Entry<String, String> input : inputs.entrySet()) {
            given = given.with(input.getKey(), new Value.Text(input.getValue()));
        }
        assertThat(lifecycle(kind)
                        .check(PropertyMap.EMPTY, given, context(kind))
                        .findings())
                .isEmpty();
    }

    public Context context(String label) {
        return new Context(label, "seed", Optional.empty(), settings);
    }

    /// Has an earlier run create everything that a program declares before one of its resources.
    public void createBefore(ExampleProgram program, Declared declared) throws Exception {
        List<Declared> earlier =
                program.resources().subList(0, program.resources().indexOf(declared));
        boolean shared = fresh;
        int made = shared ? begun(earlier) : 0;
        for (Declared next : earlier.subList(made, earlier.size())) {
            var _ = create(next);
            made++;
            if (shared) {
                Beginning.remember(style(), earlier.subList(0, made), time.now(), emulator, states);
            }
        }
        end();
    }

    /// Begins with as many of these resources as a test has made already.
    ///
    /// @return how many
    private int begun(List<Declared> earlier) {
        for (int made = earlier.size(); made > 0; made--) {
            Optional<Beginning> known = Beginning.of(style(), earlier.subList(0, made));
            if (known.isPresent()) {
                emulator.admin().importState(known.get().objectsIn(emulator));
                time.rewind(known.get().at());
                states.putAll(known.get().states());
                Declared last = earlier.get(made - 1);
                resource = last.kind() + "::" + last.label();
                return made;
            }
        }
        return 0;
    }

    private String style() {
        var answers = emulator.admin().answers();
        return pace + ", " + ahead + (answers.terse() ? " terse" : "") + (answers.sparse() ? " sparse" : "");
    }

    /// What there is at some moment, for several tests that begin with it.
    public record Moment(Instant at, JsonNode objects, Map<String, PropertyMap> states, String resource) {}

    /// What there is now.
    public Moment moment() {
        return new Moment(time.now(), emulator.admin().exportState(), Map.copyOf(states), resource);
    }

    /// Goes back to what there was, in a process that knows nothing of what has happened since. No answer is lost then.
    public void goBackTo(Moment moment) {
        emulator.wireMock().resetMappings();
        emulator.admin().importState(moment.objects());
        time.rewind(moment.at());
        states.clear();
        states.putAll(moment.states());
        resource = moment.resource();
        forget(notes);
        newProcess();
    }

    private static void forget(Path notes) {
        try (Stream<Path> files = Files.list(notes)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Creates one resource and remembers its state for those that refer to it.
    public Outcome.Ready create(Declared declared) throws Exception {
        return create(operation(), declared);
    }

    public Outcome.Ready create(Operation operation, Declared declared) throws Exception {
        fresh = false;
        PropertyMap inputs = checked(declared);
        if (operation instanceof FakeOperation fake) {
            var _ = fake.on(resource);
        }
        Outcome outcome = lifecycle(declared.kind()).create(operation, inputs);
        if (!(outcome instanceof Outcome.Ready ready)) {
            throw new AssertionError(declared.label() + " was not finished: " + outcome);
        }
        states.put(declared.label(), ready.state());
        return ready;
    }

    /// Has PlanetScale do what is first asked of some addresses, and its answer get lost.
    ///
    /// @param addresses as a regular expression
    public void loseTheFirstAnswerTo(String addresses) {
        emulator.lostAnswers().first("POST", addresses);
    }

    /// Starts to count calls.
    public Journal journal() {
        return new Journal(emulator.journal().fromNow());
    }

    /// The calls since some moment.
    public record Journal(com.pulumi.planetscale.emulator.server.Journal since) {
        /// Method and path of each call, in order.
        public List<String> calls() {
            return since.calls().stream().map(Object::toString).toList();
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("notes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The notes of requests that this machine keeps.
    List<Path> notes() throws IOException {
        try (Stream<Path> files = Files.list(notes)) {
            return files.toList();
        }
    }

    /// Comes to the regular end of a run, at which the engine has recorded everything.
    public void end() {
        catalog.memory().settle(identities::knows);
        newProcess();
    }

    /// Ends the world, in which the provider has made no call whose accesses it does not know.
    @Override
    public void close() {
        AccessesTest.assertListed(emulator.wireMock().getAllServeEvents().stream()
                .map(ServeEvent::getRequest)
                .filter(request -> AGENT.equals(request.getHeader("User-Agent")))
                .map(request -> request.getMethod() + " " + request.getUrl())
                .distinct()
                .toList());
        emulator.close();
        forget(notes);
        try {
            Files.delete(notes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
