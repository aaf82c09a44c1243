package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.provider.AttachedPlugin;
import com.pulumi.planetscale.provider.resources.Colleagues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;

/// A stack with a program in YAML, an emulator to work against, and a state of its own in files.
final class Stack implements AutoCloseable {
    static final Path ENGINE = Path.of("../engine/pulumi").toAbsolutePath().normalize();
    private static final Path PLUGIN =
            Path.of("target/plugin/pulumi-resource-planetscale").toAbsolutePath();

    /// How long something may take that certainly happens.
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final StackFolder folder = StackFolder.initialized(StackFolder.Secrets.KEY_SERVICE);
    private final Emulator emulator;
    private final boolean ownsEmulator;
    private final Map<String, String> environment = new HashMap<>();
    private boolean attached = false;

    /// A finished run of the engine.
    record Run(int status, String output) {
        Run succeeded() {
            if (status != 0) {
                throw new AssertionError("pulumi ended with " + status + ":\n" + output);
            }
            return this;
        }

        Run failed() {
            if (status == 0) {
                throw new AssertionError("pulumi should have failed:\n" + output);
            }
            return this;
        }
    }

    /// A run of the engine that goes on.
    record Running(Process process, CompletableFuture<String> output) {
        Run await() {
            try {
                return new Run(process.waitFor(), output.join());
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        /// Kills the engine, and with it the host of the program's language, which would outlive it for good. Plugins
        /// notice by themselves that it has gone.
        void killEngine() {
            List<ProcessHandle> plugins = plugins();
            List<ProcessHandle> hosts = process.descendants()
                    .filter(child -> !plugins.contains(child))
                    .toList();
            process.destroyForcibly();
            hosts.forEach(ProcessHandle::destroyForcibly);
        }

        /// The plugins that the engine has started.
        List<ProcessHandle> plugins() {
            return process.descendants()
                    .filter(child -> child.info().commandLine().orElse("").contains("com.pulumi.planetscale.plugin/"))
                    .toList();
        }
    }

    private Stack(Emulator emulator, boolean ownsEmulator) {
        this.emulator = emulator;
        this.ownsEmulator = ownsEmulator;
        KeptSchema.bring(folder.home(), PLUGIN);
        environment.putAll(folder.environment());
        environment.putAll(emulator.environment());
    }

    /// A stack whose emulator does everything at once.
    static Stack quick() {
        return with(Emulator.Options.defaults().withoutDelays());
    }

    /// A stack with an emulator of your own making.
    static Stack with(Emulator.Options options) {
        return new Stack(Colleagues.join(Emulator.start(options)), true);
    }

    /// Has the engine attach to a plugin of this process, one for each command, instead of starting the packaged one
    /// twice. It is the same plugin and the same protocol in half of the time, for tests that do not look at
    /// processes.
    Stack attached() {
        attached = true;
        return this;
    }

    /// Another stack, with a program and a state of its own, that works against the same emulator.
    Stack another() {
        var another = new Stack(emulator, false);
        another.attached = attached;
        return another;
    }

    Emulator emulator() {
        return emulator;
    }

    /// Sets a variable of the environment that the engine runs in.
    void environment(String name, String value) {
        environment.put(name, value);
    }

    /// Sets the program: what stands under `resources:` and after it, with the indentation of a text block.
    void program(String resources) {
        folder.write(resources.isBlank() ? "" : "resources:\n" + resources.indent(2));
    }

    /// Sets the program, and makes some outputs of one resource those of the stack.
    void program(String resources, String resource, List<String> outputs) {
        var text = new StringBuilder("resources:\n" + resources.indent(2) + "outputs:\n");
        outputs.forEach(output -> text.append("  %s: ${%s.%s}\n".formatted(output, resource, output)));
        folder.write(text.toString());
    }

    /// Sets the program to that of an example.
    void example(String name) {
        wholeProgram(StackFolder.text(Path.of("../examples", name, "Pulumi.yaml")));
    }

    /// Sets the program to one that has a name and a runtime of its own, which stay those of this stack.
    void wholeProgram(String program) {
        folder.write(program.replaceAll("(?m)^(name|runtime): .*\\R", ""));
    }

    /// Sets the program to one that the engine has generated.
    void generated(Path program) {
        folder.write(StackFolder.text(program));
    }

    Run pulumi(String... arguments) {
        return start(arguments).await();
    }

    Running start(String... arguments) {
        List<String> command = command(arguments);
        return attached ? startAttached(command) : start(builder(command));
    }

    private static List<String> command(String... arguments) {
        var command = new ArrayList<String>(List.of(ENGINE.toString()));
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("--non-interactive", "--color", "never"));
        return command;
    }

    private Running startAttached(List<String> command) {
        var plugin = new AttachedPlugin(environment);
        ProcessBuilder engine = builder(command);
        engine.environment().putAll(plugin.variables());
        Running running = start(engine);
        var _ = running.process().onExit().thenRun(plugin::close);
        return running;
    }

    /// Runs a sub-command of the packaged plugin.
    Run plugin(String... arguments) {
        return start(Stream.concat(Stream.of(PLUGIN.toString()), Stream.of(arguments))
                        .toList())
                .await();
    }

    /// Runs a script in the program's folder, with this engine and the packaged plugin.
    Run script(Path script, String... arguments) {
        environment.put("PULUMI", ENGINE.toString());
        environment.put("PLANETSCALE_PLUGIN", PLUGIN.toString());
        return start(Stream.concat(Stream.of(script.toString()), Stream.of(arguments))
                        .toList())
                .await();
    }

    private Running start(List<String> command) {
        return start(builder(command));
    }

