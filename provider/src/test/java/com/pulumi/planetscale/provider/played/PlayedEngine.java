package com.pulumi.planetscale.provider.played;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.okhttp.OkHttpServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import pulumirpc.EngineGrpc.EngineImplBase;
import pulumirpc.EngineOuterClass.LogRequest;
import pulumirpc.Provider.CheckRequest;
import pulumirpc.Provider.CheckResponse;
import pulumirpc.Provider.ConfigureRequest;
import pulumirpc.Provider.GetSchemaRequest;
import pulumirpc.Provider.ProviderHandshakeRequest;
import pulumirpc.Provider.ProviderHandshakeResponse;
import pulumirpc.ResourceProviderGrpc;
import pulumirpc.ResourceProviderGrpc.ResourceProviderBlockingStub;

/// Plays Pulumi's engine to a plugin: sends what it would send, in its order, and keeps what is logged.
public final class PlayedEngine implements AutoCloseable {
    private static final ByteString SEED = ByteString.copyFrom(new byte[32]);

    private final List<LogRequest> log = new CopyOnWriteArrayList<>();
    private final Server server;
    private final ManagedChannel channel;
    private final ResourceProviderBlockingStub plugin;

    private PlayedEngine(int port) throws IOException {
        server = OkHttpServerBuilder.forPort(0, InsecureServerCredentials.create())
                .addService(new Log())
                .build()
                .start();
        channel = OkHttpChannelBuilder.forAddress("127.0.0.1", port, InsecureChannelCredentials.create())
                .build();
        plugin = ResourceProviderGrpc.newBlockingStub(channel);
    }

    public static PlayedEngine connect(int port) throws IOException {
        return new PlayedEngine(port);
    }

    public ResourceProviderBlockingStub plugin() {
        return plugin;
    }

    public List<LogRequest> log() {
        return log;
    }

    public ProviderHandshakeResponse handshake() {
        return plugin.handshake(ProviderHandshakeRequest.newBuilder()
                .setEngineAddress("127.0.0.1:" + server.getPort())
                .build());
    }

    public String schema() {
        return plugin.getSchema(GetSchemaRequest.getDefaultInstance()).getSchema();
    }

    public void configure(Map<String, Object> settings) {
        var checked = plugin.checkConfig(
                CheckRequest.newBuilder().setNews(Structs.of(settings)).build());
        var _ = plugin.configure(
                ConfigureRequest.newBuilder().setArgs(checked.getInputs()).build());
    }

    public CheckResponse check(String kind, String name, Map<String, Object> olds, Map<String, Object> news) {
        return plugin.check(CheckRequest.newBuilder()
                .setUrn(urn(kind, name))
                .setOlds(Structs.of(olds))
                .setNews(Structs.of(news))
                .setRandomSeed(SEED)
                .build());
    }

    public void cancel() {
        var _ = plugin.cancel(Empty.getDefaultInstance());
    }

    static String urn(String kind, String name) {
        return "urn:pulumi:test::project::planetscale:index:" + kind + "::" + name;
    }

    @Override
    public void close() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    private final class Log extends EngineImplBase {
        @Override
        public void log(LogRequest request, StreamObserver<Empty> reply) {
            log.add(request);
            reply.onNext(Empty.getDefaultInstance());
            reply.onCompleted();
        }
    }
}
