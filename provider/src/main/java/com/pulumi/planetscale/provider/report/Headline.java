package com.pulumi.planetscale.provider.report;

import com.pulumi.planetscale.provider.report.Report.Change;
import com.pulumi.planetscale.provider.report.Report.Credential;
import com.pulumi.planetscale.provider.report.Report.Fate;
import com.pulumi.planetscale.provider.report.Report.Loss;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The sentence that a review begins with: what a reviewer must not miss, the most dangerous first.
final class Headline {
    private Headline() {}

    static String of(Report report) {
        var parts = new ArrayList<String>();
        if (report.isRefused()) {
            parts.add("the plan is refused");
        }
        losses(report.losses(), parts);
        changes(report.changes(), parts);
        credentials(report.credentials(), parts);
        if (!report.costs().isEmpty()) {
            BigDecimal difference = difference(report);
            String cost = difference.signum() == 0
                    ? "the clusters cost the same"
                    : CostText.dollars(difference.abs()) + " a month " + (difference.signum() > 0 ? "more" : "less");
            parts.add(cost + (report.unpriced().isEmpty() ? "" : ", without what is deleted"));
        }
        if (parts.isEmpty()) {
            return "No data, schema, credential or price changes.";
        }
        String words = String.join("; ", parts);
        return "**" + words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".**";
    }

    private static void losses(List<Loss> losses, List<String> parts) {
        if (!losses.isEmpty()) {
            parts.add(count(losses.size(), "resource") + (losses.size() == 1 ? " is" : " are") + " deleted with "
                    + (losses.size() == 1 ? "its" : "their") + " data");
        }
    }

    private static void changes(List<Change> changes, List<String> parts) {
        long dangerous = changes.stream()
                .filter(change -> change.blocks().stream()
                        .anyMatch(block -> !block.danger().isEmpty()))
                .count();
        long blocked = changes.stream()
                .filter(change -> change.verdict().equals("refused"))
                .count();
        if (!changes.isEmpty()) {
            var details = new ArrayList<String>();
            if (blocked > 0) {
                details.add(blocked + " refused");
            }
            if (dangerous > 0) {
                details.add(dangerous + " with dangers");
            }
            parts.add(count(changes.size(), "schema change")
                    + (details.isEmpty() ? "" : " (" + String.join(", ", details) + ")"));
        }
    }

    private static void credentials(List<Credential> credentials, List<String> parts) {
        for (Fate fate : List.of(Fate.REVOKED, Fate.ROTATED, Fate.REPLACED)) {
            long count = credentials.stream()
                    .filter(credential -> credential.fate() == fate)
                    .count();
            if (count > 0) {
                parts.add(count(count, "credential") + " " + fate.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    /// The monthly cost of the plan as one difference.
    static BigDecimal difference(Report report) {
        return report.costs().stream()
                .map(Report.Price::cost)
                .filter(CostText.Cost::counted)
                .map(CostText.Cost::difference)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /// A difference with its sign.
    static String signed(BigDecimal difference) {
        return switch (difference.signum()) {
            case 0 -> "none";
            case 1 -> "+" + CostText.dollars(difference);
            default -> "−" + CostText.dollars(difference.abs());
        };
    }

    /// A number with its noun.
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
