package com.pulumi.planetscale.provider.resources;

import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Reads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The schema of a branch as text: the statement that makes each table.
///
/// @param tables the statements by table; where keyspaces have tables of one name, those are told apart by
///     their order
record SchemaText(Map<String, String> tables) {
    private static final int SHORT = 16;
    private static final Pattern QUOTED = Pattern.compile("`((?:[^`]|``)+)`");

    private record Live(@Nullable List<Table> data) {}

    private record Table(@Nullable String name, @Nullable String raw) {}

    /// Asks for the schema of a branch.
    static SchemaText of(Reads api, ApiPath branch) throws IOException, InterruptedException {
        List<Table> data = api.get(branch.then("/schema"), Live.class).data();
        var tables = new TreeMap<String, String>();
        for (Table table : data == null ? List.<Table>of() : data) {
            String name = String.valueOf(table.name());
            int twin = 2;
            while (tables.containsKey(name)) {
                name = table.name() + " (" + twin++ + ")";
            }
            tables.put(name, table.raw() == null ? "" : table.raw());
        }
        return new SchemaText(tables);
    }

    /// A hash of everything.
    String revision() {
        return hash(List.of(tables.toString()));
    }

    /// A short hash of some texts.
    static String hash(List<String> texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String text : texts) {
                digest.update(text.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, SHORT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /// The columns of a table, by the statement that makes it: those of its definitions that begin with a
    /// quoted name. PlanetScale writes statements as MySQL's `SHOW CREATE TABLE` does, which quotes all of
    /// them.
    static Set<String> columns(String statement) {
        var columns = new LinkedHashSet<String>();
        for (String definition : definitions(statement)) {
            Matcher name = QUOTED.matcher(definition);
            if (name.lookingAt()) {
                columns.add(name.group(1).replace("``", "`"));
            }
        }
        return columns;
    }

    /// What stands between the outer parentheses, parted at the commas that belong to them.
    private static List<String> definitions(String statement) {
        var definitions = new ArrayList<String>();
        var current = new StringBuilder();
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < statement.length(); i++) {
            char c = statement.charAt(i);
            boolean escapes = c == '\\' && (quote == '\'' || quote == '"');
            if (escapes && i + 1 < statement.length()) {
                current.append(c).append(statement.charAt(++i));
                continue;
            }
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"' || c == '`') {
                quote = c;
            } else if (c == ')' && --depth == 0) {
                definitions.add(current.toString().strip());
                return definitions;
            } else if (c == '(' && depth++ == 0) {
                current.setLength(0);
                continue;
            }
            if (depth == 1 && quote == 0 && c == ',') {
                definitions.add(current.toString().strip());
                current.setLength(0);
            } else {
                current.append(c);
            }
        }
        return definitions;
    }
}
