package com.pulumi.planetscale.provider.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Marks the lines of statements as a diff would, so that a page shows in red what drops something.
final class Statements {
    private static final Pattern QUOTED = Pattern.compile("`[^`]*`|'[^']*'|\"[^\"]*\"");
    private static final Pattern DROPS = Pattern.compile("(?i)\\b(?:DROP|TRUNCATE)\\b");
    private static final Pattern ADDS = Pattern.compile("(?i)\\b(?:CREATE|ADD)\\b");
    private static final Pattern GOES_ON = Pattern.compile("\\s.*|\\).*|");

    private Statements() {}

    /// Lines with `- ` before what drops, `+ ` before what only adds and `! ` before other changes. The lines
    /// that continue with a statement are marked as its first.
    static List<String> marked(List<String> lines) {
        var marked = new ArrayList<String>();
        String statement = "! ";
        for (String line : lines) {
            String own = mark(line);
            if (!GOES_ON.matcher(line).matches()) {
                statement = own;
            }
            marked.add((own.equals("- ") ? own : statement) + line);
        }
        return marked;
    }

    private static String mark(String line) {
        String words = QUOTED.matcher(line).replaceAll("");
        return DROPS.matcher(words).find() ? "- " : ADDS.matcher(words).find() ? "+ " : "! ";
    }
}
