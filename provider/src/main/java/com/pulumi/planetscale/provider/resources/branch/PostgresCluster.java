package com.pulumi.planetscale.provider.resources.branch;

import static com.pulumi.planetscale.provider.resources.cluster.Clusters.MAXIMUM_STORAGE_BYTES;
import static com.pulumi.planetscale.provider.resources.cluster.Clusters.MINIMUM_STORAGE_BYTES;
import static com.pulumi.planetscale.provider.resources.cluster.Clusters.REPLICAS;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.property.Nearest;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.Property.Problem;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resources.cluster.Clusters;
import com.pulumi.planetscale.provider.resources.cluster.Sizing;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The cluster of a Postgres branch: replicas, storage and parameters, which all change by one kind of request.
final class PostgresCluster {
    private static final List<String> NAMESPACES = List.of("pgconf", "pgbouncer", "patroni");

    static final Property<Map<String, Map<String, String>>> PARAMETERS = Property.map(
                    "parameters",
                    "Parameters by namespace (`pgconf`, `pgbouncer`, `patroni`) and name, as strings, Postgres only. A"
                            + " removed parameter goes back to its default. Changing some of them restarts the"
                            + " cluster.",
                    new Type.MapOf<>(Type.anyText()))
            .defaultsTo(Map.of())
            .checking(PostgresCluster::badNamespace);

    static final Property<Boolean> STORAGE_AUTOSCALING = Property.bool(
                    "storageAutoscaling", "Whether the disk grows automatically, Postgres on network storage only.")
            .defaultsTo(true);

    static final Property<Long> STORAGE_IOPS = Property.integer(
                    "storageIops", "Input and output operations per second, Postgres on network storage only.")
            .optional();

    static final Property<Long> STORAGE_THROUGHPUT_MIBS = Property.integer(
                    "storageThroughputMibs", "Throughput in MiB per second, Postgres on network storage only.")
            .optional();

    /// What only Postgres branches have.
    static final List<Property<?>> ALL = List.of(
            REPLICAS,
            PARAMETERS,
            MINIMUM_STORAGE_BYTES,
            MAXIMUM_STORAGE_BYTES,
            STORAGE_AUTOSCALING,
            STORAGE_IOPS,
            STORAGE_THROUGHPUT_MIBS);

    private static final List<Property<?>> STORAGE = List.of(
            MINIMUM_STORAGE_BYTES, MAXIMUM_STORAGE_BYTES, STORAGE_AUTOSCALING, STORAGE_IOPS, STORAGE_THROUGHPUT_MIBS);

    private final Api api;
    private final Sizing sizing;

    /// One parameter of a branch. Values come as numbers, truth values, strings or null.
    private record Parameter(
            @Nullable String namespace,
            @Nullable String name,
            @Nullable JsonNode value,
            @Nullable JsonNode defaultValue) {}

    PostgresCluster(Api api, Sizing sizing) {
        this.api = api;
        this.sizing = sizing;
    }

    /// The recorded parameters with the values that they really have.
    PropertyMap recordedParameters(ApiPath branch, PropertyMap state) throws IOException, InterruptedException {
        Map<String, Map<String, String>> recorded = state.find(PARAMETERS).orElse(Map.of());
        return recorded.isEmpty()
                ? PropertyMap.EMPTY
                : parameters(
                        branch,
                        parameter -> recorded.getOrDefault(parameter.namespace(), Map.of())
                                .containsKey(parameter.name()));
    }

    /// The parameters that someone has set to something else than their defaults.
    PropertyMap changedParameters(ApiPath branch) throws IOException, InterruptedException {
        return parameters(branch, parameter -> !text(parameter.value()).equals(text(parameter.defaultValue())));
    }

    private PropertyMap parameters(ApiPath branch, Predicate<Parameter> chosen)
            throws IOException, InterruptedException {
        var values = new LinkedHashMap<String, Map<String, String>>();
        for (Parameter parameter : all(branch)) {
            if (parameter.namespace() != null && parameter.name() != null && chosen.test(parameter)) {
                values.computeIfAbsent(parameter.namespace(), _ -> new LinkedHashMap<>())
                        .put(parameter.name(), text(parameter.value()));
            }
        }
        return PropertyMap.EMPTY.with(PARAMETERS, values);
    }

    /// Asks for everything that differs in one request and waits for it.
    ///
    /// @param changed the inputs that differ from the state
    PropertyMap change(Operation operation, ApiPath branch, PropertyMap state, PropertyMap changed)
            throws IOException, InterruptedException {
        Map<String, Object> body =
                Clusters.withStorage(changed.body(List.of(BranchProperties.CLUSTER_SIZE, REPLICAS)), changed, STORAGE);
        if (changed.has(PARAMETERS)) {
            body.put("parameters", parametersToSend(branch, state, changed));
        }
        sizing.changePostgres(operation, branch, body);
        return changed;
    }

    /// The parameters to send: a request leaves alone what it does not name, so those removed are sent with
    /// their defaults.
    private Map<String, Map<String, String>> parametersToSend(ApiPath branch, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        Map<String, Map<String, String>> recorded = state.find(PARAMETERS).orElse(Map.of());
        Map<String, Map<String, String>> wanted = inputs.find(PARAMETERS).orElse(Map.of());
        var body = new LinkedHashMap<String, Map<String, String>>();
        wanted.forEach((namespace, values) -> values.forEach((name, value) -> {
            if (!value.equals(recorded.getOrDefault(namespace, Map.of()).get(name))) {
                body.computeIfAbsent(namespace, _ -> new LinkedHashMap<>()).put(name, value);
            }
        }));
        boolean someTakenOut = recorded.entrySet().stream()
                .anyMatch(entry -> !wanted.getOrDefault(entry.getKey(), Map.of())
                        .keySet()
                        .containsAll(entry.getValue().keySet()));
        if (someTakenOut) {
            for (Parameter parameter : all(branch)) {
                String namespace = String.valueOf(parameter.namespace());
                String name = String.valueOf(parameter.name());
                boolean takenOut = recorded.getOrDefault(namespace, Map.of()).containsKey(name)
                        && !wanted.getOrDefault(namespace, Map.of()).containsKey(name);
                if (takenOut) {
                    body.computeIfAbsent(namespace, _ -> new LinkedHashMap<>())
                            .put(name, text(parameter.defaultValue()));
                }
            }
        }
        return body;
    }

    private List<Parameter> all(ApiPath branch) throws IOException, InterruptedException {
        return List.of(api.get(branch.then("/parameters"), Parameter[].class));
    }

    private static String text(@Nullable JsonNode value) {
        return value == null || value.isNull() ? "" : value.asText();
    }

    private static Optional<Problem> badNamespace(Map<String, Map<String, String>> parameters) {
        return parameters.keySet().stream()
                .filter(namespace -> !NAMESPACES.contains(namespace))
                .findFirst()
                .map(namespace -> new Problem(
                        "there is no namespace `" + namespace + "`",
                        Nearest.to(namespace, NAMESPACES)
                                        .map(near -> "Did you mean `" + near + "`? ")
                                        .orElse("")
                                + "Use " + String.join(", ", NAMESPACES) + "."));
    }
}
