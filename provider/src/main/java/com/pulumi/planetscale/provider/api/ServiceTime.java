package com.pulumi.planetscale.provider.api;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Interceptor;
import okhttp3.Response;

/// What time it is at PlanetScale, by the `Date` of its last answer and what has passed since. This machine's
/// clock may be wrong.
final class ServiceTime implements Interceptor {
    private final Pause pause;
    private final AtomicReference<Optional<Seen>> last = new AtomicReference<>(Optional.empty());

    /// @param header what the answer said, since others of the same second say the same
    /// @param nanos when that was, in the time of [Pause#nanos]
    private record Seen(String header, Instant date, long nanos) {}

    ServiceTime(Pause pause) {
        this.pause = pause;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        String date = response.header("Date");
        if (date != null) {
            try {
                last.set(Optional.of(new Seen(date, read(date), pause.nanos())));
            } catch (DateTimeException _) {
                last.set(Optional.empty());
            }
        }
        return response;
    }

    private Instant read(String header) {
        return last.get()
                .filter(seen -> seen.header.equals(header))
                .map(Seen::date)
                .orElseGet(() -> ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant());
    }

    /// What time it is; empty if the last answer did not say, or cannot be read.
    Optional<Instant> now() {
        return last.get().map(seen -> seen.date.plusNanos(pause.nanos() - seen.nanos));
    }
}
