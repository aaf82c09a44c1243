package com.pulumi.planetscale.provider.resources.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GateTest {
    /// Reasons quote what PlanetScale answers, and go into the state, other programs and pages.
    @Test
    void reasonsAndRemediesAreHarmlessLines() {
        String hostile = "a\u001b[2J\u202e\u200bb\r\n  c";

        Gate gate = Gate.refused("lint", hostile, hostile);

        assertThat(gate.reason()).isEqualTo("ab c");
        assertThat(gate.remedy()).isEqualTo("ab c");
    }
}
