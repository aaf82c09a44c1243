package com.pulumi.planetscale.provider.report;

import com.pulumi.planetscale.provider.report.Report.Block;
import com.pulumi.planetscale.provider.report.Report.Change;
import com.pulumi.planetscale.provider.report.Report.Credential;
import com.pulumi.planetscale.provider.report.Report.Fate;
import com.pulumi.planetscale.provider.report.Report.Loss;
import com.pulumi.planetscale.provider.report.Report.Note;
import com.pulumi.planetscale.provider.report.Report.Severity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Writes a report as Markdown for the comment of a pull request, what stops or endangers first.
public final class ReportText {
    /// Characters of a comment that GitHub accepts.
    private static final int LONGEST = 65_536;

    /// Gates by the names under which programs know them, in a reviewer's words.
    private static final Map<String, String> NAMES = Map.of(
            "checks", "PlanetScale's checks",
            "lint", "Lint",
            "destructive", "Data loss",
            "fingerprint", "Approved fingerprint",
            "instantDdl", "Instant DDL",
            "storage", "Storage",
            "approval", "Approval",
            "queue", "Queue",
            "cutover", "Cutover",
            "revertWindow", "Revert window");

    private final List<String> parts = new ArrayList<>();

    private ReportText() {}

    /// The report as Markdown, short enough for a comment.
    public static String of(Report report) {
        var text = new ReportText();
        text.parts.add(report.isPlan() ? "## Review of the plan" : "## Schema changes");
        if (report.isPlan()) {
            text.parts.add(Headline.of(report));
            if (report.isRefused()) {
                text.parts.add(
                        "What the plan deletes is not in this review: Pulumi plans deletions last, and stops at a"
                                + " refusal.");
            }
        }
        text.notes(report.notes().stream()
                .filter(note -> note.severity() == Severity.ERROR)
                .toList());
        text.losses(report.losses());
        report.changes().forEach(text::change);
        text.credentials(report.credentials());
        text.costs(report);
        List<Note> others = report.notes().stream()
                .filter(note -> note.severity() != Severity.ERROR)
                .toList();
        if (!others.isEmpty()) {
            text.parts.add("### Other resources");
            text.notes(others);
        }
        if (!report.planned().isEmpty()) {
            text.parts.add("Besides schema changes, the plan has "
                    + report.planned().entrySet().stream()
                            .map(entry -> Headline.count(entry.getValue(), "resource") + " to "
                                    + Markdown.text(entry.getKey()))
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        return fitting(text.parts);
    }

    private void losses(List<Loss> losses) {
        if (losses.isEmpty()) {
            return;
        }
        parts.add("### Data that is deleted");
        parts.add(Markdown.table(
                List.of("Resource", "At PlanetScale", "What happens", "What is lost"),
                losses.stream()
                        .map(loss ->
                                List.of(resource(loss.kind(), loss.name()), quoted(loss.id()), what(loss), loss.what()))
                        .toList()));
        parts.add("To keep something, undo its change, or set the resource option `protect`, with which Pulumi refuses"
                + " to delete it.");
    }

    private static String what(Loss loss) {
        if (!loss.replaced()) {
            return "deleted";
        }
        String because = loss.because().stream().map(ReportText::quoted).collect(Collectors.joining(", "));
        return "deleted and created anew" + (because.isEmpty() ? "" : ", since " + because + " changes");
    }

    private void credentials(List<Credential> credentials) {
        if (credentials.isEmpty()) {
            return;
        }
        parts.add("### Credentials");
        parts.add(Markdown.table(
                List.of("Resource", "At PlanetScale", "What happens"),
                credentials.stream()
                        .map(credential -> List.of(
                                resource(credential.kind(), credential.name()),
                                quoted(credential.id()),
                                words(credential.fate())))
                        .toList()));
    }

    private static String words(Fate fate) {
        return switch (fate) {
            case REVOKED -> "revoked: nothing can connect with it any more";
            case ROTATED -> "rotated in place: it gets another secret, and the present one stops working at once";
            case REPLACED -> "replaced: a new one is created, and this one is revoked";
            case FORGOTTEN -> "removed from the state only: it works as before";
        };
    }

    private void costs(Report report) {
        if (report.costs().isEmpty() && report.unpriced().isEmpty()) {
            return;
        }
        parts.add("### Cost");
        if (!report.costs().isEmpty()) {
            var rows = new ArrayList<List<String>>();
            report.costs()
                    .forEach(price -> rows.add(List.of(
                            quoted(price.name()),
                            dollars(price.cost().before()),
                            (price.cost().counted() ? "" : "up to ")
                                    + dollars(price.cost().after()),
                            price.cost().counted()
                                    ? Headline.signed(price.cost().difference())
                                    : "not counted")));
            rows.add(List.of(
                    "Together",
                    sum(report, CostText.Cost::before),
                    sum(report, CostText.Cost::after),
                    Headline.signed(Headline.difference(report))));
            parts.add(Markdown.table(List.of("Resource", "A month now", "A month then", "Difference"), rows));
        }
        if (!report.unpriced().isEmpty()) {
            parts.add("Not counted, since the price of what is deleted was not asked for: "
                    + report.unpriced().stream().map(Markdown::code).collect(Collectors.joining(", "))
                    + ". `gates --prices` asks PlanetScale.");
        }
        boolean development =
                report.costs().stream().anyMatch(price -> !price.cost().counted());
        parts.add("Prices are PlanetScale's list prices for clusters: " + CostText.NOT_COUNTED + "."
                + (development
                        ? " A development branch costs nothing as long as the hours last that its database includes."
                        : ""));
    }

    private static String sum(Report report, Function<CostText.Cost, BigDecimal> part) {
        return CostText.dollars(report.costs().stream()
                .map(Report.Price::cost)
                .filter(CostText.Cost::counted)
                .map(part)
                .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private static String dollars(BigDecimal amount) {
        return amount.signum() == 0 ? "" : CostText.dollars(amount);
    }

    private static String resource(String kind, String name) {
        return kind + " " + quoted(name);
    }

    /// A name as code in a message; one with a backtick is left as it is.
    private static String quoted(String name) {
        return name.isBlank() || name.contains("`") ? name : "`" + name + "`";
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
        String about = Stream.of(Markdown.text(change.way()), request(change))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        if (!about.isEmpty()) {
            parts.add(about);
        }
        List<Note> notes = change.notes().stream()
                .filter(note -> !change.isRepeatedBy(note))
                .toList();
        notes(notes.stream().filter(note -> note.severity() == Severity.ERROR).toList());
        dangers(change.blocks());
        change.blocks().forEach(this::block);
        if (!change.gates().isEmpty()) {
            parts.add(Markdown.table(
                    List.of("Check", "Result", "Why", "What to do"),
                    change.gates().stream()
                            .sorted(Comparator.comparingInt(gate -> change.refuses(gate) ? -1 : rank(gate.state())))
                            .map(gate -> List.of(
                                    NAMES.getOrDefault(gate.name(), gate.name()),
                                    change.refuses(gate) ? "refused" : gate.state(),
                                    change.isOfDangers(gate) ? "the dangers above" : gate.reason(),
                                    gate.remedy()))
                            .toList()));
        }
        fingerprint(change);
        notes(notes.stream().filter(note -> note.severity() != Severity.ERROR).toList());
    }

    /// What the fingerprint holds fast, unless a check says it already.
    private void fingerprint(Change change) {
        String fingerprint = change.fingerprint();
        if (fingerprint.isEmpty()
                || change.gates().stream().anyMatch(gate -> gate.reason().contains(fingerprint))) {
            return;
        }
        boolean approved = change.gates().stream()
                .anyMatch(gate ->
                        gate.name().equals("fingerprint") && gate.state().equals("passed"));
        parts.add("Fingerprint: " + Markdown.code(fingerprint)
                + (approved
                        ? ". It is the approved one: `pulumi up` deploys exactly this change and no other."
                        : ". With it as `approvedFingerprint`, `pulumi up` deploys exactly this change and no other."
                                + " Without it, `pulumi up` deploys what the branch holds then."));
    }

    /// What needs a person comes first, what is done last.
    private static int rank(String state) {
        int rank = List.of("blocked", "unknown", "pending", "passed").indexOf(state);
        return rank < 0 ? Integer.MAX_VALUE : rank;
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
