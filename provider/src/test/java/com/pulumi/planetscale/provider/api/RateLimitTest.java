package com.pulumi.planetscale.provider.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Emulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.SocketFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How a process keeps to PlanetScale's limit of calls, alone and beside others.
class RateLimitTest {
    private static final int LIMIT = 570;
    private static final int OPERATIONS = 2_000;
    private static final int THREADS = 16;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void quietProcessMakesItsCallsAtOnce() throws Exception {
        var pause = new FakePause();
        var limit = new RateLimit(LIMIT, pause, CallLog.none());

        for (int call = 0; call < LIMIT; call++) {
            limit.acquire(_ -> {});
        }

        assertThat(pause.slept()).isZero();
    }

    @Property(tries = 60)
    void noMinuteHasMoreCallsThanTheLimitAndNoCallWaitsInVain(
            @ForAll @Size(min = 1, max = 400) List<@IntRange(max = 3_000) Integer> gaps,
            @ForAll @IntRange(min = 1, max = 120) int most)
            throws Exception {
        var pause = new FakePause();
        var limit = new RateLimit(most, pause, CallLog.none());
        var made = new ArrayList<Long>();
        for (int gap : gaps) {
            // Most calls come in bursts.
            pause.sleep(gap < 2_500 ? 0 : Duration.ofMillis(gap).toNanos());
            long arrived = pause.nanos();

            limit.acquire(_ -> {});

            long first = made.size() < most ? arrived : made.get(made.size() - most) + MINUTE.toNanos();
            assertThat(pause.nanos()).isEqualTo(Math.max(arrived, first));
            made.add(pause.nanos());
        }
        assertThat(busiestMinute(made)).isLessThanOrEqualTo(most);
    }

    @Test
    void oneProcessGetsThroughManyOperationsWithoutARefusal() throws Exception {
        try (var run = new Run(1, Optional.empty())) {
            run.operations(OPERATIONS);

            assertThat(run.refusals()).isZero();
            assertThat(run.time.passed())
                    .isLessThan(least(OPERATIONS).multipliedBy(11).dividedBy(10));
            assertThat(run.waiting)
                    .isNotEmpty()
                    .allMatch(line -> line.matches("waiting \\d+ s, since the calls that PlanetScale's API allows in a"
                            + " minute are used up"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void processesThatKnowOfEachOtherGetThroughWithoutARefusal(int processes, @TempDir Path home) throws Exception {
        try (var run = new Run(processes, Optional.of(home))) {
            run.operations(OPERATIONS);

            assertThat(run.refusals()).isZero();
            assertThat(run.time.passed())
                    .isLessThan(least(OPERATIONS).multipliedBy(11).dividedBy(10));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void processesThatDoNotKnowOfEachOtherGetThroughAllTheSame(int processes, @TempDir Path home) throws Exception {
        Path noFolder = Files.writeString(home.resolve("file"), "");
        try (var run = new Run(processes, Optional.of(noFolder))) {
            run.operations(OPERATIONS);

            assertThat(run.refusals()).isPositive();
            assertThat(run.time.passed()).isLessThan(least(OPERATIONS).multipliedBy(3));
        }
    }

    @Test
    void refusedProcessMakesDoWithHalfOfItsCallsAndGetsThemBackByAndBy() throws Exception {
        var pause = new FakePause();
        var limit = new RateLimit(100, pause, CallLog.none());
        limit.holdBack(Duration.ofSeconds(10));
        limit.holdBack(Duration.ofSeconds(10));

        pause.pause(Duration.ofSeconds(10));

        assertThat(callsAtOnce(limit, pause)).as("two refusals, one wait").isEqualTo(50);
        assertThat(callsAtOnce(limit, pause)).as("two minutes later").isEqualTo(70);
        assertThat(callsAtOnce(limit, pause)).isEqualTo(90);
        assertThat(callsAtOnce(limit, pause)).isEqualTo(100);
    }

    /// Calls that wait for nothing. The one after them waits for the next minute, and that one is let pass as well.
    private static int callsAtOnce(RateLimit limit, FakePause pause) throws Exception {
        long begin = pause.nanos();
        int calls = -1;
        while (pause.nanos() == begin) {
            limit.acquire(_ -> {});
            calls++;
        }
        pause.pause(MINUTE);
        return calls;
    }

    private static int busiestMinute(List<Long> made) {
        List<Long> times = made.stream().sorted().toList();
        int most = 0;
        int first = 0;
        for (int last = 0; last < times.size(); last++) {
            while (times.get(last) - times.get(first) >= MINUTE.toNanos()) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    /// The least time in which the service allows so many calls.
    private static Duration least(int calls) {
        return MINUTE.multipliedBy((calls - 1) / 600);
    }

    /// Processes that work with an emulator which enforces 600 calls a minute, all in one time.
    private static final class Run implements AutoCloseable {
        final VirtualTime time = new VirtualTime();
        final List<String> waiting = Collections.synchronizedList(new ArrayList<>());
        private final Emulator emulator;
        private final List<Api> processes = new ArrayList<>();

        Run(int count, Optional<Path> home) {
            emulator = Emulator.start(Emulator.Options.defaults()
                    .withoutDelays()
                    .clock(time)
                    .journalEntries(20_000)
                    .requestsPerMinute(600));
            for (int process = 0; process < count; process++) {
                CallLog log = home.map(folder -> CallLog.in(folder, emulator.serverUrl()))
                        .orElseGet(CallLog::none);
                processes.add(Api.connect(
                        new Connection(
                                emulator.serverUrl(), emulator.serviceTokenId(), emulator.serviceToken(), LIMIT, "t/1"),
                        log,
                        time,
                        new Random(process),
                        SocketFactory.getDefault(),
                        waiting::add));
            }
        }

        /// Has each process do its part; a failure of one is a failure of the run.
        void operations(int count) throws Exception {
            var left = new AtomicInteger(count);
            var tasks = new ArrayList<Callable<Void>>();
            for (Api process : processes) {
                for (int thread = 0; thread < THREADS; thread++) {
                    tasks.add(() -> {
                        while (left.getAndDecrement() > 0) {
                            var _ = process.get(ApiPath.of("/organizations/{}", emulator.organization()), Object.class);
                        }
                        return null;
                    });
                }
            }
            var _ = time.run(tasks);
        }

        long refusals() {
            return emulator.wireMock().getAllServeEvents().stream()
                    .filter(event -> event.getResponse().getStatus() == 429)
                    .count();
        }

        @Override
        public void close() {
            processes.forEach(Api::close);
            emulator.close();
        }
    }
}
