package com.pulumi.planetscale.provider.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a plan or a stack is about to do, as Pulumi printed it.
///
/// @param isPlan whether it is a whole plan; otherwise it is the outputs of a stack
/// @param changes the deploy requests, the most dangerous first
/// @param losses what is deleted or replaced with something that cannot be made again
/// @param credentials those that change
/// @param costs what changes in price, by resource
/// @param unpriced resources that are deleted and whose price is not known
/// @param notes what was said about anything else
/// @param planned how many other resources are to be created, updated and so on
public record Report(
        boolean isPlan,
        List<Change> changes,
        List<Loss> losses,
        List<Credential> credentials,
        List<Price> costs,
        List<String> unpriced,
        List<Note> notes,
        Map<String, Long> planned) {
    public Report {
        changes = changes.stream()
                .sorted(Comparator.comparingInt(Change::rank).thenComparing(Change::name))
                .toList();
        losses = losses.stream()
                .sorted(Comparator.comparing(Loss::kind, Comparator.reverseOrder())
                        .thenComparing(Loss::name))
                .toList();
        credentials = credentials.stream()
                .sorted(Comparator.comparing(Credential::fate).thenComparing(Credential::name))
                .toList();
        costs = List.copyOf(costs);
        unpriced = List.copyOf(unpriced);
        notes = List.copyOf(notes);
    }

    /// The deploy requests of a stack.
    static Report ofOutputs(List<Change> changes) {
        return new Report(false, changes, List.of(), List.of(), List.of(), List.of(), List.of(), Map.of());
    }

    /// Whether anything stops the plan.
    public boolean isRefused() {
        return Stream.concat(notes.stream(), changes.stream().flatMap(change -> change.notes().stream()))
                .anyMatch(note -> note.severity() == Severity.ERROR);
    }

    /// An object that is deleted, with what cannot be made again.
    ///
    /// @param kind such as `Database`
    /// @param name what the program calls it
    /// @param id its path at PlanetScale
    /// @param replaced whether a new one takes its place
    /// @param because the properties whose change replaces it; empty if another resource's replacement does
    /// @param what what is lost, as in "its data and backups"
    public record Loss(String kind, String name, String id, boolean replaced, List<String> because, String what) {
        public Loss {
            because = List.copyOf(because);
        }
    }

    /// A credential that changes.
    ///
    /// @param kind such as `Password`
    /// @param name what the program calls it
    /// @param id its path at PlanetScale
    public record Credential(String kind, String name, String id, Fate fate) {}

    /// What becomes of a credential, the most disruptive first.
    public enum Fate {
        /// Nothing can connect with it any more.
        REVOKED,
        /// It has another secret from one moment to the next.
        ROTATED,
        /// A new one takes its place, and the old one is revoked afterwards.
        REPLACED,
        /// It is removed from the state, and works as before.
        FORGOTTEN
    }

    /// What a resource costs a month.
    ///
    /// @param name what the program calls it
    public record Price(String name, CostText.Cost cost) {}

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

        /// Whether a note says only what a check or the fingerprint says.
        boolean isRepeatedBy(Note note) {
            return gates.stream().anyMatch(gate -> gate.isSaidBy(note))
                    || (!fingerprint.isEmpty() && note.text().contains("approvedFingerprint: " + fingerprint));
        }

        /// Whether a check refuses the whole plan.
        boolean refuses(Gate gate) {
            return notes.stream().anyMatch(note -> note.severity() == Severity.ERROR && gate.isSaidBy(note));
        }

        /// Whether a check says what the dangers of the change say.
        boolean isOfDangers(Gate gate) {
            return blocks.stream()
                    .anyMatch(
                            block -> !block.danger().isEmpty() && gate.reason().contains(block.danger()));
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
    public record Gate(String name, String state, String reason, String remedy) {
        /// Whether a note says all that this says, for a terminal.
        private boolean isSaidBy(Note note) {
            return !state.equals("passed")
                    && !reason.isBlank()
                    && note.text().contains(reason)
                    && note.text().contains(remedy);
        }
    }

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
