package com.pulumi.planetscale.provider.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a preview says about the price of one cluster, which people read and `gates` adds up: this class alone knows
/// the form, so that what it writes is what it reads.
public final class CostText {
    /// What no price covers.
    static final String NOT_COUNTED =
            "storage and traffic beyond what is included, and your own backups, are not included";

    private static final String DEVELOPMENT = "a development branch uses up hours that the database includes (twice"
            + " those of a month); beyond them it costs ";
    private static final String AMOUNT = "(\\$[\\d,]+(?:\\.\\d\\d)?)";
    private static final Pattern COST = Pattern.compile(".*? costs " + AMOUNT + " a month.*?"
            + "(?: instead of " + AMOUNT + " for .*?, (?:\\$[\\d,.]+ (?:more|less)|the same))?; " + NOT_COUNTED
            + "\\.?");
    private static final Pattern ENDED =
            Pattern.compile(".* ends, which costs " + AMOUNT + " a month.*; " + NOT_COUNTED + "\\.?");

    /// What a cluster costs a month.
    ///
    /// @param before until now; zero for a new one
    /// @param after once the plan is carried out; zero for one that is deleted
    /// @param counted false if it costs this only once included hours are used up
    public record Cost(BigDecimal before, BigDecimal after, boolean counted) {
        BigDecimal difference() {
            return after.subtract(before);
        }

        Cost and(Cost other) {
            return new Cost(before.add(other.before), after.add(other.after), counted && other.counted);
        }
    }

    private CostText() {}

    /// Writes what a new cluster costs.
    ///
    /// @param cluster in words
    /// @param where as in " in `eu-west`"
    public static String ofNew(String cluster, BigDecimal price, String where) {
        return cluster + " costs " + dollars(price) + " a month" + where + "; " + NOT_COUNTED;
    }

    /// Writes what the change of a cluster costs or saves.
    public static String ofChange(String cluster, BigDecimal price, String where, String from, BigDecimal before) {
        BigDecimal more = price.subtract(before);
        String difference =
                more.signum() == 0 ? "the same" : dollars(more.abs()) + (more.signum() > 0 ? " more" : " less");
        return cluster + " costs " + dollars(price) + " a month" + where + " instead of " + dollars(before) + " for "
                + from + ", " + difference + "; " + NOT_COUNTED;
    }

    /// Writes what a development branch costs that uses up included hours.
    public static String ofDevelopment(BigDecimal price, String where) {
        return DEVELOPMENT + dollars(price) + " a month" + where + "; " + NOT_COUNTED;
    }

    /// Writes what a cluster that is deleted has cost.
    public static String ofEnd(String cluster, BigDecimal price, String where) {
        return cluster + " ends, which costs " + dollars(price) + " a month" + where + "; " + NOT_COUNTED;
    }

    /// Reads any of these; empty if the text says something else.
    static Optional<Cost> read(String text) {
        String line = text.strip();
        Matcher ended = ENDED.matcher(line);
        if (ended.matches()) {
            return Optional.of(new Cost(amount(ended.group(1)), BigDecimal.ZERO, true));
        }
        Matcher cost = COST.matcher(line);
        return cost.matches()
                ? Optional.of(new Cost(
                        cost.group(2) == null ? BigDecimal.ZERO : amount(cost.group(2)),
                        amount(cost.group(1)),
                        !line.startsWith(DEVELOPMENT)))
                : Optional.empty();
    }

    private static BigDecimal amount(String dollars) {
        return new BigDecimal(dollars.substring(1).replace(",", ""));
    }

    /// An amount as people write it: cents only if there are some.
    static String dollars(BigDecimal amount) {
        BigDecimal cents = amount.setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
        return String.format(Locale.ROOT, cents.scale() <= 0 ? "$%,.0f" : "$%,.2f", cents);
    }
}
