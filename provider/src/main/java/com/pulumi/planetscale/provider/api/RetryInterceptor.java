package com.pulumi.planetscale.provider.api;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// Asks again where that is safe and may help, and keeps to the rate limit.
///
/// GET, PUT and DELETE are repeated on 429, on errors of the server, on faults of the connection, and when a success
/// is not understood; POST and PATCH only on 429, or when the request was never sent: the API has no idempotency keys,
/// so a repeated POST makes a second object.
///
/// A fault is outlasted by five attempts. A 429 says that the request was not carried out, so it is sent again until
/// it has been held back for five minutes in all: PlanetScale counts calls by the minute and sends no `Retry-After`
/// (documentation, November 2026). These waits hold for all calls: whichever is told to wait, all do.
final class RetryInterceptor implements Interceptor {
    private static final int ATTEMPTS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);
    private static final Duration FIRST_PAUSE_OF_MANY = Duration.ofSeconds(10);
    /// A request that has to wait for longer fails, and its error says so.
    private static final Duration LONGEST_ASKED_FOR = Duration.ofMinutes(5);
    /// What any longer time counts as.
    private static final double MOST_SECONDS = 1e9;
    private static final Duration WORTH_SAYING = Duration.ofSeconds(5);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Set<String> REPEATABLE = Set.of("GET", "PUT", "DELETE");
    private static final int REQUEST_TIMEOUT = 408;
    private static final int NOT_IMPLEMENTED = 501;

    private final RateLimit limit;
    private final Pause pause;
    private final RandomGenerator random;
    private final Consumer<String> waiting;

    /// @param waiting is told of long waits
    RetryInterceptor(RateLimit limit, Pause pause, RandomGenerator random, Consumer<String> waiting) {
        this.limit = limit;
        this.pause = pause;
        this.random = random;
        this.waiting = waiting;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        Duration held = Duration.ZERO;
        int refusals = 0;
        for (int attempt = 1; ; ) {
            boolean last = attempt == ATTEMPTS;
            try {
                waitForTurn();
                Response response = Exchange.run(chain, request);
                if (response.code() == TOO_MANY_REQUESTS) {
                    Duration wait = afterTooMany(response, ++refusals);
                    held = held.plus(wait);
                    if (held.compareTo(LONGEST_ASKED_FOR) > 0) {
                        return response;
                    }
                    response.close();
                    holdBack(wait);
                    continue;
                }
                boolean understood = !response.isSuccessful() || isUnderstood(request, response);
                Optional<Duration> wait =
                        last ? Optional.empty() : waitAfter(response, request.method(), understood, attempt);
                if (wait.isEmpty()) {
                    return response;
                }
                response.close();
                tell(wait.get(), response.code());
                lose(request);
                sleep(wait.get());
            } catch (IOException fault) {
                if (last || chain.call().isCanceled() || !worthRepeating(request.method(), fault)) {
                    throw fault;
                }
                if (!neverSent(fault)) {
                    lose(request);
                }
                sleep(backOff(attempt));
            }
            attempt++;
        }
    }

    private static boolean isUnderstood(Request request, Response response) throws IOException {
        Reading<?> reading = request.tag(Reading.class);
        return reading == null || reading.read(response.peekBody(Long.MAX_VALUE).string());
    }

    private static void lose(Request request) {
        Reading<?> reading = request.tag(Reading.class);
        if (reading != null) {
            reading.lose();
        }
    }

    /// How long to wait before the request is sent again; empty where the answer is the last word.
    private Optional<Duration> waitAfter(Response response, String method, boolean understood, int attempt) {
        boolean lost = passes(response.code()) || !understood;
        if (!lost || !REPEATABLE.contains(method)) {
            return Optional.empty();
        }
        Duration least = backOff(attempt);
        Duration wait = retryAfter(response).map(asked -> longer(asked, least)).orElse(least);
        return wait.compareTo(LONGEST_ASKED_FOR) > 0 ? Optional.empty() : Optional.of(wait);
    }

    /// How long to hold all calls back after a refusal because of too many.
    ///
    /// @param refusals of this request so far, this one included
    private Duration afterTooMany(Response response, int refusals) {
        return retryAfter(response)
                .map(asked -> longer(asked, backOff(refusals)))
                .orElseGet(() -> jittered(FIRST_PAUSE_OF_MANY.multipliedBy(refusals), 4));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /// Whether a status speaks of the server or of a proxy before it, and not of the request.
    static boolean passes(int status) {
        return status == REQUEST_TIMEOUT || (status >= 500 && status != NOT_IMPLEMENTED);
    }

    private void tell(Duration wait, int status) {
        if (wait.compareTo(WORTH_SAYING) >= 0) {
            waiting.accept("waiting " + wait.toSeconds() + " s, since PlanetScale's API answered " + status);
        }
    }

    /// What a fault says about the request: whether it was never sent, or may be sent twice without harm.
    private static boolean worthRepeating(String method, IOException fault) {
        if (Thread.currentThread().isInterrupted()
                || fault instanceof Bodies.OversizedException
                || fault instanceof SSLHandshakeException
                || fault instanceof SSLPeerUnverifiedException) {
            return false;
        }
        return neverSent(fault) || REPEATABLE.contains(method);
    }

    /// Whether a fault means that no byte of the request has reached the API.
    static boolean neverSent(IOException fault) {
        return fault instanceof ConnectException
                || fault instanceof UnknownHostException
                || fault instanceof SSLHandshakeException
                || fault instanceof SSLPeerUnverifiedException;
    }

    /// The wait that a `Retry-After` header asks for, in seconds or until a date; nonsense counts as none. A date is
    /// the server's, so it is compared with the server's clock where the answer has it: ours may be wrong.
    private Optional<Duration> retryAfter(Response response) {
        String header =
                Objects.requireNonNullElse(response.header("Retry-After"), "").strip();
        if (header.matches("\\d+([.]\\d+)?")) {
            double seconds = Math.min(Math.ceil(Double.parseDouble(header)), MOST_SECONDS);
            return Optional.of(Duration.ofSeconds((long) seconds));
        }
        return date(header)
                .map(until -> Duration.between(date(response.header("Date")).orElseGet(pause::now), until))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
    }

    private static Optional<Instant> date(@Nullable String header) {
        try {
            return header == null
                    ? Optional.empty()
                    : Optional.of(ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /// Exponential, with a jitter of up to half, so that many clients do not come back at once.
    private Duration backOff(int attempt) {
        Duration full = FIRST_PAUSE.multipliedBy(1L << (attempt - 1));
        return jittered(full.compareTo(LONGEST_PAUSE) < 0 ? full : LONGEST_PAUSE, 2);
    }

    /// A time that is shorter by some part of itself, at most by one such as a half.
    private Duration jittered(Duration full, int part) {
        long most = full.toMillis() / part;
        return full.minusMillis(random.nextLong(most + 1));
    }

    private void waitForTurn() throws IOException {
        try {
            limit.acquire(waiting);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void holdBack(Duration wait) throws IOException {
        try {
            limit.holdBack(wait);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void sleep(Duration wait) throws IOException {
        try {
            pause.sleep(wait.toNanos());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IOException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        var fault = new InterruptedIOException("interrupted while waiting to send");
        fault.initCause(cause);
        return fault;
    }
}
