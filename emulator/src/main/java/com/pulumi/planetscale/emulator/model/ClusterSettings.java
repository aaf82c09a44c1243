package com.pulumi.planetscale.emulator.model;

import java.util.LinkedHashMap;
import java.util.Map;

/// The machines of a PostgreSQL branch.
///
/// @param size full name, such as `PS_10_AWS_ARM`
/// @param replicas total number; 0 for a single node
/// @param parameters values that differ from the default, by namespace and name
public record ClusterSettings(
        String size, int replicas, Map<String, Map<String, String>> parameters, StorageSettings storage) {

    public ClusterSettings {
        Map<String, Map<String, String>> copy = new LinkedHashMap<>();
        parameters.forEach((namespace, values) -> copy.put(namespace, Map.copyOf(values)));
        parameters = copy;
    }

    public ClusterSettings withSize(String other) {
        return new ClusterSettings(other, replicas, parameters, storage);
    }

    public ClusterSettings withReplicas(int other) {
        return new ClusterSettings(size, other, parameters, storage);
    }

    public ClusterSettings withParameters(Map<String, Map<String, String>> other) {
        return new ClusterSettings(size, replicas, other, storage);
    }

    public ClusterSettings withStorage(StorageSettings other) {
        return new ClusterSettings(size, replicas, parameters, other);
    }
}
