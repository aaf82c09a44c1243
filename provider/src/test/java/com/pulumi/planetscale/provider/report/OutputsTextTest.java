package com.pulumi.planetscale.provider.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a page shows of the outputs of a stack, and what is neither outputs nor a preview.
class OutputsTextTest {
    @Test
    void outputsAreKnownByTheirShape() throws Exception {
        Page page = new Page(ReportText.of(Reports.read("""
                {"verdict": "waiting", "way": 3, "reviewAt": "https://x.test/acme/shop/deploy-requests/12",
                 "gates": [{"name": "lint", "state": "notRequired", "reason": "no findings"},
                           {"name": "approval", "state": "blocked", "reason": "no|ne", "remedy": "Approve it."}]}
                """, PlainKinds.NONE)));

        assertThat(page.headings()).containsExactly("Schema changes", "Deploy request: waiting");
        assertThat(page.rows()).hasSize(3);
        assertThat(page.rows())
                .contains(
                        List.of("Approval", "blocked", "no|ne", "Approve it."),
                        List.of("Lint", "not required", "no findings", ""));
        assertThat(page.words()).contains("deploy request #12");
        assertThat(page.links()).containsExactly("https://x.test/acme/shop/deploy-requests/12");
    }

    @Test
    void severalOutputsAreToldApart() throws Exception {
        Page page = new Page(ReportText.of(Reports.read("""
                {"shopGates": [{"name": "lint", "state": "blocked", "reason": "odd", "remedy": "Fix it."}],
                 "shopVerdict": "refused", "shop": "x", "way": [{"name": "a", "state": "passed", "reason": "b"}],
                 "ledger": {"number": "4", "verdict": "live", "htmlUrl": "https://x.test/d/deploy-requests/4",
                            "operations": [{"statement": "DROP TABLE `a`", "table": "a", "canDropData": true}]},
                 "all": [{"verdict": "ready"}], "password": "x"}
                """, PlainKinds.NONE)));

        assertThat(page.headings())
                .containsExactly(
                        "Schema changes", "shop: refused", "ledger: live", "all[0]: ready", "way: not known yet");
        assertThat(page.rows()).contains(List.of("Lint", "blocked", "odd", "Fix it."), List.of("a", "passed", "b", ""));
        assertThat(page.fences()).containsExactly("- DROP TABLE `a`\n");
        assertThat(page.items()).containsExactly("can drop data of a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "error: no stack", "{", "{\"steps\": [{\"op\"", "{}", "{\"url\": \"x\", \"steps\": []}"})
    void whatIsNeitherIsRefused(String text) {
        assertThatThrownBy(() -> Reports.read(text, PlainKinds.NONE))
                .isInstanceOf(NotUnderstoodException.class)
                .hasMessageMatching("(?s)This is not what .*Give the output of one of them, whole\\."
                        + "|There is no deploy request in it.*");
    }

    /// A saved plan has the same properties, but with placeholders for what the provider says.
    @Test
    void savedPlanIsRefusedWithWhatToGiveInstead() {
        assertThatThrownBy(() -> Reports.read("""
                        {"manifest": {}, "resourcePlans": {"urn:pulumi:dev::shop::planetscale:index:DeployRequest::change":
                          {"steps": ["create"], "state": {"verdict": "04da6b54-80e4-46f7-96ec-b56ff0331ba9"}}}}
                        """, PlainKinds.NONE))
                .isInstanceOf(NotUnderstoodException.class)
                .hasMessageContaining("--save-plan")
                .hasMessageContaining("Give the output of one of them, whole.");
    }
}
