package com.pulumi.planetscale.provider.resources.schema;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The type of a column, as far as it decides which values fit.
///
/// @param base its name in lower case
/// @param arguments what stands in its parentheses, such as `12` and `2` for `decimal(12,2)`
/// @param unsigned whether it holds no negative numbers
record ColumnType(String base, List<String> arguments, boolean unsigned) {
    private static final Map<String, String> SYNONYMS = Map.of(
            "integer",
            "int",
            "numeric",
            "decimal",
            "dec",
            "decimal",
            "real",
            "double",
            "bool",
            "tinyint",
            "boolean",
            "tinyint",
            "geomcollection",
            "geometrycollection");
    private static final List<String> INTEGERS = List.of("tinyint", "smallint", "mediumint", "int", "bigint");
    /// Decimal digits that hold every value of the integer types above.
    private static final List<Integer> DIGITS = List.of(3, 5, 8, 10, 20);
    private static final List<String> TEXTS = List.of("tinytext", "text", "mediumtext", "longtext");
    private static final List<String> BLOBS = List.of("tinyblob", "blob", "mediumblob", "longblob");
    /// Bytes that the first two of the types above hold; any string of limited length fits the others.
    private static final List<Integer> BYTES = List.of(255, 65_535, Integer.MAX_VALUE, Integer.MAX_VALUE);
    private static final int BYTES_OF_CHARACTER = 4;
    private static final List<String> KNOWN = List.of(
            "float",
            "double",
            "decimal",
            "char",
            "varchar",
            "binary",
            "varbinary",
            "enum",
            "set",
            "bit",
            "date",
            "datetime",
            "timestamp",
            "time",
            "year",
            "json",
            "geometry",
            "point",
            "linestring",
            "polygon",
            "multipoint",
            "multilinestring",
            "multipolygon",
            "geometrycollection",
            "vector");

    /// A type by its parts; empty if it is not one of MySQL's.
    static Optional<ColumnType> of(String word, String arguments, boolean unsigned) {
        String lower = word.toLowerCase(Locale.ROOT);
        String base = SYNONYMS.getOrDefault(lower, lower);
        boolean known = INTEGERS.contains(base) || TEXTS.contains(base) || BLOBS.contains(base) || KNOWN.contains(base);
        // MySQL 5.7 shows `year(4)` for what is `year` today.
        List<String> inside = arguments.isEmpty() || base.equals("year")
                ? List.of()
                : SqlText.split(arguments.substring(1, arguments.length() - (arguments.endsWith(")") ? 1 : 0)));
        return known ? Optional.of(new ColumnType(base, inside, unsigned)) : Optional.empty();
    }

    /// Why values may be lost when a column gets another type; empty if every value fits.
    Optional<String> lossInto(ColumnType to) {
        return equals(to) || holdsAllOf(to) ? Optional.empty() : Optional.of(words(to));
    }

    private String words(ColumnType to) {
        if (isMembers() && base.equals(to.base)) {
            List<String> removed = arguments.stream()
                    .filter(value -> !to.arguments.contains(value))
                    .toList();
            return removed.isEmpty()
                    ? "reorders the values of its " + base + ", which changes the numbers they are stored as"
                    : "removes the value" + (removed.size() == 1 ? " " : "s ") + String.join(", ", removed)
                            + " from its " + base;
        }
        return "changes its type from " + this + " to " + to;
    }

    private boolean holdsAllOf(ColumnType to) {
        if (INTEGERS.contains(base)) {
            return integerFits(to);
        }
        return switch (base) {
            case "decimal" -> to.base.equals("decimal") && signFits(to) && decimalFits(to);
            case "float" -> List.of("float", "double").contains(to.base) && sameArguments(to) && signFits(to);
            case "double" -> to.base.equals("double") && sameArguments(to) && signFits(to);
            case "char", "varchar" -> charactersFit(to);
            case "binary" -> (to.base.equals("binary") && length() == to.length()) || bytesFit(to);
            case "varbinary" -> bytesFit(to);
            case "tinytext", "text", "mediumtext", "longtext" -> rank(TEXTS, to);
            case "tinyblob", "blob", "mediumblob", "longblob" -> rank(BLOBS, to);
            case "enum", "set" ->
                base.equals(to.base)
                        && to.arguments.size() >= arguments.size()
                        && to.arguments.subList(0, arguments.size()).equals(arguments);
            case "bit" -> to.base.equals("bit") && number(0, 1) <= to.number(0, 1);
            case "datetime", "timestamp", "time" -> base.equals(to.base) && number(0, 0) <= to.number(0, 0);
            case "date" -> to.base.equals("datetime");
            default -> false;
        };
    }

    private boolean integerFits(ColumnType to) {
        int rank = INTEGERS.indexOf(base);
        if (INTEGERS.contains(to.base)) {
            int other = INTEGERS.indexOf(to.base);
            // How many digits are shown is nothing to the values.
            return unsigned == to.unsigned ? other >= rank : unsigned && other > rank;
        }
        return to.base.equals("decimal") && signFits(to) && to.number(0, 10) - to.number(1, 0) >= DIGITS.get(rank);
    }

    private boolean decimalFits(ColumnType to) {
        int scale = number(1, 0);
        int otherScale = to.number(1, 0);
        return otherScale >= scale && to.number(0, 10) - otherScale >= number(0, 10) - scale;
    }

    /// What is stored of a `binary` has its full length, and stays as it is where no length is fixed (MySQL reference
    /// manual, the BINARY and VARBINARY types).
    private boolean bytesFit(ColumnType to) {
        return (to.base.equals("varbinary") && to.length() >= length())
                || (BLOBS.contains(to.base) && BYTES.get(BLOBS.indexOf(to.base)) >= length());
    }

    private boolean charactersFit(ColumnType to) {
        // A char column loses blanks at the end of its values, which a varchar column keeps.
        boolean same = base.equals(to.base) || base.equals("char");
        return (List.of("char", "varchar").contains(to.base) && same && to.length() >= length())
                || (TEXTS.contains(to.base)
                        && BYTES.get(TEXTS.indexOf(to.base)) >= (long) BYTES_OF_CHARACTER * length());
    }

    private boolean rank(List<String> types, ColumnType to) {
        return types.indexOf(to.base) >= types.indexOf(base);
    }

    private boolean signFits(ColumnType to) {
        return unsigned || !to.unsigned;
    }

    private boolean sameArguments(ColumnType to) {
        return arguments.equals(to.arguments);
    }

    private int length() {
        return number(0, 1);
    }

    private int number(int index, int otherwise) {
        return index < arguments.size() && arguments.get(index).matches("\\d{1,9}")
                ? Integer.parseInt(arguments.get(index))
                : otherwise;
    }

    /// Whether it holds characters, which are stored by a character set.
    boolean isCharacters() {
        return TEXTS.contains(base) || isMembers() || base.equals("char") || base.equals("varchar");
    }

    private boolean isMembers() {
        return base.equals("enum") || base.equals("set");
    }

    @Override
    public String toString() {
        return base
                + (arguments.isEmpty() ? "" : "(" + String.join(",", arguments) + ")")
                + (unsigned ? " unsigned" : "");
    }
}
