package com.pulumi.planetscale.provider.pulumi;

import com.pulumi.planetscale.provider.lifecycle.Backend;
import com.pulumi.planetscale.provider.resource.Time;
import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerTransportFilter;
import io.grpc.okhttp.OkHttpServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// The plugin's gRPC server, with one [Session] for each connection.
///
/// It runs calls on virtual threads. That is not a matter of taste: on a platform thread an interrupt does not
/// end a blocked read.
public final class PluginServer {
    /// What engines of 2026 accept; the default of 4 MiB breaks the connection.
    private static final int LARGEST_MESSAGE = 400 * 1024 * 1024;

    private static final Attributes.Key<Session> SESSION = Attributes.Key.create("session");

    private final Backend backend;
    private final LateService service;
    private final Server server;
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();

    /// A server that is not started yet.
    ///
    /// @param version the plugin's version
    /// @param schema the package schema as JSON, read when it is asked for
    /// @param engineAddress where the engine that started us serves; empty where a person did
    /// @param time what operations live in
    public PluginServer(Backend backend, String version, Supplier<String> schema, String engineAddress, Time time) {
        this.backend = backend;
        service = new LateService(new ProviderService(backend, version, schema));
        server = OkHttpServerBuilder.forPort(loopback(), InsecureServerCredentials.create())
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .transportExecutor(Threads.TRANSPORT)
                .scheduledExecutorService(Threads.TIMER)
                .maxInboundMessageSize(LARGEST_MESSAGE)
                .fallbackHandlerRegistry(service)
                .addTransportFilter(new Connections(engineAddress, time))
                .intercept(new SessionOfCall())
                .build();
    }

    /// Starts to serve.
    ///
    /// @return the port on the loopback interface
    public int start() throws IOException {
        return server.start().getPort();
    }

    /// Waits until the server has been stopped.
    public void await() throws InterruptedException {
        // Before the first call comes, which takes an engine a moment.
        var _ = service.bound();
        server.awaitTermination();
    }

    /// Stops at once.
    public void stop() {
        server.shutdownNow();
    }

    /// Stops as for a cancelled engine: takes no more calls, cuts pauses and reads short, finishes what is being
    /// written, and returns when every reply has been handed over, with the sockets closed.
    public void finish() throws InterruptedException {
        server.shutdown();
        sessions.forEach(session -> session.operations().cancel());
        server.awaitTermination();
        sessions.forEach(Session::close);
        backend.close();
    }

    /// A free port of IPv4's loopback interface, which is the one that engines dial.
    private static SocketAddress loopback() {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are always an address", e);
        }
    }

    /// Opens and closes sessions. A plugin whose engine is gone ends itself, but not before what it has sent to
    /// PlanetScale is answered: the engine may have been killed.
    private final class Connections extends ServerTransportFilter {
        private final String engineAddress;
        private final Time time;

        Connections(String engineAddress, Time time) {
            this.engineAddress = engineAddress;
            this.time = time;
        }

        @Override
        public Attributes transportReady(Attributes attributes) {
            var session = new Session(backend, engineAddress, time);
            sessions.add(session);
            return attributes.toBuilder().set(SESSION, session).build();
        }

        @Override
        public void transportTerminated(Attributes attributes) {
            Session session = attributes.get(SESSION);
            if (session == null) {
                return;
            }
            session.close();
            sessions.remove(session);
            boolean startedByEngine = !engineAddress.isEmpty();
            if (startedByEngine && sessions.isEmpty()) {
                Thread.ofVirtual().name("last").start(() -> endWhenIdle(session));
            }
        }

        private void endWhenIdle(Session session) {
            session.operations().awaitIdle();
            server.shutdownNow();
        }
    }

    private static final class SessionOfCall implements ServerInterceptor {
        @Override
        public <Q, R> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
            Context context = Context.current()
                    .withValue(Replies.SESSION, call.getAttributes().get(SESSION));
            return Contexts.interceptCall(context, call, headers, next);
        }
    }
}
