package com.pulumi.planetscale.provider.faults;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.extension.requestfilter.RequestFilterAction;
import com.github.tomakehurst.wiremock.extension.requestfilter.StubRequestFilterV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The wire between the plugin and the emulator: counts calls, has a fault happen to some of them, and remembers
/// the secrets that PlanetScale has given, whether or not they arrived.
public final class Wire implements StubRequestFilterV2, ResponseTransformerV2 {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> SECRETS = Set.of("plain_text", "password", "secret");

    private final List<Call> calls = new ArrayList<>();
    private final Map<UUID, Fault> hit = new HashMap<>();
    private final Map<String, String> secrets = new HashMap<>();
    private final Set<String> every = new HashSet<>();
    private Optional<Armed> armed = Optional.empty();
    private int refusedConnections;
    private int answersToTimeOut;

    /// A wire without faults.
    public Wire() {}

    /// A call of the plugin's.
    record Call(String method, String path) {
        boolean isRead() {
            return method.equals("GET");
        }

        /// The same for calls that ask the same of different objects: in a path, names alternate with what they name.
        String shape() {
            return method + ' ' + path.replaceFirst("\\?.*", "").replaceAll("(?<=[a-z])/[^/]+", "/*");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /// A fault that is still to happen.
    ///
    /// @param writes whether calls that only read are not counted
    /// @param first the number of the first call that it happens to, from 0
    /// @param times how often it is still to happen
    /// @param call what it has happened to; null until it has
    private record Armed(
            Fault fault,
            boolean writes,
            int first,
            int times,
            @Nullable Call call) {
        Armed onceMore(@Nullable Call now) {
            return new Armed(fault, writes, first, times - 1, now);
        }

        boolean counts(Call made) {
            return !(writes && made.isRead());
        }
    }

    @Override
    public String getName() {
        return "wire";
    }

    /// Starts to count from 0, without faults.
    ///
    /// @param given the secrets that PlanetScale has given before, by public id
    synchronized void reset(Map<String, String> given) {
        heal();
        secrets.clear();
        secrets.putAll(given);
        every.clear();
        every.addAll(given.values());
    }

    /// Lets no further fault happen, and starts to count from 0.
    public synchronized void heal() {
        calls.clear();
        hit.clear();
        armed = Optional.empty();
        refusedConnections = 0;
        answersToTimeOut = 0;
    }

    /// Has a fault happen to one call and, if it happens several times, to the next ones of its method and path.
    ///
    /// @param call its number, from 0
    public synchronized void arm(Fault fault, int call) {
        armed = Optional.of(new Armed(fault, false, call, fault.times(), null));
    }

    /// Has a fault happen to one call that may change something.
    ///
    /// @param write its number among such calls, from 0
    public synchronized void armWrite(Fault fault, int write) {
        armed = Optional.of(new Armed(fault, true, write, fault.times(), null));
    }

    /// The calls since the last reset.
    synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /// Whether the fault has happened.
    public synchronized boolean hasHit() {
        return !hit.isEmpty() || refusedConnections > 0;
    }

    /// Whether the connection that the plugin wants now is refused: that of the call which the fault happens to, or
    /// one of the next ones if it happens several times.
    synchronized boolean refusesConnection() {
        if (armed.filter(waiting -> waiting.fault().refusesConnection()
                        && (refusedConnections > 0 || calls.size() == waiting.first()))
                .isEmpty()) {
            return false;
        }
        armed = armed.filter(waiting -> waiting.times() > 1).map(waiting -> waiting.onceMore(waiting.call()));
        refusedConnections++;
        return true;
    }

    /// Whether a connection that has ended without an answer stands for one on which the client gave up waiting.
    synchronized boolean timesOut() {
        if (answersToTimeOut == 0) {
            return false;
        }
        answersToTimeOut--;
        return true;
    }

    /// For each object the secret that works, which is the last one that PlanetScale has given, by public id.
    public synchronized Map<String, String> secretsById() {
        return Map.copyOf(secrets);
    }

    /// All secrets that were ever given, those that work no longer included.
    public synchronized Set<String> everySecret() {
        return Set.copyOf(every);
    }

    @Override
    public synchronized RequestFilterAction filter(Request request, ServeEvent event) {
        var call = new Call(request.getMethod().getName(), request.getUrl());
        Optional<Fault> fault = armed.filter(
                        waiting -> !waiting.fault().refusesConnection() && happensTo(waiting, call))
                .map(Armed::fault);
        calls.add(call);
        fault.ifPresent(now -> hit.put(event.getId(), now));
        return fault.filter(now -> !now.carriedOut()).isPresent()
                ? RequestFilterAction.stopWith(aResponse().build())
                : RequestFilterAction.continueWith(request);
    }

    private boolean happensTo(Armed waiting, Call call) {
        boolean now = waiting.call() == null
                ? waiting.counts(call) && calls.stream().filter(waiting::counts).count() == waiting.first()
                : waiting.call().equals(call);
        if (now) {
            armed = waiting.times() == 1 ? Optional.empty() : Optional.of(waiting.onceMore(call));
        }
        return now;
    }

    @Override
    public synchronized Response transform(Response response, ServeEvent event) {
        rememberSecrets(response);
        Fault fault = hit.get(event.getId());
        Response answer = fault == null ? response : fault.happen(response);
        if (fault != null && fault.timesOut()) {
            answersToTimeOut++;
        }
        // Each run has a client of its own, whose connections would stay open after it.
        return Response.Builder.like(answer)
                .but()
                .headers(answer.getHeaders().plus(new HttpHeader("Connection", "close")))
                .build();
    }

    private void rememberSecrets(Response response) {
        JsonNode body = json(response);
        String id = body.path("id").asText("");
        for (String name : SECRETS) {
            if (!id.isEmpty() && body.path(name).isTextual()) {
                secrets.put(id, body.path(name).asText());
                every.add(body.path(name).asText());
            }
        }
    }

    static JsonNode json(Response response) {
        try {
            return JSON.readTree(response.getBodyAsString());
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
