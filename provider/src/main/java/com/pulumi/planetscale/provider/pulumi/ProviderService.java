package com.pulumi.planetscale.provider.pulumi;

import com.google.protobuf.Empty;
import com.google.protobuf.Struct;
import com.pulumi.planetscale.provider.lifecycle.Backend;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.lifecycle.RunLookup;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resource.Resource;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import pulumirpc.Plugin.PluginAttach;
import pulumirpc.Plugin.PluginInfo;
import pulumirpc.Provider.CheckRequest;
import pulumirpc.Provider.CheckResponse;
import pulumirpc.Provider.ConfigureRequest;
import pulumirpc.Provider.ConfigureResponse;
import pulumirpc.Provider.CreateRequest;
import pulumirpc.Provider.CreateResponse;
import pulumirpc.Provider.DeleteRequest;
import pulumirpc.Provider.DiffRequest;
import pulumirpc.Provider.DiffResponse;
import pulumirpc.Provider.DiffResponse.DiffChanges;
import pulumirpc.Provider.GetMappingRequest;
import pulumirpc.Provider.GetMappingResponse;
import pulumirpc.Provider.GetMappingsRequest;
import pulumirpc.Provider.GetMappingsResponse;
import pulumirpc.Provider.GetSchemaRequest;
import pulumirpc.Provider.GetSchemaResponse;
import pulumirpc.Provider.InvokeRequest;
import pulumirpc.Provider.InvokeResponse;
import pulumirpc.Provider.ListRequest;
import pulumirpc.Provider.ListResponse;
import pulumirpc.Provider.ProviderHandshakeRequest;
import pulumirpc.Provider.ProviderHandshakeResponse;
import pulumirpc.Provider.ReadRequest;
import pulumirpc.Provider.ReadResponse;
import pulumirpc.Provider.UpdateRequest;
import pulumirpc.Provider.UpdateResponse;
import pulumirpc.ResourceProviderGrpc.ResourceProviderImplBase;

/// Pulumi's resource provider protocol: converts, asks the lifecycle, converts back. No decision about a
/// resource is taken here.
final class ProviderService extends ResourceProviderImplBase {
    private final Backend backend;
    private final String version;
    private final Supplier<String> schema;

    /// @param schema the package schema as JSON, read when it is asked for
    ProviderService(Backend backend, String version, Supplier<String> schema) {
        this.backend = backend;
        this.version = version;
        this.schema = schema;
    }

    @Override
    public void handshake(ProviderHandshakeRequest request, StreamObserver<ProviderHandshakeResponse> reply) {
        Replies.answer(reply, () -> {
            Replies.session().reach(request.getEngineAddress());
            return ProviderHandshakeResponse.newBuilder()
                    .setAcceptSecrets(true)
                    .setSupportsAutonamingConfiguration(true)
                    .build();
        });
    }

    @Override
    public void attach(PluginAttach request, StreamObserver<Empty> reply) {
        Replies.answer(reply, () -> {
            Replies.session().reach(request.getAddress());
            return Empty.getDefaultInstance();
        });
    }

    @Override
    public void getPluginInfo(Empty request, StreamObserver<PluginInfo> reply) {
        Replies.answer(reply, () -> PluginInfo.newBuilder().setVersion(version).build());
    }

    @Override
    public void getSchema(GetSchemaRequest request, StreamObserver<GetSchemaResponse> reply) {
        Replies.answer(
                reply,
                () -> GetSchemaResponse.newBuilder().setSchema(schema.get()).build());
    }

    @Override
    public void getMapping(GetMappingRequest request, StreamObserver<GetMappingResponse> reply) {
        Replies.answer(reply, GetMappingResponse::getDefaultInstance);
    }

    @Override
    public void getMappings(GetMappingsRequest request, StreamObserver<GetMappingsResponse> reply) {
        Replies.answer(reply, GetMappingsResponse::getDefaultInstance);
    }

    @Override
    public void cancel(Empty request, StreamObserver<Empty> reply) {
        Replies.answer(reply, () -> {
            Replies.session().cancel();
            return Empty.getDefaultInstance();
        });
    }

    /// Settings come without marks here, and go to the state as they are answered.
    @Override
    public void checkConfig(CheckRequest request, StreamObserver<CheckResponse> reply) {
        Replies.answer(reply, () -> {
            Schema settings = backend.settings();
            PropertyMap news = decoded(request.getNews());
            return Checks.answer(
                    StructCodec.encode(settings.marked(news)),
                    Settings.check(settings, Settings.typed(settings, news)),
                    Replies.session()::mask);
        });
    }

    /// A change of settings never replaces anything by itself: each resource has its organization among its
    /// inputs.
    @Override
    public void diffConfig(DiffRequest request, StreamObserver<DiffResponse> reply) {
        Replies.answer(reply, () -> {
            var diff = DiffResponse.newBuilder().setChanges(DiffChanges.DIFF_NONE);
            var old = request.getOldInputs().getFieldsMap();
            var wanted = request.getNews().getFieldsMap();
            for (Property<?> property : backend.settings().properties()) {
                if (!Objects.equals(old.get(property.name()), wanted.get(property.name()))) {
                    diff.setChanges(DiffChanges.DIFF_SOME).addDiffs(property.name());
                }
            }
            return diff.build();
        });
    }

