package com.pulumi.planetscale.provider.resources.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.resources.schema.MergeBase;
import com.pulumi.planetscale.provider.resources.schema.SchemaChange;
import com.pulumi.planetscale.provider.resources.schema.SchemaText;
import com.pulumi.planetscale.provider.resources.schema.SchemaText.Name;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is concluded from requests of others of which PlanetScale does not say everything.
class HistoryTest {
    private static final ApiPath SHOP = ApiPath.of("/organizations/acme/databases/shop");
    private static final String WIDE = "CREATE TABLE `t` (\n  `id` int NOT NULL,\n  `x` int,\n  PRIMARY KEY (`id`)\n)";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {}                                           | does not list all tables that deploy request #7 has changed
            {'deploy_operations': [{}]}                  | does not list all tables that deploy request #7 has changed
            {'deploy_operations': [{'table_name': 't'}]} | deploy request #7 has changed it in the meantime
            """)
    void differenceThatOthersMayHaveMadeIsNotTheHeads(String deployment, String doubt) throws Exception {
        MergeBase base = History.base(new Told(deployment.replace('\'', '"')), SHOP, "dev", "main");
        SchemaText target = schema(WIDE);
        SchemaText head = schema(WIDE.replace("  `x` int,\n", ""));

        assertThat(base.hasMoved()).isTrue();
        assertThat(SchemaChange.between(target, head, base)).singleElement().satisfies(change -> {
            assertThat(change.dangers()).isEmpty();
            assertThat(change.unknown())
                    .contains("maybe drops column `x` of `shop.t`")
                    .anyMatch(why -> why.contains(doubt));
        });
    }

    private static SchemaText schema(String statement) {
        return new SchemaText(Map.of(new Name("shop", "t"), statement), Map.of());
    }

    /// Two branches, and a request of a third one that went live since.
    private record Told(String deployment) implements Reads {
        private static final JsonMapper JSON = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();

        @Override
        public <T> T get(ApiPath path, Class<T> type) throws JsonProcessingException {
            return JSON.readValue("""
                    {"parent_branch": "main", "created_at": "2026-11-21T10:00:00Z",
                     "schema_last_updated_at": "2026-11-21T11:00:00Z"}""", type);
        }

        @Override
        public <T> Optional<T> find(ApiPath path, Class<T> type) throws JsonProcessingException {
            return Optional.of(get(path, type));
        }

        @Override
        public <T> Stream<T> list(ApiPath path, Class<T> element) throws JsonProcessingException {
            return Stream.of(JSON.readValue("""
                    {"id": "abc", "number": 7, "branch": "other", "into_branch": "main", "state": "closed",
                     "deployment_state": "complete", "deployed_at": "2026-11-21T11:00:00Z", "deployment": %s}""".formatted(deployment), element));
        }
    }
}
