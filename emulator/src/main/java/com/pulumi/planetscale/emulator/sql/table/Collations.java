package com.pulumi.planetscale.emulator.sql.table;

import java.util.Locale;
import java.util.Map;

/// Character sets and their collations. A collation's name begins with its character set's.
public final class Collations {
    /// Of new databases (PlanetScale documentation, MySQL compatibility).
    public static final String DEFAULT = "utf8mb4_0900_ai_ci";

    static final String BINARY = "binary";

    /// Where it is not `…_general_ci` (MySQL reference manual, supported character sets).
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("utf8mb4", DEFAULT),
            Map.entry("latin1", "latin1_swedish_ci"),
            Map.entry("binary", BINARY),
            Map.entry("big5", "big5_chinese_ci"),
            Map.entry("gbk", "gbk_chinese_ci"),
            Map.entry("gb2312", "gb2312_chinese_ci"),
            Map.entry("gb18030", "gb18030_chinese_ci"),
            Map.entry("ujis", "ujis_japanese_ci"),
            Map.entry("sjis", "sjis_japanese_ci"),
            Map.entry("cp932", "cp932_japanese_ci"),
            Map.entry("eucjpms", "eucjpms_japanese_ci"),
            Map.entry("euckr", "euckr_korean_ci"),
            Map.entry("tis620", "tis620_thai_ci"),
            Map.entry("swe7", "swe7_swedish_ci"),
            Map.entry("dec8", "dec8_swedish_ci"),
            Map.entry("hp8", "hp8_english_ci"));

    private static final Map<String, Integer> BYTES =
            Map.of("utf8mb4", 4, "utf8mb3", 3, "utf16", 4, "utf16le", 4, "utf32", 4, "ucs2", 2, "gb18030", 4);

    private Collations() {}

    public static String charset(String collation) {
        int end = collation.indexOf('_');
        return end < 0 ? collation : collation.substring(0, end);
    }

    /// The collation that goes with a character set.
    public static String of(String charset) {
        String name = canonical(charset);
        return DEFAULTS.getOrDefault(name, name + "_general_ci");
    }

    /// The collation that compares bytes.
    public static String binaryOf(String collation) {
        return charset(collation).equals(BINARY) ? BINARY : charset(collation) + "_bin";
    }

    /// `utf8` is another name for `utf8mb3`, also at the beginning of collations.
    public static String canonical(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals("utf8") || lower.startsWith("utf8_") ? "utf8mb3" + lower.substring(4) : lower;
    }

    static boolean isDefault(String collation) {
        return of(charset(collation)).equals(collation);
    }

    /// The most bytes that a character takes.
    public static int bytes(String collation) {
        return BYTES.getOrDefault(charset(collation), 1);
    }

    /// Whether every text of the other character set can be written in this one.
    static boolean holds(String collation, String other) {
        String to = charset(collation);
        String from = charset(other);
        return to.equals(from) || to.equals("utf8mb4") || from.equals("ascii");
    }
}
