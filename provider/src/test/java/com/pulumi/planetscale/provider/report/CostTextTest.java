package com.pulumi.planetscale.provider.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.report.CostText.Cost;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A preview's sentences about prices are read as they were written.
class CostTextTest {
    @ParameterizedTest
    @CsvSource({"39, 59", "59, 39", "39, 39", "0.9, 1234.56", "1234567.8, 5"})
    void whatIsWrittenIsRead(BigDecimal before, BigDecimal after) {
        assertThat(CostText.read(CostText.ofChange("`PS_20` with 2 replicas", after, " in `x`", "`PS_10`", before)))
                .hasValueSatisfying(cost -> isCost(cost, before, after, true));
        assertThat(CostText.read(CostText.ofNew("a cluster of 4 shards of `PS_20` each", after, " in `x`") + "."))
                .hasValueSatisfying(cost -> isCost(cost, BigDecimal.ZERO, after, true));
        assertThat(CostText.read(CostText.ofEnd("`PS_20` with no replicas", before, "") + ".\n"))
                .hasValueSatisfying(cost -> isCost(cost, before, BigDecimal.ZERO, true));
        assertThat(CostText.read(CostText.ofDevelopment(after, " in the organization's default region")))
                .hasValueSatisfying(cost -> isCost(cost, BigDecimal.ZERO, after, false));
    }

    @Test
    void whatSaysSomethingElseIsNoPrice() {
        assertThat(CostText.read("it costs $5 a month.")).isEmpty();
        assertThat(CostText.read("what it costs is not known")).isEmpty();
    }

    private static void isCost(Cost cost, BigDecimal before, BigDecimal after, boolean counted) {
        assertThat(cost.before()).isEqualByComparingTo(before);
        assertThat(cost.after()).isEqualByComparingTo(after);
        assertThat(cost.counted()).isEqualTo(counted);
    }
}
