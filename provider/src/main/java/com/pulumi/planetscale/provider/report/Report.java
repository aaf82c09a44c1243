package com.pulumi.planetscale.provider.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Schema changes on their way and what else is worth knowing, as Pulumi printed it.
///
/// @param changes the deploy requests, the most dangerous first
/// @param notes what was said about anything else
/// @param planned how many other resources are to be created, updated and so on
public record Report(List<Change> changes, List<Note> notes, Map<String, Long> planned) {
    public Report {
        changes = changes.stream()
                .sorted(Comparator.comparingInt(Change::rank).thenComparing(Change::name))
                .toList();
        notes = List.copyOf(notes);
    }

    /// A deploy request.
    ///
    /// @param name what the program, or the output, calls it
    /// @param verdict where it has got to, in a word; empty where that is not known
    /// @param way from where to where; empty where that is not known
    /// @param label the request with its number; empty before there is one
    /// @param url its page; empty before there is one
    /// @param fingerprint empty where it is not known
    /// @param blocks what it changes
    /// @param gates what it meets
    /// @param notes what was said about it besides
    public record Change(
            String name,
            String verdict,
            String way,
            String label,
            String url,
            String fingerprint,
            List<Block> blocks,
            List<Gate> gates,
            List<Note> notes) {
        public Change {
            blocks = List.copyOf(blocks);
            gates = List.copyOf(gates);
            notes = List.copyOf(notes);
        }

        private int rank() {
            boolean dangerous =
                    blocks.stream().anyMatch(block -> !block.danger().isEmpty());
            return verdict.equals("refused") ? 0 : dangerous ? 1 : verdict.equals("waiting") ? 2 : 3;
        }
    }

    /// A part of what a deploy request changes.
    ///
    /// @param title what it is about; empty where the lines say it
    /// @param danger why to think twice; empty where nothing speaks against it
    /// @param lines a unified diff, or statements
    /// @param isDiff which of them
    public record Block(String title, String danger, List<String> lines, boolean isDiff) {
        public Block {
            lines = List.copyOf(lines);
        }
    }

    /// One thing between the change and its target.
    ///
    /// @param remedy empty where it needs none
    public record Gate(String name, String state, String reason, String remedy) {}

    /// Something that was said.
    ///
    /// @param about the resource, as the program calls it; empty where it is about none
    public record Note(Severity severity, String about, String text) {}

    /// How grave a note is.
    public enum Severity {
        ERROR,
        WARNING,
        INFO
    }
}
