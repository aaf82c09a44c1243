package com.pulumi.planetscale.provider.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Pieces of GitHub's Markdown. Whatever names and statements hold, a piece stays one piece.
final class Markdown {
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>&~]");
    private static final Pattern MARKER = Pattern.compile("^(\\d*)([#+=.)-])");
    private static final Pattern TICKS = Pattern.compile("`+");

    /// What is not plain in our messages: code between backticks, addresses, and numbers, which GitHub would
    /// take for those of its own issues.
    private static final Pattern TOKEN = Pattern.compile("`([^`]+)`|(https?://[^\\s<>`]*[^\\s<>`.,;:!?)])|(#\\d+)");

    private Markdown() {}

    /// A message on one line.
    static String text(String message) {
        return text(message, false);
    }

    private static String text(String message, boolean cell) {
        String line = message.strip().replaceAll("\\s+", " ");
        var markdown = new StringBuilder();
        Matcher token = TOKEN.matcher(line);
        int end = 0;
        while (token.find()) {
            markdown.append(escaped(line.substring(end, token.start()), cell));
            String code = token.group(1) == null ? token.group(3) : token.group(1);
            if (code == null) {
                markdown.append('<')
                        .append(cell ? token.group().replace("|", "%7C") : token.group())
                        .append('>');
            } else {
                markdown.append(cell ? cellCode(code) : code(code));
            }
            end = token.end();
        }
        markdown.append(escaped(line.substring(end), cell));
        return MARKER.matcher(markdown).replaceFirst("$1\\\\$2");
    }

    /// Code within a line.
    static String code(String code) {
        String line = code.replaceAll("\\s", " ");
        if (line.isBlank()) {
            return escaped(line, false);
        }
        String ticks = "`".repeat(longestRun(line) + 1);
        boolean touching = line.startsWith("`") || line.endsWith("`") || (line.startsWith(" ") && line.endsWith(" "));
        String gap = touching ? " " : "";
        return ticks + gap + line + gap + ticks;
    }

    /// Parsers disagree about backslashes before a pipe in code, so code with one is HTML in a table.
    private static String cellCode(String code) {
        return code.contains("|") ? "<code>" + escaped(code, true) + "</code>" : code(code);
    }

    /// A block that is shown as it is.
    static String fence(String language, List<String> lines) {
        String ticks = "`".repeat(Math.max(3, longestRun(String.join("\n", lines)) + 1));
        return ticks + language + "\n" + lines.stream().map(line -> line + "\n").collect(Collectors.joining()) + ticks;
    }

    /// A table of messages.
    static String table(List<String> head, List<List<String>> rows) {
        var lines = new ArrayList<String>();
        lines.add(row(head));
        lines.add(row(head.stream().map(_ -> "---").toList()));
        rows.forEach(cells ->
                lines.add(row(cells.stream().map(cell -> text(cell, true)).toList())));
        return String.join("\n", lines);
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String escaped(String plain, boolean cell) {
        String escaped = SPECIAL.matcher(plain).replaceAll("\\\\$0");
        return cell ? escaped.replace("|", "&#124;") : escaped;
    }

    private static int longestRun(String text) {
        return TICKS.matcher(text)
                .results()
                .mapToInt(run -> run.end() - run.start())
                .max()
                .orElse(0);
    }
}
