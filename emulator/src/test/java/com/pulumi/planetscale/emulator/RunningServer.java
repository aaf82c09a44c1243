package com.pulumi.planetscale.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The process of a server behind a branch, and its data.
public record RunningServer(ProcessHandle process, Path data) {
    private static final long PATIENCE_SECONDS = 20;

    /// Finds the one whose command line has an argument.
    ///
    /// @param argument by which servers of one machine differ
    /// @param program what the path of its program ends with; the shell before it has the same command line
    /// @param folder finds the folder of its data in the command line, as its first group
    public static RunningServer with(String argument, Pattern program, Pattern folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> commandLine(process).contains(argument + " "))
                .filter(process ->
                        program.matcher(process.info().command().orElse("")).find())
                .findFirst()
                .map(process -> {
                    Matcher data = folder.matcher(commandLine(process));
                    assertThat(data.find()).isTrue();
                    return new RunningServer(process, Path.of(data.group(1)));
                })
                .orElseThrow();
    }

    private static String commandLine(ProcessHandle process) {
        return process.info().commandLine().orElse("");
    }

    public void assertGone() throws Exception {
        process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
