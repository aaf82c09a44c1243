package com.pulumi.planetscale.provider.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.lifecycle.FakeOperation;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Creations of which it is not certain what came of them, for one resource of each kind: with a clock that is wrong,
/// with several objects that may be meant, with answers that say less than they should.
class UncertainCreationTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<Duration> SKEWS = List.of(Duration.ofMinutes(10), Duration.ofMinutes(-10));

    private static Stream<Arguments> resources() {
        return RecoveryTest.resources();
    }

    /// Those of kinds that may have several objects of a name.
    private static Stream<Arguments> repeatable() {
        return resources()
                .filter(arguments -> List.of("Password", "Role", "Backup", "BackupSchedule")
                        .contains(((Declared) Objects.requireNonNull(arguments.get()[1])).kind()));
    }

    @ParameterizedTest
    @MethodSource("resources")
    void lostAnswerMakesOneObjectWhateverTheClockSays(ExampleProgram program, Declared declared) throws Exception {
        for (Duration skew : SKEWS) {
            try (World world = World.quick()) {
                world.skew(skew);
                world.createBefore(program, declared);
                Set<String> before = ids(world, declared);
                world.loseTheFirstAnswerTo(".*");

                assertOnlyOneMore(world, declared, before, world.create(declared));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void runThatWasCutOffIsGoneOnWithWhateverTheClockSays(ExampleProgram program, Declared declared) throws Exception {
        for (Duration skew : SKEWS) {
            try (World world = World.quick()) {
                world.skew(skew);
                world.createBefore(program, declared);
                Set<String> before = ids(world, declared);
                cutOff(world, declared);

                assertOnlyOneMore(world, declared, before, world.create(declared));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("repeatable")
    void severalObjectsThatMayBeMeantAreNamedAndStay(ExampleProgram program, Declared declared) throws Exception {
        try (World world = World.quick()) {
            world.createBefore(program, declared);
            Set<String> before = ids(world, declared);
            cutOff(world, declared);
            repeatLastPost(world);
            Set<String> candidates = ids(world, declared);
            candidates.removeAll(before);
            FakeOperation operation = world.operation();

            Outcome.Ready made = world.create(operation, declared);

            assertThat(candidates).hasSize(2).doesNotContain(made.state().get(Owners.PUBLIC_ID));
            assertThat(ids(world, declared)).containsAll(candidates);
            assertThat(operation.said())
                    .anySatisfy(finding -> assertThat(finding.text())
                            .contains(candidates)
                            .contains("none of them is used or deleted"));
        }
    }

    @ParameterizedTest
    @MethodSource("repeatable")
    void objectOfAnotherThatComesMeanwhileIsNotTakenForOurs(ExampleProgram program, Declared declared)
            throws Exception {
        try (World world = World.quick()) {
            world.createBefore(program, declared);
            Set<String> before = ids(world, declared);
            world.loseTheFirstAnswerTo(".*");
            FakeOperation operation = world.operation().meanwhile(() -> repeatLastPost(world));

            Outcome.Ready made = world.create(operation, declared);

            Set<String> others = ids(world, declared);
            others.removeAll(before);
            others.remove(made.state().get(Owners.PUBLIC_ID));
            assertThat(others).hasSize(2);
            assertThat(operation.said())
                    .anySatisfy(finding ->
                            assertThat(finding.text()).contains(others).contains("none of them is used or deleted"));
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void answerThatSaysTooLittleMakesOneObjectWithItsSecrets(ExampleProgram program, Declared declared)
            throws Exception {
        Map<String, UnaryOperator<String>> answers = Map.of(
                "an empty object", _ -> "{}",
                "null", _ -> "null",
                "nothing", _ -> "",
                "no id", without("id", "number"),
                "no secret", without("plain_text", "password", "secret"));
        var first = new FirstAnswer();
        try (World world = World.quick(options -> options.extensions(first))) {
            world.createBefore(program, declared);
            World.Moment moment = world.moment();
            for (Map.Entry<String, UnaryOperator<String>> answer : answers.entrySet()) {
                world.goBackTo(moment);
                Set<String> before = ids(world, declared);
                first.arm(answer.getValue());

                Outcome.Ready made = world.create(declared);

                assertThat(first.hasCome()).as(answer.getKey()).isTrue();
                assertOnlyOneMore(world, declared, before, made);
            }
        }
    }

    /// PlanetScale shows the secret of a webhook again, so that one is found, and not made a second time.
    @Test
    void webhookWhoseAnswerLacksItsSecretHasTheOneThatSignsItsEvents() throws Exception {
        ExampleProgram program = ExampleProgram.named("webhook");
        Declared declared = program.resources().getLast();
        var first = new FirstAnswer();
        try (World world = World.quick(options -> options.extensions(first))) {
            world.createBefore(program, declared);
            first.arm(without("secret"));

            PropertyMap state = world.create(declared).state();

            JsonNode webhook = world.emulator()
                    .admin()
                    .exportState()
                    .path("objects")
                    .path("webhooks")
                    .findParents("secret")
                    .getLast();
            assertThat(first.hasCome()).isTrue();
            assertThat(state.value("secret"))
                    .isEqualTo(new Value.Secret(
                            new Value.Text(webhook.path("secret").asText())));
        }
    }

    private static void assertOnlyOneMore(World world, Declared declared, Set<String> before, Outcome.Ready made)
            throws Exception {
        Set<String> come = ids(world, declared);
        come.removeAll(before);
        assertThat(come).containsExactly(made.state().get(Owners.PUBLIC_ID));
        assertThat(secrets(world, declared)).allMatch(made.state()::has);
    }

    /// The secrets that the API gives an object.
    private static List<Property<?>> secrets(World world, Declared declared) {
        return world.schema(declared.kind()).properties().stream()
                .filter(property -> property.isOnce() || (property.isSecret() && !property.isInput()))
                .collect(Collectors.toList());
    }

    /// A run whose request is carried out, and that hears nothing more.
    private static void cutOff(World world, Declared declared) {
        try (var _ = world.emulator().lostAnswers().firstThenSilence(".*", "POST")) {
            assertThatThrownBy(() -> world.create(declared)).isInstanceOf(IOException.class);
        }
        world.newProcess();
    }

    /// Has the same token ask for the same once more, as another program would.
    private static void repeatLastPost(World world) {
        ServeEvent last = world.emulator().wireMock().getAllServeEvents().stream()
                .filter(event -> event.getRequest().getMethod().isOneOf(RequestMethod.POST)
                        && event.getResponse().getStatus() != 503)
                .findFirst()
                .orElseThrow();
        try {
            Map<String, Object> body = JSON.readValue(last.getRequest().getBody(), new TypeReference<>() {});
            String path = last.getRequest().getUrl().replaceFirst("^/v1", "");
            var _ = world.api().post(ApiPath.parse(path), body, JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<String> ids(World world, Declared declared) throws Exception {
        var listed = (Resource.Listed) world.catalog().resource(declared.kind()).orElseThrow();
        try (Stream<PropertyMap> objects = listed.list(world.operation(), world.checked(declared))) {
            return objects.map(object -> object.get(Owners.PUBLIC_ID)).collect(Collectors.toSet());
        }
    }

    private static UnaryOperator<String> without(String... fields) {
        return body -> {
            try {
                ObjectNode object = (ObjectNode) JSON.readTree(body);
                object.remove(List.of(fields));
                return object.toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /// Changes the first answer to a POST.
    private static final class FirstAnswer implements ResponseTransformerV2 {
        private UnaryOperator<String> change = UnaryOperator.identity();
        private boolean armed;
        private boolean come;

        synchronized void arm(UnaryOperator<String> next) {
            change = next;
            armed = true;
            come = false;
        }

        synchronized boolean hasCome() {
            return come;
        }

        @Override
        public String getName() {
            return "first-answer";
        }

        @Override
        public synchronized Response transform(Response response, ServeEvent event) {
            if (!armed || !event.getRequest().getMethod().isOneOf(RequestMethod.POST) || response.getStatus() >= 300) {
                return response;
            }
            armed = false;
            come = true;
            return Response.Builder.like(response)
                    .but()
                    .body(change.apply(response.getBodyAsString()))
                    .build();
        }
    }
}
