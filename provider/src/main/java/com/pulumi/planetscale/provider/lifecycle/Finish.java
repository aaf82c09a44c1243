package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Naming;
import com.pulumi.planetscale.provider.property.OnChange;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resource.Account;
import com.pulumi.planetscale.provider.resource.Account.Fate;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resource.Step;
import com.pulumi.planetscale.provider.resource.Writes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Brings an object that exists to what the program wants. Whatever stops it, what is known by then is the answer.
///
/// A step whose answer was lost may have been taken. The object is read then: what is there is recorded, and the step
/// is taken again if that still differs from what is wanted. Where not even that can be told, the inputs of the step
/// stay in doubt, see [Doubts].
final class Finish {
    private static final int ATTEMPTS = 3;
    private static final Duration BEFORE_LOOKING = Duration.ofSeconds(2);

    private final Resource resource;
    private final Schema schema;
    private final Account account;
    private final Operation operation;
    private final PropertyMap inputs;
    /// Inputs that no step has brought about yet.
    private final Set<String> open;
    private final Set<String> doubtful;
    /// What the last read told.
    private PropertyMap seen = PropertyMap.EMPTY;
    private PropertyMap state;
    private boolean changed;

    /// @param begin the state to begin with
    /// @param inputs what the program wants
    Finish(Resource resource, Account account, Operation operation, PropertyMap begin, PropertyMap inputs) {
        this.resource = resource;
        schema = resource.schema();
        this.account = account;
        this.operation = operation;
        this.inputs = inputs;
        state = begin;
        open = broughtAbout(resource);
        doubtful = new HashSet<>(Doubts.in(begin));
    }

    /// The steps of a kind.
    static List<Step> steps(Resource resource) {
        return resource instanceof Resource.Updatable updatable ? updatable.steps() : List.of();
    }

    /// The inputs that steps of a kind bring about.
    static Set<String> broughtAbout(Resource resource) {
        var names = new HashSet<String>();
        steps(resource).forEach(step -> names.addAll(names(step)));
        return names;
    }

    /// Waits and takes steps.
    ///
    /// @param id the object's path at creation
    /// @param waitFirst whether the object may not be usable yet; what is known of it is recorded in any case then
    /// @param goesOn whether an earlier run may have been stopped before everything was read
    /// @throws IOException if nothing was changed
    Outcome run(String id, boolean waitFirst, boolean goesOn) throws IOException, InterruptedException {
        changed = waitFirst;
        try {
            if (goesOn || !doubtful.isEmpty()) {
                see();
            }
            if (waitFirst) {
                record(resource.awaitReady(operation, state));
            }
            for (Step step : steps(resource)) {
                take(step);
            }
            return new Outcome.Ready(id, Doubts.of(Set.of(), States.record(schema, state, inputs, state, Set.of())));
        } catch (IOException failure) {
            return stopped(id, namingTheTaker(failure));
        } catch (UncheckedIOException failure) {
            return stopped(id, Objects.requireNonNull(failure.getCause()));
        } catch (InterruptedException cancelled) {
            if (!changed) {
                throw cancelled;
            }
            return partial(id, Failures.cancelled());
        } catch (RuntimeException fault) {
            if (!changed) {
                throw fault;
            }
            return partial(id, Failures.fault(fault));
        }
    }

    /// PlanetScale refuses a name that is taken without saying by what; here that is known.
    private IOException namingTheTaker(IOException failure) throws InterruptedException {
        boolean isRefusal = account.fate(failure) == Fate.REFUSED && !(failure instanceof OperationException);
        if (!isRefusal
                || !(resource instanceof Resource.Unique unique)
                || unique.claim(inputs).equals(unique.claim(state))) {
            return failure;
        }
        try {
            return unique.taken(operation, inputs)
                    .filter(there ->
                            !state.value(Identities.PUBLIC_ID).plain().equals(new Value.Text(there.publicId())))
                    .<IOException>map(there -> new OperationException(Finding.refusal(
                            Path.ROOT,
                            schema.name() + " `" + schema.path(state).orElse(operation.label()) + "` was not renamed: "
                                    + there.what(),
                            "Choose another " + there.key() + ". If that one gets another " + there.key()
                                    + " in the same run, let this resource depend on it with `dependsOn`; two that"
                                    + " swap theirs need a third name in between.")))
                    .orElse(failure);
        } catch (IOException _) {
            return failure;
        }
    }

    private Outcome stopped(String id, IOException failure) throws IOException {
        if (failure instanceof OperationException explained
                && !explained.learned().isEmpty()) {
            record(state.with(explained.learned()));
            changed = true;
        }
        if (!changed) {
            throw failure;
        }
        return partial(id, Failures.finding(failure));
    }

