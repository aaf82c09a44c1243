package com.pulumi.planetscale.provider.report;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.pulumi.planetscale.provider.report.Report.Credential;
import com.pulumi.planetscale.provider.report.Report.Fate;
import com.pulumi.planetscale.provider.report.Report.Loss;
import com.pulumi.planetscale.provider.report.Report.Note;
import com.pulumi.planetscale.provider.report.Report.Price;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a plan puts an end to: objects with their data, credentials, and prices. Pulumi asks a provider nothing about a
/// resource that the program has dropped, so the steps of the plan say it.
final class Endings {
    private static final String PREFIX = "planetscale:index:";
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, Object>> PROPERTIES = new TypeReference<>() {};

    private final Kinds kinds;
    private final Set<String> seen = new HashSet<>();
    private final List<Loss> losses = new ArrayList<>();
    private final List<Credential> credentials = new ArrayList<>();
    private final List<Price> costs = new ArrayList<>();
    private final Set<String> unpriced = new TreeSet<>();

    Endings(Kinds kinds) {
        this.kinds = kinds;
    }

    /// Takes a step of a plan. A replacement may have several, and is one.
    void step(String op, String type, String name, JsonNode step) {
        JsonNode old = step.path("oldState");
        boolean replaced = op.contains("replace");
        boolean deleted = op.equals("delete") && !old.path("retainOnDelete").asBoolean();
        if (!type.startsWith(PREFIX) || old.isMissingNode() || !(replaced || deleted || op.equals("update"))) {
            return;
        }
        String kind = type.substring(PREFIX.length());
        String id = old.path("id").asText();
        if (!seen.add(kind + " " + id)) {
            return;
        }
        kinds.rotation(kind)
                .flatMap(rotation -> fate(step, replaced, deleted, rotation))
                .ifPresent(fate -> credentials.add(new Credential(kind, name, id, fate)));
        if (replaced || deleted) {
            Map<String, Object> state = JSON.convertValue(old.path("outputs"), PROPERTIES);
            kinds.lostWith(kind, state)
                    .ifPresent(what -> losses.add(new Loss(kind, name, id, replaced, because(step), what)));
            price(kind, name, state);
        }
    }

    private static List<String> because(JsonNode step) {
        return step.path("replaceReasons").valueStream().map(JsonNode::asText).toList();
    }

    private void price(String kind, String name, Map<String, Object> state) {
        Optional<CostText.Cost> cost = kinds.priceOfDeleted(kind, state).flatMap(CostText::read);
        cost.ifPresent(known -> costs.add(new Price(name, known)));
        if (cost.isEmpty() && !kinds.knowsPrices() && state.containsKey("clusterSize")) {
            unpriced.add(name);
        }
    }

    private static Optional<Fate> fate(JsonNode step, boolean replaced, boolean deleted, Kinds.Rotation rotation) {
        if (replaced) {
            return Optional.of(Fate.REPLACED);
        }
        if (deleted) {
            return Optional.of(rotation.revokedWhenDeleted() ? Fate.REVOKED : Fate.FORGOTTEN);
        }
        boolean rotated = step.path("detailedDiff").properties().stream()
                .anyMatch(change -> rotation.inputs().contains(change.getKey().split("[.\\[]", 2)[0]));
        return rotated ? Optional.of(Fate.ROTATED) : Optional.empty();
    }

    /// Whether a note says again what a loss says.
    boolean says(Note note) {
        return losses.stream()
                .anyMatch(loss -> loss.replaced()
                        && note.about().equals(loss.name())
                        && note.text().contains(" is deleted when it is replaced, with " + loss.what()));
    }

    List<Loss> losses() {
        return losses;
    }

    List<Credential> credentials() {
        return credentials;
    }

    List<Price> costs() {
        return costs;
    }

    List<String> unpriced() {
        return List.copyOf(unpriced);
    }
}
