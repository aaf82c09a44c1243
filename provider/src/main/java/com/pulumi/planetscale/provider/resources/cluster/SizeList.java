package com.pulumi.planetscale.provider.resources.cluster;

import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.resources.owner.Once;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The cluster sizes that an organization knows, with what they cost. Each list is asked for once in a process,
/// however many resources look at it.
public final class SizeList {
    private final Reads api;
    private final Once<Question, List<Size>> known = new Once<>();

    /// What is asked for.
    ///
    /// @param kind the engine of the database
    /// @param region where the prices are for; the organization's default region where it is empty
    /// @param database name of an existing database, whose own prices count where it has any
    public record Question(String organization, String kind, Optional<String> region, Optional<String> database) {}

    /// A cluster size. Prices are US dollars a month.
    ///
    /// @param ram bytes
    /// @param storage bytes; null for network storage, which grows
    /// @param rate what a production cluster with its two replicas costs; null where no one knows
    /// @param replicaRate what each further replica costs
    /// @param defaultVtgateRate what the VTGates that come with it are worth; clusters include credits for them
    record Size(
            @Nullable String name,
            @Nullable String displayName,
            @Nullable String cpu,
            @Nullable Long ram,
            @Nullable Long storage,
            @Nullable Boolean metal,
            @Nullable Boolean enabled,
            @Nullable String provider,
            @Nullable String architecture,
            @Nullable Boolean development,
            @Nullable Boolean production,
            @Nullable String defaultVtgate,
            @Nullable BigDecimal defaultVtgateRate,
            @Nullable BigDecimal rate,
            @Nullable BigDecimal replicaRate) {}

    public SizeList(Reads api) {
        this.api = api;
    }

    /// The sizes of an engine, in the API's order.
    List<Size> of(Question question) throws IOException, InterruptedException {
        return known.of(question, () -> List.copyOf(Arrays.asList(api.get(path(question), Size[].class))));
    }

    private static ApiPath path(Question question) {
        ApiPath path = ApiPath.of("/organizations/{}/cluster-size-skus", question.organization())
                .with("engine", question.kind())
                .with("rates", "true");
        path = question.region().isPresent()
                ? path.with("region", question.region().get())
                : path;
        return question.database().isPresent()
                ? path.with("database", question.database().get())
                : path;
    }
}
