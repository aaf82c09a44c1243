package com.pulumi.planetscale.emulator.sql.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Refuses columns that MySQL refuses, with its messages (MySQL reference manual, data types).
final class ColumnRules {
    private static final int LONGEST_FIXED = 255;
    private static final int LONGEST_VARYING = 65_535;
    private static final int MOST_DIGITS = 65;
    private static final int MOST_DECIMALS = 30;
    private static final int MOST_BITS = 64;
    private static final int MOST_FRACTION = 6;
    private static final Set<String> TIMES = Set.of("time", "datetime", "timestamp");
    private static final Map<String, Integer> BITS =
            Map.of("tinyint", 8, "smallint", 16, "mediumint", 24, "int", 32, "bigint", 64);

    private final Column column;
    private final ColumnType type;

    ColumnRules(Column column) {
        this.column = column;
        this.type = column.type();
    }

    void check() {
        checkLength();
        checkDigits();
        if (type.name().equals("set")) {
            type.arguments().stream()
                    .filter(value -> value.contains(","))
                    .findFirst()
                    .ifPresent(value -> {
                        throw new DdlException("Illegal set " + value + " value found during parsing");
                    });
        }
        refuseIf(
                column.autoIncrement()
                        && !type.integer()
                        && !Set.of("float", "double").contains(type.name()),
                "Incorrect column specifier for column '" + column.name() + "'");
        refuseIf(
                column.onUpdate() != null && !isPresentTime(column.onUpdate()),
                "Invalid ON UPDATE clause for '" + column.name() + "' column");
        refuseIf(
                column.defaultValue() != null && !column.defaultValue().startsWith("(") && !fits(column.defaultValue()),
                "Invalid default value for '" + column.name() + "'");
    }

    private void checkLength() {
        long longest = switch (type.name()) {
            case "char", "binary" -> LONGEST_FIXED;
            case "varchar", "varbinary" -> LONGEST_VARYING / bytesOfCharacter();
            default -> Long.MAX_VALUE;
        };
        refuseIf(
                longest < Long.MAX_VALUE && type.argument(0, 1) > longest,
                "Column length too big for column '" + column.name() + "' (max = " + longest
                        + "); use BLOB or TEXT instead");
    }

    private void checkDigits() {
        boolean decimal = type.name().equals("decimal");
        boolean floating = Set.of("float", "double").contains(type.name())
                && type.arguments().size() > 1;
        if (decimal || floating) {
            refuseIf(type.argument(1, 0) > MOST_DECIMALS, tooBig("scale", type.argument(1, 0), MOST_DECIMALS));
            refuseIf(
                    type.argument(0, 0) < type.argument(1, 0),
                    "For float(M,D), double(M,D) or decimal(M,D), M must be >= D (column '" + column.name() + "').");
        }
        refuseIf(decimal && type.argument(0, 0) > MOST_DIGITS, tooBig("precision", type.argument(0, 0), MOST_DIGITS));
        refuseIf(
                TIMES.contains(type.name()) && type.argument(0, 0) > MOST_FRACTION,
                tooBig("precision", type.argument(0, 0), MOST_FRACTION));
        refuseIf(floating && type.argument(0, 0) > LONGEST_FIXED, width(LONGEST_FIXED));
        refuseIf(type.name().equals("bit") && type.argument(0, 1) > MOST_BITS, width(MOST_BITS));
    }

    private String tooBig(String what, int number, int most) {
        return "Too-big " + what + " " + number + " specified for '" + column.name() + "'. Maximum is " + most + ".";
    }

    private String width(int most) {
        return "Display width out of range for column '" + column.name() + "' (max = " + most + ")";
    }

    private int bytesOfCharacter() {
        return column.collation() == null ? 1 : Collations.bytes(column.collation());
    }

    /// Whether a default that is no expression is a value of the type.
    private boolean fits(String value) {
        if (value.startsWith("CURRENT_TIMESTAMP")) {
            return isPresentTime(value);
        }
        if (!value.startsWith("'")) {
            return true;
        }
        String plain = Quoting.plain(value);
        return switch (type.name()) {
            case "char", "varchar" -> plain.codePointCount(0, plain.length()) <= type.argument(0, 1);
            case "enum" -> isListed(plain);
            case "set" -> plain.isEmpty() || Arrays.stream(plain.split(",", -1)).allMatch(this::isListed);
            case "decimal" -> isNumber(plain) && fitsDecimal(new BigDecimal(plain));
            case "date", "datetime", "timestamp" -> TimeText.isDate(plain);
            default -> !type.integer() || (isNumber(plain) && fitsInteger(new BigDecimal(plain).toBigInteger()));
        };
    }

    private boolean isListed(String value) {
        return type.arguments().stream()
                .map(Quoting::plain)
                .anyMatch(listed -> listed.stripTrailing().equalsIgnoreCase(value.stripTrailing()));
    }

    /// With the fraction of a second that the column has.
    private boolean isPresentTime(String value) {
        int fraction = type.argument(0, 0);
        return Set.of("datetime", "timestamp").contains(type.name())
                && value.equals("CURRENT_TIMESTAMP" + (fraction == 0 ? "" : "(" + fraction + ")"));
    }

    private static boolean isNumber(String text) {
        return text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");
    }

    private boolean fitsInteger(BigInteger value) {
        int bits = Optional.ofNullable(BITS.get(type.name())).orElse(MOST_BITS);
        return type.unsigned() ? value.signum() >= 0 && value.bitLength() <= bits : value.bitLength() < bits;
    }

    private boolean fitsDecimal(BigDecimal value) {
        int whole = type.argument(0, 10) - type.argument(1, 0);
        return value.abs().toBigInteger().compareTo(BigInteger.TEN.pow(whole)) < 0
                && !(type.unsigned() && value.signum() < 0);
    }

    /// The most bytes that a row holds of it; 0 for what is stored elsewhere or is small.
    static long bytesInRow(Column column) {
        return Set.of("char", "varchar", "binary", "varbinary")
                        .contains(column.type().name())
                ? bytes(column, null)
                : 0;
    }

    /// The most bytes that the column or its beginning takes in a key.
    static long bytes(Column column, @Nullable Integer beginning) {
        boolean sized = column.type().large()
                || Set.of("char", "varchar", "binary", "varbinary")
                        .contains(column.type().name());
        if (!sized) {
            return Long.BYTES;
        }
        long length = beginning != null ? beginning : column.type().argument(0, 1);
        return length * (column.collation() == null ? 1 : Collations.bytes(column.collation()));
    }

    private static void refuseIf(boolean wrong, String message) {
        if (wrong) {
            throw new DdlException(message);
        }
    }
}
