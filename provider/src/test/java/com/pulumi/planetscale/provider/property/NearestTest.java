package com.pulumi.planetscale.provider.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> EVENTS = List.of("branch.ready", "branch.sleeping", "deploy_request.opened");

    @Test
    void slipOfThePenIsFound() {
        assertThat(Nearest.to("branch.redy", EVENTS)).contains("branch.ready");
    }

    @Test
    void caseAndSeparatorsDoNotCount() {
        assertThat(Nearest.to("DeployRequestOpened", EVENTS)).contains("deploy_request.opened");
    }

    @Test
    void somethingElseAltogetherIsNotGuessed() {
        assertThat(Nearest.to("invoice", EVENTS)).isEmpty();
    }
}
