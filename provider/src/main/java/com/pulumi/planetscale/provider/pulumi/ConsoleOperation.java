package com.pulumi.planetscale.provider.pulumi;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.Time;
import com.pulumi.planetscale.provider.text.Shown;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/// An operation that a person runs, without an engine.
///
/// @param time what it lives in
/// @param line takes what that person should read
public record ConsoleOperation(Time time, Consumer<String> line) implements Operation {
    @Override
    public String resource() {
        return "";
    }

    @Override
    public String label() {
        return "";
    }

    @Override
    public boolean isRecorded(String publicId) {
        return false;
    }

    @Override
    public Instant now() {
        return time.now();
    }

    @Override
    public Instant deadline() {
        return Instant.MAX;
    }

    @Override
    public void pause(Duration span) throws InterruptedException {
        time.pause(span);
    }

    @Override
    public void status(String text) {
        line.accept(Shown.line(text));
    }

    @Override
    public void say(Finding finding) {
        line.accept(finding.text());
    }
}
