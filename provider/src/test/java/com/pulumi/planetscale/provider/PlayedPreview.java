package com.pulumi.planetscale.provider;

import com.google.protobuf.Struct;
import com.pulumi.planetscale.provider.PlayedStack.Recorded;
import com.pulumi.planetscale.provider.PlayedStack.Run;
import com.pulumi.planetscale.provider.played.PlayedEngine;
import com.pulumi.planetscale.provider.played.Structs;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import pulumirpc.Provider.CheckRequest;
import pulumirpc.Provider.CheckResponse;
import pulumirpc.Provider.CreateRequest;
import pulumirpc.Provider.DiffRequest;
import pulumirpc.Provider.DiffResponse;
import pulumirpc.Provider.DiffResponse.DiffChanges;
import pulumirpc.Provider.UpdateRequest;

/// What `pulumi preview` shows of a program whose resources are all recorded: the engine checks, compares and plans
/// them one after the other, hands what is planned of one to those that refer to it, and ends at the first refusal.
///
/// @param steps what is planned, in the order of the program; nothing for a resource that stays as it is
/// @param messages what was logged, and what was refused
/// @param refused whether a refusal ended it
record PlayedPreview(List<Step> steps, List<String> messages, boolean refused) {
    /// A change of one resource.
    ///
    /// @param paths the properties that change
    record Step(String resource, Op op, SortedSet<String> paths) {}

    enum Op {
        UPDATE,
        CREATE_REPLACEMENT_FIRST,
        DELETE_BEFORE_REPLACE
    }

    /// Previews a program.
    ///
    /// @param records what is recorded, by label
    static PlayedPreview of(Run run, List<Declared> program, Map<String, Recorded> records) {
        var planned = new HashMap<String, Map<String, Object>>();
        var steps = new ArrayList<Step>();
        var refusals = new ArrayList<String>();
        try {
            for (Declared declared : program) {
                var resource = new Planning(
                        run.engine(),
                        Objects.requireNonNull(records.get(declared.label()), declared.label()),
                        Structs.of(run.program(declared, planned)));
                planned.put(declared.label(), resource.plan(steps, refusals));
                if (!refusals.isEmpty()) {
                    break;
                }
            }
        } catch (StatusRuntimeException refusal) {
            refusals.add(String.valueOf(refusal.getStatus().getDescription()));
        }
        var messages = new ArrayList<>(run.log());
        messages.addAll(refusals);
        return new PlayedPreview(steps, messages, !refusals.isEmpty());
    }

    /// The planning of one resource.
    private record Planning(PlayedEngine engine, Recorded recorded, Struct wanted) {
        /// @return the outputs as far as they are known
        Map<String, Object> plan(List<Step> steps, List<String> refusals) {
            CheckResponse checked = check(Structs.of(recorded.inputs()));
            checked.getFailuresList()
                    .forEach(failure -> refusals.add(failure.getProperty() + ": " + failure.getReason()));
            if (!refusals.isEmpty()) {
                return Map.of();
            }
            DiffResponse diff = engine.plugin()
                    .diff(DiffRequest.newBuilder()
                            .setUrn(recorded.urn())
                            .setId(recorded.id())
                            .setOldInputs(Structs.of(recorded.inputs()))
                            .setOlds(Structs.of(recorded.state()))
                            .setNews(checked.getInputs())
                            .build());
            if (diff.getChanges() != DiffChanges.DIFF_SOME) {
                return recorded.state();
            }
            Op op = diff.getReplacesCount() == 0
                    ? Op.UPDATE
                    : diff.getDeleteBeforeReplace() ? Op.DELETE_BEFORE_REPLACE : Op.CREATE_REPLACEMENT_FIRST;
            steps.add(new Step(
                    recorded.label(),
                    op,
                    new TreeSet<>(diff.getDetailedDiffMap().keySet())));
            return Structs.map(op == Op.UPDATE ? updated(checked.getInputs()) : replaced());
        }

        private CheckResponse check(Struct olds) {
            return engine.plugin()
                    .check(CheckRequest.newBuilder()
                            .setUrn(recorded.urn())
                            .setOlds(olds)
                            .setNews(wanted)
                            .setRandomSeed(PlayedEngine.SEED)
                            .build());
        }

        private Struct updated(Struct inputs) {
            return engine.plugin()
                    .update(UpdateRequest.newBuilder()
                            .setUrn(recorded.urn())
                            .setId(recorded.id())
                            .setOldInputs(Structs.of(recorded.inputs()))
                            .setOlds(Structs.of(recorded.state()))
                            .setNews(inputs)
                            .setPreview(true)
                            .build())
                    .getProperties();
        }

        /// The engine checks the inputs of a replacement anew, as those of an object that has no past.
        private Struct replaced() {
            return engine.plugin()
                    .create(CreateRequest.newBuilder()
                            .setUrn(recorded.urn())
                            .setProperties(check(Struct.getDefaultInstance()).getInputs())
                            .setPreview(true)
                            .build())
                    .getProperties();
        }
    }
}
