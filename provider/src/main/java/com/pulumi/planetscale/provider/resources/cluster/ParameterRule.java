package com.pulumi.planetscale.provider.resources.cluster;

import com.pulumi.planetscale.provider.property.Nearest;
import com.pulumi.planetscale.provider.property.Property.Problem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What PlanetScale's lists of parameters say about one, whichever servers have it.
///
/// @param options the only values, if there are any
/// @param immutable whether it cannot be changed
public record ParameterRule(
        @Nullable String namespace,
        @Nullable String name,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable List<String> options,
        @Nullable Boolean immutable) {

    /// Why a parameter cannot have a value; empty if it can.
    public static Optional<Problem> problem(List<ParameterRule> all, String name, String value) {
        Optional<ParameterRule> found =
                all.stream().filter(rule -> name.equals(rule.name())).findFirst();
        if (found.isEmpty()) {
            return Optional.of(new Problem(
                    "there is no parameter `" + name + "` here",
                    Offers.instead(
                            name,
                            all.stream()
                                    .map(ParameterRule::name)
                                    .filter(Objects::nonNull)
                                    .toList())));
        }
        return found.get().problem(value);
    }

    private Optional<Problem> problem(String value) {
        if (Boolean.TRUE.equals(immutable)) {
            return Optional.of(new Problem("PlanetScale does not let anyone change it", "Remove it."));
        }
        List<String> choices = Objects.requireNonNullElse(options, List.of());
        if (!choices.isEmpty() && !choices.contains(value)) {
            String near = Nearest.to(value, choices)
                    .map(choice -> "Did you mean `" + choice + "`? ")
                    .orElse("");
            return Optional.of(new Problem(
                    "`" + value + "` is not one of its values", near + "Use " + String.join(", ", choices) + "."));
        }
        // Both are zero where the service has no range.
        boolean isRanged = min == null || max == null || min.compareTo(max) < 0;
        boolean isNumber = isRanged && value.matches("-?\\d+(\\.\\d+)?");
        boolean tooSmall = isNumber && min != null && new BigDecimal(value).compareTo(min) < 0;
        boolean tooLarge = isNumber && max != null && new BigDecimal(value).compareTo(max) > 0;
        return tooSmall || tooLarge
                ? Optional.of(new Problem(value + " is out of range", "Use " + range() + "."))
                : Optional.empty();
    }

    private String range() {
        return Stream.of(
                        Optional.ofNullable(min).map(least -> least.toPlainString() + " or more"),
                        Optional.ofNullable(max).map(most -> most.toPlainString() + " or less"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", and "));
    }
}
