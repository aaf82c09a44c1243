package com.pulumi.planetscale.emulator.server;

import com.github.tomakehurst.wiremock.common.Notifier;
import java.util.function.Consumer;

/// Passes on what goes wrong inside WireMock, and keeps quiet about the rest.
public final class LogNotifier implements Notifier {
    private final Consumer<String> log;

    public LogNotifier(Consumer<String> log) {
        this.log = log;
    }

    @Override
    public void info(String message) {}

    @Override
    public void error(String message) {
        log.accept(message);
    }

    @Override
    public void error(String message, Throwable cause) {
        log.accept(message + ": " + cause);
    }
}
