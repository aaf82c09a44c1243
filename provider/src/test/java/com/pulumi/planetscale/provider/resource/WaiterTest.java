package com.pulumi.planetscale.provider.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.provider.lifecycle.FakeOperation;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Path;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaiterTest {
    private final FakeOperation operation = new FakeOperation();
    private final Instant begin = operation.now();
    private final Waiter<String> waiter = Waiter.until("ready"::equals, state -> state);

    @Test
    void whatIsReadyAtOnceCostsNoTimeAndNoWords() throws Exception {
        assertThat(waiter.await(operation, "the branch", () -> "ready")).isEqualTo("ready");

        assertThat(operation.now()).isEqualTo(begin);
        assertThat(operation.statusLines()).isEmpty();
    }

    @Test
    void longWaitSpeaksAtEachChangeAndElseTwiceAMinute() throws Exception {
        var _ = waiter.await(operation, "the branch", () -> {
            long seconds = Duration.between(begin, operation.now()).toSeconds();
            return seconds < 65 ? "pending" : seconds < 80 ? "starting" : "ready";
        });

        assertThat(operation.statusLines()).hasSize(5).first().isEqualTo("waiting for the branch: pending (0 s)");
        assertThat(operation.statusLines().get(3)).startsWith("waiting for the branch: starting");
        assertThat(operation.statusLines().getLast()).startsWith("waited 8");
    }

    @Test
    void detailIsShownAndIsNoChangeByItself() throws Exception {
        var _ = waiter.detailing(_ -> Duration.between(begin, operation.now()).toSeconds() + " rows")
                .await(operation, "the branch", () -> {
                    long seconds = Duration.between(begin, operation.now()).toSeconds();
                    return seconds < 65 ? "pending" : "ready";
                });

        assertThat(operation.statusLines())
                .hasSize(4)
                .first()
                .isEqualTo("waiting for the branch: pending, 0 rows (0 s)");
    }

    @Test
    void timeOutNamesTheLastStateAndHowToGoOn() {
        assertThatThrownBy(() -> waiter.await(operation.within(Duration.ofMinutes(20)), "the branch", () -> "pending"))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("timed out after 20 min waiting for the branch: it has been `pending` for 20 min")
                .hasMessageContaining("Run `pulumi up` again");
        assertThat(Duration.between(begin, operation.now())).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void whatWillNeverComeEndsTheWaitAtOnce() {
        var failing = waiter.failingOn(state -> state.equals("broken")
                ? Optional.of(Finding.refusal(Path.ROOT, "it broke", "Mend it."))
                : Optional.empty());

        assertThatThrownBy(() -> failing.await(operation, "the branch", () -> "broken"))
                .hasMessage("it broke. Mend it.");
        assertThat(operation.now()).isEqualTo(begin);
    }

    @Test
    void passingFaultIsRiddenOutAndOthersAreNot() throws Exception {
        var riding = waiter.ridingOut(fault -> "down".equals(fault.getMessage()));

        assertThat(riding.await(operation, "the branch", () -> {
                    if (operation.now().equals(begin)) {
                        throw new IOException("down");
                    }
                    return "ready";
                }))
                .isEqualTo("ready");
        assertThatThrownBy(() -> riding.await(operation, "the branch", () -> {
                    throw new IOException("denied");
                }))
                .hasMessage("denied");
    }

    @Test
    void questionsBecomeRarerWithTheAgeOfTheWait() throws Exception {
        var asked = new ArrayList<Duration>();

        var _ = waiter.await(operation, "the branch", () -> {
            asked.add(Duration.between(begin, operation.now()));
            return asked.getLast().compareTo(Duration.ofMinutes(30)) < 0 ? "pending" : "ready";
        });

        assertThat(asked.subList(0, 3)).containsExactly(Duration.ZERO, Duration.ofSeconds(1), Duration.ofMillis(2_500));
        for (int i = 1; i < asked.size(); i++) {
            Duration age = asked.get(i - 1);
            Duration step = asked.get(i).minus(age);
            assertThat(step)
                    .isLessThanOrEqualTo(
                            age.compareTo(Duration.ofMinutes(5)) < 0 ? Duration.ofSeconds(10) : Duration.ofSeconds(30));
        }
        assertThat(asked).hasSizeLessThan(110);
    }

    @Test
    void cancelEndsTheWait() {
        assertThatThrownBy(() ->
                        waiter.await(operation.cancelledAfter(Duration.ofSeconds(5)), "the branch", () -> "pending"))
                .isInstanceOf(InterruptedException.class);
        assertThat(Duration.between(begin, operation.now())).isLessThan(Duration.ofSeconds(20));
    }
}
