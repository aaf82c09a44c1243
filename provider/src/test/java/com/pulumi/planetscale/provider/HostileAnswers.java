package com.pulumi.planetscale.provider;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/// Puts strings into the answers of an API that harm a terminal, a page or a log, or that repeat the token, or
/// values of types that nobody expects.
final class HostileAnswers implements ResponseTransformerV2 {
    /// Which values of an answer are hostile.
    enum What {
        /// Strings other than identities.
        WORDS,
        /// Names, ids and states. Much of what follows does not happen then.
        IDENTITIES,
        /// The types of values of any kind.
        TYPES
    }

    /// What a hostile text is put together from.
    private static final List<String> PARTS = List.of(
            "\u001b[2J\u001b[31m",
            "\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007",
            "\u009b31m",
            "\u202e",
            "\u2066",
            "\u200b\ufeff\u00ad",
            "\u3164\ufe0f\u034f",
            "\r\n::error::",
            "\u0000\u0008\u007f",
            "\ud800",
            "%s%n${jndi:ldap://x}",
            "@octocat [x](https://evil.example) <script>alert(1)</script> #1",
            "../../etc/passwd",
            "x".repeat(20_000));

    /// What objects are called by and how they are doing: an answer with others is about something else, so that
    /// much of what follows does not happen.
    private static final Set<String> IDENTITY = Set.of(
            "id",
            "name",
            "state",
            "kind",
            "type",
            "slug",
            "default_branch",
            "branch",
            "into_branch",
            "deployment_state");

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final int MOST_PARTS = 4;
    private static final int DEPTH = 500;
    /// One in so many values is of another type.
    private static final int RARELY = 25;

    private final AtomicReference<Optional<Random>> random = new AtomicReference<>(Optional.empty());
    private volatile String token = "";
    private volatile What what = What.WORDS;

    /// Begins to answer so.
    ///
    /// @param repeated the token, which a careless server may repeat
    void begin(long seed, What hostile, String repeated) {
        token = repeated;
        what = hostile;
        random.set(Optional.of(new Random(seed)));
    }

    @Override
    public String getName() {
        return "hostile";
    }

    @Override
    public boolean applyGlobally() {
        return true;
    }

    @Override
    public Response transform(Response response, ServeEvent event) {
        Optional<Random> chance = random.get();
        if (chance.isEmpty() || response.getBody().length == 0) {
            return response;
        }
        try {
            JsonNode body = JSON.readTree(response.getBody());
            synchronized (this) {
                return Response.Builder.like(response)
                        .but()
                        .body(JSON.writeValueAsBytes(changed(body, "", chance.get())))
                        .build();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Some texts are replaced, some are continued, most stay: an answer that means nothing is refused at once.
    private JsonNode changed(JsonNode node, String field, Random chance) {
        if (what == What.TYPES && chance.nextInt(RARELY) == 0) {
            return odd(chance);
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(member -> member.setValue(changed(member.getValue(), member.getKey(), chance)));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, changed(array.get(i), field, chance));
            }
        } else if (node.isTextual() && what != What.TYPES && IDENTITY.contains(field) == (what == What.IDENTITIES)) {
            return switch (chance.nextInt(6)) {
                case 0 -> TextNode.valueOf(hostile(chance));
                case 1 -> TextNode.valueOf(node.asText() + hostile(chance));
                default -> node;
            };
        }
        return node;
    }

    private static JsonNode odd(Random chance) {
        JsonNode deep = JSON.createArrayNode();
        for (int i = 0; i < DEPTH; i++) {
            deep = JSON.createArrayNode().add(deep);
        }
        List<JsonNode> values = List.of(
                BigIntegerNode.valueOf(BigInteger.TEN.pow(400)),
                BigIntegerNode.valueOf(BigInteger.TWO.pow(63)),
                DecimalNode.valueOf(new BigDecimal("-1e400")),
                IntNode.valueOf(-1),
                DoubleNode.valueOf(0.5),
                BooleanNode.TRUE,
                NullNode.instance,
                TextNode.valueOf(""),
                TextNode.valueOf("NaN"),
                TextNode.valueOf("0000-99-99T99:99:99Z"),
                JSON.createObjectNode(),
                JSON.createArrayNode().addNull(),
                deep);
        return values.get(chance.nextInt(values.size()));
    }

    private String hostile(Random chance) {
        String text = chance.ints(1 + chance.nextInt(MOST_PARTS), 0, PARTS.size())
                .mapToObj(PARTS::get)
                .collect(Collectors.joining());
        return chance.nextInt(3) == 0 ? text + token : text;
    }
}
