package com.pulumi.planetscale.provider.report;

import com.pulumi.planetscale.provider.report.Report.Block;
import com.pulumi.planetscale.provider.report.Report.Change;
import com.pulumi.planetscale.provider.report.Report.Note;
import com.pulumi.planetscale.provider.report.Report.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Writes a report as Markdown for the comment of a pull request, what stops or endangers first.
public final class ReportText {
    /// Characters of a comment that GitHub accepts.
    private static final int LONGEST = 65_536;

    private final List<String> parts = new ArrayList<>();

    private ReportText() {}

    /// The report as Markdown, short enough for a comment.
    public static String of(Report report) {
        var text = new ReportText();
        text.parts.add("## Schema changes");
        if (report.changes().isEmpty()) {
            text.parts.add("No deploy request is planned.");
        }
        report.changes().forEach(text::change);
        if (!report.notes().isEmpty()) {
            text.parts.add("### Elsewhere");
            text.notes(report.notes());
        }
        if (!report.planned().isEmpty()) {
            text.parts.add("Also planned: "
                    + report.planned().entrySet().stream()
                            .map(entry -> entry.getValue() + " to " + Markdown.text(entry.getKey()))
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        return fitting(text.parts);
    }

    /// Leaves out the longest parts until the rest fits, each in one piece, and says so where it was.
    private static String fitting(List<String> parts) {
        var kept = new ArrayList<>(parts);
        for (String text = joined(kept); ; text = joined(kept)) {
            if (text.length() <= LONGEST) {
                return text;
            }
            int longest = IntStream.range(0, kept.size())
                    .boxed()
                    .max(Comparator.comparingInt(part -> kept.get(part).length()))
                    .orElseThrow();
            String left = "*" + kept.get(longest).lines().count()
                    + " lines are omitted here, since a comment has 65,536 characters at most; `pulumi preview` shows"
                    + " them.*";
            if (kept.get(longest).length() <= left.length()) {
                // So many small parts that no single one matters: the end goes.
                kept.subList(kept.size() / 2, kept.size()).clear();
                kept.add("*The rest is omitted, since a comment has 65,536 characters at most.*");
            } else {
                kept.set(longest, left);
            }
        }
    }

    private static String joined(List<String> parts) {
        return String.join("\n\n", parts) + "\n";
    }

    private void change(Change change) {
        String name = change.name().isEmpty() ? "Deploy request" : Markdown.code(change.name());
        parts.add("### " + name + ": "
                + (change.verdict().isEmpty() ? "not known yet" : Markdown.text(change.verdict())));
        String about = Stream.of(
                        Markdown.text(change.way()),
                        request(change),
                        change.fingerprint().isEmpty() ? "" : "fingerprint " + Markdown.code(change.fingerprint()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        if (!about.isEmpty()) {
            parts.add(about);
        }
        notes(change.notes().stream()
                .filter(note -> note.severity() == Severity.ERROR)
                .toList());
        dangers(change.blocks());
        change.blocks().forEach(this::block);
        if (!change.gates().isEmpty()) {
            parts.add(Markdown.table(
                    List.of("Gate", "State", "Reason", "Remedy"),
                    change.gates().stream()
                            .map(gate -> List.of(gate.name(), gate.state(), gate.reason(), gate.remedy()))
                            .toList()));
        }
        notes(change.notes().stream()
                .filter(note -> note.severity() != Severity.ERROR)
                .toList());
    }

    private static String request(Change change) {
        String label = change.label().isEmpty() ? "deploy request" : change.label();
        return change.url().startsWith("https://") || change.url().startsWith("http://")
                ? Markdown.text(label) + " at " + Markdown.request(change.url())
                : change.label().isEmpty() ? "" : Markdown.text(label);
    }

    private void dangers(List<Block> blocks) {
        List<String> dangers = blocks.stream()
                .map(Block::danger)
                .filter(danger -> !danger.isEmpty())
                .distinct()
                .toList();
        list("Dangers", dangers.stream().map(Markdown::text).toList());
    }

    private void block(Block block) {
        if (!block.title().isEmpty()) {
            parts.add(Markdown.text(block.title()) + ":");
        }
        parts.add(Markdown.fence("diff", block.isDiff() ? block.lines() : Statements.marked(block.lines())));
    }

    private void notes(List<Note> notes) {
        for (Severity severity : Severity.values()) {
            list(
                    switch (severity) {
                        case ERROR -> "Errors";
                        case WARNING -> "Warnings";
                        case INFO -> "Good to know";
                    },
                    notes.stream()
                            .filter(note -> note.severity() == severity)
                            .map(ReportText::item)
                            .toList());
        }
    }

    private static String item(Note note) {
        String about = note.about().isEmpty() ? "" : Markdown.code(note.about()) + ": ";
        return about + Markdown.text(note.text());
    }

    private void list(String title, List<String> items) {
        if (!items.isEmpty()) {
            parts.add("**" + title + "**");
            parts.add(items.stream().map(item -> "- " + item).collect(Collectors.joining("\n")));
        }
    }
}
