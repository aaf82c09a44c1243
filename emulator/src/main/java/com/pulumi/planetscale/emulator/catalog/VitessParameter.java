package com.pulumi.planetscale.emulator.catalog;

import com.fasterxml.jackson.core.type.TypeReference;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A parameter of VTGates, VTTablets or MySQL servers. The names are those of PlanetScale's documentation, the defaults
/// those of Vitess and MySQL: the service's own depend on the cluster size.
///
/// @param defaultValue value if nothing sets it
/// @param options the only values, if there are any
public record VitessParameter(
        String name,
        String title,
        String category,
        String parameterType,
        String defaultValue,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        List<String> options) {
    private static final Map<String, List<VitessParameter>> CATALOG =
            Catalogs.read("vitess-parameters.json", new TypeReference<>() {});

    /// Those of `vtgate`, `vttablet` or `mysqld`.
    public static List<VitessParameter> of(String component) {
        return CATALOG.getOrDefault(component, List.of());
    }

    /// The parameter of a name, if there is one.
    public static Optional<VitessParameter> find(String component, String name) {
        return of(component).stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst();
    }

    /// Why it cannot have a value; empty if it can.
    public Optional<String> fault(String value) {
        if (!options.isEmpty()) {
            return options.contains(value)
                    ? Optional.empty()
                    : Optional.of(name + " must be one of: " + String.join(", ", options));
        }
        if (!parameterType.equals("integer")) {
            return Optional.empty();
        }
        if (!value.matches("-?\\d+")) {
            return Optional.of(name + " must be an integer");
        }
        BigDecimal number = new BigDecimal(value);
        boolean fits = (min == null || number.compareTo(min) >= 0) && (max == null || number.compareTo(max) <= 0);
        return fits ? Optional.empty() : Optional.of(name + " must be between " + min + " and " + max);
    }
}
