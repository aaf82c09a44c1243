package com.pulumi.planetscale.provider.resources.schema;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.pulumi.planetscale.provider.report.Report.Block;
import com.pulumi.planetscale.provider.resources.schema.MergeBase.Origin;
import com.pulumi.planetscale.provider.resources.schema.SchemaText.Name;
import com.pulumi.planetscale.provider.resources.schema.TableDangers.Danger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What deploying one schema over another would change in a table or a VSchema, by their strings: as it looks before
/// PlanetScale has been asked for the statements.
///
/// @param title what it is about, with its keyspace
/// @param dangers what it can lose
/// @param unknown what it may lose, or may not change at all
/// @param hints what is probably not meant
/// @param diff the change as a unified diff, without its header
public record SchemaChange(
        String title, List<String> dangers, List<String> unknown, List<String> hints, List<String> diff) {
    private static final int HEADER = 3;
    private static final int CONTEXT = 3;

    /// The changes that bring a target to another schema, those that can lose something first. What others have made
    /// in the target since the head was made is omitted: PlanetScale merges, and keeps it.
    public static List<SchemaChange> between(SchemaText target, SchemaText head, MergeBase base) {
        var changes = new ArrayList<SchemaChange>();
        for (Name table : differing(target, head)) {
            Origin origin = base.origin(table, head.tables().containsKey(table));
            if (origin != Origin.OTHERS) {
                String before = target.tables().getOrDefault(table, "");
                String after = head.tables().getOrDefault(table, "");
                TableDangers found = TableDangers.of(table, before, after);
                List<String> words = found.dangers().stream().map(Danger::words).toList();
                changes.add(of(
                        (TableText.isView(before + after) ? "view `" : "table `") + table + "`",
                        words,
                        found.unknown(),
                        hints(found, table, target, head),
                        diff(before, after),
                        doubt(table, head, origin, base)));
            }
        }
        changes.addAll(vschemas(target, head, base));
        changes.sort(
                Comparator.comparing((SchemaChange change) -> change.dangers().isEmpty())
                        .thenComparing(change -> change.unknown().isEmpty()));
        return changes;
    }

    /// Why it is not certain that the head has changed a table. A keyspace that the head lacks has been made in the
    /// target alone, or deleted in the head: a deploy request may not touch it at all.
    private static Optional<String> doubt(Name table, SchemaText head, Origin origin, MergeBase base) {
        boolean lacksKeyspace = !head.vschemas().isEmpty() && !head.vschemas().containsKey(table.keyspace());
        if (origin == Origin.HEAD && lacksKeyspace) {
            return Optional.of("the branch has no keyspace `" + table.keyspace() + "`");
        }
        return origin == Origin.HEAD ? Optional.empty() : Optional.of(base.doubt(table));
    }

    /// What others have made in the target since the head was made, and what therefore stays.
    public static List<Name> kept(SchemaText target, SchemaText head, MergeBase base) {
        return differing(target, head).stream()
                .filter(table -> base.origin(table, head.tables().containsKey(table)) == Origin.OTHERS)
                .toList();
    }

    /// The changes of VSchemas.
    public static List<SchemaChange> vschemas(SchemaText target, SchemaText head, MergeBase base) {
        var changes = new ArrayList<SchemaChange>();
        // A keyspace that one of the branches lacks is none of a deploy request's business.
        target.vschemas().forEach((keyspace, before) -> {
            String after = head.vschemas().getOrDefault(keyspace, before);
            if (!before.equals(after)) {
                changes.add(of(
                        "VSchema of keyspace `" + keyspace + "`",
                        List.of(),
                        VSchemaText.doubts(keyspace, before, after),
                        List.of(),
                        diff(before, after),
                        base.vschemaDoubt()));
            }
        });
        return changes;
    }

    /// @param doubt why it is not certain that the head has changed it
    private static SchemaChange of(
            String title,
            List<String> dangers,
            List<String> unknown,
            List<String> hints,
            List<String> diff,
            Optional<String> doubt) {
        // Whoever made a difference: one that loses nothing is not a danger.
        if (doubt.isEmpty() || (dangers.isEmpty() && unknown.isEmpty())) {
            return new SchemaChange(title, dangers, unknown, hints, diff);
        }
        var all = new ArrayList<String>();
        dangers.forEach(danger -> all.add("maybe " + danger));
        all.addAll(unknown);
        all.add(doubt.get());
        return new SchemaChange(title, List.of(), all, hints, diff);
    }

    /// The change as a preview shows it.
    public Block block() {
        String warning = String.join(
                "; ", Stream.of(dangers, unknown, hints).flatMap(List::stream).toList());
        return new Block(title, warning, diff, true);
    }

    private static TreeSet<Name> differing(SchemaText target, SchemaText head) {
        var tables = new TreeSet<>(target.tables().keySet());
        tables.addAll(head.tables().keySet());
        tables.removeIf(table ->
                target.tables().getOrDefault(table, "").equals(head.tables().getOrDefault(table, "")));
        return tables;
    }

    /// What is probably not meant. A table that goes beside one of the same form that comes is probably renamed.
    private static List<String> hints(TableDangers found, Name table, SchemaText target, SchemaText head) {
        var hints = new ArrayList<>(found.hints());
        if (!target.vschemas().isEmpty() && !target.vschemas().containsKey(table.keyspace())) {
            hints.add("the target has no keyspace `" + table.keyspace()
                    + "`, and PlanetScale does not document that a deploy request creates one: create it there first");
        }
        Optional<String> gone = body(target, table).filter(_ -> !head.tables().containsKey(table));
        head.tables().keySet().stream()
                .filter(name -> name.keyspace().equals(table.keyspace())
                        && !target.tables().containsKey(name))
                .filter(name -> gone.isPresent() && gone.equals(body(head, name)))
                .findFirst()
                .ifPresent(name -> hints.add("`" + table + "` is probably renamed to `" + name
                        + "`: PlanetScale drops the one and creates the other, and the rows are lost. Deploy the new"
                        + " table first, copy the rows, let the application use it, and drop the old table with a later"
                        + " deploy request"));
        return hints;
    }

    private static Optional<String> body(SchemaText schema, Name table) {
        return Optional.ofNullable(schema.tables().get(table))
                .flatMap(TableText::of)
                .map(TableText::body);
    }

    private static List<String> diff(String before, String after) {
        List<String> old = lines(before);
        List<String> diff =
                UnifiedDiffUtils.generateUnifiedDiff("", "", old, DiffUtils.diff(old, lines(after)), CONTEXT);
        return diff.stream().skip(HEADER).filter(line -> !line.startsWith("@@")).toList();
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : text.lines().toList();
    }
}
