package com.pulumi.planetscale.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.extension.Extension;
import com.google.protobuf.ByteString;
import com.google.protobuf.Struct;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.provider.api.FakePause;
import com.pulumi.planetscale.provider.played.PlayedEngine;
import com.pulumi.planetscale.provider.played.Structs;
import com.pulumi.planetscale.provider.pulumi.PluginServer;
import com.pulumi.planetscale.provider.resources.Colleagues;
import com.pulumi.planetscale.provider.resources.ExampleProgram;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import javax.net.SocketFactory;
import pulumirpc.Provider.CheckRequest;
import pulumirpc.Provider.CheckResponse;
import pulumirpc.Provider.CreateRequest;
import pulumirpc.Provider.CreateResponse;
import pulumirpc.Provider.DiffRequest;
import pulumirpc.Provider.DiffResponse;
import pulumirpc.Provider.ReadRequest;
import pulumirpc.Provider.ReadResponse;

/// Stacks as an engine keeps them: what it sends and what it records, for one plugin that works with an emulator. The
/// emulator and the plugin live in one time, which moves when someone waits.
final class PlayedStack implements AutoCloseable {
    private static final ByteString SEED = ByteString.copyFrom(new byte[32]);

    private final FakePause time;
    private final Emulator emulator;
    private final List<Run> open = new ArrayList<>();
    private final Map<String, Map<String, Object>> states = new HashMap<>();

    /// Where the organization is said.
    enum Organization {
        CONFIG,
        PROGRAM,
        ENVIRONMENT
    }

    /// A resource of a stack.
    ///
    /// @param inputs the inputs as recorded
    /// @param state the outputs as recorded
    record Recorded(String kind, String label, String id, Map<String, Object> inputs, Map<String, Object> state) {
        /// The same, without some of its outputs.
        Recorded without(List<String> outputs) {
            var rest = new LinkedHashMap<>(state);
            outputs.forEach(rest::remove);
            return new Recorded(kind, label, id, inputs, rest);
        }

        String urn() {
            return "urn:pulumi:test::project::planetscale:index:" + kind + "::" + label;
        }
    }

    private final Map<String, String> home = PulumiHome.in(Map.of());

    /// @param extensions of the emulator's server
    PlayedStack(Extension... extensions) {
        this(new FakePause(), options -> options.extensions(extensions));
    }

    /// A stack in a time that others live in, too.
    PlayedStack(FakePause time, UnaryOperator<Emulator.Options> start) {
        this.time = time;
        emulator = Colleagues.join(Emulator.start(
                start.apply(Emulator.Options.defaults().withoutDelays().clock(time))));
    }

    Emulator emulator() {
        return emulator;
    }

    FakePause time() {
        return time;
    }

    /// A process of the plugin.
    Run run(Organization organization) throws Exception {
        var environment = new HashMap<>(home);
        if (organization == Organization.ENVIRONMENT) {
            environment.put("PLANETSCALE_ORGANIZATION", emulator.organization());
        }
        var backend = new PlanetScale(environment, "1.2.3", time, new Random(1), SocketFactory.getDefault());
        var server = new PluginServer(backend, "1.2.3", () -> "{}", "", time);
        return attach(server.start(), organization, server::stop);
    }

    /// Works with a process of the plugin that others may work with, too.
    ///
    /// @param end what is done after the connection has ended
    Run attach(int port, Organization organization, Runnable end) throws Exception {
        PlayedEngine engine = PlayedEngine.connect(port);
        var run = new Run(engine, organization, () -> {
            engine.close();
            end.run();
        });
        open.add(run);
        var _ = engine.handshake();
        var settings = new HashMap<String, Object>(Map.of(
                "serviceTokenId", emulator.serviceTokenId(),
                "serviceToken", emulator.serviceToken(),
                "endpoint", emulator.serverUrl(),
                "requestsPerMinute", 1_000_000));
        if (organization == Organization.CONFIG) {
            settings.put("organization", emulator.organization());
        }
        engine.configure(settings);
        return run;
    }

    /// How many calls PlanetScale has had that change something.
    long changes() {
        return emulator.journal().writes().size();
    }

    /// What a program writes of a resource, with what its references stand for.
    ///
    /// @param outputs by the labels of their resources
    static Map<String, Object> program(Declared declared, Map<String, Map<String, Object>> outputs) {
        var program = new LinkedHashMap<String, Object>();
        declared.properties()
                .properties()
                .forEach(entry -> program.put(entry.getKey(), value(entry.getValue(), outputs)));
        return program;
    }

    private static Object value(JsonNode node, Map<String, Map<String, Object>> outputs) {
        return ExampleProgram.reference(node)
                .map(reference ->
                        Objects.requireNonNull(Objects.requireNonNull(outputs.get(reference.label()), reference.label())
                                .get(reference.property())))
                .orElseGet(() -> plain(node, outputs));
    }

    private static Object plain(JsonNode node, Map<String, Map<String, Object>> outputs) {
        if (node.isObject()) {
            var entries = new LinkedHashMap<String, Object>();
            node.properties().forEach(entry -> entries.put(entry.getKey(), value(entry.getValue(), outputs)));
            return entries;
        }
        if (node.isArray()) {
            var elements = new ArrayList<Object>();
            node.forEach(element -> elements.add(value(element, outputs)));
            return elements;
        }
        return node.isBoolean() ? node.booleanValue() : node.isNumber() ? node.doubleValue() : node.asText();
    }

    /// What an engine does while one process of the plugin lives.
    final class Run implements AutoCloseable {
        private final PlayedEngine engine;
        private final Organization organization;
        private final Runnable end;