    private ProcessBuilder builder(List<String> command) {
        var builder =
                new ProcessBuilder(command).directory(folder.program().toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder;
    }

    static Running start(ProcessBuilder command) {
        try {
            Process process = command.start();
            // Not in the common pool: on two cores it has one thread, and engines that run side by side need one each.
            return new Running(process, CompletableFuture.supplyAsync(() -> read(process), Thread.ofPlatform()::start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Applies the program.
    Run up(String... more) {
        return pulumi(concat(List.of("up", "--yes", "--skip-preview"), more));
    }

    /// Starts to apply the program with the packaged plugin, even in a stack that is [#attached]: a process can be
    /// killed.
    Running startUp(String... more) {
        return start(builder(command(concat(List.of("up", "--yes", "--skip-preview"), more))));
    }

    /// Says that PlanetScale, the state and the program agree: a refresh finds nothing, and an update changes nothing.
    /// One command does both, but its `--expect-no-changes` means the update only, so the states are compared.
    void assertSettled() {
        List<JsonNode> before = recorded();
        var _ = up("--refresh", "--expect-no-changes").succeeded();
        // The engine records resources in the order in which they are done.
        assertThat(recorded()).containsExactlyInAnyOrderElementsOf(before);
    }

    private List<JsonNode> recorded() {
        return resources()
                .valueStream()
                .<JsonNode>map(resource -> ((ObjectNode) resource).retain("urn", "id", "inputs", "outputs"))
                .toList();
    }

    Run refresh(String... more) {
        return pulumi(concat(List.of("refresh", "--yes", "--skip-preview"), more));
    }

    Run destroy() {
        return pulumi("destroy", "--yes", "--skip-preview");
    }

    /// Plans the program.
    Preview preview() {
        Run run = pulumi("preview", "--json");
        return new Preview(run.status(), run.output());
    }

    /// What a resource's state holds, secrets shown.
    JsonNode state(String name) {
        return resources()
                .valueStream()
                .filter(resource -> resource.path("urn").asText().endsWith("::" + name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no resource `" + name + "` in the state"));
    }

    /// The URNs of the state.
    List<String> urns() {
        return resources()
                .valueStream()
                .map(resource -> resource.path("urn").asText())
                .toList();
    }

    /// The state as it was last written, its secrets encrypted.
    String checkpoint() {
        return folder.checkpoint();
    }

    private ArrayNode resources() {
        return Checkpoint.of(folder.checkpoint()).inClear().resources();
    }

    /// Forgets all PlanetScale resources of the state.
    ///
    /// @return what was forgotten, in the order of creation
    List<JsonNode> forgetResources() {
        List<JsonNode> ours = resources().valueStream().filter(Stack::isOurs).toList();
        Checkpoint checkpoint = Checkpoint.of(folder.checkpoint());
        checkpoint.resources().removeIf(Stack::isOurs);
        folder.replaceCheckpoint(checkpoint.text());
        return ours;
    }

    private static boolean isOurs(JsonNode resource) {
        return resource.path("type").asText().startsWith("planetscale:");
    }

    /// Removes an output from the state, as an editor does.
    void forgetOutput(String resource, String output) {
        Checkpoint checkpoint = Checkpoint.of(folder.checkpoint());
        for (JsonNode recorded : checkpoint.resources()) {
            if (recorded.path("urn").asText().endsWith("::" + resource)) {
                ((ObjectNode) recorded.path("outputs")).remove(output);
            }
        }
        folder.replaceCheckpoint(checkpoint.text());
    }

    /// Method and path of each call that the emulator has answered, in order.
    List<String> calls() {
        return emulator.journal().calls().stream().map(Object::toString).toList();
    }

    /// How many objects PlanetScale has in a collection of the organization.
    int emulatedObjects(String collection) {
        return get(collection).path("data").size();
    }

    /// What PlanetScale has at a path of the organization.
    JsonNode get(String path) {
        return emulator.client().get(path);
    }

    /// Has another service token do something in the organization.
    void somebodyElse(String method, String path, String body) {
        var _ = emulator.otherClient("somebody else").call(method, path, body);
    }

    /// Waits until PlanetScale has so many objects in a collection.
    void awaitObjects(String collection, int count) {
        // What the collection belongs to may not exist yet.
        patiently().ignoreException(IllegalStateException.class).until(() -> emulatedObjects(collection) >= count);
    }

    /// Has PlanetScale do what is first asked of a collection, and its answer get lost.
    void loseTheFirstAnswerTo(String collection) {
        emulator.lostAnswers().first("POST", ".*" + collection);
    }

    /// Takes away the stubs that a test has put before the emulator.
    void healFaults() {
        emulator.wireMock().getStubMappings().stream()
                .filter(stub -> Objects.equals(stub.getPriority(), 1))
                .forEach(stub -> emulator.wireMock().removeStub(stub));
    }

    /// Forgets the calls so far.
    void clearCalls() {
        emulator.journal().clear();
    }

    /// Waits until the emulator has been called in some way.
    void awaitCall(String method, String path) {
        patiently()
                .untilAsserted(() ->
                        assertThat(calls()).anyMatch(call -> call.startsWith(method + " ") && call.contains(path)));
    }

    /// Waits for something that certainly happens.
    static ConditionFactory patiently() {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50));
    }

    static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text.substring(text.indexOf('{')));
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    private static String[] concat(List<String> first, String... more) {
        return Stream.concat(first.stream(), Stream.of(more)).toArray(String[]::new);
    }

    Path folder() {
        return folder.path();
    }

    @Override
    public void close() {
        if (ownsEmulator) {
            emulator.close();
        }
        KeptSchema.keep(folder.home());
        folder.close();
    }
}
