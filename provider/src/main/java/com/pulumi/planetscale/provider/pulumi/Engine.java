package com.pulumi.planetscale.provider.pulumi;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.text.Shown;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.okhttp.OkHttpChannelBuilder;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import pulumirpc.EngineGrpc;
import pulumirpc.EngineOuterClass.LogRequest;
import pulumirpc.EngineOuterClass.LogSeverity;

/// The way back to the engine that talks to us: its log is what the user sees.
final class Engine {
    private static final long PATIENCE_SECONDS = 5;

    private final String address;
    private final UnaryOperator<String> mask;
    private @Nullable ManagedChannel channel;
    private boolean closed;

    /// @param address where the engine serves; empty where no one said
    /// @param mask takes secrets out of strings
    Engine(String address, UnaryOperator<String> mask) {
        this.address = address;
        this.mask = mask;
    }

    String address() {
        return address;
    }

    /// Shows a finding under a resource.
    void say(String urn, Finding finding) {
        LogSeverity severity = switch (finding.severity()) {
            case INFO -> LogSeverity.INFO;
            // An error in the log stops nothing, yet colours the whole run; refusals go out as failed calls.
            case WARNING, ERROR -> LogSeverity.WARNING;
        };
        log(LogRequest.newBuilder()
                .setSeverity(severity)
                .setUrn(urn)
                .setMessage(mask.apply(finding.text()))
                .build());
    }

    /// Shows what is going on in the resource's own row, in place of what was shown before.
    void status(String urn, String line) {
        log(LogRequest.newBuilder()
                .setSeverity(LogSeverity.INFO)
                .setUrn(urn)
                .setMessage(mask.apply(Shown.line(line)))
                .setEphemeral(true)
                .build());
    }

    /// Talking to the user must never break an operation.
    private void log(LogRequest line) {
        Optional<ManagedChannel> open = open();
        if (open.isEmpty()) {
            return;
        }
        try {
            var _ = EngineGrpc.newBlockingStub(open.get())
                    .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .log(line);
        } catch (StatusRuntimeException e) {
            System.getLogger(Engine.class.getName())
                    .log(
                            System.Logger.Level.DEBUG,
                            "the engine took no log line [status={0}]",
                            Status.fromThrowable(e));
        }
    }

    /// Opened on first use: it costs more than everything else in a handshake together.
    private synchronized Optional<ManagedChannel> open() {
        if (channel == null && !address.isEmpty() && !closed) {
            channel = OkHttpChannelBuilder.forTarget(address, InsecureChannelCredentials.create())
                    .transportExecutor(Threads.TRANSPORT)
                    .scheduledExecutorService(Threads.TIMER)
                    .build();
        }
        return Optional.ofNullable(channel);
    }

    /// Ends the connection for good; nothing is shown any more.
    synchronized void close() {
        closed = true;
        if (channel != null) {
            channel.shutdownNow();
        }
    }
}
