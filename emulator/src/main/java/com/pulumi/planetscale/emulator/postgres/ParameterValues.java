package com.pulumi.planetscale.emulator.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.catalog.Parameter;
import com.pulumi.planetscale.emulator.catalog.Parameters;
import com.pulumi.planetscale.emulator.http.Values;
import com.pulumi.planetscale.emulator.world.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Values of parameters as they are sent: by namespace and name. What is omitted keeps its value; sending the default
/// is how a value is reset (API reference).
final class ParameterValues {
    private final Map<String, Map<String, String>> values = new TreeMap<>();
    private final List<Refused.Fault> faults = new ArrayList<>();

    private ParameterValues(Map<String, Map<String, String>> old) {
        old.forEach((namespace, inside) -> values.put(namespace, new TreeMap<>(inside)));
    }

    /// The old values with those of the body; only what differs from its default.
    ///
    /// @throws Refused with all faults at once, in a shape of its own (API reference)
    static Map<String, Map<String, String>> changed(Map<String, Map<String, String>> old, Values body) {
        ParameterValues result = new ParameterValues(old);
        Map<String, JsonNode> namespaces =
                body.object("parameters").map(Values::all).orElse(Map.of());
        namespaces.forEach(result::setAll);
        if (!result.faults.isEmpty()) {
            throw Refused.because(result.faults);
        }
        result.values.values().removeIf(Map::isEmpty);
        return result.values;
    }

    private void setAll(String namespace, JsonNode inside) {
        if (!inside.isObject()) {
            throw Refused.invalid("parameters must be an object of objects");
        }
        inside.properties().forEach(field -> set(namespace, field.getKey(), field.getValue()));
    }

    private void set(String namespace, String name, JsonNode value) {
        Optional<Parameter> parameter = Parameters.CATALOG.find(namespace, name);
        Optional<String> fault = parameter.isEmpty()
                ? Optional.of("is not a known parameter")
                : !value.isValueNode() || value.isNull()
                        ? Optional.of("must be a string")
                        : parameter.get().fault(value.asText());
        if (fault.isPresent()) {
            faults.add(new Refused.Fault(namespace, name, fault.get()));
            return;
        }
        Map<String, String> inside = values.computeIfAbsent(namespace, ignored -> new TreeMap<>());
        if (parameter.get().defaultValue().equals(value.asText())) {
            inside.remove(name);
        } else {
            inside.put(name, value.asText());
        }
    }
}