        private Run(PlayedEngine engine, Organization organization, Runnable end) {
            this.engine = engine;
            this.organization = organization;
            this.end = end;
        }

        PlayedEngine engine() {
            return engine;
        }

        /// What a program writes of a resource, with what its references stand for.
        Map<String, Object> program(Declared declared) {
            return program(declared, states);
        }

        /// The same, with references to these outputs, by the labels of their resources.
        Map<String, Object> program(Declared declared, Map<String, Map<String, Object>> outputs) {
            return inOrganization(PlayedStack.program(declared, outputs));
        }

        /// A program that says the organization where nothing else does.
        Map<String, Object> inOrganization(Map<String, Object> program) {
            var complete = new LinkedHashMap<>(program);
            if (organization == Organization.PROGRAM) {
                complete.put("organization", emulator.organization());
            }
            return complete;
        }

        /// Creates everything that a program declares before one of its resources.
        void createBefore(ExampleProgram program, Declared declared) {
            for (Declared earlier : program.resources()) {
                if (earlier.equals(declared)) {
                    return;
                }
                var _ = create(earlier);
            }
        }

        Recorded create(Declared declared) {
            return create(declared.kind(), declared.label(), program(declared));
        }

        Recorded create(String kind, String label, Map<String, Object> program) {
            var fresh = new Recorded(kind, label, "", Map.of(), Map.of());
            Struct checked = check(fresh, program);
            CreateResponse made = engine.plugin()
                    .create(CreateRequest.newBuilder()
                            .setUrn(fresh.urn())
                            .setProperties(checked)
                            .build());
            Map<String, Object> state = Structs.map(made.getProperties());
            states.put(label, state);
            return new Recorded(kind, label, made.getId(), Structs.map(checked), state);
        }

        /// Previews the creation of a resource.
        void preview(Declared declared) {
            var fresh = new Recorded(declared.kind(), declared.label(), "", Map.of(), Map.of());
            var _ = engine.plugin()
                    .create(CreateRequest.newBuilder()
                            .setUrn(fresh.urn())
                            .setPreview(true)
                            .setProperties(check(fresh, program(declared)))
                            .build());
        }

        /// Imports an object by its id; what Check makes of the inputs is dropped.
        Recorded adopt(String kind, String label, String id) {
            var fresh = new Recorded(kind, label, id, Map.of(), Map.of());
            ReadResponse read = engine.plugin()
                    .read(ReadRequest.newBuilder().setUrn(fresh.urn()).setId(id).build());
            assertThat(read.hasProperties()).as("%s %s exists", kind, id).isTrue();
            var adopted = new Recorded(
                    kind, label, read.getId(), Structs.map(read.getInputs()), Structs.map(read.getProperties()));
            var _ = check(adopted, inOrganization(adopted.inputs()));
            return adopted;
        }

        /// Plans a program; the engine stores its inputs where there is nothing to do.
        DiffResponse plan(Recorded recorded, Map<String, Object> program) {
            return engine.plugin()
                    .diff(DiffRequest.newBuilder()
                            .setUrn(recorded.urn())
                            .setId(recorded.id())
                            .setOldInputs(Structs.of(recorded.inputs()))
                            .setOlds(Structs.of(recorded.state()))
                            .setNews(check(recorded, program))
                            .build());
        }

        /// The record after a run that had nothing to do.
        Recorded kept(Recorded recorded, Map<String, Object> program) {
            return new Recorded(
                    recorded.kind(),
                    recorded.label(),
                    recorded.id(),
                    Structs.map(check(recorded, program)),
                    recorded.state());
        }

        /// Refreshes a record. The engine also asks for the difference, from what is there now to what was recorded.
        Recorded refresh(Recorded recorded) {
            ReadResponse read = engine.plugin()
                    .read(ReadRequest.newBuilder()
                            .setUrn(recorded.urn())
                            .setId(recorded.id())
                            .setInputs(Structs.of(recorded.inputs()))
                            .setProperties(Structs.of(recorded.state()))
                            .build());
            assertThat(read.getId()).as("%s is still there", recorded.id()).isNotEmpty();
            var refreshed = new Recorded(
                    recorded.kind(),
                    recorded.label(),
                    read.getId(),
                    Structs.map(read.getInputs()),
                    Structs.map(read.getProperties()));
            var _ = engine.plugin()
                    .diff(DiffRequest.newBuilder()
                            .setUrn(recorded.urn())
                            .setId(refreshed.id())
                            .setOldInputs(read.getInputs())
                            .setOlds(read.getProperties())
                            .setNews(Structs.of(recorded.inputs()))
                            .build());
            return refreshed;
        }

        void delete(Recorded recorded) {
            engine.delete(recorded.urn(), recorded.id(), Structs.of(recorded.inputs()), Structs.of(recorded.state()));
        }

        /// What was logged so far.
        List<String> log() {
            return engine.log().stream().map(line -> line.getMessage()).toList();
        }

        private Struct check(Recorded recorded, Map<String, Object> program) {
            CheckResponse checked = engine.plugin()
                    .check(CheckRequest.newBuilder()
                            .setUrn(recorded.urn())
                            .setOlds(Structs.of(recorded.inputs()))
                            .setNews(Structs.of(program))
                            .setRandomSeed(SEED)
                            .build());
            assertThat(checked.getFailuresList())
                    .as("inputs of %s", recorded.label())
                    .isEmpty();
            return checked.getInputs();
        }

        @Override
        public void close() {
            open.remove(this);
            end.run();
        }
    }

    @Override
    public void close() {
        List.copyOf(open).forEach(Run::close);
        emulator.close();
    }
}
