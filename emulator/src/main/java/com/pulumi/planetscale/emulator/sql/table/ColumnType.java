package com.pulumi.planetscale.emulator.sql.table;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// The type of a column as MySQL shows it: `tinyint(1)`, `decimal(10,2) unsigned`, `enum('a','b')`.
///
/// @param name in lower case, never a synonym
/// @param arguments length, precision and scale, or the quoted values of an enumeration
public record ColumnType(String name, List<String> arguments, boolean unsigned, boolean zerofill) {
    /// From small to large, with the decimal digits that each can hold at most.
    private static final List<String> INTEGERS = List.of("tinyint", "smallint", "mediumint", "int", "bigint");

    /// Of the numbers that a length, a precision or a scale is written as.
    private static final int MOST_DIGITS = 9;

    private static final Map<String, Long> TEXTS =
            Map.of("tinytext", 255L, "text", 65_535L, "mediumtext", 16_777_215L, "longtext", 4_294_967_295L);
    private static final Map<String, Long> BLOBS =
            Map.of("tinyblob", 255L, "blob", 65_535L, "mediumblob", 16_777_215L, "longblob", 4_294_967_295L);
    private static final Set<String> GEOMETRIES = Set.of(
            "geometry",
            "geomcollection",
            "point",
            "multipoint",
            "linestring",
            "multilinestring",
            "polygon",
            "multipolygon");

    public ColumnType {
        arguments = List.copyOf(arguments);
    }

    public static ColumnType of(String name, Object... arguments) {
        return new ColumnType(
                name, List.of(arguments).stream().map(String::valueOf).toList(), false, false);
    }

    public ColumnType signs(boolean isUnsigned, boolean isZerofill) {
        return new ColumnType(name, arguments, isUnsigned, isZerofill);
    }

    /// The smallest text or blob that holds so many bytes.
    public static String fitting(boolean text, long bytes) {
        return (text ? TEXTS : BLOBS)
                .entrySet().stream()
                        .filter(type -> type.getValue() >= bytes)
                        .min(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey)
                        .orElse(text ? "longtext" : "longblob");
    }

    public boolean integer() {
        return INTEGERS.contains(name);
    }

    public boolean number() {
        return integer() || Set.of("decimal", "float", "double").contains(name);
    }

    /// A text or blob of any length, which no whole key can hold.
    public boolean large() {
        return TEXTS.containsKey(name) || BLOBS.containsKey(name);
    }

    /// What has a character set.
    public boolean textual() {
        return TEXTS.containsKey(name)
                || Set.of("char", "varchar", "enum", "set").contains(name);
    }

    boolean enumeration() {
        return name.equals("enum") || name.equals("set");
    }

    boolean geometry() {
        return GEOMETRIES.contains(name);
    }

    /// Whether it is a string that can be as long.
    boolean hasBeginning(int length) {
        boolean sized = Set.of("char", "varchar", "binary", "varbinary").contains(name);
        return large() || geometry() || (sized && length > 0 && length <= argument(0, 1));
    }

    /// What MySQL gives no literal as a default.
    public boolean withoutDefault() {
        return large() || name.equals("json") || GEOMETRIES.contains(name);
    }

    /// Whether every value of the other type fits into this one. False where the types alone do not show it.
    boolean holds(ColumnType other, int bytesOfCharacter) {
        if (integer() && other.integer()) {
            return holdsInteger(other);
        }
        if (enumeration() && name.equals(other.name)) {
            return arguments.containsAll(other.arguments);
        }
        if (name.equals("decimal") && other.name.equals("decimal")) {
            return holdsDecimal(other);
        }
        if (length() >= 0 && other.length() >= 0 && textual() == other.textual() && fitsAsText(other)) {
            return capacity(bytesOfCharacter) >= other.capacity(bytesOfCharacter);
        }
        return equals(other) || holdsTime(other) || (name.equals("double") && other.name.equals("float"));
    }

    private boolean holdsInteger(ColumnType other) {
        int more = INTEGERS.indexOf(name) - INTEGERS.indexOf(other.name);
        return unsigned == other.unsigned ? more >= 0 : !unsigned && more > 0;
    }

    private boolean holdsDecimal(ColumnType other) {
        int whole = argument(0, 10) - argument(1, 0);
        int otherWhole = other.argument(0, 10) - other.argument(1, 0);
        return whole >= otherWhole && argument(1, 0) >= other.argument(1, 0) && (!unsigned || other.unsigned);
    }

    /// A fixed length is filled up, which a text of another length does not survive.
    private boolean fitsAsText(ColumnType other) {
        return other.name.equals(name) || !(name.equals("char") || name.equals("binary"));
    }

    private boolean holdsTime(ColumnType other) {
        boolean same = name.equals(other.name)
                && Set.of("datetime", "timestamp", "time", "bit").contains(name);
        boolean wider = name.equals("datetime") && Set.of("timestamp", "date").contains(other.name);
        return (same || wider) && argument(0, 0) >= other.argument(0, 0);
    }

    /// Characters or bytes at most; negative if it is neither text nor a blob.
    private long length() {
        if (Set.of("char", "varchar", "binary", "varbinary").contains(name)) {
            return argument(0, 1);
        }
        return TEXTS.getOrDefault(name, BLOBS.getOrDefault(name, -1L));
    }

    private long capacity(int bytesOfCharacter) {
        return TEXTS.containsKey(name) || !textual() ? length() : length() * bytesOfCharacter;
    }

    /// The number at that place, or the one that stands for none.
    public int argument(int index, int otherwise) {
        String text = index < arguments.size() && !enumeration() ? arguments.get(index) : "";
        // No type has a length of so many digits, but a statement can ask for it.
        return text.isEmpty() ? otherwise : text.length() > MOST_DIGITS ? Integer.MAX_VALUE : Integer.parseInt(text);
    }

    @Override
    public String toString() {
        return name
                + (arguments.isEmpty() ? "" : "(" + String.join(",", arguments) + ")")
                + (unsigned ? " unsigned" : "")
                + (zerofill ? " zerofill" : "");
    }
}
