package com.pulumi.planetscale.emulator.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `record`: passes a client's calls on to the real API and writes them down.
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description = {
            "Pass calls on to PlanetScale's API, and write each with its answer to a folder.",
            "",
            "Point a client at the address that is written to standard output. Its credentials are passed on and"
                    + " not recorded; tokens, secrets, passwords, e-mail addresses and names are masked. The"
                    + " emulator's RecordingTest replays a folder and compares fields, types and statuses:"
                    + " PLANETSCALE_RECORDING=FOLDER mvn verify -pl emulator-tests -am."
        })
public final class RecordCommand implements Callable<Integer> {
    @Option(names = "--output", required = true, paramLabel = "FOLDER", description = "Where to write exchanges.")
    private Path output = Path.of(".");

    @Option(names = "--port", description = "Port to listen on; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port = 8726;

    @Option(
            names = "--target",
            paramLabel = "URL",
            description = "The API to pass calls on to (default: ${DEFAULT-VALUE}).")
    private String target = "https://api.planetscale.com/v1";

    @Override
    public Integer call() throws IOException, InterruptedException {
        Recorder recorder = Recorder.start(port, target, output);
        Runtime.getRuntime().addShutdownHook(new Thread(recorder::close));
        System.out.println("PLANETSCALE_SERVER_URL=" + recorder.serverUrl());
        new CountDownLatch(1).await();
        return CommandLine.ExitCode.OK;
    }
}
