package com.pulumi.planetscale.provider.report;

import com.pulumi.planetscale.provider.report.Report.Block;
import com.pulumi.planetscale.provider.report.Report.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what a preview says about a deploy request: a head that ends with a colon, then lines with four spaces
/// before them that are shown as they are, with captions between that have two.
///
/// What has not exactly this form is no such text, and stays a sentence.
final class LookText {
    private static final String CAPTION = "  ";
    private static final String LINE = "    ";
    private static final Pattern CHANGES = Pattern.compile(".* (changes|runs on .+):");
    private static final Pattern TABLE = Pattern.compile("(table `.+?`)(?:, (.*))?");
    private static final Pattern GATES =
            Pattern.compile("(.*) (?:is|would be) `(\\w+)`(?:; fingerprint (\\S+))?; its gates:");
    private static final Pattern REQUEST = Pattern.compile("(deploy request #\\d+) \\((\\S+)\\)");
    private static final Pattern GATE = Pattern.compile("(\\w+), (passed|open|closed|unknown): (.*)");
    private static final String REMEDY = " -> ";

    private LookText() {}

    /// The gates of a request, and what its head tells.
    record Gates(String label, String url, String verdict, String fingerprint, List<Gate> gates) {}

    /// What a request changes; empty where the text says something else.
    static List<Block> blocks(String text) {
        List<String> lines = text.stripTrailing().lines().toList();
        Matcher head = CHANGES.matcher(lines.isEmpty() ? "" : lines.getFirst());
        if (!head.matches() || lines.size() == 1) {
            return List.of();
        }
        boolean diff = head.group(1).equals("changes");
        var blocks = new ArrayList<Block>();
        var current = new ArrayList<String>();
        String caption = "";
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith(LINE)) {
                current.add(line.substring(LINE.length()));
            } else if (line.startsWith(CAPTION) && line.endsWith(":")) {
                add(blocks, caption, current, diff);
                caption = line.substring(CAPTION.length(), line.length() - 1);
            } else {
                return List.of();
            }
        }
        add(blocks, caption, current, diff);
        return blocks;
    }

    private static void add(List<Block> blocks, String caption, List<String> lines, boolean diff) {
        if (!lines.isEmpty()) {
            Matcher table = TABLE.matcher(caption);
            boolean titled = table.matches();
            String danger = titled ? Optional.ofNullable(table.group(2)).orElse("") : caption;
            blocks.add(new Block(titled ? table.group(1) : "", danger, lines, diff));
            lines.clear();
        }
    }

    /// The gates; empty where the text says something else.
    static Optional<Gates> gates(String text) {
        List<String> lines = text.stripTrailing().lines().toList();
        Matcher head = GATES.matcher(lines.isEmpty() ? "" : lines.getFirst());
        if (!head.matches()) {
            return Optional.empty();
        }
        var gates = new ArrayList<Gate>();
        for (String line : lines.subList(1, lines.size())) {
            Matcher gate = GATE.matcher(line.strip());
            if (!line.startsWith(LINE) || !gate.matches()) {
                return Optional.empty();
            }
            gates.add(gate(gate.group(1), gate.group(2), gate.group(3)));
        }
        Matcher request = REQUEST.matcher(head.group(1));
        boolean known = request.matches();
        return Optional.of(new Gates(
                known ? request.group(1) : "",
                known ? request.group(2) : "",
                head.group(2),
                Optional.ofNullable(head.group(3)).orElse(""),
                gates));
    }

    /// Only what is closed has a remedy, and a reason may quote a statement with an arrow of its own.
    private static Gate gate(String name, String state, String rest) {
        int arrow = state.equals("closed") ? rest.lastIndexOf(REMEDY) : -1;
        return arrow < 0
                ? new Gate(name, state, rest, "")
                : new Gate(name, state, rest.substring(0, arrow), rest.substring(arrow + REMEDY.length()));
    }
}
