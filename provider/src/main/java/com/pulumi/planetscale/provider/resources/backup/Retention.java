package com.pulumi.planetscale.provider.resources.backup;

import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.Property.Problem;
import com.pulumi.planetscale.provider.property.PropertyMap;
import java.util.Optional;

/// A length of time as PlanetScale counts the lives of backups, such as two weeks.
record Retention(long value, String unit) {
    /// The description's limit for backups on demand; for schedules it names none.
    private static final long LONGEST = 1000;

    /// What is wrong with an amount.
    static Optional<Problem> problem(long value) {
        return value >= 1 && value <= LONGEST
                ? Optional.empty()
                : Optional.of(new Problem(value + " is out of range", "Use 1 to " + LONGEST + "."));
    }

    /// What two inputs say, where both are known.
    static Optional<Retention> of(PropertyMap inputs, Property<Long> value, Property<String> unit) {
        return inputs.find(value).flatMap(amount -> inputs.find(unit).map(each -> new Retention(amount, each)));
    }

    /// Whether it is shorter, a month counted as 30 days and a year as 365.
    boolean isShorterThan(Retention other) {
        return hours() < other.hours();
    }

    private long hours() {
        return value
                * switch (unit) {
                    case "hour" -> 1;
                    case "day" -> 24;
                    case "week" -> 7 * 24;
                    case "month" -> 30 * 24;
                    case "year" -> 365 * 24;
                    default -> throw new IllegalArgumentException("no such unit: " + unit);
                };
    }

    @Override
    public String toString() {
        return value + " " + unit + (value == 1 ? "" : "s");
    }
}
