package com.pulumi.planetscale.provider.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How many runs it took after which faults, as Markdown.
public final class OutcomeTable {
    private final String file;
    private final String sample;
    private final Map<String, Map<Fault.Kind, Map<Integer, Integer>>> rows = new TreeMap<>();

    private final List<String> failures = new ArrayList<>();

    /// An empty table.
    ///
    /// @param file its name in the folder `target`
    /// @param sample which faults are tried, and how to try them again
    public OutcomeTable(String file, String sample) {
        this.file = file;
        this.sample = sample;
    }

    /// Counts a fault that was survived.
    ///
    /// @param runs how many it took
    public void count(String subject, String verb, Fault fault, int runs) {
        rows.computeIfAbsent(subject + " | " + verb, _ -> new EnumMap<>(Fault.Kind.class))
                .computeIfAbsent(fault.kind(), _ -> new TreeMap<>())
                .merge(runs, 1, Integer::sum);
    }

    /// Notes an outcome that must not be.
    public void failed(String outcome) {
        failures.add(outcome);
    }

    /// Writes the table to its file.
    public void write() {
        var text = new StringBuilder("# Outcomes of faults\n\nHow many faults were survived in how many runs. ");
        text.append(sample).append("\n\n");
        text.append("| Resource | Verb | ")
                .append(Stream.of(Fault.Kind.values()).map(Fault.Kind::toString).collect(Collectors.joining(" | ")))
                .append(" |\n|---|---|")
                .append("---|".repeat(Fault.Kind.values().length))
                .append('\n');
        rows.forEach((row, cells) -> {
            text.append("| ").append(row).append(" |");
            for (Fault.Kind kind : Fault.Kind.values()) {
                text.append(' ')
                        .append(words(cells.getOrDefault(kind, Map.of())))
                        .append(" |");
            }
            text.append('\n');
        });
        if (!failures.isEmpty()) {
            text.append("\n## What must not be\n\n");
            failures.forEach(failure ->
                    text.append("- ").append(failure.replace("\n", " ")).append('\n'));
        }
        try {
            Files.writeString(Files.createDirectories(Path.of("target")).resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String words(Map<Integer, Integer> byRuns) {
        return byRuns.entrySet().stream()
                .map(entry -> entry.getValue() + (entry.getKey() == 1 ? " at once" : " in run " + entry.getKey()))
                .collect(Collectors.joining(", "));
    }
}
