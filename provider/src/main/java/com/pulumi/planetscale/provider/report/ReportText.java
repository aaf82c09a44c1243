package com.pulumi.planetscale.provider.report;

import com.pulumi.planetscale.provider.report.Report.Block;
import com.pulumi.planetscale.provider.report.Report.Change;
import com.pulumi.planetscale.provider.report.Report.Note;
import com.pulumi.planetscale.provider.report.Report.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes a report as Markdown for the comment of a pull request, what stops or endangers first.
public final class ReportText {
    private final List<String> parts = new ArrayList<>();

    private ReportText() {}

    /// The report as Markdown.
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
        return String.join("\n\n", text.parts) + "\n";
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
