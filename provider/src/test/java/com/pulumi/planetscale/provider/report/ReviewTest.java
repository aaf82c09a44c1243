package com.pulumi.planetscale.provider.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a review shows of a plan beside its deploy requests.
class ReviewTest {
    private static final String ENDED = CostText.ofEnd("`PS_20`", new BigDecimal("59"), " in `x`") + ".";

    private static Page page(Printed printed, Kinds kinds) throws NotUnderstoodException {
        return new Page(ReportText.of(Reports.read(printed.text(), kinds)));
    }

    @Test
    void deletedAndReplacedDataComesFirst() throws Exception {
        Page page = page(
                new Printed()
                        .deployRequest("add", "dev", "main", "shop")
                        .stepOf("delete", "Branch", "old", "acme/shop/old", "")
                        .stepOf("delete-replaced", "Database", "shop", "acme/shop", "region", "name", "shop")
                        .stepOf("create-replacement", "Database", "shop", "acme/shop", "region", "name", "shop")
                        .stepOf("replace", "Database", "shop", "acme/shop", "region", "name", "shop")
                        .sayOf(
                                "warning",
                                "planetscale:index:Database",
                                "shop",
                                "warning: Database `acme/shop` is deleted when it is replaced, with all of `shop`. Undo"
                                        + " it.\n"),
                PlainKinds.NONE);

        assertThat(page.headings()).containsExactly("Review of the plan", "Data that is deleted", "add: not known yet");
        assertThat(page.rows())
                .containsExactly(
                        List.of("Resource", "At PlanetScale", "What happens", "What is lost"),
                        List.of(
                                "Database shop",
                                "acme/shop",
                                "deleted and created anew, since region changes",
                                "all of shop"),
                        List.of("Branch old", "acme/shop/old", "deleted", "its data"));
        assertThat(page.words())
                .contains("2 resources are deleted with their data; 1 schema change.")
                .contains("protect");
    }

    @Test
    void credentialsAreListedByWhatHappensToThem() throws Exception {
        Page page = page(
                new Printed()
                        .stepOf("update", "Role", "quiet", "acme/pg/main/1", "ttlSeconds")
                        .stepOf("replace", "Password", "app", "acme/shop/main/2", "rotationTriggers.a")
                        .stepOf("update", "Role", "job", "acme/pg/main/3", "rotationTriggers.a")
                        .stepOf("update", "DefaultRole", "root", "acme/pg/main", "rotationTriggers")
                        .stepOf("delete", "DefaultRole", "gone", "acme/pg/dev", "")
                        .stepOf("delete", "Password", "old", "acme/shop/main/4", ""),
                PlainKinds.NONE);

        assertThat(page.headings()).containsExactly("Review of the plan", "Credentials");
        assertThat(page.rows().stream()
                        .map(row -> row.getFirst() + " " + row.getLast().replaceAll(":.*", "")))
                .containsExactly(
                        "Resource What happens",
                        "Password old revoked",
                        "Role job rotated in place",
                        "DefaultRole root rotated in place",
                        "Password app replaced",
                        "DefaultRole gone removed from the state only");
        assertThat(page.words()).contains("1 credential revoked; 2 credentials rotated; 1 credential replaced.");
    }

    @Test
    void whatIsRetainedIsNeitherLostNorRevoked() throws Exception {
        Page page = page(
                new Printed()
                        .stepOf("delete", "Database", "shop", "acme/shop", "", "clusterSize", "PS_10")
                        .retained()
                        .stepOf("delete", "Password", "app", "acme/shop/main/2", "")
                        .retained(),
                PlainKinds.NONE);

        assertThat(page.headings()).containsExactly("Review of the plan");
        assertThat(page.words()).contains("No data, schema, credential or price changes.");
    }

    @Test
    void costIsOneDifference() throws Exception {
        var printed = new Printed()
                .stepOf("delete", "Database", "old", "acme/old", "", "clusterSize", "PS_20")
                .sayOf(
                        "info",
                        "planetscale:index:Database",
                        "shop",
                        CostText.ofChange("`PS_20`", dollars("59"), " in `x`", "`PS_10`", dollars("39.5")) + ".\n")
                .sayOf(
                        "info",
                        "planetscale:index:Branch",
                        "main",
                        CostText.ofNew("`PS_1000`", dollars("1200"), " in `x`") + ".\n")
                .sayOf("info", "planetscale:index:Branch", "dev", CostText.ofDevelopment(dollars("10"), "") + ".\n");

        Page asked = page(printed, new PlainKinds(Map.of("Database", ENDED), true));
        Page silent = page(printed, PlainKinds.NONE);

        assertThat(asked.rows())
                .containsSequence(
                        List.of("Resource", "A month now", "A month then", "Difference"),
                        List.of("old", "$59", "", "−$59"),
                        List.of("shop", "$39.50", "$59", "+$19.50"),
                        List.of("main", "", "$1,200", "+$1,200"),
                        List.of("dev", "", "up to $10", "not counted"),
                        List.of("Together", "$98.50", "$1,259", "+$1,160.50"));
        assertThat(asked.words()).contains("$1,160.50 a month more.").doesNotContain("was not asked for");
        assertThat(silent.words())
                .contains("$1,219.50 a month more, without what is deleted.")
                .contains("Not counted, since the price of what is deleted was not asked for: old.");
        assertThat(silent.items()).isEmpty();
    }

    @Test
    void replacedClusterIsOneRowThatCostsTheDifference() throws Exception {
        var printed = new Printed()
                .stepOf("delete", "Database", "old", "acme/old", "", "clusterSize", "PS_20")
                .sayOf(
                        "info",
                        "planetscale:index:Database",
                        "old",
                        CostText.ofNew("`PS_40`", dollars("99"), " in `x`") + ".\n");

        Page page = page(printed, new PlainKinds(Map.of("Database", ENDED), true));

        assertThat(page.rows())
                .containsSequence(List.of("old", "$59", "$99", "+$40"), List.of("Together", "$59", "$99", "+$40"));
    }

    @Test
    void refusalOfAnyResourceStopsThePlan() throws Exception {
        Report report = Reports.read(
                new Printed()
                        .sayOf("error", "planetscale:index:Branch", "dev", "error: Preview failed: no such region.\n")
                        .text(),
                PlainKinds.NONE);

        assertThat(report.isRefused()).isTrue();
        assertThat(new Page(ReportText.of(report)).words())
                .contains("The plan is refused.")
                .as("the engine stops before it comes to deletions")
                .contains("What the plan deletes is not in this review");
    }

    private static BigDecimal dollars(String amount) {
        return new BigDecimal(amount);
    }
}
