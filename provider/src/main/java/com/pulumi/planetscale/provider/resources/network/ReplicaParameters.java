package com.pulumi.planetscale.provider.resources.network;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.resources.cluster.ParameterRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Parameters of a read replica, by namespace and name. A request leaves alone what it does not name.
final class ReplicaParameters {
    static final Property<Map<String, Map<String, String>>> PARAMETERS = Property.map(
                    "parameters",
                    "Parameters by namespace (`pgconf`, `pgbouncer`, `patroni`) and name, as strings. Some of them must not"
                            + " be below those of the branch. A removed parameter goes back to its default. Changed in"
                            + " place.",
                    new Type.MapOf<>(Type.anyText()))
            .defaultsTo(Map.of());

    private ReplicaParameters() {}

    /// Those that servers have, as a state records them.
    static PropertyMap shown(@Nullable List<ServerParameter> live, PropertyMap state) {
        if (live == null) {
            return PropertyMap.EMPTY;
        }
        Optional<Map<String, Map<String, String>>> recorded = state.find(PARAMETERS);
        var values = new LinkedHashMap<String, Map<String, String>>();
        ServerParameter.named(live)
                .filter(parameter -> parameter.counts(recorded.map(known -> has(known, parameter))))
                .forEach(parameter -> put(values, parameter, parameter.text()));
        return PropertyMap.EMPTY.with(PARAMETERS, values);
    }

    /// What a change has to name: what differs, and those removed with their defaults.
    static Map<String, Map<String, String>> toSend(
            @Nullable List<ServerParameter> live, PropertyMap state, PropertyMap inputs) {
        Map<String, Map<String, String>> recorded = state.find(PARAMETERS).orElse(Map.of());
        Map<String, Map<String, String>> wanted = inputs.find(PARAMETERS).orElse(Map.of());
        var send = new LinkedHashMap<String, Map<String, String>>();
        wanted.forEach((namespace, values) -> values.forEach((name, value) -> {
            if (!value.equals(recorded.getOrDefault(namespace, Map.of()).get(name))) {
                send.computeIfAbsent(namespace, _ -> new LinkedHashMap<>()).put(name, value);
            }
        }));
        ServerParameter.named(live)
                .filter(parameter -> has(recorded, parameter) && !has(wanted, parameter))
                .forEach(parameter -> put(send, parameter, parameter.defaultText()));
        return send;
    }

    /// What is wrong with those that are set or changed, by the list of the branch.
    static List<Finding> problems(Api api, ApiPath branch, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        var findings = new ArrayList<Finding>();
        Map<String, Map<String, String>> wanted =
                inputs.differing(state, List.of(PARAMETERS)).find(PARAMETERS).orElse(Map.of());
        List<ParameterRule> rules = wanted.isEmpty()
                ? List.of()
                : api.peek(branch.then("/parameters"), ParameterRule[].class).stream()
                        .flatMap(Stream::of)
                        .toList();
        if (!rules.isEmpty()) {
            wanted.forEach((namespace, values) -> values.forEach((name, value) -> ParameterRule.problem(
                            rules.stream()
                                    .filter(rule -> namespace.equals(rule.namespace()))
                                    .toList(),
                            name,
                            value)
                    .map(problem -> Finding.refusal(
                            Path.of(PARAMETERS.name()).then(namespace).then(name), problem.summary(), problem.remedy()))
                    .ifPresent(findings::add)));
        }
        return findings;
    }

    private static boolean has(Map<String, Map<String, String>> values, ServerParameter parameter) {
        return values.getOrDefault(String.valueOf(parameter.namespace()), Map.of())
                .containsKey(parameter.name());
    }

    private static void put(Map<String, Map<String, String>> values, ServerParameter parameter, String value) {
        values.computeIfAbsent(String.valueOf(parameter.namespace()), _ -> new LinkedHashMap<>())
                .put(String.valueOf(parameter.name()), value);
    }
}
