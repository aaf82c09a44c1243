package com.pulumi.planetscale.provider.resources.cluster;

import static com.pulumi.planetscale.provider.resources.cluster.Clusters.REPLICAS;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiException.Kind;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.report.CostText;
import com.pulumi.planetscale.provider.resources.cluster.SizeList.Question;
import com.pulumi.planetscale.provider.resources.cluster.SizeList.Size;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Says in a preview what clusters cost.
///
/// The listed rate is that of a production cluster with two replicas and the VTGates that come with it; each
/// further replica has a rate of its own, and each shard is a cluster (PlanetScale's documentation of prices,
/// replicas and sharding, November 2026). What no list tells is not guessed: nothing is said then.
public final class Costs {
    /// Replicas that the rate of a production cluster covers.
    public static final long INCLUDED_REPLICAS = 2;

    private final Reads api;
    private final SizeList sizes;

    /// A cluster whose price is asked for.
    ///
    /// @param replicas of each shard, beside its primary
    public record Cluster(String size, long replicas, long shards) {
        /// The cluster of an unsharded keyspace, or of a Postgres branch.
        public static Cluster of(String size, long replicas) {
            return new Cluster(size, replicas, 1);
        }

        private String words() {
            String each = "`" + ClusterSize.of(size).name() + "` with "
                    + (replicas == 0 ? "no replicas" : replicas + " replicas");
            return shards == 1 ? each : "a cluster of " + shards + " shards of " + each + " each";
        }
    }

    private record Keyspace(
            @JsonProperty("default") @Nullable Boolean isDefault,
            @Nullable Long shards,
            @Nullable Long extraReplicas) {}

    public Costs(Reads api, SizeList sizes) {
        this.api = api;
        this.sizes = sizes;
    }

    /// What a new cluster costs.
    public Optional<Finding> ofNew(Question question, Cluster cluster) throws IOException, InterruptedException {
        return told(
                question,
                (list, where) -> monthly(list, cluster).map(price -> CostText.ofNew(cluster.words(), price, where)));
    }

    /// What the change of a cluster to another one costs or saves.
    public Optional<Finding> ofChange(Question question, Cluster from, Cluster to)
            throws IOException, InterruptedException {
        return told(
                question,
                (list, where) -> monthly(list, from)
                        .flatMap(before -> monthly(list, to)
                                .map(after -> CostText.ofChange(to.words(), after, where, from.words(), before))));
    }

    /// What a Vitess development branch costs, which is billed by the hour beyond those that its database
    /// includes.
    public Optional<Finding> ofDevelopment(Question question) throws IOException, InterruptedException {
        return told(
                question,
                (list, where) ->
                        monthly(list, Cluster.of("PS_DEV", 0)).map(price -> CostText.ofDevelopment(price, where)));
    }

    /// What the change of a recorded cluster to what the program wants costs or saves.
    ///
    /// @param branch where the cluster is
    /// @param size the property that holds the size
    public Optional<Finding> ofResize(
            Question question, ApiPath branch, PropertyMap state, PropertyMap inputs, Property<String> size)
            throws IOException, InterruptedException {
        Optional<String> before = state.find(size);
        Optional<String> after = inputs.has(size) ? inputs.find(size) : before;
        if (!Engine.isKnown(question.kind())
                || before.isEmpty()
                || after.isEmpty()
                || inputs.value(REPLICAS).hasUnknown()
                || inputs.differing(state, List.of(size, REPLICAS)).isEmpty()) {
            return Optional.empty();
        }
        Optional<Cluster> from = recorded(question, branch, state, size);
        return from.isPresent()
                ? ofChange(
                        question,
                        from.get(),
                        new Cluster(
                                after.get(),
                                inputs.find(REPLICAS).orElse(from.get().replicas()),
                                from.get().shards()))
                : Optional.empty();
    }

    /// What a recorded cluster costs that is to be deleted; empty where that is not known.
    ///
    /// @param branch where the cluster is
    /// @param size the property that holds the size
    public Optional<Finding> ofEnd(Question question, ApiPath branch, PropertyMap state, Property<String> size)
            throws IOException, InterruptedException {
        Optional<Cluster> cluster = recorded(question, branch, state, size);
        return cluster.isEmpty() ? Optional.empty() : ofEnd(question, cluster.get());
    }