    @Override
    public void configure(ConfigureRequest request, StreamObserver<ConfigureResponse> reply) {
        Replies.answer(reply, () -> {
            PropertyMap given = Settings.typed(backend.settings(), decoded(request.getArgs()));
            PropertyMap complete = backend.withEnvironment(given);
            var missing = backend.needed().stream()
                    .filter(property -> !complete.has(property))
                    .toList();
            if (!missing.isEmpty()) {
                throw Failure.unconfigured(missing);
            }
            List<Finding> findings = backend.check(given, complete);
            if (!findings.isEmpty()) {
                throw Failure.refused(findings, Replies.session()::mask);
            }
            Replies.session().meet(request.getUrn()).configure(complete);
            return ConfigureResponse.newBuilder()
                    .setAcceptSecrets(true)
                    .setSupportsPreview(true)
                    .setSupportsAutonamingConfiguration(true)
                    .build();
        });
    }

    @Override
    public void check(CheckRequest request, StreamObserver<CheckResponse> reply) {
        Replies.answer(reply, () -> {
            Urn urn = Urn.parse(request.getUrn());
            var context = new com.pulumi.planetscale.provider.lifecycle.Context(
                    urn.name(),
                    HexFormat.of().formatHex(request.getRandomSeed().toByteArray()),
                    Checks.proposal(request),
                    Replies.session().settings());
            Lifecycle lifecycle = lifecycle(request.getUrn());
            PropertyMap given = PlainTexts.in(lifecycle.schema().inputs(), decoded(request.getNews()));
            Replies.session().meet(request.getUrn()).planning().add(request.getUrn());
            Lifecycle.Checked checked = lifecycle.check(decoded(request.getOlds()), given, context);
            return Checks.answer(StructCodec.encode(checked.inputs()), checked.findings(), Replies.session()::mask);
        });
    }

    @Override
    public void diff(DiffRequest request, StreamObserver<DiffResponse> reply) {
        Replies.operate(reply, request.getUrn(), 0, operation -> {
            Lifecycle lifecycle = lifecycle(request.getUrn());
            PropertyMap oldInputs = lifecycle.readableInputs(decoded(request.getOldInputs()));
            boolean shownOnly = !Replies.session().planning().contains(request.getUrn());
            String label = operation.label();
            PropertyMap state = lifecycle.identified(request.getId(), oldInputs, decoded(request.getOlds()));
            PropertyMap inputs = decoded(request.getNews());
            List<Path> ignored = paths(request.getIgnoreChangesList());
            Plan plan = shownOnly
                    ? lifecycle.compare(operation, label, oldInputs, state, inputs, ignored)
                    : lifecycle.plan(operation, label, oldInputs, state, inputs, ignored);
            return switch (plan) {
                case Plan.Keep keep -> Diffs.of(keep, StructCodec.doublySecret(request.getOlds()));
                case Plan.Update update -> Diffs.of(update);
                case Plan.Replace replace -> {
                    if (!shownOnly) {
                        Diffs.reasons(replace).forEach(operation::say);
                    }
                    yield Diffs.of(replace);
                }
                case Plan.Refuse(var refusals) -> {
                    if (shownOnly) {
                        yield Diffs.of(refusals);
                    }
                    throw Failure.refused(refusals, Replies.session()::mask);
                }
            };
        });
    }

    @Override
    public void create(CreateRequest request, StreamObserver<CreateResponse> reply) {
        Replies.operate(
                reply,
                request.getUrn(),
                request.getTimeout(),
                () -> patience(request.getUrn(), request.getProperties()),
                operation -> {
                    PropertyMap inputs = decoded(request.getProperties());
                    Lifecycle lifecycle = lifecycle(request.getUrn());
                    if (request.getPreview()) {
                        PropertyMap planned = Checks.shown(
                                operation, lifecycle.previewCreate(operation, inputs), Replies.session()::mask);
                        return CreateResponse.newBuilder()
                                .setProperties(StructCodec.encode(planned))
                                .build();
                    }
                    return switch (lifecycle.create(operation, inputs)) {
                        case Outcome.Ready(var id, var state) ->
                            CreateResponse.newBuilder()
                                    .setId(id)
                                    .setProperties(StructCodec.encode(state))
                                    .build();
                        case Outcome.Partial partial -> throw Failure.unfinished(partial, Replies.session()::mask);
                    };
                });
    }

