package com.pulumi.planetscale.emulator.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// MariaDB's SQL (MariaDB documentation, SHOW CREATE TABLE; MySQL reference manual, CREATE TABLE). What the emulator
/// reads without this, such as `int(11)` or a number as a default, is left as it is.
final class MariaDb implements Dialect {
    private static final Pattern COMMENT = Pattern.compile("/\\*!\\d+ (.*?) \\*/");
    private static final Pattern KEY = Pattern.compile("^  ([A-Z]+ )?KEY ");
    private static final Pattern UNNAMED_CHECK = Pattern.compile("CONSTRAINT `CONSTRAINT_\\d+` CHECK");
    private static final String JSON_COLLATION = " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";
    /// What MySQL gives no literal as a default, but an expression.
    private static final Pattern WITHOUT_LITERAL = Pattern.compile(
            "(tiny|medium|long)?(text|blob)|json|geometry(collection)?|(multi)?(point|linestring|polygon)");
    private static final Set<String> NOW = Set.of("current_timestamp", "null");

    /// What newer servers of MySQL read only stands in comments, which MariaDB would skip: a column that is lost
    /// silently is worse than a refusal.
    @Override
    public String statement(String mysql) {
        List<String> result = new ArrayList<>();
        int depth = 0;
        int keyDepth = -1;
        for (String word : Words.of(uncommented(mysql))) {
            switch (word.toUpperCase(Locale.ROOT)) {
                case "(" -> depth++;
                case ")" -> depth--;
                case "," -> keyDepth = depth == keyDepth ? -1 : keyDepth;
                case "KEY", "INDEX" -> keyDepth = depth;
                default -> {}
            }
            result.add(translated(word, result, keyDepth >= 0));
        }
        return String.join("", result);
    }

    private static String translated(String word, List<String> before, boolean ofKey) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            // Columns have the same word for it as in MySQL.
            case "INVISIBLE" -> ofKey ? "IGNORED" : word;
            case "VISIBLE" -> ofKey ? "NOT IGNORED" : word;
            case "GEOMCOLLECTION" -> "geometrycollection";
            case "CHECK" -> follows(before, "DROP") ? "CONSTRAINT" : word;
            default -> word;
        };
    }

    private static boolean follows(List<String> words, String before) {
        int i = words.size() - 1;
        while (i >= 0 && words.get(i).isBlank()) {
            i--;
        }
        return i >= 0 && words.get(i).equalsIgnoreCase(before);
    }

    private static String uncommented(String sql) {
        return COMMENT.matcher(sql).replaceAll(found -> Matcher.quoteReplacement(found.group(1)));
    }

    @Override
    public String shown(String own) {
        return own.lines().map(MariaDb::line).collect(Collectors.joining("\n"));
    }

    /// It shows each column and key in a line of its own.
    private static String line(String line) {
        if (line.startsWith("  `")) {
            return column(line);
        }
        if (line.startsWith("  CONSTRAINT ")) {
            return UNNAMED_CHECK.matcher(line).replaceFirst("CHECK");
        }
        return KEY.matcher(line).find() ? key(line) : line;
    }

    /// A key keeps the block size that its table had once, which InnoDB does not look at.
    private static String key(String line) {
        return line.replaceFirst(" IGNORED(,?)$", " INVISIBLE$1").replaceFirst(" KEY_BLOCK_SIZE=\\d+( |,|$)", "$1");
    }

    private static String column(String line) {
        List<String> words = Words.of(line);
        String name = words.get(1);
        String check = " CHECK (json_valid(" + name + "))";
        boolean json = words.get(3).equals("longtext") && line.contains(check);
        String own =
                json ? line.replace(check, "").replaceFirst(JSON_COLLATION, "").replaceFirst("longtext", "json") : line;
        return withDefault(Words.of(own));
    }

    /// A default that is computed has no brackets, and a text has one without being computed.
    private static String withDefault(List<String> words) {
        int place = defaultOf(words);
        if (place < 0) {
            return String.join("", words);
        }
        int start = Words.next(words, place + 1);
        String first = words.get(start).toLowerCase(Locale.ROOT);
        int end = end(words, start);
        boolean call = end > start + 1 && !first.equals("-") && !first.equals("(") && !first.equals("b");
        boolean computed = (call && !NOW.contains(first))
                || (first.startsWith("'")
                        && WITHOUT_LITERAL.matcher(words.get(3)).matches());
        if (!computed) {
            return String.join("", words);
        }
        return String.join("", words.subList(0, start))
                + "(" + String.join("", words.subList(start, end)) + ")"
                + String.join("", words.subList(end, words.size()));
    }

    /// Outside of brackets, where an expression may have the word as a function.
    private static int defaultOf(List<String> words) {
        int i = 0;
        while (i < words.size()) {
            if (words.get(i).equals("DEFAULT")) {
                return i;
            }
            i = words.get(i).equals("(") ? Words.bracketEnd(words, i) : i + 1;
        }
        return -1;
    }

    /// The end of a value: of a word with the bracket that follows it at once, or with its sign, or of a bit string.
    private static int end(List<String> words, int start) {
        String first = words.get(start);
        if (first.equals("-") || first.equals("b")) {
            return start + 2;
        }
        if (first.equals("(")) {
            return Words.bracketEnd(words, start);
        }
        boolean call = start + 1 < words.size() && words.get(start + 1).equals("(");
        return call ? Words.bracketEnd(words, start + 1) : start + 1;
    }
}
