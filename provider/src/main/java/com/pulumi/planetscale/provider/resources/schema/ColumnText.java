package com.pulumi.planetscale.provider.resources.schema;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A column as its definition describes it.
///
/// @param type its type
/// @param charset its own character set in lower case; empty if it has that of the table
/// @param collation its own collation in lower case; empty if it has that of the table
/// @param notNull whether it holds no NULL
/// @param counts whether MySQL numbers new rows in it
/// @param generated the expression that computes it; empty if statements write its values
/// @param rest what else the definition says and matters to values, such as `srid 4326`
record ColumnText(
        String name,
        ColumnType type,
        Optional<String> charset,
        Optional<String> collation,
        boolean notNull,
        boolean counts,
        Optional<String> generated,
        Set<String> rest) {
    /// Takes a definition apart.
    ///
    /// @param definition what follows the name
    /// @return empty if it is not understood
    static Optional<ColumnText> of(String name, String definition) {
        String plain = definition
                .replaceAll("/\\*!\\d+ INVISIBLE \\*/", "INVISIBLE")
                .replaceAll("/\\*!\\d+ (SRID \\d+) \\*/", "$1");
        return new Reading(new ArrayDeque<>(SqlText.words(plain)), new HashMap<>(), new TreeSet<>()).read(name);
    }

    /// The name of a character set or collation as MySQL shows it today: `utf8` was the name of `utf8mb3` before 8.0.
    static String characterSet(String name) {
        return name.equals("utf8") || name.startsWith("utf8_") ? "utf8mb3" + name.substring("utf8".length()) : name;
    }

    /// Everything but the name and what is no matter to values.
    String form() {
        return type + " " + charset + collation + notNull + generated + rest;
    }

    /// Reads the words of one definition.
    ///
    /// @param words those that are left
    /// @param found what was found
    private record Reading(Deque<String> words, Map<String, String> found, Set<String> rest) {
        Optional<ColumnText> read(String name) {
            String base = word();
            String arguments = peek().startsWith("(") ? word() : "";
            boolean unsigned = false;
            while (peek().equalsIgnoreCase("unsigned") || peek().equalsIgnoreCase("zerofill")) {
                unsigned = true;
                words.remove();
            }
            Optional<ColumnType> type = ColumnType.of(base, arguments, unsigned);
            while (!words.isEmpty()) {
                if (!attribute(word().toLowerCase(Locale.ROOT))) {
                    return Optional.empty();
                }
            }
            return type.map(known -> new ColumnText(
                    name,
                    known,
                    Optional.ofNullable(found.get("charset")).map(ColumnText::characterSet),
                    Optional.ofNullable(found.get("collate")).map(ColumnText::characterSet),
                    found.containsKey("not null"),
                    found.containsKey("auto_increment"),
                    Optional.ofNullable(found.get("as")),
                    rest));
        }

        /// Reads one attribute; false if it is not known.
        private boolean attribute(String word) {
            switch (word) {
                case "not" -> found.put("not null", word());
                case "auto_increment" -> found.put(word, word);
                case "null", "visible", "invisible", "virtual", "stored" -> {}
                case "default" -> value();
                case "on" -> {
                    word();
                    value();
                }
                case "comment", "column_format", "storage", "generated" -> word();
                case "character" -> {
                    word();
                    found.put("charset", word().toLowerCase(Locale.ROOT));
                }
                case "charset", "collate" -> found.put(word, word().toLowerCase(Locale.ROOT));
                case "as" -> found.put(word, SqlText.normalized(word()));
                case "srid" -> rest.add("srid " + word());
                default -> {
                    return false;
                }
            }
            return true;
        }

        /// A default: a literal, a literal with an introducer such as `b` or `_utf8mb4`, a call, or an expression.
        private void value() {
            String first = word();
            boolean introduces = first.startsWith("_") || first.length() == 1;
            if (peek().startsWith("(") || (introduces && peek().startsWith("'"))) {
                words.remove();
            }
        }

        private String peek() {
            String next = words.peek();
            return next == null ? "" : next;
        }

        private String word() {
            String next = words.poll();
            return next == null ? "" : next;
        }
    }
}
