package com.pulumi.planetscale.emulator.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What is left of emulators that were killed.
final class TemporaryFolderTest {
    private static final String PREFIX = "emulator-";

    @TempDir
    private Path parent = Path.of("");

    /// A program that runs until its input ends, with words in its command line.
    private static Process program(String words) throws IOException {
        return new ProcessBuilder("/bin/sh", "-c", "while read -r line; do :; done", words).start();
    }

    private Path left(String name) throws IOException {
        Path folder = Files.createDirectory(parent.resolve(name));
        Files.createFile(folder.resolve("lock"));
        Files.writeString(Files.createDirectory(folder.resolve("data")).resolve("rows"), "1");
        return folder;
    }

    @Test
    void whatAKilledProcessHasLeftIsRemovedAtTheNextStart() throws Exception {
        Path left = left("emulator-1");
        Process server = program("--datadir=" + left.resolve("data"));
        Process other = program("--datadir=" + parent.resolve("emulator-10/data"));

        try (TemporaryFolder folder = TemporaryFolder.in(parent, PREFIX)) {
            assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(left).doesNotExist();
            assertThat(folder.path()).isDirectory();
            assertThat(other.isAlive()).isTrue();
        } finally {
            server.destroy();
            other.destroy();
        }
    }

    @Test
    void whatIsInUseOrSomethingElseStays() throws IOException {
        Path something = Files.createDirectory(parent.resolve("emulator-notes"));
        Path unlike = left("notes-1");

        try (TemporaryFolder first = TemporaryFolder.in(parent, PREFIX);
                TemporaryFolder second = TemporaryFolder.in(parent, PREFIX)) {
            assertThat(first.path()).isDirectory().isNotEqualTo(second.path());
        }

        assertThat(parent).isDirectoryNotContaining("glob:**/emulator-[0-9]*");
        assertThat(something).exists();
        assertThat(unlike).exists();
    }

    @Test
    void severalThatStartAtOnceRemoveWhatIsLeft() throws IOException {
        for (int number = 0; number < 50; number++) {
            left("emulator-" + number);
        }

        IntStream.range(0, 8).parallel().forEach(start -> {
            try (TemporaryFolder folder = TemporaryFolder.in(parent, PREFIX)) {
                assertThat(folder.path()).isDirectory();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFolderStaysLockedForOthersWhileItsProcessMakesMore() throws IOException {
        try (TemporaryFolder first = TemporaryFolder.in(parent, PREFIX);
                TemporaryFolder second = TemporaryFolder.in(parent, PREFIX)) {
            for (TemporaryFolder folder : List.of(first, second)) {
                Object number = Files.getAttribute(folder.path().resolve("lock"), "unix:ino");

                assertThat(Files.readString(Path.of("/proc/locks"))).contains(":" + number + " ");
            }
        }
    }

    @Test
    void aServerWhoseNumberAFolderHasIsEndedIfItIsTheOneOfThatFolder() throws Exception {
        Path file = parent.resolve("server.pid");
        Process server = program("--datadir=/one");

        Files.writeString(file, server.pid() + "\nmore\n");
        Orphan.end(file, "--datadir=/other");
        assertThat(server.isAlive()).isTrue();
        assertThat(file).doesNotExist();

        Files.writeString(file, server.pid() + "\nmore\n");
        Orphan.end(file, "--datadir=/one");
        assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(file).doesNotExist();

        Files.writeString(file, "12x");
        Orphan.end(file, "--datadir=/one");
        assertThat(file).doesNotExist();
    }
}