    /// What a cluster costs that is to be deleted.
    public Optional<Finding> ofEnd(Question question, Cluster cluster) throws IOException, InterruptedException {
        return told(
                question,
                (list, where) -> monthly(list, cluster).map(price -> CostText.ofEnd(cluster.words(), price, where)));
    }

    private Optional<Cluster> recorded(Question question, ApiPath branch, PropertyMap state, Property<String> size)
            throws IOException, InterruptedException {
        Optional<String> name = state.find(size);
        if (!Engine.isKnown(question.kind()) || name.isEmpty()) {
            return Optional.empty();
        }
        return question.kind().equals(Engine.POSTGRESQL)
                ? state.find(REPLICAS).map(replicas -> Cluster.of(name.get(), replicas))
                : defaultKeyspace(branch, name.get());
    }

    /// The cluster of a Vitess branch, which is that of its default keyspace; empty where the token may not see
    /// it.
    private Optional<Cluster> defaultKeyspace(ApiPath branch, String size) throws IOException, InterruptedException {
        try (Stream<Keyspace> keyspaces = api.list(branch.then("/keyspaces"), Keyspace.class)) {
            return keyspaces
                    .filter(keyspace -> Boolean.TRUE.equals(keyspace.isDefault()))
                    .findFirst()
                    .flatMap(keyspace -> cluster(keyspace, size));
        } catch (ApiException e) {
            if (isClosed(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Optional<Cluster> cluster(Keyspace keyspace, String size) {
        return keyspace.shards() == null || keyspace.extraReplicas() == null
                ? Optional.empty()
                : Optional.of(new Cluster(size, INCLUDED_REPLICAS + keyspace.extraReplicas(), keyspace.shards()));
    }

    /// Turns a list of sizes into a sentence.
    @FunctionalInterface
    private interface Sentence {
        Optional<String> about(List<Size> list, String where);
    }

    private Optional<Finding> told(Question question, Sentence sentence) throws IOException, InterruptedException {
        if (!Engine.isKnown(question.kind())) {
            return Optional.empty();
        }
        try {
            String where = question.region()
                    .map(region -> " in `" + region + "`")
                    .orElse(" in the organization's default region");
            return sentence.about(sizes.of(question), where).map(Finding::info);
        } catch (ApiException e) {
            if (isClosed(e)) {
                return Optional.of(Finding.info("what it costs is not known, since the service token may not read the"
                        + " sizes of organization `" + question.organization() + "` (access `read_organization`)"));
            }
            throw e;
        }
    }

    private static boolean isClosed(ApiException failure) {
        return failure.kind() == Kind.NOT_FOUND || failure.kind() == Kind.DENIED;
    }

    private static Optional<BigDecimal> monthly(List<Size> list, Cluster cluster) {
        List<Size> exact = matching(
                list, size -> size.equals(ClusterSize.of(cluster.size()).name()));
        List<Size> meant = exact.isEmpty() ? matching(list, size -> ClusterSize.same(size, cluster.size())) : exact;
        List<Optional<BigDecimal>> prices = meant.stream()
                .map(size -> ofShard(size, cluster.replicas()))
                .distinct()
                .toList();
        // A short Postgres size stands for one of several, and only PlanetScale decides for which.
        return prices.size() == 1
                ? prices.getFirst().map(price -> price.multiply(BigDecimal.valueOf(cluster.shards())))
                : Optional.empty();
    }

    private static List<Size> matching(List<Size> list, Predicate<String> name) {
        return list.stream()
                .filter(size -> size.name() != null && name.test(size.name()))
                .toList();
    }

    /// The price of a single node with fewer than the included replicas is listed for development sizes alone.
    private static Optional<BigDecimal> ofShard(Size size, long replicas) {
        long further = replicas - INCLUDED_REPLICAS;
        if (size.rate() == null || Boolean.TRUE.equals(size.development()) || further == 0) {
            return Optional.ofNullable(size.rate()).map(BigDecimal::stripTrailingZeros);
        }
        return further < 0 || size.replicaRate() == null
                ? Optional.empty()
                : Optional.of(size.rate()
                        .add(size.replicaRate().multiply(BigDecimal.valueOf(further)))
                        .stripTrailingZeros());
    }
}
