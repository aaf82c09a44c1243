package com.pulumi.planetscale.provider.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Something that goes wrong with a call.
///
/// @param kind the kind of fault, a column of the outcome table
/// @param carriedOut whether PlanetScale does what is asked
/// @param times to how many calls in a row it happens
/// @param answer makes what comes back of what PlanetScale answered, or of nothing
/// @param ahead how far PlanetScale's clock is ahead of this machine's meanwhile
public record Fault(
        Kind kind, String name, boolean carriedOut, int times, UnaryOperator<Response> answer, Duration ahead) {
    private Fault(Kind kind, String name, boolean carriedOut, int times, UnaryOperator<Response> answer) {
        this(kind, name, carriedOut, times, answer, Duration.ZERO);
    }

    /// Kinds of faults; one outcome is expected of all of a kind.
    public enum Kind {
        BEFORE("no answer, nothing done"),
        AFTER("no answer, carried out"),
        HALF("half an answer"),
        WRONG("another content"),
        ODD("odd 2xx"),
        NO_ID("2xx without an id"),
        NO_SECRET("2xx without a secret"),
        REFUSED("400 to 404"),
        CONFLICT("409 or 422"),
        BROKEN("5xx, nothing done"),
        BROKEN_AFTER("5xx, carried out"),
        TOO_MANY("429"),
        CLOCK("no answer, and a wrong clock");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        @Override
        public String toString() {
            return title;
        }
    }

    private static final com.github.tomakehurst.wiremock.http.Fault RESET =
            com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER;
    private static final com.github.tomakehurst.wiremock.http.Fault CLOSED =
            com.github.tomakehurst.wiremock.http.Fault.EMPTY_RESPONSE;
    private static final com.github.tomakehurst.wiremock.http.Fault CHUNK =
            com.github.tomakehurst.wiremock.http.Fault.MALFORMED_RESPONSE_CHUNK;

    private static final String JSON = "application/json; charset=utf-8";
    private static final String LIE = "200, {}, nothing done";
    private static final String NO_CONNECTION = "connection refused";
    private static final String NO_ANSWER_IN_TIME = "read timeout";
    private static final String HTML = "<html><head><title>Bad Gateway</title></head><body>nginx</body></html>";

    Response happen(Response response) {
        return answer.apply(response);
    }

    /// Whether a client could tell that something is wrong with a call. A 404 to a read means that there is nothing,
    /// and a 2xx to a deletion means that there is nothing any more.
    boolean suits(Wire.Call call) {
        return !(name.equals("404") && call.isRead())
                && !(name.equals(LIE) && call.method().equals("DELETE"));
    }

    /// Whether there is no connection for the call, so that it never reaches PlanetScale.
    public boolean refusesConnection() {
        return name.equals(NO_CONNECTION);
    }

    /// Whether the client gives up waiting for the answer.
    public boolean timesOut() {
        return name.equals(NO_ANSWER_IN_TIME);
    }

    /// Whether a part of what a read is to tell is kept back, so that an outcome without it is right.
    boolean keepsBack(Wire.Call call) {
        return call.isRead() && (kind == Kind.REFUSED || kind == Kind.CONFLICT || kind == Kind.NO_SECRET);
    }

    @Override
    public String toString() {
        return kind + ": " + name + (times > 1 ? ", " + times + " times" : "");
    }

    /// The end of a process, at which its call gets no answer.
    ///
    /// @param carriedOut whether PlanetScale has done what was asked
    /// @param end ends the process
    public static Fault killing(boolean carriedOut, Runnable end) {
        return new Fault(carriedOut ? Kind.AFTER : Kind.BEFORE, "killed", carriedOut, 1, response -> {
            end.run();
            return broken(RESET).apply(response);
        });
    }

    /// All faults.
    public static Stream<Fault> all() {
        return Stream.of(connection(), half(), wrong(), odd(), refused(), broken(), tooMany(), clock())
                .flatMap(List::stream);
    }

    private static List<Fault> connection() {
        var faults = new ArrayList<Fault>();
        for (int times : List.of(1, 3)) {
            faults.add(new Fault(Kind.BEFORE, "reset", false, times, broken(RESET)));
            faults.add(new Fault(Kind.AFTER, "reset", true, times, broken(RESET)));
        }
        for (String name : List.of("closed", NO_ANSWER_IN_TIME)) {
            faults.add(new Fault(Kind.BEFORE, name, false, 1, broken(CLOSED)));
            faults.add(new Fault(Kind.AFTER, name, true, 1, broken(CLOSED)));
        }
        // Once, and for longer than the client tries.
        faults.add(new Fault(Kind.BEFORE, NO_CONNECTION, false, 1, UnaryOperator.identity()));
        faults.add(new Fault(Kind.BEFORE, NO_CONNECTION, false, 6, UnaryOperator.identity()));
        return faults;
    }

    /// What came of a request must not be judged by this machine's clock.
    private static List<Fault> clock() {
        var faults = new ArrayList<Fault>();
        for (int minutes : List.of(10, -10)) {
            for (boolean carriedOut : List.of(true, false)) {
                faults.add(new Fault(
                        Kind.CLOCK,
                        "reset" + (carriedOut ? ", carried out" : "") + ", " + minutes + " min",
                        carriedOut,
                        1,
                        broken(RESET),
                        Duration.ofMinutes(minutes)));
            }
        }
        return faults;
    }

    private static List<Fault> half() {
        return List.of(
                new Fault(Kind.HALF, "half of the body", true, 1, response -> {
                    byte[] body = response.getBody();
                    return Response.Builder.like(response)
                            .but()
                            .body(Arrays.copyOf(body, body.length / 2))
                            .build();
                }),
                new Fault(Kind.HALF, "a broken chunk", true, 1, broken(CHUNK)),
                new Fault(Kind.HALF, "a broken chunk", true, 3, broken(CHUNK)));
    }

    private static List<Fault> wrong() {
        return List.of(
                content("HTML", "text/html", HTML),
                content("plain text", "text/plain", "OK"),
                content("a list", JSON, "[\"ok\"]"),
                new Fault(Kind.WRONG, "an empty list", true, 1, Fault::emptyList),
                content("a string", JSON, "\"ok\""),
                content("a number", JSON, "42"),
                new Fault(Kind.WRONG, "in an envelope", true, 1, changed(body -> {
                    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
                    envelope.set("result", body);
                    return envelope;
                })),
                new Fault(Kind.WRONG, "objects for values", true, 1, changed(Fault::objectsForValues)));
    }

    private static List<Fault> odd() {
        return List.of(
                new Fault(Kind.ODD, "204", true, 1, answering(204, "")),
                new Fault(Kind.ODD, "204", true, 3, answering(204, "")),
                new Fault(Kind.ODD, "200, empty", true, 1, answering(200, "")),
                new Fault(Kind.ODD, "200, {}", true, 1, answering(200, "{}")),
                new Fault(Kind.ODD, "200, {}", true, 3, answering(200, "{}")),
                new Fault(Kind.ODD, "200, null", true, 1, answering(200, "null")),
                new Fault(Kind.ODD, "202, {}", true, 1, answering(202, "{}")),
                new Fault(Kind.NO_ID, "no id", true, 1, changed(without(Set.of("id", "number")))),
                new Fault(Kind.NO_ID, "null for an id", true, 1, changed(nulls(Set.of("id", "number")))),
                new Fault(
                        Kind.NO_SECRET,
                        "no secret",
                        true,
                        1,
                        changed(without(Set.of("plain_text", "password", "secret", "token")))),
                // An answer that comes from elsewhere, such as a cache.
                new Fault(Kind.ODD, LIE, false, 1, answering(200, "{}")));
    }

    private static List<Fault> refused() {
        return List.of(
                refused(Kind.REFUSED, 400, "bad_request", "Bad Request"),
                refused(Kind.REFUSED, 400, "invalid_params", "Invalid parameters"),
                refused(Kind.REFUSED, 401, "unauthorized", "Unauthorized"),
                new Fault(Kind.REFUSED, "401 of the authentication", false, 1, answering(401, """
                    {"error": "invalid_token", "error_description": "Invalid", "state": "unauthorized"}\
                    """)),
                refused(Kind.REFUSED, 403, "forbidden", "Forbidden"),
                refused(Kind.REFUSED, 404, "not_found", "Not Found"),
                refused(Kind.CONFLICT, 409, "conflict", "Conflict"),
                refused(Kind.CONFLICT, 422, "unprocessable", "Unprocessable Entity"),
                new Fault(Kind.CONFLICT, "422 of parameters", false, 1, answering(422, """
                    {"errors": [{"namespace": "pgconf", "name": "max_connections", "errors": ["is too big"]}]}\
                    """)),
                new Fault(Kind.CONFLICT, "422, empty", false, 1, answering(422, "")),
                new Fault(Kind.CONFLICT, "422, {}", false, 1, answering(422, "{}")),
                blocked(1),
                blocked(3));
    }

    private static List<Fault> broken() {
        var faults = new ArrayList<Fault>();
        for (boolean carriedOut : List.of(false, true)) {
            Kind kind = carriedOut ? Kind.BROKEN_AFTER : Kind.BROKEN;
            String problem = "{\"code\": \"internal_server_error\", \"message\": \"Internal Server Error\"}";
            faults.add(new Fault(kind, "500", carriedOut, 1, answering(500, problem)));
            faults.add(new Fault(kind, "500", carriedOut, 3, answering(500, problem)));
            faults.add(new Fault(kind, "500, empty", carriedOut, 1, answering(500, "")));
            faults.add(new Fault(kind, "502 of a proxy", carriedOut, 1, answering(502, HTML)));
            faults.add(new Fault(kind, "503", carriedOut, 1, answering(503, "{}")));
            faults.add(new Fault(kind, "504 of a proxy", carriedOut, 1, answering(504, HTML)));
        }
        return faults;
    }

    private static List<Fault> tooMany() {
        return List.of(
                tooMany("no header", 1),
                tooMany("no header", 3),
                tooMany("seconds", 1, "5"),
                tooMany("seconds", 3, "5"),
                tooMany("a date", 1, "Sat, 21 Nov 2026 10:00:30 GMT"),
                tooMany("a date gone by", 1, "Sat, 21 Nov 2026 09:00:00 GMT"),
                tooMany("nonsense", 1, "soon"),
                tooMany("a negative number", 1, "-1"),
                tooMany("an hour", 1, "3600"),
                tooMany("two headers", 1, "5", "10"));
    }

    private static UnaryOperator<Response> broken(com.github.tomakehurst.wiremock.http.Fault fault) {
        return response -> Response.Builder.like(response).but().fault(fault).build();
    }

    private static Fault content(String name, String type, String body) {
        return new Fault(Kind.WRONG, name, true, 1, response -> answer(200, type, body));
    }

    private static Fault refused(Kind kind, int status, String code, String message) {
        String name = status == 400 ? "400 " + code : Integer.toString(status);
        return new Fault(
                kind,
                name,
                false,
                1,
                answering(status, "{\"code\": \"" + code + "\", \"message\": \"" + message + "\"}"));
    }

    private static Fault blocked(int times) {
        return new Fault(Kind.CONFLICT, "schema_mutation_blocked", false, times, answering(422, """
            {"code": "schema_mutation_blocked", "message": "A schema mutation is blocked"}\
            """));
    }

    private static Fault tooMany(String name, int times, String... retryAfter) {
        HttpHeader[] headers = Stream.of(retryAfter)
                .map(value -> new HttpHeader("Retry-After", value))
                .toArray(HttpHeader[]::new);
        return new Fault(
                Kind.TOO_MANY,
                name,
                false,
                times,
                response -> Response.response()
                        .status(429)
                        .headers(new HttpHeaders(headers))
                        .body("{\"code\": \"too_many_requests\", \"message\": \"Too Many Requests\"}")
                        .build());
    }

    private static UnaryOperator<Response> answering(int status, String body) {
        return response -> answer(status, body.startsWith("<") ? "text/html" : JSON, body);
    }

    private static Response answer(int status, String type, String body) {
        return Response.response()
                .status(status)
                .headers(new HttpHeaders(new HttpHeader("Content-Type", type)))
                .body(body)
                .build();
    }

    private static UnaryOperator<Response> changed(UnaryOperator<JsonNode> change) {
        return response -> {
            JsonNode body = Wire.json(response);
            return body.isMissingNode()
                    ? response
                    : answer(response.getStatus(), JSON, change.apply(body).toString());
        };
    }

    /// Of an object itself, or of each in a list.
    private static UnaryOperator<JsonNode> without(Set<String> fields) {
        return body -> {
            JsonNode copy = body.deepCopy();
            objects(copy).forEach(object -> object.remove(fields));
            return copy;
        };
    }

    /// An empty list in place of everything but a list: some collections are answered as bare lists, and no client can
    /// notice that such a one is empty by mistake.
    private static Response emptyList(Response response) {
        return Wire.json(response).isArray() ? response : answer(200, JSON, "[]");
    }

    private static UnaryOperator<JsonNode> nulls(Set<String> fields) {
        return body -> {
            JsonNode copy = body.deepCopy();
            objects(copy).forEach(object -> fields.stream().filter(object::has).forEach(object::putNull));
            return copy;
        };
    }

    private static List<ObjectNode> objects(JsonNode body) {
        var objects = new ArrayList<ObjectNode>();
        for (JsonNode node : body.path("data").isArray() ? body.path("data") : List.of(body)) {
            if (node instanceof ObjectNode object) {
                objects.add(object);
            }
        }
        return objects;
    }

    private static JsonNode objectsForValues(JsonNode body) {
        JsonNode copy = body.deepCopy();
        for (ObjectNode object : objects(copy)) {
            object.fieldNames().forEachRemaining(name -> {
                if (object.path(name).isValueNode()) {
                    object.set(name, JsonNodeFactory.instance.objectNode());
                }
            });
        }
        return copy;
    }
}
