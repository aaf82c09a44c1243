package com.pulumi.planetscale.provider.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.report.Report.Block;
import com.pulumi.planetscale.provider.report.Report.Change;
import com.pulumi.planetscale.provider.report.Report.Note;
import com.pulumi.planetscale.provider.report.Report.Price;
import com.pulumi.planetscale.provider.report.Report.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads what `pulumi preview --json` prints: steps, and diagnostics with the findings of looks.
final class PreviewReader {
    private static final String DEPLOY_REQUEST = "planetscale:index:DeployRequest";
    private static final Set<String> KEPT = Set.of("create", "update", "replace", "create-replacement");

    /// What the engine puts before a message, as its display does for terminals.
    private static final Pattern PREFIX = Pattern.compile("^(?:error: |warning: )?(?:Preview failed: )?");

    /// What is said in every run, or says only that there are errors.
    private static final Pattern NOISE =
            Pattern.compile("using pulumi-\\S+ from \\$PATH at .*|(?:preview|update) failed");

    private final Map<String, JsonNode> wanted = new LinkedHashMap<>();
    private final Map<String, Set<Note>> said = new LinkedHashMap<>();
    private final Map<String, String> others = new LinkedHashMap<>();
    private final Endings endings;

    PreviewReader(Kinds kinds) {
        endings = new Endings(kinds);
    }

    Report read(JsonNode preview) {
        preview.path("steps").forEach(this::step);
        preview.path("diagnostics").forEach(this::diagnostic);
        var changes = new ArrayList<Change>();
        var notes = new ArrayList<Note>();
        var costs = new ArrayList<Price>(endings.costs());
        wanted.keySet().forEach(urn -> said.computeIfAbsent(urn, _ -> new LinkedHashSet<>()));
        said.forEach((urn, texts) -> {
            if (isDeployRequest(urn)) {
                changes.add(change(urn, List.copyOf(texts)));
                return;
            }
            for (Note note : texts) {
                Optional<CostText.Cost> cost = CostText.read(note.text());
                if (cost.isPresent()) {
                    costs.add(new Price(note.about(), cost.get()));
                } else if (!endings.says(note)) {
                    notes.add(note);
                }
            }
        });
        return new Report(
                true,
                changes,
                endings.losses(),
                endings.credentials(),
                eachOnce(costs),
                endings.unpriced(),
                notes,
                others.values().stream()
                        .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting())));
    }

    /// One row for a cluster that ends and one that begins under the same name, as in a replacement.
    private static List<Price> eachOnce(List<Price> prices) {
        var byName = new LinkedHashMap<String, Price>();
        prices.forEach(price -> byName.merge(
                price.name(),
                price,
                (one, other) -> new Price(one.name(), one.cost().and(other.cost()))));
        return List.copyOf(byName.values());
    }

    private void step(JsonNode step) {
        String urn = step.path("urn").asText();
        String op = step.path("op").asText();
        endings.step(op, type(urn), name(urn), step);
        if (isDeployRequest(urn) && KEPT.contains(op)) {
            wanted.put(urn, step.path("newState").path("inputs"));
        } else if (!op.equals("same") && !type(urn).startsWith("pulumi:")) {
            // A replacement has several steps, and is one.
            others.merge(urn, op.contains("replace") ? "replace" : op, (one, two) -> "replace");
        }
    }

    private void diagnostic(JsonNode diagnostic) {
        String urn = diagnostic.path("urn").asText();
        String message = diagnostic.path("message").asText();
        String text = PREFIX.matcher(message).replaceFirst("").stripTrailing();
        Severity severity = switch (diagnostic.path("severity").asText()) {
            case "error" -> Severity.ERROR;
            case "warning" -> Severity.WARNING;
            default -> Severity.INFO;
        };
        if (!text.isBlank() && !NOISE.matcher(text).matches()) {
            said.computeIfAbsent(urn, _ -> new LinkedHashSet<>()).add(new Note(severity, name(urn), text));
        }
    }

    private Change change(String urn, List<Note> texts) {
        var blocks = new ArrayList<Block>();
        var notes = new ArrayList<Note>();
        Optional<LookText.Gates> gates = Optional.empty();
        for (Note note : texts) {
            Optional<LookText.Gates> found = LookText.gates(note.text());
            List<Block> shown = LookText.blocks(note.text());
            if (found.isPresent()) {
                gates = found;
            } else if (shown.isEmpty() || note.severity() == Severity.ERROR) {
                notes.add(new Note(note.severity(), "", note.text()));
            } else {
                blocks.addAll(shown);
            }
        }
        boolean refused = notes.stream().anyMatch(note -> note.severity() == Severity.ERROR);
        return new Change(
                name(urn),
                refused ? "refused" : gates.map(LookText.Gates::verdict).orElse(""),
                way(wanted.get(urn)),
                gates.filter(found -> !found.url().isEmpty())
                        .map(LookText.Gates::label)
                        .orElse(""),
                gates.map(LookText.Gates::url).orElse(""),
                gates.map(LookText.Gates::fingerprint).orElse(""),
                blocks,
                gates.map(LookText.Gates::gates).orElse(List.of()),
                notes);
    }

    private static String way(@Nullable JsonNode inputs) {
        if (inputs == null) {
            return "";
        }
        String branch = quoted(inputs.path("branch"));
        String target = quoted(inputs.path("intoBranch"));
        String database = quoted(inputs.path("database"));
        return branch.isEmpty() || database.isEmpty()
                ? ""
                : branch + (target.isEmpty() ? "" : " into " + target) + " of database " + database;
    }

    private static String quoted(JsonNode name) {
        return name.isTextual() ? "`" + name.textValue() + "`" : "";
    }

    private static boolean isDeployRequest(String urn) {
        return type(urn).equals(DEPLOY_REQUEST);
    }

    /// The resource's own type: `urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME`.
    private static String type(String urn) {
        String[] parts = urn.split("::", 4);
        return parts.length < 4 ? "" : parts[2].substring(parts[2].lastIndexOf('$') + 1);
    }

    private static String name(String urn) {
        String[] parts = urn.split("::", 4);
        return parts.length < 4 || type(urn).startsWith("pulumi:") ? "" : parts[3];
    }
}
