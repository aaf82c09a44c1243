package com.pulumi.planetscale.provider.engine;

import static com.pulumi.planetscale.provider.engine.ChangedShop.change;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.admin.AdminDeploys.Action;
import com.pulumi.planetscale.emulator.deploy.DeployState;
import com.pulumi.planetscale.emulator.time.Delay;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What other people and other programs do with the deploy request of a program, with the real engine.
class DeployRequestOthersIT {
    /// What the request stays in until something happens to it; passed by moving the emulator's clock.
    private static final Duration LONG = Duration.ofMinutes(10);

    private static final String PAGE = "/acme/shop/deploy-requests/1";

    @ParameterizedTest
    @CsvSource({"DEPLOY_QUEUE, QUEUED", "DEPLOY_COPY, IN_PROGRESS"})
    void requestThatSomebodyCancelsEndsTheRunThatWaitsForIt(Delay work, DeployState state) {
        Emulator.Options slow = Emulator.Options.defaults().withoutDelays().delay(work, LONG);
        try (Stack stack = ChangedShop.stack(slow).attached()) {
            stack.program(change(""));
            Stack.Running up = stack.start("up", "--yes", "--skip-preview");
            ChangedShop.awaitLookAt(stack, state);

            ChangedShop.ann(stack, Action.CANCEL);

            assertThat(up.await().failed().output())
                    .contains("DeployRequest (change)", "deploy request #1 was canceled by Ann", PAGE)
                    .contains("Change `triggers` to open a new one, or remove it from the program");
            assertThat(ChangedShop.output(stack, "verdict")).isEqualTo("canceled");
            assertThat(stack.up().failed().output())
                    .contains("DeployRequest (change)", "deploy request #1 was canceled", PAGE)
                    .contains("Change `triggers` to open a new one, or remove it from the program");
            assertThat(ChangedShop.numbers(stack)).containsExactly(1L);

            stack.program(change("triggers:\n  attempt: \"2\"\n"));
            Stack.Running again = stack.start("up", "--yes", "--skip-preview");
            stack.awaitCall("POST", "/deploy-requests/2/deploy");
            stack.emulator().clock().advance(LONG);
            var _ = again.await().succeeded();

            assertThat(ChangedShop.numbers(stack)).containsExactly(1L, 2L);
            assertThat(ChangedShop.isLive(stack)).isTrue();
        }
    }

    @Test
    void requestThatSomebodyCancelsBetweenTwoRunsIsNotGoneOnWith() {
        try (Stack stack =
                ChangedShop.stack(Emulator.Options.defaults().withoutDelays()).attached()) {
            stack.program(change("stage: staged\n"));
            var _ = stack.up().succeeded();

            ChangedShop.ann(stack, Action.CANCEL);
            stack.program(change("stage: deployed\n"));
            assertThat(stack.up().failed().output())
                    .contains("DeployRequest (change)", "deploy request #1 was canceled by Ann", PAGE)
                    .contains("Change `triggers` to open a new one");

            Preview preview = stack.preview();
            assertThat(preview.status()).isNotZero();
            assertThat(preview.output()).contains("deploy request #1 was canceled", PAGE);
            assertThat(ChangedShop.isLive(stack)).isFalse();
            assertThat(stack.destroy().succeeded().output()).contains("is closed and removed from the state only");
        }
    }

    @Test
    void cancellationThatARefreshFindsIsSaidByTheSameProgram() {
        try (Stack stack =
                ChangedShop.stack(Emulator.Options.defaults().withoutDelays()).attached()) {
            stack.program(change("stage: staged\n"));
            var _ = stack.up().succeeded();
            ChangedShop.ann(stack, Action.CANCEL);

            var _ = stack.refresh().succeeded();

            assertThat(stack.up().failed().output())
                    .contains("DeployRequest (change)", "deploy request #1 was canceled by Ann", PAGE)
                    .contains("Change `triggers` to open a new one");
            var _ = stack.refresh().succeeded();
        }
    }

    /// One program copies the data in the afternoon, another one cuts over at night.
    @Test
    void requestThatOneProgramStagesIsDeployedByAnother() {
        try (Stack day = ChangedShop.stack(Emulator.Options.defaults().withoutDelays())
                        .attached();
                Stack night = day.another()) {
            day.program(change("stage: staged\n"));
            var _ = day.up().succeeded();
            assertThat(ChangedShop.output(day, "verdict")).isEqualTo("staged");
            assertThat(ChangedShop.isLive(day)).isFalse();

            night.program(change("stage: deployed\n"));
            Preview preview = night.preview();
            assertThat(preview.status()).as(preview.output()).isZero();
            assertThat(preview.output()).contains("deploy request #1 (", PAGE, "is `staged`");
            assertThat(night.up().succeeded().output())
                    .contains("deploy request #1 (", "of `dev` into `main` is already open; resuming it");

            assertThat(ChangedShop.numbers(night)).containsExactly(1L);
            assertThat(ChangedShop.output(night, "number")).isEqualTo(ChangedShop.output(day, "number"));
            assertThat(ChangedShop.output(night, "verdict")).isEqualTo("live");
            assertThat(ChangedShop.isLive(night)).isTrue();
            var _ = night.up("--expect-no-changes").succeeded();

            var _ = day.refresh().succeeded();
            assertThat(ChangedShop.output(day, "verdict")).isEqualTo("live");
            var _ = day.up("--expect-no-changes").succeeded();
            assertThat(day.destroy().succeeded().output()).contains("removed from the state only");
            assertThat(night.destroy().succeeded().output()).contains("removed from the state only");
            assertThat(ChangedShop.isLive(night)).isTrue();
        }
    }

    @Test
    void destroyDuringTheCutoverWaitsForItsEndAndLeavesTheSchema() {
        Emulator.Options slow = Emulator.Options.defaults().withoutDelays().delay(Delay.DEPLOY_CUTOVER, LONG);
        try (Stack stack = ChangedShop.stack(slow).attached()) {
            stack.program(change("stage: staged\n"));
            var _ = stack.up().succeeded();
            ChangedShop.ann(stack, Action.APPLY);

            Stack.Running destroy = stack.start("destroy", "--yes", "--skip-preview");
            ChangedShop.awaitLookAt(stack, DeployState.IN_PROGRESS_CUTOVER);
            ChangedShop.awaitLookAt(stack, DeployState.IN_PROGRESS_CUTOVER);
            stack.emulator().clock().advance(LONG);

            assertThat(destroy.await().succeeded().output())
                    .contains(PAGE + ") is being cut over, which cannot be canceled")
                    .contains("cutting over")
                    .contains("the schema that it brought to `main` stays");
            assertThat(ChangedShop.isLive(stack)).isTrue();
        }
    }
}
