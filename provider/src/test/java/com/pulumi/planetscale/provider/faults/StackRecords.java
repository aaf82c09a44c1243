package com.pulumi.planetscale.provider.faults;

import com.google.protobuf.ByteString;
import com.google.protobuf.Struct;
import com.pulumi.planetscale.provider.played.Failed;
import com.pulumi.planetscale.provider.played.PlayedEngine;
import com.pulumi.planetscale.provider.played.Structs;
import io.grpc.StatusRuntimeException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pulumirpc.Provider.CheckRequest;
import pulumirpc.Provider.CheckResponse;
import pulumirpc.Provider.CreateRequest;
import pulumirpc.Provider.CreateResponse;
import pulumirpc.Provider.DeleteRequest;
import pulumirpc.Provider.DiffRequest;
import pulumirpc.Provider.DiffResponse;
import pulumirpc.Provider.DiffResponse.DiffChanges;
import pulumirpc.Provider.ErrorResourceInitFailed;
import pulumirpc.Provider.ReadRequest;
import pulumirpc.Provider.ReadResponse;
import pulumirpc.Provider.UpdateRequest;
import pulumirpc.ResourceProviderGrpc.ResourceProviderBlockingStub;

/// The records of a stack, kept as Pulumi's engine keeps them: what a verb answers is recorded, what it answers
/// together with a failure as well, and a failure without an answer changes nothing.
final class StackRecords {
    private static final String TYPE = "planetscale:index:";

    private static final int SEED_BYTES = 32;

    private final Map<String, Recorded> records = new LinkedHashMap<>();
    private final List<Replaced> replaced = new ArrayList<>();
    private @Nullable ResourceProviderBlockingStub running;
    private int creations;

    /// What the engine knows of a resource.
    ///
    /// @param progress what the next `up` has to do even if the program stays the same
    record Recorded(String kind, String id, Struct inputs, Struct state, Progress progress) {
        Map<String, Object> values() {
            return Structs.map(state);
        }

        String publicId() {
            return String.valueOf(values().get("publicId"));
        }
    }

    /// How far the engine has come with a resource.
    enum Progress {
        DONE,
        /// It exists, and has to be updated.
        UNFINISHED,
        /// It was deleted, and what replaces it is still to be made.
        PENDING_REPLACEMENT
    }

    /// What was replaced by something new, and is still to be deleted.
    private record Replaced(String label, Recorded record) {}

    /// Begins a run, with a plugin of its own.
    void with(PlayedEngine engine) {
        running = engine.plugin();
    }

    private ResourceProviderBlockingStub plugin() {
        return Objects.requireNonNull(running);
    }

    Map<String, Recorded> records() {
        return new LinkedHashMap<>(records);
    }

    void restore(Map<String, Recorded> earlier) {
        records.clear();
        records.putAll(earlier);
        creations = earlier.size();
        replaced.clear();
    }

    Optional<Recorded> record(String label) {
        return Optional.ofNullable(records.get(label));
    }

    /// Brings a resource to what the program says of it.
    void up(String label, String kind, Map<String, ?> program) {
        Optional<Recorded> known = record(label);
        Struct inputs = check(label, kind, known.map(Recorded::inputs), program);
        if (known.isEmpty()) {
            create(label, kind, inputs);
        } else {
            bringTo(label, known.get(), inputs, program);
        }
        deleteReplaced();
    }

    private void bringTo(String label, Recorded record, Struct inputs, Map<String, ?> program) {
        DiffResponse diff = diff(label, record, inputs);
        boolean isDeleted = record.progress() == Progress.PENDING_REPLACEMENT;
        if (diff.getReplacesCount() > 0 || isDeleted) {
            // What is made anew does not inherit anything.
            Struct fresh = check(label, record.kind(), Optional.empty(), program);
            if (diff.getDeleteBeforeReplace() && !isDeleted) {
                delete(label, record);
                put(label, record, Progress.PENDING_REPLACEMENT);
            }
            try {
                create(label, record.kind(), fresh);
            } finally {
                if (!diff.getDeleteBeforeReplace() && !Objects.equals(records.get(label), record)) {
                    replaced.add(new Replaced(label, record));
                }
            }
        } else if (record.progress() == Progress.UNFINISHED || diff.getChanges() == DiffChanges.DIFF_SOME) {
            update(label, record, inputs);
        }
    }

    /// The engine deletes at the end of a run, and in the next one what is left of that.
    private void deleteReplaced() {
        for (Replaced old : List.copyOf(replaced)) {
            delete(old.label(), old.record());
            replaced.remove(old);
        }
    }

    private void put(String label, Recorded record, Progress progress) {
        records.put(label, new Recorded(record.kind(), record.id(), record.inputs(), record.state(), progress));
    }

    /// Lets the plugin see what an `up` shows it of a resource that does not change.
    void pass(String label) {
        Recorded record = records.get(label);
        if (record != null) {
            var _ = diff(label, record, record.inputs());
        }
    }

    /// Whether the program and the record agree, so that an `up` does nothing.
    boolean isSettled(String label, Map<String, ?> program) {
        Recorded record = records.get(label);
        if (record == null || record.progress() != Progress.DONE || !replaced.isEmpty()) {
            return false;
        }
        Struct inputs = check(label, record.kind(), Optional.of(record.inputs()), program);
        return diff(label, record, inputs).getChanges() == DiffChanges.DIFF_NONE;
    }

