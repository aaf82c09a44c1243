package com.pulumi.planetscale.provider.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.api.ApiException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.net.SocketFactory;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/// PlanetScale's HTTP API. Safe for any number of threads.
///
/// Answers are read into records, see [Json].
public final class Api implements Reads {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration READ = Duration.ofSeconds(60);
    private static final int ACCEPTED = 202;
    private static final int PAGE_SIZE = 100;
    /// Lists that come as a bare array, all of it at once. Anywhere else that is an odd answer.
    private static final Set<String> BARE_LISTS =
            Set.of("/organizations/{}/databases/{}/branches/{}/read-only-replicas");

    private final Connection connection;
    private final HttpUrl base;
    private final Errors errors;
    private final ServiceTime serviceTime;
    private final Beside<OkHttpClient> client;
    private final Listener listener;
    private final Json json;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final Organizations organizations = new Organizations(this);
    private final Absence absence;
    private final Parts parts;
    private final Pause pause;
    private final Changes changes = new Changes();

    /// Is told what a client does besides answering, on the thread that asked it.
    @FunctionalInterface
    public interface Listener {
        /// A long wait for the API.
        ///
        /// @param line the words of a status line
        void waiting(String line);

        /// A request was carried out that changes something, or may have been.
        default void changing() {}
    }

    private Api(
            Connection connection,
            CallLog log,
            Pause pause,
            RandomGenerator random,
            SocketFactory sockets,
            Listener listener) {
        this.connection = connection;
        this.listener = listener;
        base = base(connection.endpoint());
        json = new Json(connection);
        errors = json.errors();
        absence = new Absence(this, errors);
        parts = new Parts(this, json, errors);
        this.pause = pause;
        serviceTime = new ServiceTime(pause);
        var limit = new RateLimit(connection.requestsPerMinute(), pause, log);
        var retries = new RetryInterceptor(limit, pause, random, listener::waiting);
        client = Beside.make(() -> client(base.isHttps(), sockets, retries, serviceTime));
    }

    /// Takes a fifth of a second in a new process if it is to use HTTPS: certificates, ciphers.
    private static OkHttpClient client(boolean secure, SocketFactory sockets, Interceptor... interceptors) {
        OkHttpClient.Builder client = new OkHttpClient.Builder()
                .socketFactory(sockets)
                .connectTimeout(CONNECT)
                .readTimeout(READ)
                .writeTimeout(READ)
                // Both would act behind the back of the retry rules, and a redirect could carry the token elsewhere.
                .retryOnConnectionFailure(false)
                .followRedirects(false);
        if (!secure) {
            // As at an emulator, where no certificate need be read.
            client.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
        }
        List.of(interceptors).forEach(client::addInterceptor);
        return client.build();
    }

    /// A client in this machine's time.
    ///
    /// @throws IllegalArgumentException if the endpoint is not a URL
    public static Api connect(Connection connection, Listener listener) {
        return connect(connection, new RealPause(), new Random(), listener);
    }

    /// A client whose time and chance are given, and that knows of no other process.
    ///
    /// @throws IllegalArgumentException if the endpoint is not a URL
    public static Api connect(Connection connection, Pause pause, RandomGenerator random, Listener listener) {
        return connect(connection, CallLog.none(), pause, random, SocketFactory.getDefault(), listener);
    }

    /// A client whose time, chance and connections are given.
    ///
    /// @param log the calls of the user's other processes
    /// @throws IllegalArgumentException if the endpoint is not a URL
    public static Api connect(
            Connection connection,
            CallLog log,
            Pause pause,
            RandomGenerator random,
            SocketFactory sockets,
            Listener listener) {
        return new Api(connection, log, pause, random, sockets, listener);
    }

    /// Closes the connections that no call uses.
    public void close() {
        if (client.isMade()) {
            client.get().connectionPool().evictAll();
        }
    }

    /// The id of the service token that this client uses.
    public String tokenId() {
        return connection.tokenId();
    }

    /// What time it is at PlanetScale, going by its last answer; empty before, and if that did not say.
    public Optional<Instant> serviceTime() {
        return serviceTime.now();
    }