    @Override
    public void update(UpdateRequest request, StreamObserver<UpdateResponse> reply) {
        Replies.operate(
                reply,
                request.getUrn(),
                request.getTimeout(),
                () -> patience(request.getUrn(), request.getNews()),
                operation -> {
                    Lifecycle lifecycle = lifecycle(request.getUrn());
                    PropertyMap oldInputs = lifecycle.readableInputs(decoded(request.getOldInputs()));
                    PropertyMap inputs = decoded(request.getNews());
                    PropertyMap state = lifecycle.identified(request.getId(), oldInputs, decoded(request.getOlds()));
                    if (request.getPreview()) {
                        PropertyMap planned = Checks.shown(
                                operation,
                                lifecycle.previewUpdate(
                                        operation,
                                        operation.label(),
                                        oldInputs,
                                        state,
                                        inputs,
                                        paths(request.getIgnoreChangesList())),
                                Replies.session()::mask);
                        return UpdateResponse.newBuilder()
                                .setProperties(StructCodec.encode(planned))
                                .build();
                    }
                    return switch (lifecycle.update(operation, request.getId(), oldInputs, state, inputs)) {
                        case Outcome.Ready ready ->
                            UpdateResponse.newBuilder()
                                    .setProperties(StructCodec.encode(ready.state()))
                                    .build();
                        case Outcome.Partial partial -> throw Failure.unfinished(partial, Replies.session()::mask);
                    };
                });
    }

    @Override
    public void read(ReadRequest request, StreamObserver<ReadResponse> reply) {
        Replies.operate(reply, request.getUrn(), request.getTimeout(), operation -> {
            Replies.session().planning().remove(request.getUrn());
            Lifecycle lifecycle = lifecycle(request.getUrn());
            PropertyMap inputs = lifecycle.readableInputs(decoded(request.getInputs()));
            PropertyMap state = decoded(request.getProperties());
            // An import sends no state, and a look-up by a program what the program gave.
            Optional<Lifecycle.Found> found = lifecycle.isRecorded(inputs, state)
                    ? lifecycle.refresh(
                            operation, request.getId(), inputs, lifecycle.identified(request.getId(), inputs, state))
                    : lifecycle.find(
                            operation, request.getId(), Replies.session().settings());
            // Unset fields mean "gone" in every use of this call; empty ones do not.
            return found.map(object -> ReadResponse.newBuilder()
                            .setId(object.id())
                            .setInputs(StructCodec.encode(object.inputs()))
                            .setProperties(StructCodec.encode(object.state()))
                            .build())
                    .orElse(ReadResponse.getDefaultInstance());
        });
    }

    @Override
    public void delete(DeleteRequest request, StreamObserver<Empty> reply) {
        Replies.operate(reply, request.getUrn(), request.getTimeout(), operation -> {
            Lifecycle lifecycle = lifecycle(request.getUrn());
            PropertyMap inputs = lifecycle.readableInputs(decoded(request.getOldInputs()));
            PropertyMap state = lifecycle.identified(request.getId(), inputs, decoded(request.getProperties()));
            lifecycle.delete(operation, lifecycle.known(inputs, state));
            return Empty.getDefaultInstance();
        });
    }

    @Override
    public void invoke(InvokeRequest request, StreamObserver<InvokeResponse> reply) {
        Replies.operate(reply, "", 0, operation -> {
            RunLookup lookup = Replies.session().lookup(Urn.kind(request.getTok()));
            Schema schema = lookup.lookup().schema();
            PropertyMap given = PlainTexts.in(schema.inputs(), decoded(request.getArgs()));
            PropertyMap inputs =
                    Lifecycle.completed(schema, given, Replies.session().settings());
            List<Finding> findings = schema.check(inputs);
            if (!findings.isEmpty()) {
                return InvokeResponse.newBuilder()
                        .addAllFailures(Checks.failures(findings, Replies.session()::mask))
                        .build();
            }
            return InvokeResponse.newBuilder()
                    .setReturn(StructCodec.encode(lookup.call(operation, inputs, request.getPreview())))
                    .build();
        });
    }

    @Override
    public void list(ListRequest request, StreamObserver<ListResponse> reply) {
        Session session = Replies.session();
        try {
            session.operations().run("", "", 0, () -> Resource.USUAL_PATIENCE, operation -> {
                Lifecycle lifecycle = session.lifecycle(Urn.kind(request.getToken()));
                PropertyMap owner = lifecycle.owner(decoded(request.getQuery()), session.settings());
                long limit = request.getLimit() > 0 ? request.getLimit() : Long.MAX_VALUE;
                try (Stream<String> ids = lifecycle.list(operation, owner)) {
                    ids.limit(limit)
                            .forEach(id -> reply.onNext(ListResponse.newBuilder()
                                    .setResult(ListResponse.Result.newBuilder()
                                            .setId(id)
                                            .setName(id.substring(id.lastIndexOf('/') + 1)))
                                    .build()));
                }
                return true;
            });
            reply.onCompleted();
        } catch (Throwable thrown) {
            reply.onError(Failure.of(thrown, session::mask));
        }
    }

    /// Properties as they came; secrets among them will not be shown by this connection.
    private static PropertyMap decoded(Struct properties) {
        return Replies.session().secrets().meet(StructCodec.decode(properties));
    }

    private static Duration patience(String urn, Struct inputs) {
        return lifecycle(urn).patience(decoded(inputs));
    }

    private static Lifecycle lifecycle(String urn) {
        return Replies.session().lifecycle(Urn.parse(urn).kind());
    }

    private static List<Path> paths(List<String> ignored) {
        return ignored.stream().map(Path::parse).toList();
    }
}
