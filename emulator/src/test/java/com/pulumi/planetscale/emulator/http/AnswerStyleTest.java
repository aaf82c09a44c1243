package com.pulumi.planetscale.emulator.http;

import static com.pulumi.planetscale.emulator.Client.DEV;
import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.Client.ORGANIZATION;
import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.ServeEventListener;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Contract;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.EveryOperation;
import com.pulumi.planetscale.emulator.OpenApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnswerStyleTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// A secret that is told once is no field to leave out, although the description does not require it of tokens.
    private static final Set<String> TOLD_ONCE = Set.of("token");

    /// Remembers what was answered with success.
    private static final class Answers implements ServeEventListener {
        private record Answered(String method, String path, JsonNode body) {}

        private final List<Answered> all = new CopyOnWriteArrayList<>();

        @Override
        public String getName() {
            return "answers";
        }

        @Override
        public boolean applyGlobally() {
            return true;
        }

        @Override
        public void beforeResponseSent(ServeEvent event, Parameters parameters) {
            String body = event.getResponse().getBodyAsString();
            if (event.getResponse().getStatus() < 300 && body != null && !body.isEmpty()) {
                String path = event.getRequest().getUrl().replaceFirst("\\?.*", "");
                all.add(new Answered(
                        event.getRequest().getMethod().getName(), path.replaceFirst("^/v1", ""), parsed(body)));
            }
        }

        private static JsonNode parsed(String body) {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE | " + MAIN + "?delete_descendants=true | ''",
                "POST | " + ORGANIZATION + "/databases | {\"name\": \"shop\", \"cluster_size\": \"PS_10\"}",
                "PUT | " + DEV + "/resizes | {\"vtgate_count\": 99}",
            })
    void terseRefusalsSayNothing(String method, String path, String body) {
        try (Emulator emulator = Emulator.start(Emulator.Options.defaults().withoutDelays())) {
            Client client = new Client(emulator);
            client.createShop().ok();
            client.createDev().ok();
            assertThat(client.send(method, path, body).message()).isNotEqualTo("Unprocessable Entity");

            client.admin().patch("/answers", "{\"terse\": true}").ok();
            Reply refused = client.send(method, path, body);

            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.raw().body())
                    .isEqualTo("{\"code\":\"unprocessable\",\"message\":\"Unprocessable Entity\"}");
        }
    }

    @Test
    void terseRefusalsOfParametersSayNothingEither() {
        try (Emulator emulator =
                Emulator.start(Emulator.Options.defaults().withoutDelays().terse(true))) {
            Client client = new Client(emulator);
            client.createPostgresShop().ok();

            Reply refused = client.patch(MAIN + "/changes", "{\"parameters\": {\"pgconf\": {\"nonsense\": \"1\"}}}");

            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.message()).isEqualTo("Unprocessable Entity");
        }
    }

    @Test
    void otherRefusalsAreAsEver() {
        try (Emulator emulator =
                Emulator.start(Emulator.Options.defaults().withoutDelays().terse(true))) {
            assertThat(new Client(emulator).get(SHOP).text("code")).isEqualTo("not_found");
        }
    }

    @Test
    void sparseAnswersHaveNoNulls() {
        assertThat(sparse())
                .isNotEmpty()
                .allSatisfy(answered -> assertThat(nulls(answered.body()))
                        .as("%s %s", answered.method(), answered.path())
                        .isEmpty());
    }

    @Test
    void sparseAnswersHaveOnlyWhatTheDescriptionRequires() {
        assumeTrue(OpenApi.file().isPresent(), OpenApi.ABSENT);
        JsonNode description = OpenApi.read(OpenApi.file().orElseThrow());

        assertThat(sparse()).isNotEmpty().allSatisfy(answered -> {
            String template = Contract.route(answered.method(), answered.path())
                    .map(Route::template)
                    .orElse("");
            Set<String> optional = new TreeSet<>();
            collectOptional(OpenApi.answer(description, answered.method(), template), answered.body(), optional);
            optional.removeAll(TOLD_ONCE);
            assertThat(optional).as("%s %s", answered.method(), answered.path()).isEmpty();
        });
    }

    /// What every operation answers when it succeeds.
    private static List<Answers.Answered> sparse() {
        Answers answers = new Answers();
        try (Emulator emulator = Emulator.start(
                Emulator.Options.defaults().withoutDelays().sparse(true).extensions(answers))) {
            EveryOperation.drive(new Client(emulator), emulator);
        }
        return answers.all.stream()
                .filter(answered -> !answered.path().startsWith("/__admin"))
                .toList();
    }

    private static List<String> nulls(JsonNode body) {
        List<String> names = new ArrayList<>();
        body.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                names.add(field.getKey());
            }
            names.addAll(nulls(field.getValue()));
        });
        if (body.isArray()) {
            body.forEach(item -> names.addAll(nulls(item)));
        }
        return names;
    }

    private static void collectOptional(JsonNode schema, JsonNode body, Set<String> optional) {
        if (body.isArray()) {
            body.forEach(item -> collectOptional(schema.path("items"), item, optional));
            return;
        }
        Set<String> required = new TreeSet<>();
        StreamSupport.stream(schema.path("required").spliterator(), false)
                .map(JsonNode::asText)
                .forEach(required::add);
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (body.has(property.getKey())) {
                if (!required.contains(property.getKey())) {
                    optional.add(property.getKey());
                }
                collectOptional(property.getValue(), body.path(property.getKey()), optional);
            }
        }
    }
}
