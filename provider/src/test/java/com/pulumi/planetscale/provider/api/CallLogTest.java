package com.pulumi.planetscale.provider.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What processes know of each other's calls.
class CallLogTest {
    private static final String ENDPOINT = "https://api.planetscale.com/v1";

    @TempDir
    private Path home;

    private final FakePause pause = new FakePause();

    private Path folder() {
        return home.resolve("planetscale");
    }

    private CallLog log() {
        return CallLog.in(folder(), ENDPOINT);
    }

    private Path file() throws Exception {
        try (Stream<Path> files = Files.list(folder())) {
            return files.findFirst().orElseThrow();
        }
    }

    private static void take(CallLog log, int calls, int most, Pause pause) throws Exception {
        for (int call = 0; call < calls; call++) {
            assertThat(log.take(most, pause)).isZero();
        }
    }

    @Test
    void callsOfAnotherProcessCountForAMinute() throws Exception {
        take(log(), 3, 3, pause);

        assertThat(log().take(3, pause)).isEqualTo(Duration.ofMinutes(1));
        pause.pause(Duration.ofSeconds(59));
        assertThat(log().take(3, pause)).isEqualTo(Duration.ofSeconds(1));
        pause.pause(Duration.ofSeconds(1));
        take(log(), 3, 3, pause);
    }

    @Test
    void refusedProcessHoldsTheOthersBack() throws Exception {
        log().holdBack(Duration.ofSeconds(20), pause);
        log().holdBack(Duration.ofSeconds(5), pause);

        assertThat(log().take(3, pause)).isEqualTo(Duration.ofSeconds(20));
        pause.pause(Duration.ofSeconds(20));
        assertThat(log().take(3, pause)).isZero();
    }

    @Test
    void onlyTheUserCanReadTheFileAndItHoldsTimesAlone() throws Exception {
        take(log(), 3, 10, pause);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
        assertThat(file().getFileName().toString()).matches("calls-[0-9a-f]{32}");
        assertThat(Files.size(file())).isEqualTo(24 + 3 * 8);
    }

    @Test
    void endpointsDoNotCountTogether() throws Exception {
        take(log(), 3, 3, pause);

        take(CallLog.in(folder(), "http://127.0.0.1:8080"), 3, 3, pause);
    }

    @Test
    void everyPartOfAFileThatAKilledProcessMayLeaveIsReplaced() throws Exception {
        take(log(), 3, 10, pause);
        byte[] whole = Files.readAllBytes(file());
        for (int length = 0; length < whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));

            take(log(), 10, 10, pause);

            assertThat(log().take(10, pause)).isPositive();
        }
    }

    @Property(tries = 200)
    void whateverTheFileHoldsCallsGoOnAndAreCounted(@ForAll @Size(max = 200) byte[] content) throws Exception {
        Path folder = Files.createTempDirectory("calls");
        try {
            take(CallLog.in(folder, ENDPOINT), 1, 10, pause);
            Path file;
            try (Stream<Path> files = Files.list(folder)) {
                file = files.findFirst().orElseThrow();
            }
            Files.write(file, content);

            take(CallLog.in(folder, ENDPOINT), 5, 5, pause);

            assertThat(CallLog.in(folder, ENDPOINT).take(5, pause)).isPositive();
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path left : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(left);
                }
            }
        }
    }

    /// A process that makes calls.
    static final class Caller {
        private Caller() {}

        /// Makes as many calls as the second argument says, and notes them in the folder that is the first.
        public static void main(String... arguments) throws Exception {
            CallLog log = CallLog.in(Path.of(arguments[0]), ENDPOINT);
            for (int call = 0; call < Integer.parseInt(arguments[1]); call++) {
                var _ = log.take(CallLog.MOST, new RealPause());
            }
        }
    }

    private Process caller(int calls) throws Exception {
        var classes = new ArrayList<String>();
        for (Class<?> type : List.of(CallLog.class, Caller.class)) {
            classes.add(Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        }
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        String.join(File.pathSeparator, classes),
                        Caller.class.getName(),
                        folder().toString(),
                        Integer.toString(calls))
                .inheritIO()
                .start();
    }

    @Test
    void processesCountEveryCallOnceAndAKilledOneLeavesTheFileWhole() throws Exception {
        List<Process> processes = List.of(caller(150), caller(150), caller(150));
        for (Process process : processes) {
            assertThat(process.waitFor()).isZero();
        }
        assertThat(Files.size(file())).isEqualTo(24 + 3 * 150 * 8);

        Process killed = caller(Integer.MAX_VALUE);
        await().until(() -> Files.size(file()) > 24 + 3 * 150 * 8);
        var _ = killed.destroyForcibly().waitFor();
        long left = Files.size(file());
        var _ = log().take(CallLog.MOST, new RealPause());
        assertThat(Files.size(file())).isBetween(left, left + 8);
    }

    @Test
    void linkInPlaceOfTheFileIsNotFollowed() throws Exception {
        take(log(), 1, 10, pause);
        Path target = Files.writeString(home.resolve("target"), "precious");
        Path file = file();
        Files.delete(file);
        Files.createSymbolicLink(file, target);

        take(log(), 20, 10, pause);

        assertThat(target).hasContent("precious");
    }

    @Test
    void homeThatCannotBeWrittenLeavesAProcessAlone() throws Exception {
        Path noFolder = Files.writeString(home.resolve("file"), "");

        take(CallLog.in(noFolder, ENDPOINT), 20, 10, pause);
        CallLog.in(noFolder, ENDPOINT).holdBack(Duration.ofMinutes(1), pause);
    }

    @Test
    void clockThatIsSetBackHoldsNoCallUpForLong() throws Exception {
        take(log(), 3, 3, pause);
        log().holdBack(Duration.ofMinutes(4), pause);

        for (Duration back : new Duration[] {Duration.ofSeconds(10), Duration.ofDays(1), Duration.ofDays(10_000)}) {
            var past = new LocalClock(pause, back);
            Duration waited = Duration.ZERO;
            for (Duration wait = log().take(3, past); wait.isPositive(); wait = log().take(3, past)) {
                past.pause(wait);
                waited = waited.plus(wait);
            }
            assertThat(waited).as("back by %s", back).isLessThanOrEqualTo(Duration.ofMinutes(5));
        }
    }

    @Test
    void filesOfEndpointsThatAreNotUsedAnyMoreGo() throws Exception {
        take(CallLog.in(folder(), "http://127.0.0.1:8080"), 1, 10, pause);
        Path old = file();
        Files.setLastModifiedTime(old, FileTime.from(pause.now().minus(Duration.ofDays(2))));

        take(log(), 1, 10, pause);

        assertThat(old).doesNotExist();
        assertThat(file()).exists();
    }
}
