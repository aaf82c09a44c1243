package com.pulumi.planetscale.provider.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.pulumi.planetscale.provider.report.Report.Block;
import com.pulumi.planetscale.provider.report.Report.Change;
import com.pulumi.planetscale.provider.report.Report.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Reads what `pulumi stack output --json` prints. A program may call its outputs anything, so lists of gates
/// are recognised by their shape, wherever they stand; what belongs to one stands beside it under a similar
/// name.
final class OutputsReader {
    private static final Pattern WORD = Pattern.compile("(?i)[_-]?(?:gates|verdict)$");
    private static final Pattern PAGE = Pattern.compile("https?://\\S+/deploy-requests/(\\d+)");

    private final List<Change> changes = new ArrayList<>();

    private OutputsReader() {}

    /// @throws NotUnderstoodException if nothing in it is of a deploy request
    static Report read(JsonNode outputs) throws NotUnderstoodException {
        var reader = new OutputsReader();
        reader.visit("", outputs);
        if (reader.changes.isEmpty()) {
            throw new NotUnderstoodException("There is no deploy request in it: neither a list of gates nor a verdict."
                    + " If this is the output of a stack, let the program export `verdict` and `gates` of the deploy"
                    + " request, or the whole resource.");
        }
        return Report.ofOutputs(reader.changes);
    }

    private void visit(String path, JsonNode node) {
        var stems = new TreeSet<String>();
        int index = 0;
        for (JsonNode element : node.isArray() ? node : List.<JsonNode>of()) {
            visit(path + "[" + index++ + "]", element);
        }
        node.properties().forEach(field -> {
            String key = field.getKey();
            boolean verdict = key.matches("(?i).*verdict") && field.getValue().isTextual();
            if (verdict || isListOf(field.getValue(), "name", "state", "reason")) {
                stems.add(WORD.matcher(key).replaceFirst(""));
            } else if (!isListOf(field.getValue(), "statement")) {
                visit(path.isEmpty() ? key : path + "." + key, field.getValue());
            }
        });
        for (String stem : stems) {
            Optional<String> url = stems.size() == 1 ? page(node) : Optional.empty();
            changes.add(change(
                    path,
                    stem,
                    node,
                    url.orElseGet(() -> beside(node, stem, "htmlUrl").asText())));
        }
    }

    /// The page of a deploy request, whatever its output is called.
    private static Optional<String> page(JsonNode node) {
        return elements(node)
                .map(JsonNode::asText)
                .filter(text -> PAGE.matcher(text).matches())
                .findFirst();
    }

    private static Change change(String path, String stem, JsonNode node, String url) {
        Matcher page = PAGE.matcher(url);
        JsonNode itself = node.path(stem);
        return new Change(
                path + (path.isEmpty() || stem.isEmpty() ? "" : ".") + stem,
                beside(node, stem, "verdict").asText(),
                "",
                page.matches() ? "deploy request #" + page.group(1) : "",
                url,
                beside(node, stem, "fingerprint").asText(),
                blocks(beside(node, stem, "operations")),
                gates(itself.isArray() ? itself : beside(node, stem, "gates")),
                List.of());
    }

    private static JsonNode beside(JsonNode node, String stem, String word) {
        return node.properties().stream()
                .filter(field ->
                        field.getKey().replaceAll("[_-]", "").equalsIgnoreCase(stem.replaceAll("[_-]", "") + word))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static List<Gate> gates(JsonNode list) {
        return elements(list)
                .map(gate -> new Gate(
                        gate.path("name").asText(),
                        // Tables are for people, outputs for programs.
                        gate.path("state").asText().equals("notRequired")
                                ? "not required"
                                : gate.path("state").asText(),
                        gate.path("reason").asText(),
                        gate.path("remedy").asText()))
                .toList();
    }

    private static List<Block> blocks(JsonNode operations) {
        return elements(operations)
                .filter(operation -> operation.path("statement").isTextual())
                .map(operation -> new Block(
                        "",
                        dangers(operation),
                        operation.path("statement").asText().lines().toList(),
                        false))
                .toList();
    }

    private static String dangers(JsonNode operation) {
        if (!operation.path("dangers").isEmpty()) {
            return elements(operation.path("dangers")).map(JsonNode::asText).collect(Collectors.joining("; "));
        }
        var dangers = new ArrayList<String>();
        String table = "`" + operation.path("table").asText() + "`";
        if (operation.path("canDropData").asBoolean()) {
            dangers.add("can drop data of " + table);
        }
        if (operation.path("recentlyUsed").asBoolean()) {
            dangers.add("touches " + table + ", which was used recently");
        }
        if (!operation.path("removedForeignKeys").isEmpty()) {
            dangers.add("removes the foreign keys "
                    + elements(operation.path("removedForeignKeys"))
                            .map(key -> "`" + key.asText() + "`")
                            .collect(Collectors.joining(", ")));
        }
        return String.join(", ", dangers);
    }

    private static boolean isListOf(JsonNode list, String... names) {
        return list.isArray()
                && !list.isEmpty()
                && elements(list)
                        .allMatch(element -> List.of(names).stream()
                                .allMatch(name -> element.path(name).isTextual()));
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
