package com.pulumi.planetscale.provider.resources.deploy;

import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.extension.requestfilter.RequestFilterAction;
import com.github.tomakehurst.wiremock.extension.requestfilter.StubRequestFilterV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// The wire between a plugin and the emulator, which ends a plugin as a machine does that loses its power: from one of
/// its calls on, none is answered any more. To the plugin that is the end, since it waits for ever.
final class CutOff implements StubRequestFilterV2, ResponseTransformerV2, AutoCloseable {
    private final List<Call> calls = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicReference<Optional<Cut>> cut = new AtomicReference<>(Optional.empty());
    private Supplier<String> phase = () -> "";

    /// A call of the plugin's.
    ///
    /// @param body what it asks for; empty if it reads
    /// @param phase what PlanetScale was doing when it came
    record Call(String method, String path, String body, String phase) {
        boolean isRead() {
            return method.equals("GET");
        }

        @Override
        public String toString() {
            return method + " " + path + (phase.isEmpty() ? "" : " while " + phase);
        }
    }

    /// The end of a plugin.
    ///
    /// @param call the number of its last call, from 0
    /// @param carriedOut whether PlanetScale does what that call asks for
    /// @param reached opens when the plugin is cut off
    record Cut(int call, boolean carriedOut, CountDownLatch reached) {}

    /// Sets what says what PlanetScale is doing.
    void phases(Supplier<String> value) {
        phase = value;
    }

    /// Starts to count calls, which are all answered.
    synchronized void pass() {
        calls.clear();
        cut.set(Optional.empty());
    }

    /// Starts to count calls, of which one is the last.
    synchronized Cut cutAt(int call, boolean carriedOut) {
        calls.clear();
        var value = new Cut(call, carriedOut, new CountDownLatch(1));
        cut.set(Optional.of(value));
        return value;
    }

    /// The calls since counting started.
    synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    @Override
    public String getName() {
        return "cut-off";
    }

    @Override
    public RequestFilterAction filter(Request request, ServeEvent event) {
        Optional<Cut> ahead = cut.get();
        int number = count(request);
        ahead.filter(last -> number > last.call() || (number == last.call() && !last.carriedOut()))
                .ifPresent(this::keepWaiting);
        return RequestFilterAction.continueWith(request);
    }

    private synchronized int count(Request request) {
        String path = request.getUrl().replaceFirst("^/v1/organizations/[^/]+/databases/[^/]+", "");
        calls.add(new Call(request.getMethod().getName(), path, request.getBodyAsString(), phase.get()));
        return calls.size() - 1;
    }

    @Override
    public Response transform(Response response, ServeEvent event) {
        cut.get()
                .filter(last -> last.carriedOut() && calls().size() > last.call())
                .ifPresent(this::keepWaiting);
        return response;
    }

    private void keepWaiting(Cut now) {
        now.reached().countDown();
        try {
            end.await();
        } catch (InterruptedException serverStops) {
            Thread.currentThread().interrupt();
        }
    }

    /// Lets everything end that still waits.
    @Override
    public void close() {
        end.countDown();
    }
}
