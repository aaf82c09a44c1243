package com.pulumi.planetscale.provider.pulumi;

import com.pulumi.planetscale.provider.plan.Change;
import com.pulumi.planetscale.provider.plan.Change.Effect;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Finding.Severity;
import com.pulumi.planetscale.provider.property.Path;
import java.util.List;
import pulumirpc.Provider.DiffResponse;
import pulumirpc.Provider.DiffResponse.DiffChanges;
import pulumirpc.Provider.PropertyDiff;
import pulumirpc.Provider.PropertyDiff.Kind;

/// Plans as the protocol's diffs.
final class Diffs {
    private Diffs() {}

    /// Nothing to change, but for properties whose recorded form has to be written anew.
    static DiffResponse of(Plan.Keep keep, List<String> rewritten) {
        if (!rewritten.isEmpty()) {
            return some(rewritten.stream()
                            .map(name -> new Change(Path.of(name), Change.Kind.UPDATE, Effect.UPDATE, false, ""))
                            .toList())
                    .build();
        }
        return DiffResponse.newBuilder()
                .setChanges(DiffChanges.DIFF_NONE)
                .setHasDetailedDiff(true)
                .build();
    }

    /// A change that is shown and not planned, as a refresh does, although nothing could make it.
    static DiffResponse of(List<Finding> refusals) {
        return some(refusals.stream()
                        .filter(refusal -> !refusal.path().equals(Path.ROOT))
                        .map(refusal -> new Change(refusal.path(), Change.Kind.UPDATE, Effect.UPDATE, true, ""))
                        .toList())
                .build();
    }

    static DiffResponse of(Plan.Update update) {
        return some(update.changes()).build();
    }

    static DiffResponse of(Plan.Replace replace) {
        return some(replace.changes())
                .setDeleteBeforeReplace(replace.deleteFirst())
                .build();
    }

    /// JSON previews read `diffs` and `replaces`, everything else the detailed form.
    private static DiffResponse.Builder some(List<Change> changes) {
        var diff = DiffResponse.newBuilder().setChanges(DiffChanges.DIFF_SOME).setHasDetailedDiff(true);
        for (Change change : changes) {
            String property = change.path().property();
            if (!diff.getDiffsList().contains(property)) {
                diff.addDiffs(property);
            }
            boolean replaces = change.effect() == Effect.REPLACE;
            if (replaces && !diff.getReplacesList().contains(property)) {
                diff.addReplaces(property);
            }
            diff.putDetailedDiff(
                    change.path().toString(),
                    PropertyDiff.newBuilder()
                            .setKind(kind(change.kind(), replaces))
                            .setInputDiff(change.ofInput())
                            .build());
        }
        return diff;
    }

    private static Kind kind(Change.Kind kind, boolean replaces) {
        return switch (kind) {
            case ADD -> replaces ? Kind.ADD_REPLACE : Kind.ADD;
            case UPDATE -> replaces ? Kind.UPDATE_REPLACE : Kind.UPDATE;
            case DELETE -> replaces ? Kind.DELETE_REPLACE : Kind.DELETE;
        };
    }

    /// Why an object is replaced.
    static List<Finding> reasons(Plan.Replace replace) {
        return replace.changes().stream()
                .filter(change -> !change.why().isEmpty())
                .map(Diffs::reason)
                .distinct()
                .toList();
    }

    private static Finding reason(Change change) {
        return new Finding(
                Severity.INFO,
                Path.of(change.path().property()),
                "the change replaces the object, since " + change.why(),
                "");
    }
}