    @Override
    public <T> T get(ApiPath path, Class<T> type) throws IOException, InterruptedException {
        T object = Parts.isOne(path) ? parts.get(path, type) : required("GET", path, Optional.empty(), type);
        absence.see(path);
        return object;
    }

    @Override
    public <T> Optional<T> find(ApiPath path, Class<T> type) throws IOException, InterruptedException {
        Optional<T> seen = peek(path, type);
        if (seen.isEmpty()) {
            absence.confirm(path);
            // What was read before does not hold any more, whoever has deleted it.
            changes.note("DELETE", path, "");
        }
        return seen;
    }

    @Override
    public <T> Stream<T> list(ApiPath path, Class<T> element) throws IOException, InterruptedException {
        if (Parts.isList(path)) {
            return parts.list(path, element);
        }
        if (BARE_LISTS.contains(path.template())) {
            var elements = new ArrayList<T>();
            for (JsonNode node : get(path, JsonNode[].class)) {
                elements.add(json.element(path, node, element));
            }
            return elements.stream();
        }
        ApiPath sized = path.with("per_page", Integer.toString(PAGE_SIZE));
        var pages = new Pages<>(
                get(sized, Page.class),
                number -> {
                    return get(sized.with("page", Integer.toString(number)), Page.class);
                },
                node -> json.element(sized, node, element),
                why -> errors.endless("GET", path, why));
        return StreamSupport.stream(pages, false);
    }

    /// Makes something.
    ///
    /// @throws ApiException with [ApiException#maybeDone()] set, if it may have been made although no answer
    ///     came
    public <T> T post(ApiPath path, Map<String, ?> body, Class<T> type) throws IOException, InterruptedException {
        return required("POST", path, Optional.of(body), type);
    }

    /// Changes something.
    ///
    /// @throws ApiException with [ApiException#maybeDone()] set, if it may have been changed although no answer
    ///     came
    public <T> T patch(ApiPath path, Map<String, ?> body, Class<T> type) throws IOException, InterruptedException {
        return required("PATCH", path, Optional.of(body), type);
    }

    /// Sends a request whose answer may be empty, which is how the API says that there was nothing to change.
    public <T> Optional<T> send(String method, ApiPath path, Map<String, ?> body, Class<T> type)
            throws IOException, InterruptedException {
        return exchange(method, path, Optional.of(body), answer -> json.readAny(method, path, answer, type));
    }

    /// Deletes something. That it is gone already is not a failure; that it cannot be seen is one.
    ///
    /// @return what the API answers where it has not deleted yet: the request that someone else must confirm
    public Optional<JsonNode> delete(ApiPath path) throws IOException, InterruptedException {
        var reading = new Reading<String>(Optional::of);
        try (Response response = exchange("DELETE", path, Optional.empty(), reading)) {
            if (response.isSuccessful()) {
                if (response.code() == ACCEPTED) {
                    return Optional.of(json.anything(reading.result().orElse("")));
                }
                // The page of a proxy, such as one to log in at, deletes nothing.
                var _ = json.readAny("DELETE", path, reading.result().orElse(""), JsonNode.class);
                absence.delete(path);
                return Optional.empty();
            }
            ApiException refused = refused("DELETE", path, response);
            if (refused.kind() != Kind.NOT_FOUND) {
                throw refused;
            }
            if (reading.lost() && absence.hasSeen(path)) {
                // It was there, and the request before this one, whose answer was lost, has deleted it.
                absence.delete(path);
                return Optional.empty();
            }
            if (find(path, JsonNode.class).isPresent()) {
                throw errors.denied("DELETE", path);
            }
            return Optional.empty();
        }
    }

    /// Runs something while no one else in this process runs anything under the same key: PlanetScale refuses
    /// most overlapping changes of one branch.
    public <T> T alone(String key, Callable<T> task) throws IOException, InterruptedException {
        ReentrantLock lock = locks.computeIfAbsent(key, _ -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            return task.call();
        } catch (IOException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("verbs throw nothing else", e);
        } finally {
            lock.unlock();
        }
    }