    /// What a preview of the next `up` shows.
    Struct preview(String label, String kind, Map<String, ?> program) {
        Optional<Recorded> known = record(label);
        Struct inputs = check(label, kind, known.map(Recorded::inputs), program);
        if (known.isEmpty()) {
            return plugin().create(CreateRequest.newBuilder()
                            .setUrn(urn(kind, label))
                            .setProperties(inputs)
                            .setPreview(true)
                            .build())
                    .getProperties();
        }
        Recorded record = known.get();
        var _ = diff(label, record, inputs);
        return plugin().update(UpdateRequest.newBuilder()
                        .setUrn(urn(kind, label))
                        .setId(record.id())
                        .setOlds(record.state())
                        .setOldInputs(record.inputs())
                        .setNews(inputs)
                        .setPreview(true)
                        .build())
                .getProperties();
    }

    /// Reads a resource again; forgets it if it is gone.
    void refresh(String label) {
        Recorded record = records.get(label);
        if (record == null) {
            return;
        }
        ReadResponse read = plugin().read(ReadRequest.newBuilder()
                .setUrn(urn(record.kind(), label))
                .setId(record.id())
                .setInputs(record.inputs())
                .setProperties(record.state())
                .build());
        if (read.getId().isEmpty()) {
            records.remove(label);
        } else {
            records.put(
                    label,
                    new Recorded(
                            record.kind(), read.getId(), read.getInputs(), read.getProperties(), record.progress()));
        }
    }

    /// Records an object that the program has not made.
    void importAs(String label, String kind, String id) {
        ReadResponse read = plugin().read(ReadRequest.newBuilder()
                .setUrn(urn(kind, label))
                .setId(id)
                .build());
        if (!read.getId().isEmpty()) {
            records.put(label, new Recorded(kind, read.getId(), read.getInputs(), read.getProperties(), Progress.DONE));
        }
    }

    /// Deletes a resource and forgets it.
    void delete(String label) {
        Recorded record = records.get(label);
        if (record != null) {
            delete(label, record);
            records.remove(label);
        }
    }

    private void delete(String label, Recorded record) {
        var _ = plugin().delete(DeleteRequest.newBuilder()
                .setUrn(urn(record.kind(), label))
                .setId(record.id())
                .setProperties(record.state())
                .setOldInputs(record.inputs())
                .build());
    }

    private void create(String label, String kind, Struct inputs) {
        creations++;
        try {
            CreateResponse made = plugin().create(CreateRequest.newBuilder()
                    .setUrn(urn(kind, label))
                    .setProperties(inputs)
                    .build());
            records.put(label, new Recorded(kind, made.getId(), inputs, made.getProperties(), Progress.DONE));
        } catch (StatusRuntimeException failure) {
            recordUnfinished(label, kind, inputs, failure);
            throw failure;
        }
    }

    private void update(String label, Recorded record, Struct inputs) {
        try {
            Struct state = plugin().update(UpdateRequest.newBuilder()
                            .setUrn(urn(record.kind(), label))
                            .setId(record.id())
                            .setOlds(record.state())
                            .setOldInputs(record.inputs())
                            .setNews(inputs)
                            .build())
                    .getProperties();
            records.put(label, new Recorded(record.kind(), record.id(), inputs, state, Progress.DONE));
        } catch (StatusRuntimeException failure) {
            recordUnfinished(label, record.kind(), inputs, failure);
            throw failure;
        }
    }

    private void recordUnfinished(String label, String kind, Struct inputs, StatusRuntimeException failure) {
        if (Failed.hasDetail(failure)) {
            ErrorResourceInitFailed detail = Failed.detail(failure, ErrorResourceInitFailed.class);
            records.put(label, new Recorded(kind, detail.getId(), inputs, detail.getProperties(), Progress.UNFINISHED));
        }
    }

    private Struct check(String label, String kind, Optional<Struct> olds, Map<String, ?> program) {
        CheckResponse checked = plugin().check(CheckRequest.newBuilder()
                .setUrn(urn(kind, label))
                .setOlds(olds.orElse(Struct.getDefaultInstance()))
                .setNews(Structs.of(program))
                .setRandomSeed(seed())
                .build());
        if (checked.getFailuresCount() > 0) {
            throw new AssertionError(label + ": " + checked.getFailuresList());
        }
        return checked.getInputs();
    }

    /// What names are generated from, another one for each creation.
    private ByteString seed() {
        return ByteString.copyFrom(ByteBuffer.allocate(SEED_BYTES).putInt(0, creations));
    }

    private DiffResponse diff(String label, Recorded record, Struct inputs) {
        return plugin().diff(DiffRequest.newBuilder()
                .setUrn(urn(record.kind(), label))
                .setId(record.id())
                .setOlds(record.state())
                .setOldInputs(record.inputs())
                .setNews(inputs)
                .build());
    }

    /// The labels of what is recorded, oldest first.
    List<String> labels() {
        return List.copyOf(records.keySet());
    }

    private static String urn(String kind, String label) {
        return "urn:pulumi:test::project::" + TYPE + kind + "::" + label;
    }
}
