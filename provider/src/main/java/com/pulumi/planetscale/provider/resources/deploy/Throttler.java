package com.pulumi.planetscale.provider.resources.deploy;

import com.pulumi.planetscale.provider.api.Answer;
import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.property.Property.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How much deployments are slowed down for the sake of other load; a database has one such setting, and each
/// deploy request another.
public final class Throttler {
    /// The most that PlanetScale takes; at it a deployment hardly moves.
    private static final long MOST = 95;

    private record Live(@Nullable List<Configuration> configurations) implements Answer {
        @Override
        public boolean isWhole() {
            return configurations != null;
        }
    }

    private record Configuration(@Nullable Long ratio) {}

    private Throttler() {}

    /// What is wrong with a ratio.
    public static Optional<Problem> problem(long ratio) {
        return ratio >= 0 && ratio <= MOST
                ? Optional.empty()
                : Optional.of(new Problem(ratio + " is not a throttler ratio", "Use 0 to " + MOST + "."));
    }

    /// The ratio of an owner, where it is the same in all keyspaces.
    ///
    /// @param owner a database or a deploy request
    public static Optional<Long> ratio(Reads api, ApiPath owner) throws IOException, InterruptedException {
        List<Configuration> configurations =
                api.get(owner.then("/throttler"), Live.class).configurations();
        List<Long> ratios = configurations == null
                ? List.of()
                : configurations.stream()
                        .map(Configuration::ratio)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
        return ratios.isEmpty()
                ? Optional.of(0L)
                : ratios.size() == 1 ? Optional.of(ratios.getFirst()) : Optional.empty();
    }

    /// Sets the ratio of an owner in all keyspaces.
    public static void set(Api api, ApiPath owner, long ratio) throws IOException, InterruptedException {
        var _ = api.patch(owner.then("/throttler"), Map.of("ratio", ratio), Live.class);
    }
}
