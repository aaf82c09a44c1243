package com.pulumi.planetscale.provider.report;

import com.pulumi.planetscale.provider.text.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Pieces of GitHub's Markdown. Whatever names and statements hold, a piece stays one piece, and does nothing: it
/// mentions no one, refers to no issue, and leads nowhere.
final class Markdown {
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>&~$]");
    /// What makes more than text of the beginning of a line; with a slash, GitLab takes it for a command.
    private static final Pattern MARKER = Pattern.compile("^(\\d*)([#+=.)/-])");
    private static final Pattern TICKS = Pattern.compile("`+");

    /// The hash of a commit, which becomes a link from seven digits on; plain numbers and words do not.
    private static final String HASH =
            "(?<![0-9a-z])(?:[0-9a-f]{40}|(?=[a-f]*[0-9])(?=[0-9]*[a-f])[0-9a-f]{7,39})(?![0-9a-z])";

    /// What is not plain in our messages: code between backticks, and words that GitHub or GitLab would turn into
    /// links or mentions wherever they do not stand in code.
    private static final Pattern TOKEN = Pattern.compile(
            "`([^`]+)`|([^\\s`(]*(?:@|://|#\\d|!\\d|(?<!\\w)%[\\w\"]|(?i:www\\.|\\bGH-\\d|" + HASH + "))[^\\s`]*)");
    private static final Pattern PUNCTUATION = Pattern.compile("[.,;:!?)]+$");

    /// The address of a deploy request, the one thing that a reader is led to.
    private static final Pattern REQUEST =
            Pattern.compile("https?://[A-Za-z0-9.:-]+(?:/[A-Za-z0-9._~%-]+)*/deploy-requests/\\d+");

    private Markdown() {}

    /// A message on one line.
    static String text(String message) {
        return text(message, false);
    }

    private static String text(String message, boolean cell) {
        String line = Shown.line(message.strip()).replaceAll("\\s+", " ");
        var markdown = new StringBuilder();
        Matcher token = TOKEN.matcher(line);
        int end = 0;
        while (token.find()) {
            markdown.append(escaped(line.substring(end, token.start()), cell));
            boolean quoted = token.group(1) != null;
            String code = quoted
                    ? token.group(1)
                    : PUNCTUATION.matcher(token.group(2)).replaceFirst("");
            markdown.append(cell ? cellCode(code) : code(code));
            end = quoted ? token.end() : token.start() + code.length();
        }
        markdown.append(escaped(line.substring(end), cell));
        return MARKER.matcher(markdown).replaceFirst("$1\\\\$2");
    }

    /// The address of a deploy request as a link; what is not such an address is shown and leads nowhere.
    static String request(String url) {
        return REQUEST.matcher(url).matches() ? "<" + url + ">" : code(url);
    }

    /// Code within a line.
    static String code(String code) {
        String line = Shown.line(code.replaceAll("\\s", " "));
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
        return ticks + language + "\n"
                + lines.stream().map(line -> Shown.line(line) + "\n").collect(Collectors.joining()) + ticks;
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
