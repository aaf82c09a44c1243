package com.pulumi.planetscale.emulator.sql.table;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

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

    private static final Set<String> CHARSETS = Set.of(
            ("armscii8 ascii big5 binary cp1250 cp1251 cp1256 cp1257 cp850 cp852 cp866 cp932 dec8 eucjpms euckr gb18030"
                            + " gb2312 gbk geostd8 greek hebrew hp8 keybcs2 koi8r koi8u latin1 latin2 latin5 latin7 macce"
                            + " macroman sjis swe7 tis620 ucs2 ujis utf16 utf16le utf32 utf8mb3 utf8mb4")
                    .split(" "));

    /// What may stand behind the name of the character set (MySQL reference manual, supported collations).
    private static final Pattern SUFFIX = Pattern.compile("bin|general_(ci|cs|mysql500_ci)|unicode(_520)?_ci|tolower_ci"
            + "|([a-z]{2}(_[a-z]+)?_)?0900_(ai_ci|as_ci|as_cs|as_cs_ks|bin)"
            + "|(swedish|danish|german[12]|spanish2?|icelandic|latvian|romanian|slovenian|polish|estonian|turkish|czech"
            + "|slovak|lithuanian|persian|esperanto|hungarian|sinhala|croatian|vietnamese|roman|chinese|japanese|korean"
            + "|thai|english|bulgarian|ukrainian)_(ci|cs)");

    private Collations() {}

    public static String charset(String collation) {
        int end = collation.indexOf('_');
        return end < 0 ? collation : collation.substring(0, end);
    }

    /// The collation that goes with a character set.
    ///
    /// @throws DdlException if MySQL has no such character set
    public static String of(String charset) {
        String name = canonical(charset);
        if (!CHARSETS.contains(name)) {
            throw new DdlException("Unknown character set: '" + charset + "'");
        }
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

    /// The collation of that name.
    ///
    /// @throws DdlException if MySQL has none
    public static String named(String name) {
        String collation = canonical(name);
        String charset = charset(collation);
        boolean known = CHARSETS.contains(charset)
                && (collation.equals(BINARY)
                        || (collation.length() > charset.length()
                                && SUFFIX.matcher(collation.substring(charset.length() + 1))
                                        .matches()));
        if (!known) {
            throw new DdlException("Unknown collation: '" + name + "'");
        }
        return collation;
    }

    /// Compares a collation with the character set beside it.
    ///
    /// @throws DdlException if it is a collation of another one
    public static void checkPair(String collation, String charset) {
        if (!charset(collation).equals(charset)) {
            throw new DdlException("COLLATION '" + collation + "' is not valid for CHARACTER SET '" + charset + "'");
        }
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
