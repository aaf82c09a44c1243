package com.pulumi.planetscale.provider.played;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import com.google.protobuf.Struct;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.InternalConfiguratorRegistry;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.okhttp.OkHttpServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import pulumirpc.EngineGrpc.EngineImplBase;
import pulumirpc.EngineOuterClass.LogRequest;
import pulumirpc.Provider.CheckRequest;
import pulumirpc.Provider.CheckResponse;
import pulumirpc.Provider.ConfigureRequest;
import pulumirpc.Provider.CreateRequest;
import pulumirpc.Provider.CreateResponse;
import pulumirpc.Provider.DeleteRequest;
import pulumirpc.Provider.DiffRequest;
import pulumirpc.Provider.DiffResponse;
import pulumirpc.Provider.GetSchemaRequest;
import pulumirpc.Provider.InvokeRequest;
import pulumirpc.Provider.InvokeResponse;
import pulumirpc.Provider.ListRequest;
import pulumirpc.Provider.ProviderHandshakeRequest;
import pulumirpc.Provider.ProviderHandshakeResponse;
import pulumirpc.Provider.ReadRequest;
import pulumirpc.Provider.ReadResponse;
import pulumirpc.Provider.UpdateRequest;
import pulumirpc.ResourceProviderGrpc;
import pulumirpc.ResourceProviderGrpc.ResourceProviderBlockingStub;

/// Plays Pulumi's engine to a plugin: sends what it would send, in its order, and keeps what is logged.
///
/// Inputs are plain Java values; each call checks them first, as the engine does.
public final class PlayedEngine implements AutoCloseable {
    /// What names are generated from.
    public static final ByteString SEED = ByteString.copyFrom(new byte[32]);
    private static final String TYPE = "planetscale:index:";

    static {
        // gRPC looks for libraries that count calls whenever it makes a channel or a server, in every jar of the tests.
        InternalConfiguratorRegistry.setConfigurators(List.of());
    }

    private String stack = "test";
    private final List<LogRequest> log = new ArrayList<>();
    private Consumer<Object> watcher = _ -> {};
    private final Server server;
    private final ManagedChannel channel;
    private final ResourceProviderBlockingStub plugin;

    private PlayedEngine(int port) throws IOException {
        server = OkHttpServerBuilder.forPort(0, InsecureServerCredentials.create())
                .addService(new Log())
                .build()
                .start();
        channel = OkHttpChannelBuilder.forAddress("127.0.0.1", port, InsecureChannelCredentials.create())
                .intercept(new Watched())
                .build();
        plugin = ResourceProviderGrpc.newBlockingStub(channel);
    }

    /// Connects to a plugin that serves on this machine.
    public static PlayedEngine connect(int port) throws IOException {
        return new PlayedEngine(port);
    }

    public ResourceProviderBlockingStub plugin() {
        return plugin;
    }

    /// Has someone look at each message and each failure that the plugin answers from now on.
    public void watch(Consumer<Object> watcher) {
        this.watcher = watcher;
    }

    /// What the plugin has logged so far.
    public List<LogRequest> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    /// Waits until the plugin has logged a line.
    public void awaitLog(Predicate<LogRequest> line) throws InterruptedException {
        synchronized (log) {
            while (log.stream().noneMatch(line)) {
                log.wait();
            }
        }
    }

    /// Shakes hands. A machine that is busy may take longer to connect than gRPC waits by itself.
    public ProviderHandshakeResponse handshake() {
        return plugin.withWaitForReady()
                .handshake(ProviderHandshakeRequest.newBuilder()
                        .setEngineAddress("127.0.0.1:" + server.getPort())
                        .build());
    }

    public String schema() {
        return plugin.getSchema(GetSchemaRequest.getDefaultInstance()).getSchema();
    }

    public CheckResponse checkConfig(Map<String, ?> settings) {
        return plugin.checkConfig(
                CheckRequest.newBuilder().setNews(Structs.of(settings)).build());
    }

    public DiffResponse diffConfig(Map<String, ?> olds, Map<String, ?> news) {
        return plugin.diffConfig(DiffRequest.newBuilder()
                .setOlds(Structs.of(olds))
                .setOldInputs(Structs.of(olds))
                .setNews(Structs.of(news))
                .build());
    }

    public void configure(Map<String, ?> settings) {
        configure(settings, "test");
    }

    /// Configures the plugin as the default provider of a stack.
    public void configure(Map<String, ?> settings, String stack) {
        this.stack = stack;
        var _ = plugin.configure(ConfigureRequest.newBuilder()
                .setUrn("urn:pulumi:" + stack + "::project::pulumi:providers:planetscale::default_1_2_3")
                .setArgs(checkConfig(settings).getInputs())
                .build());
    }

    public CheckResponse check(String kind, String name, Map<String, ?> olds, Map<String, ?> news) {
        return plugin.check(CheckRequest.newBuilder()
                .setUrn(urn(kind, name))
                .setOlds(Structs.of(olds))
                .setNews(Structs.of(news))
                .setRandomSeed(SEED)
                .build());
    }

    public DiffResponse diff(
            String kind, String name, CreateResponse made, Map<String, ?> oldInputs, Map<String, ?> inputs) {
        return plugin.diff(DiffRequest.newBuilder()
                .setId(made.getId())
                .setUrn(urn(kind, name))
                .setOlds(made.getProperties())
                .setOldInputs(checked(kind, name, oldInputs))
                .setNews(checked(kind, name, inputs))
                .build());
    }

    public CreateResponse previewCreate(String kind, String name, Struct checked) {
        return plugin.create(CreateRequest.newBuilder()
                .setUrn(urn(kind, name))
                .setProperties(checked)
                .setPreview(true)
                .build());
    }

