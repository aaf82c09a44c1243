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
final class RetryInterceptor implements Interceptor {
    private static final int ATTEMPTS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Set<String> REPEATABLE = Set.of("GET", "PUT", "DELETE");
    private static final Set<Integer> PASSING = Set.of(502, 503, 504);

    private final RateLimit limit;
    private final Pause pause;
    private final RandomGenerator random;

    RetryInterceptor(RateLimit limit, Pause pause, RandomGenerator random) {
        this.limit = limit;
        this.pause = pause;
        this.random = random;
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
                sleep(wait.get());
            } catch (IOException fault) {
                if (last || chain.call().isCanceled() || !worthRepeating(request.method(), fault)) {
                    throw fault;
                }
                sleep(backOff(attempt));
            }
        }
    }

    private Optional<Duration> waitAfter(Response response, String method, int attempt) {
        if (response.code() == TOO_MANY_REQUESTS) {
            Duration wait = retryAfter(response).orElse(backOff(attempt + 2));
            limit.holdBack(wait);
            return Optional.of(wait);
        }
        return PASSING.contains(response.code()) && REPEATABLE.contains(method)
                ? Optional.of(retryAfter(response).orElse(backOff(attempt)))
                : Optional.empty();
    }

    /// What a fault says about the request: whether it was never sent, or may be sent twice without harm.
    private static boolean worthRepeating(String method, IOException fault) {
        if (Thread.currentThread().isInterrupted()
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
        long millis = Math.min(full.toMillis(), LONGEST_PAUSE.toMillis());
        return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
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