    /// A secret that a change may have replaced is not recorded any longer: it may be dead.
    private Outcome partial(String id, Finding reason) {
        PropertyMap known = state;
        for (Property<?> property : schema.properties()) {
            if (property.isOnce() && property.dependsOn(doubtful)) {
                known = known.without(property.name());
            }
        }
        return new Outcome.Partial(id, Doubts.of(doubtful, known), reason);
    }

    private void take(Step step) throws IOException, InterruptedException {
        for (int attempt = 1; step.needed().holds(operation, view(), inputs); attempt++) {
            boolean inDoubt = isInDoubt(step);
            var writes = new Writes();
            try {
                PropertyMap live = new Patience(operation, account)
                        .whenFree(writes, () -> step.action().run(operation, view(), inputs));
                settle(step, unfinished(step).with(live));
                return;
            } catch (IOException failure) {
                if (!writes.any() && !inDoubt) {
                    throw failure;
                }
                noteDoubt(step, writes);
                boolean lost = account.fate(failure) == Fate.LOST;
                if (lost) {
                    operation.status("no answer to the change; checking whether it was carried out");
                    operation.pause(BEFORE_LOOKING);
                }
                boolean tells = lost || (inDoubt && !(failure instanceof OperationException));
                if (trySee() && tells && !step.needed().holds(operation, state, inputs)) {
                    settle(step, state);
                    awaitReady();
                    return;
                }
                if (!lost || attempt == ATTEMPTS) {
                    throw failure;
                }
            } catch (InterruptedException | RuntimeException cancelled) {
                noteDoubt(step, writes);
                throw cancelled;
            }
        }
    }

    private void noteDoubt(Step step, Writes writes) {
        if (writes.any()) {
            changed = true;
            doubtful.addAll(names(step));
        }
    }

    /// The state without what a step was to bring about. What its answer does not mention is as the program wants it:
    /// with the value that it gives, or gone if it is omitted and that takes a change.
    private PropertyMap unfinished(Step step) {
        PropertyMap rest = state;
        for (Property<?> property : step.properties()) {
            boolean isCleared = !inputs.has(property)
                    && state.has(property)
                    && property.meaning(state.value(property), Value.absent(), state) instanceof OnChange.Update<?>;
            if (inputs.has(property) || isCleared) {
                rest = rest.without(property.name());
            }
        }
        return withoutReplaced(step, rest);
    }

    /// A state without the secrets that a step replaces: where its answer does not tell them, they are dead.
    private PropertyMap withoutReplaced(Step step, PropertyMap from) {
        PropertyMap rest = from;
        for (Property<?> property : schema.properties()) {
            if (property.isOnce() && property.dependsOn(names(step))) {
                rest = rest.without(property.name());
            }
        }
        return rest;
    }

    private void settle(Step step, PropertyMap live) {
        open.removeAll(names(step));
        doubtful.removeAll(names(step));
        state = withoutReplaced(step, state);
        record(live);
        changed = true;
    }

    private void awaitReady() throws IOException, InterruptedException {
        if (!resource.isReady(state)) {
            record(resource.awaitReady(operation, state));
        }
    }

    /// The state as steps judge by it. What is in doubt is not known: neither where no read shows it, nor where a
    /// read shows what is wanted, since what was sent may come after that. Names are what they are read to be.
    private PropertyMap view() {
        PropertyMap view = state;
        for (Property<?> property : schema.inputs()) {
            boolean settled = !doubtful.contains(property.name())
                    || isName(property)
                    || (seen.has(property)
                            && !inputs.differing(state, List.of(property)).isEmpty())
                    || (seen.has(property) && !inputs.has(property));
            if (!settled) {
                view = view.with(property.name(), Value.unknown());
            }
        }
        return view;
    }

    private boolean isName(Property<?> property) {
        return schema.identity().stream().anyMatch(part -> part.name().equals(property.name()))
                || schema.naming()
                        .map(Naming::property)
                        .filter(name -> name.name().equals(property.name()))
                        .isPresent();
    }

    private boolean isInDoubt(Step step) {
        return !Collections.disjoint(doubtful, names(step));
    }

    /// Reads the object and records what is there.
    private void see() throws IOException, InterruptedException {
        Optional<PropertyMap> live = resource.read(operation, state);
        if (live.isPresent()) {
            seen = live.get();
            record(state.with(seen));
        }
    }

    private boolean trySee() throws InterruptedException {
        try {
            see();
            return true;
        } catch (IOException | UncheckedIOException _) {
            return false;
        }
    }

    private void record(PropertyMap live) {
        state = States.record(schema, state, inputs, States.answered(schema, inputs, live), open);
    }

    private static Set<String> names(Step step) {
        return step.properties().stream().map(Property::name).collect(Collectors.toSet());
    }
}