    /// The time in which this client lives.
    Pause pause() {
        return pause;
    }

    /// What this client has changed.
    Changes changes() {
        return changes;
    }

    /// Notes that the token has just seen something in a list.
    void saw(ApiPath path) {
        absence.see(path);
    }

    /// Returns if something that was not found is certainly gone.
    ///
    /// @throws ApiException if it may be there
    void confirmGone(ApiPath path) throws IOException, InterruptedException {
        absence.confirm(path);
    }

    /// Why elements of a list do not stand for their objects.
    ApiException poorer(ApiPath collection) {
        return errors.incomplete("GET", collection);
    }

    /// How this client reads answers.
    Json json() {
        return json;
    }

    /// What a refusal means. PlanetScale answers "not found" in an organization that the token does not belong to as
    /// well.
    private ApiException refused(String method, ApiPath path, Response response)
            throws IOException, InterruptedException {
        ApiException refused = errors.refused(method, path, response);
        if (refused.kind() != Kind.NOT_FOUND || path.segments().size() < 2) {
            return refused;
        }
        String organization = path.segments().get(1);
        return organizations
                .insteadOf(organization)
                .map(seen -> errors.noOrganization(organization, seen))
                .orElse(refused);
    }

    private <T> T required(String method, ApiPath path, Optional<Map<String, ?>> body, Class<T> type)
            throws IOException, InterruptedException {
        return exchange(method, path, body, answer -> Optional.of(json.read(method, path, answer, type)))
                .orElseThrow();
    }

    private <T> Optional<T> exchange(
            String method, ApiPath path, Optional<Map<String, ?>> body, Reading.Parser<T> parser)
            throws IOException, InterruptedException {
        var reading = new Reading<>(parser);
        try (Response response = exchange(method, path, body, reading)) {
            if (!response.isSuccessful()) {
                throw refused(method, path, response);
            }
            if (path.segments().size() >= 2) {
                organizations.answered(path.segments().get(1));
            }
            return reading.result();
        }
    }

    private Response exchange(String method, ApiPath path, Optional<Map<String, ?>> body, Reading<?> reading)
            throws IOException, InterruptedException {
        var url = base.newBuilder();
        path.segments().forEach(url::addPathSegment);
        path.query().forEach(url::addQueryParameter);
        Request.Builder request = new Request.Builder()
                .url(url.build())
                .tag(Reading.class, reading)
                .header("Authorization", connection.tokenId() + ":" + connection.token())
                .header("Accept", "application/json")
                .header("User-Agent", connection.userAgent())
                .method(method, method.equals("GET") ? null : RequestBody.create(json.write(body), JSON));
        boolean writes = !method.equals("GET");
        String name =
                body.map(fields -> Objects.toString(fields.get("name"), "")).orElse("");
        if (writes) {
            changes.note(method, path, name);
        }
        try {
            Response response = client.get().newCall(request.build()).execute();
            if (writes && (response.isSuccessful() || RetryInterceptor.passes(response.code()) || reading.lost())) {
                listener.changing();
            }
            return response;
        } catch (IOException fault) {
            if (writes && (reading.lost() || !RetryInterceptor.neverSent(fault))) {
                listener.changing();
            }
            throw unanswered(method, path, fault);
        } finally {
            if (writes) {
                changes.note(method, path, name);
            }
        }
    }

    private IOException unanswered(String method, ApiPath path, IOException fault) throws InterruptedException {
        if (Thread.currentThread().isInterrupted() && method.equals("GET")) {
            throw new InterruptedException("cancelled during GET " + path);
        }
        return switch (fault) {
            case ApiException explained -> explained;
            case Bodies.OversizedException _ -> errors.endless(method, path, String.valueOf(fault.getMessage()));
            default -> errors.unanswered(method, path, fault);
        };
    }

    private static HttpUrl base(String endpoint) {
        HttpUrl url = HttpUrl.get(endpoint.replaceAll("/+$", ""));
        boolean versioned = Objects.equals(url.pathSegments().getLast(), "v1");
        return versioned ? url : url.newBuilder().addPathSegment("v1").build();
    }
}
