package com.pulumi.planetscale.emulator.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The keys of a `CREATE TABLE` statement, read by splitting it at the commas that separate its elements. Knows
/// quotes, comments and brackets, but no MySQL grammar.
final class TableKeys {
    private static final Pattern COMMENT =
            Pattern.compile("/\\*(?!!).*?\\*/|--\\s[^\\n]*|#[^\\n]*|'(?:[^'\\\\]++|\\\\.|'')*+'", Pattern.DOTALL);
    private static final Pattern TABLE_KEY =
            Pattern.compile("^(?:constraint\\s+(?:`[^`]*`|\\w+)?\\s*)?unique\\b[^(]*\\((.*)\\).*$", Pattern.DOTALL);
    private static final Pattern TABLE_PRIMARY_KEY =
            Pattern.compile("^(?:constraint\\s+(?:`[^`]*`|\\w+)?\\s*)?primary\\s+key\\b.*", Pattern.DOTALL);
    private static final Pattern COLUMN = Pattern.compile("^(?:`([^`]+)`|(\\w+))\\s+(.*)$", Pattern.DOTALL);
    private static final Pattern INLINE_PRIMARY = Pattern.compile(".*\\bprimary\\s+key\\b.*", Pattern.DOTALL);
    private static final Pattern INLINE_UNIQUE = Pattern.compile(".*\\bunique\\b.*", Pattern.DOTALL);
    private static final Pattern NOT_NULL = Pattern.compile(".*\\bnot\\s+null\\b.*", Pattern.DOTALL);
    private static final Pattern LONG_TYPE = Pattern.compile("(?:tiny|medium|long)?(?:text|blob)\\b.*", Pattern.DOTALL);

    private final List<String> elements;

    TableKeys(String definition) {
        String plain = COMMENT.matcher(definition).replaceAll(" ").toLowerCase(Locale.ROOT);
        int open = plain.indexOf('(');
        elements = open < 0 ? List.of() : split(plain.substring(open + 1));
    }

    /// Whether some unique key covers only columns that are not null and neither text nor blob.
    boolean hasUniqueKey() {
        return elements.stream().anyMatch(this::isUniqueKey);
    }

    private boolean isUniqueKey(String element) {
        if (TABLE_PRIMARY_KEY.matcher(element).matches()) {
            return true;
        }
        Matcher key = TABLE_KEY.matcher(element);
        if (key.matches()) {
            return split(key.group(1)).stream().allMatch(this::isKeyColumn);
        }
        Matcher column = COLUMN.matcher(element);
        if (!column.matches()) {
            return false;
        }
        String attributes = column.group(3);
        return INLINE_PRIMARY.matcher(attributes).matches()
                || (INLINE_UNIQUE.matcher(attributes).matches() && isStrict(attributes));
    }

    private boolean isKeyColumn(String part) {
        // Neither an expression nor a prefix of a column tells its rows apart.
        if (part.contains("(")) {
            return false;
        }
        String name = part.replaceAll("\\s+(asc|desc)$", "").replace("`", "");
        return elements.stream()
                .map(COLUMN::matcher)
                .filter(Matcher::matches)
                .filter(column -> name.equals(column.group(1)) || name.equals(column.group(2)))
                .anyMatch(column -> isStrict(column.group(3)));
    }

    private static boolean isStrict(String attributes) {
        return NOT_NULL.matcher(attributes).matches()
                && !LONG_TYPE.matcher(attributes).matches();
    }

    /// The elements up to the bracket that ends the list, without splitting inside further brackets.
    private static List<String> split(String list) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        int depth = 0;
        boolean quoted = false;
        int end = 0;
        for (; end < list.length() && depth >= 0; end++) {
            char c = list.charAt(end);
            quoted ^= c == '`';
            if (quoted) {
                continue;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(list.substring(start, end).trim());
                start = end + 1;
            }
        }
        parts.add(list.substring(start, depth < 0 ? end - 1 : end).trim());
        return parts;
    }
}
