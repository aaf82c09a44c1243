package com.pulumi.planetscale.emulator.catalog;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A setting of a PostgreSQL cluster. All values are text, as they are sent.
///
/// @param namespace `patroni`, `pgconf` or `pgbouncer`
/// @param immutable whether it cannot be changed
/// @param restart whether a change restarts the processes
public record Parameter(
        String namespace,
        String name,
        String displayName,
        String category,
        String description,
        String parameterType,
        String defaultValue,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        boolean restart,
        List<String> options,
        boolean extension,
        boolean immutable) {
    private static final Set<String> BOOLEANS = Set.of("on", "off", "true", "false");
    private static final Pattern TIME = Pattern.compile("\\d+(us|ms|s|min|h|d)?");

    public Parameter {
        options = List.copyOf(options);
    }

    /// What is wrong with a value, worded as an addition to the parameter's name.
    public Optional<String> fault(String value) {
        if (immutable) {
            return Optional.of("cannot be changed");
        }
        return switch (parameterType) {
            case "integer", "seconds", "bytes", "float" -> faultOfNumber(value);
            case "boolean" -> unless(BOOLEANS.contains(value), "must be on or off");
            case "select" -> unless(options.contains(value), "must be one of " + String.join(", ", options));
            case "array" -> faultOfList(value);
            case "time" -> unless(TIME.matcher(value).matches(), "must be a time such as 500ms or 1s");
            default -> Optional.empty();
        };
    }

    private Optional<String> faultOfNumber(String value) {
        BigDecimal number;
        try {
            number = new BigDecimal(value);
        } catch (NumberFormatException e) {
            return Optional.of("must be a number");
        }
        if (!parameterType.equals("float") && number.stripTrailingZeros().scale() > 0) {
            return Optional.of("must be an integer");
        }
        if (min != null && number.compareTo(min) < 0) {
            return Optional.of("must be greater than or equal to " + min);
        }
        return unless(max == null || number.compareTo(max) <= 0, "must be less than or equal to " + max);
    }

    private Optional<String> faultOfList(String value) {
        List<String> unknown = List.of(value.split(",", -1)).stream()
                .map(String::trim)
                .filter(item -> !item.isEmpty() && !options.contains(item))
                .toList();
        return unless(unknown.isEmpty(), "has unknown values: " + String.join(", ", unknown));
    }

    private static Optional<String> unless(boolean right, String fault) {
        return right ? Optional.empty() : Optional.of(fault);
    }
}
