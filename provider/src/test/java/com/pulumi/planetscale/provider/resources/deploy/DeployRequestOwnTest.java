package com.pulumi.planetscale.provider.resources.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.PlayedShop;
import com.pulumi.planetscale.provider.played.PlayedEngine;
import com.pulumi.planetscale.provider.played.Structs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pulumirpc.EngineOuterClass.LogRequest;

/// Whose a deploy request is that has come to its end before an engine has recorded it: a note of the very resource
/// says so, neither the token nor the time.
class DeployRequestOwnTest {
    private static final Map<String, Object> INPUTS = PlayedShop.inputs("stage", "permanent");

    private final PlayedShop shop;

    DeployRequestOwnTest() throws Exception {
        shop = new PlayedShop();
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void requestThatACutOffRunHasBroughtToItsEndIsTheResourcesOwn() throws Exception {
        assertThat(made(shop.engine(), "change")).containsEntry("verdict", "live");
        shop.time().pause(Duration.ofHours(2));

        try (PlayedEngine next = shop.attach()) {
            assertThat(made(next, "change")).containsEntry("number", "1").containsEntry("verdict", "live");
            assertThat(said(next)).contains("deploy request #1", "was adopted");
        }
    }

    @Test
    void requestOfAnotherStackWithTheSameTokenIsNotTakenOver() throws Exception {
        assertThat(made(shop.engine(), "change")).containsEntry("verdict", "live");

        try (PlayedEngine other = shop.attach()) {
            assertThat(made(other, "elsewhere")).containsEntry("number", "2").containsEntry("verdict", "noChanges");
            assertThat(said(other)).doesNotContain("deploy request #1", "adopted");
        }
    }

    @Test
    void openRequestThatACutOffRunHasAdoptedIsTheResourcesOwnAtItsEnd() throws Exception {
        shop.somebodyHasOpenedIt();
        assertThat(made(shop.engine(), "change")).containsEntry("number", "1").containsEntry("verdict", "live");

        try (PlayedEngine next = shop.attach()) {
            assertThat(made(next, "change")).containsEntry("number", "1").containsEntry("verdict", "live");
        }
    }

    @Test
    void requestThatHasEndedIsHistoryOnceTheBranchHasChanged() throws Exception {
        assertThat(made(shop.engine(), "change")).containsEntry("verdict", "live");
        shop.load("dev", PlayedShop.USERS_WITH_NAME.replace("varchar(9)", "varchar(99)"));

        try (PlayedEngine next = shop.attach()) {
            assertThat(made(next, "change")).containsEntry("number", "2").containsEntry("verdict", "live");
        }
        try (PlayedEngine last = shop.attach()) {
            assertThat(made(last, "change")).containsEntry("number", "2");
            assertThat(said(last)).doesNotContain("#1");
        }
    }

    private static Map<String, Object> made(PlayedEngine engine, String label) {
        return Structs.map(engine.create("DeployRequest", label, INPUTS, 3600).getProperties());
    }

    private static String said(PlayedEngine engine) {
        List<LogRequest> log = engine.log();
        return String.join("\n", log.stream().map(LogRequest::getMessage).toList());
    }
}
