package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.api.FakePause;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/// An operation whose time moves when it waits, and then at once.
public final class FakeOperation implements Operation {
    private final List<String> status = new ArrayList<>();
    private final List<Finding> said = new ArrayList<>();
    private final Time time;
    private final Instant begin;
    private Instant deadline;
    private Instant cancelledAt = Instant.MAX;
    private Runnable meanwhile = () -> {};
    private String resource = "fake-" + UUID.randomUUID();
    private String label = "fake";
    private Predicate<String> recorded = _ -> false;

    /// An operation that lives in someone's time.
    public FakeOperation(Time time) {
        this.time = time;
        begin = time.now();
        deadline = begin.plus(Duration.ofHours(1));
    }

    public FakeOperation() {
        this(new FakePause());
    }

    /// This operation with less time.
    public FakeOperation within(Duration time) {
        deadline = begin.plus(time);
        return this;
    }

    /// This operation, cancelled after a while.
    public FakeOperation cancelledAfter(Duration time) {
        cancelledAt = begin.plus(time);
        return this;
    }

    /// This operation, on a resource of its own.
    public FakeOperation on(String identity) {
        resource = identity;
        return this;
    }

    /// This operation, on a resource that the program calls something.
    public FakeOperation called(String label) {
        this.label = label;
        return this;
    }

    /// This operation, in a run that works with some objects.
    public FakeOperation recorded(Predicate<String> ids) {
        recorded = ids;
        return this;
    }

    @Override
    public String resource() {
        return resource;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public boolean isRecorded(String publicId) {
        return recorded.test(publicId);
    }

    @Override
    public Instant now() {
        return time.now();
    }

    @Override
    public Instant deadline() {
        return deadline;
    }

    /// This operation, with something that happens elsewhere while it first waits.
    public FakeOperation meanwhile(Runnable event) {
        meanwhile = event;
        return this;
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        this.time.pause(time);
        Runnable event = meanwhile;
        meanwhile = () -> {};
        event.run();
        if (!now().isBefore(cancelledAt)) {
            throw new InterruptedException();
        }
    }

    @Override
    public void status(String line) {
        status.add(line);
    }

    @Override
    public void say(Finding finding) {
        said.add(finding);
    }

    public List<String> statusLines() {
        return status;
    }

    public List<Finding> said() {
        return said;
    }
}
