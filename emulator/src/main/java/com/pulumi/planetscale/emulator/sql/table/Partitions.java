package com.pulumi.planetscale.emulator.sql.table;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How the rows of a table are partitioned, from the one form in which that is kept: keywords in lower case behind
/// `PARTITION BY`, names and strings quoted.
final class Partitions {
    private static final Pattern HEAD =
            Pattern.compile("(?i)^PARTITION BY (?:linear )?(range|list|hash|key)( columns)?(?: algorithm = \\d+)? *");
    private static final Pattern SUBPARTITION = Pattern.compile("\\bsubpartition");
    private static final Pattern WORD = Pattern.compile("'(?:[^'\\\\]|\\\\.|'')*'|`(?:[^`]|``)*`|[a-z_]+|, ");
    private static final Pattern NEGATIVE = Pattern.compile("(?<=[(,])- (?=\\d)");
    private static final Pattern SIMPLE = Pattern.compile("[A-Za-z0-9_$]+");
    private static final String ENGINE = " ENGINE = ";
    private static final BigInteger MANY = BigInteger.valueOf(Integer.MAX_VALUE);

    private static final Pattern COUNT = Pattern.compile("(?<!sub)\\bpartitions (\\d+)");
    private static final Pattern SUBPARTITION_COUNT = Pattern.compile("\\bsubpartitions (\\d+)");
    private static final Pattern COMMENT = Pattern.compile(" comment =? ?('(?:[^'\\\\]|\\\\.|'')*')");
    private static final String LIST = "(partition ";

    private final String text;
    private final Matcher head;
    private final boolean known;

    Partitions(String partitioning) {
        text = partitioning;
        head = HEAD.matcher(text);
        known = head.find() && text.startsWith("(", head.end());
    }

    /// How a row finds its partition.
    enum Method {
        RANGE,
        LIST,
        HASH,
        KEY;

        /// Whether each partition says which values it has.
        boolean byValues() {
            return this == RANGE || this == LIST;
        }
    }

    /// One partition.
    ///
    /// @param text all of it, as it is kept
    record Definition(String text) {
        String name() {
            return Quoting.namesIn(text).get(0);
        }

        /// The upper bounds without their brackets.
        Optional<String> lessThan() {
            return values(" values less than ");
        }

        /// The values without their brackets.
        Optional<String> in() {
            return values(" values in ");
        }

        private Optional<String> values(String words) {
            int at = text.indexOf(words);
            if (at < 0) {
                return Optional.empty();
            }
            int start = at + words.length();
            return Optional.of(
                    text.startsWith("(", start) ? text.substring(start + 1, end(text, start) - 1) : "maxvalue");
        }

        String comment() {
            Matcher comment = COMMENT.matcher(text);
            return comment.find() ? Quoting.plain(comment.group(1)) : "";
        }
    }

    Method method() {
        return known ? Method.valueOf(head.group(1).toUpperCase(Locale.ROOT)) : Method.KEY;
    }

    /// Whether columns themselves decide, rather than a function of them.
    boolean listsColumns() {
        return method() == Method.KEY || head.group(2) != null;
    }

    /// The function or the columns by which the rows are partitioned, in their brackets.
    String by() {
        return known ? text.substring(head.end(), end(text, head.end())) : "()";
    }

    /// The columns in it.
    List<String> columns() {
        return Quoting.namesIn(by());
    }

    Optional<Long> count() {
        return number(COUNT);
    }

    Optional<Long> subpartitionCount() {
        return number(SUBPARTITION_COUNT);
    }

    private Optional<Long> number(Pattern pattern) {
        Matcher number = pattern.matcher(beforeList());
        return number.find()
                ? Optional.of(new BigInteger(number.group(1)).min(MANY).longValue())
                : Optional.empty();
    }

    private String rest() {
        return known ? text.substring(head.end() + by().length()).strip() : "";
    }

    private String beforeList() {
        int list = rest().indexOf(LIST);
        return list < 0 ? rest() : rest().substring(0, list);
    }

    List<Definition> definitions() {
        String list = rest().substring(beforeList().length());
        return list.isEmpty()
                ? List.of()
                : split(list.substring(1, list.length() - 1)).stream()
                        .map(Definition::new)
                        .toList();
    }

    /// As `SHOW CREATE TABLE` of MySQL shows it: a line for each partition, with its engine.
    String shown() {
        if (!known || SUBPARTITION.matcher(text).find()) {
            return text;
        }
        boolean names = listsColumns();
        String start = head.group().toUpperCase(Locale.ROOT);
        StringBuilder shown =
                new StringBuilder(head.group(2) == null ? start : start.strip().replace(" COLUMNS", "  COLUMNS"));
        shown.append(names ? words(by()) : by());
        List<Definition> definitions = definitions();
        if (definitions.isEmpty()) {
            String count = rest();
            return count.isEmpty() ? shown.toString() : shown + "\n" + count.toUpperCase(Locale.ROOT);
        }
        return shown
                + definitions.stream()
                        .map(definition -> partition(definition.text()))
                        .collect(Collectors.joining(",\n ", "\n(", ")"));
    }

    /// What stands between the commas that are not within brackets or quotes.
    static List<String> split(String list) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (c == '(' || c == '\'' || c == '`') {
                i = end(list, i) - 1;
            } else if (c == ',') {
                parts.add(list.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(list.substring(start).strip());
        return parts;
    }

    private static String partition(String definition) {
        String text = words(definition);
        return text.contains(ENGINE) ? text : text + ENGINE + "InnoDB";
    }

    /// Keywords in upper case, names without quotes, nothing behind commas.
    private static String words(String kept) {
        StringBuilder text = new StringBuilder();
        Matcher word = WORD.matcher(kept);
        while (word.find()) {
            String found = word.group();
            String shown = switch (found.charAt(0)) {
                case '\'' -> found;
                case '`' -> plain(found);
                case ',' -> ",";
                default -> found.toUpperCase(Locale.ROOT);
            };
            word.appendReplacement(text, Matcher.quoteReplacement(shown));
        }
        return NEGATIVE.matcher(word.appendTail(text)).replaceAll("-");
    }

    /// Names are shown without quotes where they need none.
    private static String plain(String quoted) {
        String name = quoted.substring(1, quoted.length() - 1);
        return SIMPLE.matcher(name).matches() && !name.chars().allMatch(Character::isDigit) ? name : quoted;
    }

    /// Where the brackets or the quotes end that begin there.
    private static int end(String text, int start) {
        char open = text.charAt(start);
        if (open != '(') {
            Matcher quoted = WORD.matcher(text);
            return quoted.find(start) && quoted.start() == start ? quoted.end() : start + 1;
        }
        int i = start + 1;
        while (i < text.length() && text.charAt(i) != ')') {
            char c = text.charAt(i);
            i = c == '(' || c == '\'' || c == '`' ? end(text, i) : i + 1;
        }
        return i + 1;
    }
}
