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
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/// Asks again where that is safe and may help, and keeps to the rate limit.
///
/// GET, PUT and DELETE are repeated on 429, 502, 503, 504 and faults of the connection; POST and PATCH only on
/// 429, or when the request was never sent: the API has no idempotency keys, so a repeated POST makes a second
/// object.
///
/// PlanetScale counts calls by the minute and sends no `Retry-After` with a 429 (documentation, November 2026), so
/// the waits between five attempts outlast a minute.
final class RetryInterceptor implements Interceptor {
    private static final int ATTEMPTS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);
    private static final Duration FIRST_PAUSE_OF_MANY = Duration.ofSeconds(10);
    /// Who is asked to stay away for longer had better tell the user.
    private static final Duration LONGEST_ASKED_FOR = Duration.ofMinutes(5);
    private static final Duration WORTH_SAYING = Duration.ofSeconds(5);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Set<String> REPEATABLE = Set.of("GET", "PUT", "DELETE");
    private static final Set<Integer> PASSING = Set.of(502, 503, 504);

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
        for (int attempt = 1; ; attempt++) {
            boolean last = attempt == ATTEMPTS;
            try {
                waitForTurn();
                Response response = Exchange.run(chain, request);
                Optional<Duration> wait = last ? Optional.empty() : waitAfter(response, request.method(), attempt);
                if (wait.isEmpty()) {
                    return response;
                }
                response.close();
                tell(wait.get(), response.code());
                sleep(wait.get());
            } catch (IOException fault) {
                if (last || chain.call().isCanceled() || !worthRepeating(request.method(), fault)) {
                    throw fault;
                }
                sleep(backOff(attempt));
            }
        }
    }

    /// How long to wait before the request is sent again; empty where the answer is the last word.
    private Optional<Duration> waitAfter(Response response, String method, int attempt) {
        boolean tooMany = response.code() == TOO_MANY_REQUESTS;
        if (!tooMany && !(PASSING.contains(response.code()) && REPEATABLE.contains(method))) {
            return Optional.empty();
        }
        Duration wait = retryAfter(response).orElseGet(() -> tooMany ? afterTooMany(attempt) : backOff(attempt));
        if (wait.compareTo(LONGEST_ASKED_FOR) > 0) {
            return Optional.empty();
        }
        if (tooMany) {
            limit.holdBack(wait);
        }
        return Optional.of(wait);
    }

    private void tell(Duration wait, int status) {
        if (wait.compareTo(WORTH_SAYING) >= 0) {
            waiting.accept("waiting " + wait.toSeconds() + " s, since PlanetScale's API "
                    + (status == TOO_MANY_REQUESTS ? "has had too many calls" : "answered " + status));
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

    /// The wait that a `Retry-After` header asks for, in seconds or until a date; nonsense counts as none.
    private Optional<Duration> retryAfter(Response response) {
        String header = response.header("Retry-After", "");
        if (header == null || header.isBlank()) {
            return Optional.empty();
        }
        if (header.strip().matches("\\d{1,6}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(header.strip())));
        }
        try {
            Instant until = ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(pause.now(), until);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /// Exponential, with a jitter of up to half, so that many clients do not come back at once.
    private Duration backOff(int attempt) {
        Duration full = FIRST_PAUSE.multipliedBy(1L << (attempt - 1));
        return jittered(full.compareTo(LONGEST_PAUSE) < 0 ? full : LONGEST_PAUSE, 2);
    }

    private Duration afterTooMany(int attempt) {
        return jittered(FIRST_PAUSE_OF_MANY.multipliedBy(attempt), 4);
    }

    /// A time that is shorter by some part of itself, at most by one such as a half.
    private Duration jittered(Duration full, int part) {
        long most = full.toMillis() / part;
        return full.minusMillis(random.nextLong(most + 1));
    }

    private void waitForTurn() throws IOException {
        try {
            limit.acquire();
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
