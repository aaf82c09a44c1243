package com.pulumi.planetscale.emulator.sql.table;

import static com.pulumi.planetscale.emulator.sql.table.DdlException.refuseIf;

import java.util.Locale;
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
    private static final int MOST_SET_MEMBERS = 64;
    private static final int MOST_ENUM_MEMBERS = 65_535;
    private static final int LONGEST_MEMBER = 255;
    static final int LONGEST_COMMENT = 1024;
    /// Of InnoDB itself.
    private static final Set<String> RESERVED = Set.of("db_row_id", "db_trx_id", "db_roll_ptr");

    private final Column column;
    private final ColumnType type;

    ColumnRules(Column column) {
        this.column = column;
        this.type = column.type();
    }

    void check() {
        checkName();
        checkLength();
        checkDigits();
        checkMembers();
        checkCounting();
        refuseIf(
                column.comment().codePointCount(0, column.comment().length()) > LONGEST_COMMENT,
                "Comment for field '" + column.name() + "' is too long (max = " + LONGEST_COMMENT + ")");
        refuseIf(
                !type.geometry() && column.attributes().stream().anyMatch(attribute -> attribute.startsWith("SRID")),
                "Incorrect usage of SRID and non-geometry column");
        DefaultRules defaults = new DefaultRules(type);
        refuseIf(
                column.onUpdate() != null && !defaults.isPresentTime(column.onUpdate()),
                "Invalid ON UPDATE clause for '" + column.name() + "' column");
        refuseIf(
                column.defaultValue() != null
                        && !column.defaultValue().startsWith("(")
                        && !defaults.fits(column.defaultValue()),
                "Invalid default value for '" + column.name() + "'");
    }

    private void checkName() {
        refuseIf(
                column.name().isEmpty()
                        || column.name().endsWith(" ")
                        || RESERVED.contains(column.name().toLowerCase(Locale.ROOT)),
                "Incorrect column name '" + column.name() + "'");
    }

    private void checkMembers() {
        if (!type.enumeration()) {
            return;
        }
        boolean set = type.name().equals("set");
        int count = type.arguments().size();
        refuseIf(set && count > MOST_SET_MEMBERS, "Too many strings for column " + column.name() + " and SET");
        refuseIf(!set && count > MOST_ENUM_MEMBERS, "Too many enumeration values for column " + column.name() + ".");
        type.arguments().stream().map(Quoting::plain).forEach(value -> {
            refuseIf(
                    value.codePointCount(0, value.length()) > LONGEST_MEMBER,
                    "Too long enumeration/set value for column " + column.name() + ".");
            refuseIf(set && value.contains(","), "Illegal set " + Quoting.text(value) + " value found during parsing");
        });
    }

    private void checkCounting() {
        if (!column.autoIncrement()) {
            return;
        }
        refuseIf(
                !type.integer() && !Set.of("float", "double").contains(type.name()),
                "Incorrect column specifier for column '" + column.name() + "'");
        refuseIf(column.generated() != null, "Incorrect usage of AUTO_INCREMENT and generated column");
        refuseIf(column.defaultValue() != null, "Invalid default value for '" + column.name() + "'");
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
}
