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

/// What time it is at PlanetScale, by the `Date` of its last answer. This machine's clock may be wrong.
final class ServiceTime implements Interceptor {
    private final AtomicReference<Optional<Instant>> last = new AtomicReference<>(Optional.empty());

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        String date = response.header("Date");
        if (date != null) {
            try {
                last.set(Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant()));
            } catch (DateTimeException _) {
                last.set(Optional.empty());
            }
        }
        return response;
    }

    /// The time of the last answer; empty if it told none that can be read.
    Optional<Instant> last() {
        return last.get();
    }
}
