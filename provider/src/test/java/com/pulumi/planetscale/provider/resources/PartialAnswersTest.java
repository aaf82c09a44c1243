package com.pulumi.planetscale.provider.resources;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import com.pulumi.planetscale.provider.resources.LostChangeTest.Change;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An answer to a change that leaves something out, or has null for it, says nothing about it: what is recorded stays,
/// or is read again. Generated from the changes of every kind and the fields of their answers.
class PartialAnswersTest {
    /// An answer without one of these counts as lost, which has tests of its own: secrets are not told again, and an
    /// answer of the throttler is nothing else.
    private static final Set<String> NEEDED = Set.of("password", "plain_text", "configurations");

    private static final Set<String> EACH_TIME = Set.of("updatedAt", "password", "connectionStrings", "nextRunAt");

    private static Stream<Change> changes() {
        return LostChangeTest.changes();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void whatAnAnswerLeavesOutStays(Change change) throws Exception {
        var trimming = new Trimming();
        try (World world = World.quick(options -> options.extensions(trimming))) {
            Declared declared = change.declared();
            world.createBefore(ExampleProgram.named(change.example()), declared);
            PropertyMap checked = world.checked(declared);
            Outcome.Ready made = world.create(declared);
            world.end();
            Value before = made.state().value(change.property());
            PropertyMap inputs = before.present() ? checked.with(change.property(), before) : checked;
            PropertyMap wanted = inputs.with(change.property(), change.wanted());
            JsonNode moment = world.emulator().admin().exportState();

            trimming.begin("", false);
            PropertyMap whole = updated(world, change, made, inputs, wanted);
            var problems = new ArrayList<String>();
            for (String field : trimming.fields()) {
                for (boolean isNull : List.of(false, true)) {
                    world.emulator().admin().importState(moment);
                    world.newProcess();
                    trimming.begin(field, isNull);
                    PropertyMap partial = updated(world, change, made, inputs, wanted);
                    String fault = (isNull ? "null for " : "without ") + field + ": ";
                    wrong(partial, whole, made.state()).forEach(wrong -> problems.add(fault + wrong));
                }
            }

            assertThat(trimming.fields()).isNotEmpty();
            assertThat(problems).isEmpty();
        }
    }

    private static PropertyMap updated(
            World world, Change change, Outcome.Ready made, PropertyMap inputs, PropertyMap wanted) throws Exception {
        Outcome outcome = world.lifecycle(change.declared().kind())
                .update(world.operation(), made.id(), inputs, made.state(), wanted);
        assertThat(outcome)
                .as(() -> outcome instanceof Outcome.Partial partial
                        ? partial.reason().text()
                        : "")
                .isInstanceOf(Outcome.Ready.class);
        return ((Outcome.Ready) outcome).state();
    }

    /// What is neither as the whole answer has it nor as it was.
    private static List<String> wrong(PropertyMap partial, PropertyMap whole, PropertyMap before) {
        var names = new TreeSet<>(partial.values().keySet());
        names.addAll(whole.values().keySet());
        return names.stream()
                .filter(name -> !EACH_TIME.contains(name)
                        && !partial.value(name).equals(whole.value(name))
                        && !partial.value(name).equals(before.value(name)))
                .map(name -> name + " is " + partial.value(name) + ", not " + whole.value(name))
                .toList();
    }

    /// Takes one field out of every answer to a change, and remembers which there are.
    private static final class Trimming implements ResponseTransformerV2 {
        private static final JsonMapper JSON = new JsonMapper();

        private final Set<String> fields = new TreeSet<>();
        private String field = "";
        private boolean isNull;
        private boolean active;

        synchronized void begin(String name, boolean asNull) {
            active = true;
            field = name;
            isNull = asNull;
        }

        synchronized List<String> fields() {
            return List.copyOf(fields);
        }

        @Override
        public String getName() {
            return "trimming";
        }

        @Override
        public synchronized Response transform(Response response, ServeEvent event) {
            boolean isWrite = !event.getRequest().getMethod().isOneOf(RequestMethod.GET, RequestMethod.DELETE);
            if (!active || !isWrite || response.getStatus() >= 300) {
                return response;
            }
            try {
                JsonNode body = JSON.readTree(response.getBodyAsString());
                if (body instanceof ObjectNode object) {
                    trim(object);
                } else if (body instanceof ArrayNode objects) {
                    objects.forEach(element -> trim((ObjectNode) element));
                }
                return Response.Builder.like(response)
                        .but()
                        .body(body.toString())
                        .build();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void trim(ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                if (!NEEDED.contains(name)) {
                    fields.add(name);
                }
            });
            if (object.has(field) && isNull) {
                object.putNull(field);
            } else {
                object.remove(field);
            }
        }
    }
}