    public CreateResponse create(String kind, String name, Map<String, ?> inputs) {
        return create(kind, name, inputs, 0);
    }

    public CreateResponse create(String kind, String name, Map<String, ?> inputs, double timeoutSeconds) {
        return plugin.create(CreateRequest.newBuilder()
                .setUrn(urn(kind, name))
                .setProperties(checked(kind, name, inputs))
                .setTimeout(timeoutSeconds)
                .build());
    }

    public Struct previewUpdate(
            String kind, String name, CreateResponse made, Map<String, ?> oldInputs, Map<String, ?> inputs) {
        return plugin.update(request(kind, name, made.getId(), made.getProperties(), oldInputs, inputs)
                        .setPreview(true)
                        .build())
                .getProperties();
    }

    public Struct update(
            String kind, String name, String id, Struct state, Map<String, ?> oldInputs, Map<String, ?> inputs) {
        return update(kind, name, id, state, oldInputs, inputs, 0);
    }

    public Struct update(
            String kind,
            String name,
            String id,
            Struct state,
            Map<String, ?> oldInputs,
            Map<String, ?> inputs,
            double timeoutSeconds) {
        return plugin.update(request(kind, name, id, state, oldInputs, inputs)
                        .setTimeout(timeoutSeconds)
                        .build())
                .getProperties();
    }

    private UpdateRequest.Builder request(
            String kind, String name, String id, Struct state, Map<String, ?> oldInputs, Map<String, ?> inputs) {
        return UpdateRequest.newBuilder()
                .setId(id)
                .setUrn(urn(kind, name))
                .setOlds(state)
                .setOldInputs(checked(kind, name, oldInputs))
                .setNews(checked(kind, name, inputs));
    }

    /// An import: nothing but the id.
    public ReadResponse read(String kind, String name, String id) {
        return plugin.read(
                ReadRequest.newBuilder().setUrn(urn(kind, name)).setId(id).build());
    }

    /// A look-up by a program: the id and what the program gives besides.
    public ReadResponse get(String kind, String name, String id, Map<String, ?> given) {
        return plugin.read(ReadRequest.newBuilder()
                .setUrn(urn(kind, name))
                .setId(id)
                .setInputs(Structs.of(given))
                .setProperties(Structs.of(given))
                .build());
    }

    public ReadResponse refresh(String kind, String name, CreateResponse made, Map<String, ?> inputs) {
        return plugin.read(ReadRequest.newBuilder()
                .setUrn(urn(kind, name))
                .setId(made.getId())
                .setInputs(checked(kind, name, inputs))
                .setProperties(made.getProperties())
                .build());
    }

    public void delete(String kind, String name, CreateResponse made, Map<String, ?> inputs) {
        var _ = plugin.delete(DeleteRequest.newBuilder()
                .setUrn(urn(kind, name))
                .setId(made.getId())
                .setProperties(made.getProperties())
                .setOldInputs(checked(kind, name, inputs))
                .build());
    }

    /// A deletion of what is recorded.
    public void delete(String urn, String id, Struct inputs, Struct state) {
        var _ = plugin.delete(DeleteRequest.newBuilder()
                .setUrn(urn)
                .setId(id)
                .setProperties(state)
                .setOldInputs(inputs)
                .build());
    }

    public InvokeResponse previewInvoke(String function, Map<String, ?> arguments) {
        return plugin.invoke(InvokeRequest.newBuilder()
                .setTok(TYPE + function)
                .setArgs(Structs.of(arguments))
                .setPreview(true)
                .build());
    }

    public InvokeResponse invoke(String function, Map<String, ?> arguments) {
        return plugin.invoke(InvokeRequest.newBuilder()
                .setTok(TYPE + function)
                .setArgs(Structs.of(arguments))
                .build());
    }

    public List<String> list(String kind, Map<String, ?> query) {
        var ids = new ArrayList<String>();
        plugin.list(ListRequest.newBuilder()
                        .setToken(TYPE + kind)
                        .setQuery(Structs.of(query))
                        .build())
                .forEachRemaining(found -> ids.add(found.getResult().getId()));
        return ids;
    }

    public void cancel() {
        var _ = plugin.cancel(Empty.getDefaultInstance());
    }

    private Struct checked(String kind, String name, Map<String, ?> inputs) {
        CheckResponse checked = check(kind, name, Map.of(), inputs);
        if (checked.getFailuresCount() > 0) {
            throw new IllegalArgumentException(checked.getFailuresList().toString());
        }
        return checked.getInputs();
    }

    private String urn(String kind, String name) {
        return "urn:pulumi:" + stack + "::project::" + TYPE + kind + "::" + name;
    }

    @Override
    public void close() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    private final class Log extends EngineImplBase {
        @Override
        public void log(LogRequest request, StreamObserver<Empty> reply) {
            synchronized (log) {
                log.add(request);
                log.notifyAll();
            }
            reply.onNext(Empty.getDefaultInstance());
            reply.onCompleted();
        }
    }

    private final class Watched implements ClientInterceptor {
        @Override
        public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
            return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
                @Override
                public void start(Listener<R> listener, Metadata headers) {
                    super.start(
                            new SimpleForwardingClientCallListener<>(listener) {
                                @Override
                                public void onMessage(R message) {
                                    watcher.accept(message);
                                    super.onMessage(message);
                                }

                                @Override
                                public void onClose(Status status, Metadata trailers) {
                                    watcher.accept(status + " " + trailers);
                                    super.onClose(status, trailers);
                                }
                            },
                            headers);
                }
            };
        }
    }
}
