package com.pulumi.planetscale.emulator.driver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.credential.Digest;
import com.pulumi.planetscale.emulator.dataplane.Connections;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Json;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.world.World;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Answers `Execute`, `CreateSession` and `CloseSession` of the service `psdb.v1alpha1.Database`, in JSON by
/// the Connect protocol, as `@planetscale/database` calls it.
///
/// A session belongs to the client, which sends it with each request. What cannot leave the server, its transaction and
/// its variables, stays with a connection as long as [Session] says.
public final class ServerlessApi implements AutoCloseable {
    private static final String JSON = "application/json";
    private static final double NANOS = 1e9;

    private final World world;
    private final Optional<Sessions> sessions;
    private final Consumer<String> log;

    /// @param connections empty if there are no databases behind branches
    public ServerlessApi(World world, Optional<Connections> connections, Consumer<String> log) {
        this.world = world;
        this.sessions = connections.map(found -> new Sessions(found, world.clock()));
        this.log = log;
    }

    /// The answer to a request. Called without the world's lock, since a statement may wait for another client's.
    public Answer answer(DriverRequest request) {
        try {
            return checked(request);
        } catch (Fault fault) {
            return fault.answer();
        } catch (RuntimeException e) {
            // Without the statement, which holds what the application stores.
            log.accept(request.path() + " failed inside the emulator, please report it: " + e);
            return new Fault(Code.UNKNOWN, "internal error").answer();
        }
    }

    private Answer checked(DriverRequest request) {
        if (!request.method().equals("POST")) {
            return new Answer(405, null);
        }
        if (!request.contentType().orElse("").toLowerCase(Locale.ROOT).startsWith(JSON)) {
            return new Answer(415, null);
        }
        Visitor visitor = Visitor.of(world, request);
        JsonNode body = body(request.text());
        return switch (request.path().substring(DriverRequest.PREFIX.length())) {
            case "Execute" -> execute(visitor, body);
            case "CreateSession" -> createSession(visitor);
            case "CloseSession" -> closeSession(visitor, body);
            default -> throw new Fault(Code.UNIMPLEMENTED, request.path() + " is not implemented");
        };
    }

    private static JsonNode body(String text) {
        try {
            JsonNode body = Json.read(text);
            if (body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException e) {
            // Said below, without the parser's words, which repeat the text.
        }
        throw new Fault(Code.INVALID_ARGUMENT, "the body must be a JSON object");
    }

    private Answer createSession(Visitor visitor) {
        Session session = sessions().open(visitor, UUID.randomUUID().toString());
        return Answer.ok(new View()
                .put("branch", visitor.branch().id())
                .put("user", Map.of("username", visitor.username()))
                .put("session", view(visitor, session.id(), false, null)));
    }

    private Answer closeSession(Visitor visitor, JsonNode body) {
        String id = sessionId(body);
        if (id != null) {
            sessions().close(visitor, id);
        }
        return Answer.ok(Map.of());
    }

    private Answer execute(Visitor visitor, JsonNode body) {
        SqlText sql = new SqlText(body.path("query").asText(""));
        if (sql.sql().length() > Execution.MOST_BYTES) {
            throw Execution.tooLarge("trying to send message", sql.sql().length());
        }
        String given = sessionId(body);
        String id = given == null ? UUID.randomUUID().toString() : given;
        boolean inTransaction = given != null
                && body.path("session")
                        .path("vitessSession")
                        .path("inTransaction")
                        .asBoolean();
        long start = System.nanoTime();
        Map<String, Object> answer = new LinkedHashMap<>();
        try {
            SqlFaults faults = new SqlFaults(visitor, sql);
            Session session = session(visitor, id, inTransaction, sql, faults);
            try {
                Execution done = session.run(faults, sql);
                answer.put("session", view(visitor, id, session.inTransaction(), done));
                answer.put("result", done.result());
            } finally {
                inTransaction = session.inTransaction();
            }
        } catch (Fault fault) {
            if (fault.isWhole()) {
                throw fault;
            }
            answer.put("session", view(visitor, id, inTransaction, null));
            answer.put("error", fault.part());
        }
        answer.put("timing", (System.nanoTime() - start) / NANOS);
        return Answer.ok(answer);
    }

    private Session session(Visitor visitor, String id, boolean inTransaction, SqlText sql, SqlFaults faults) {
        if (visitor.safe() && sql.isDdl()) {
            // In the words of PlanetScale's documentation, *Branching*.
            throw new Fault(Code.UNKNOWN, "direct DDL is disabled");
        }
        return sessions().find(visitor, id).orElseGet(() -> {
            if (inTransaction && !sql.isRollback()) {
                throw Session.over(id, faults);
            }
            return sessions().open(visitor, id);
        });
    }

    private Sessions sessions() {
        return sessions.orElseThrow(() -> new Fault(
                Code.UNIMPLEMENTED, "There is no database behind the branch: start the emulator with --mysql."));
    }

    private static @Nullable String sessionId(JsonNode body) {
        String id =
                body.path("session").path("vitessSession").path("SessionUUID").asText("");
        return id.isEmpty() ? null : id;
    }

    /// As the client keeps it. Clients do not look into it.
    private static View view(Visitor visitor, String id, boolean inTransaction, @Nullable Execution last) {
        Map<String, Object> vitess = new LinkedHashMap<>();
        vitess.put("autocommit", true);
        if (inTransaction) {
            vitess.put("inTransaction", true);
        }
        vitess.put("options", Map.of("includedFields", "ALL", "clientFoundRows", true));
        if (last != null) {
            if (!last.insertId().equals("0")) {
                vitess.put("lastInsertId", last.insertId());
            }
            vitess.put("foundRows", Long.toString(last.foundRows()));
            vitess.put("rowCount", Long.toString(last.rowCount()));
        }
        vitess.put("DDLStrategy", "direct");
        vitess.put("SessionUUID", id);
        vitess.put("enableSystemSettings", true);
        return new View().put("signature", signature(visitor, id)).put("vitessSession", vitess);
    }

    private static String signature(Visitor visitor, String id) {
        byte[] digest = HexFormat.of().parseHex(Digest.of(visitor.username() + " " + id));
        return Base64.getEncoder().encodeToString(digest);
    }

    /// Ends what has taken too long.
    public void endDue() {
        sessions.ifPresent(Sessions::endDue);
    }

    @Override
    public void close() {
        sessions.ifPresent(Sessions::endAll);
    }
}
