package com.pulumi.planetscale.emulator.sql.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which literal defaults a column of a type can have (MySQL reference manual, data type default values).
final class DefaultRules {
    private static final Map<String, Integer> BITS =
            Map.of("tinyint", 8, "smallint", 16, "mediumint", 24, "int", 32, "bigint", 64);
    private static final int MOST_BITS = 64;
    private static final String HEXADECIMAL = "0x";
    private static final BigDecimal LARGEST_FLOAT = BigDecimal.valueOf(Float.MAX_VALUE);
    private static final BigDecimal LARGEST_DOUBLE = BigDecimal.valueOf(Double.MAX_VALUE);
    private static final int FIRST_YEAR = 1901;
    private static final int LAST_YEAR = 2155;
    /// Below it, two digits stand for a year.
    private static final int CENTURY = 100;

    private final ColumnType type;

    DefaultRules(ColumnType type) {
        this.type = type;
    }

    /// Whether a literal, or the present time, is a value of the type.
    boolean fits(String value) {
        if (value.startsWith("CURRENT_TIMESTAMP")) {
            return isPresentTime(value);
        }
        if (type.name().equals("bit")) {
            return value.length() - "b''".length() <= type.argument(0, 1);
        }
        if (value.startsWith(HEXADECIMAL)) {
            return (value.length() - HEXADECIMAL.length() + 1) / 2 <= type.argument(0, 1);
        }
        String plain = Quoting.plain(value);
        return switch (type.name()) {
            case "char", "varchar" -> plain.codePointCount(0, plain.length()) <= type.argument(0, 1);
            case "binary", "varbinary" -> plain.getBytes(StandardCharsets.UTF_8).length <= type.argument(0, 1);
            case "enum" -> isListed(plain);
            case "set" -> plain.isEmpty() || Arrays.stream(plain.split(",", -1)).allMatch(this::isListed);
            case "decimal", "float", "double" -> isNumber(plain) && fitsNumber(new BigDecimal(plain));
            case "date", "datetime" -> TimeText.isDate(plain);
            case "timestamp" -> TimeText.isDate(plain) && TimeText.isTimestamp(plain);
            case "time" -> TimeText.isTime(plain);
            case "year" -> isYear(plain);
            default -> !type.integer() || (isNumber(plain) && fitsInteger(new BigDecimal(plain).toBigInteger()));
        };
    }

    /// With the fraction of a second that the column has.
    boolean isPresentTime(String value) {
        int fraction = type.argument(0, 0);
        return Set.of("datetime", "timestamp").contains(type.name())
                && value.equals("CURRENT_TIMESTAMP" + (fraction == 0 ? "" : "(" + fraction + ")"));
    }

    private boolean isListed(String value) {
        return type.arguments().stream()
                .map(Quoting::plain)
                .anyMatch(listed -> listed.stripTrailing().equalsIgnoreCase(value.stripTrailing()));
    }

    private static boolean isNumber(String text) {
        return text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");
    }

    private static boolean isYear(String text) {
        if (!text.matches("\\d{1,4}")) {
            return false;
        }
        int year = Integer.parseInt(text);
        return year < CENTURY || (year >= FIRST_YEAR && year <= LAST_YEAR);
    }

    private boolean fitsInteger(BigInteger value) {
        int bits = Optional.ofNullable(BITS.get(type.name())).orElse(MOST_BITS);
        return type.unsigned() ? value.signum() >= 0 && value.bitLength() <= bits : value.bitLength() < bits;
    }

    private boolean fitsNumber(BigDecimal value) {
        if (type.unsigned() && value.signum() < 0) {
            return false;
        }
        if (type.arguments().isEmpty()) {
            return value.abs().compareTo(type.name().equals("float") ? LARGEST_FLOAT : LARGEST_DOUBLE) <= 0;
        }
        int whole = type.argument(0, 10) - type.argument(1, 0);
        return value.abs().toBigInteger().compareTo(BigInteger.TEN.pow(whole)) < 0;
    }
}
