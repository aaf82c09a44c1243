package com.pulumi.planetscale.emulator.sql.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How the rows of a table are partitioned, from the one form in which that is kept: keywords in lower case behind
/// `PARTITION BY`, names and strings quoted.
final class Partitions {
    private static final Pattern HEAD =
            Pattern.compile("(?i)^PARTITION BY (?:linear )?(range|list|hash|key)( columns)?(?: algorithm = \\d+)? *");
    private static final Pattern SUBPARTITION = Pattern.compile("\\bsubpartition");
    private static final Pattern WORD = Pattern.compile("'(?:[^'\\\\]|\\\\.|'')*'|`(?:[^`]|``)*`|[a-z_]+|, ");
    private static final Pattern SIMPLE = Pattern.compile("[A-Za-z0-9_$]+");
    private static final String ENGINE = " ENGINE = ";

    private Partitions() {}

    /// The columns of the function or the list by which the rows are partitioned.
    static List<String> columns(String partitioning) {
        Matcher head = HEAD.matcher(partitioning);
        if (!head.find() || !partitioning.startsWith("(", head.end())) {
            return List.of();
        }
        return Quoting.namesIn(partitioning.substring(head.end(), end(partitioning, head.end())));
    }

    /// As `SHOW CREATE TABLE` of MySQL shows it: a line for each partition, with its engine.
    static String shown(String partitioning) {
        Matcher head = HEAD.matcher(partitioning);
        if (!head.find()
                || !partitioning.startsWith("(", head.end())
                || SUBPARTITION.matcher(partitioning).find()) {
            return partitioning;
        }
        int end = end(partitioning, head.end());
        String by = partitioning.substring(head.end(), end);
        boolean names = head.group(2) != null || head.group(1).equalsIgnoreCase("key");
        String start = head.group().toUpperCase(Locale.ROOT);
        StringBuilder text =
                new StringBuilder(head.group(2) == null ? start : start.strip().replace(" COLUMNS", "  COLUMNS"));
        text.append(names ? words(by) : by);
        String rest = partitioning.substring(end).strip();
        int list = rest.indexOf('(');
        String count = (list < 0 ? rest : rest.substring(0, list)).strip();
        if (!count.isEmpty() && list < 0) {
            text.append('\n').append(count.toUpperCase(Locale.ROOT));
        }
        return list < 0 ? text.toString() : text + "\n" + partitions(rest.substring(list + 1, rest.length() - 1));
    }

    private static String partitions(String list) {
        List<String> partitions = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (c == '(' || c == '\'' || c == '`') {
                i = end(list, i) - 1;
            } else if (c == ',') {
                partitions.add(partition(list.substring(start, i).strip()));
                start = i + 1;
            }
        }
        partitions.add(partition(list.substring(start).strip()));
        return "(" + String.join(",\n ", partitions) + ")";
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
        return word.appendTail(text).toString();
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
