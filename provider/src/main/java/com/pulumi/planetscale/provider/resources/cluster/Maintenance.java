package com.pulumi.planetscale.provider.resources.cluster;

import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.assumption.Assumes;
import com.pulumi.planetscale.provider.assumption.Assumption;
import com.pulumi.planetscale.provider.resources.owner.Times;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The maintenance windows of a database, if it has any. Changes of its clusters are queued until the next one
/// (PlanetScale documentation, maintenance schedules).
@Assumes(Assumption.QUEUED_CHANGES)
record Maintenance(Reads api, ApiPath database) {
    /// What starts queued changes earlier.
    static final String SOONER =
            "In an emergency, switch the maintenance schedule off in the settings of the database, which starts them at once.";

    private record Schedule(
            @Nullable Boolean enabled, @Nullable String nextWindowDatetime) {}

    private record Database(
            @Nullable Boolean resizeQueued, @Nullable Boolean configChangeQueued) {}

    static Maintenance of(Reads api, ApiPath branch) {
        return new Maintenance(api, branch.parent().parent());
    }

    /// Whether some change of the database is queued.
    boolean holdsChanges() throws IOException, InterruptedException {
        Optional<Database> live = api.peek(database, Database.class);
        return live.filter(found ->
                        Boolean.TRUE.equals(found.resizeQueued()) || Boolean.TRUE.equals(found.configChangeQueued()))
                .isPresent();
    }

    /// When the next window begins; empty if that cannot be read.
    Optional<Instant> nextWindow() throws IOException, InterruptedException {
        try (Stream<Schedule> schedules = api.list(database.then("/maintenance-schedules"), Schedule.class)) {
            return schedules
                    .filter(schedule -> !Boolean.FALSE.equals(schedule.enabled()))
                    .map(Schedule::nextWindowDatetime)
                    .filter(Objects::nonNull)
                    .map(Times::parse)
                    .min(Comparator.naturalOrder());
        } catch (ApiException e) {
            if (ApiException.passes(e) || e.kind() == ApiException.Kind.UNUSABLE_CREDENTIALS) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /// Until when changes are queued.
    static String until(Optional<Instant> window) {
        return window.map(begin -> "until " + begin + ", when the next maintenance window of the database begins")
                .orElse("until the next maintenance window of the database");
    }
}
