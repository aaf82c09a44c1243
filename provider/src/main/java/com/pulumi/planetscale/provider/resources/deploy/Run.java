package com.pulumi.planetscale.provider.resources.deploy;

import static com.pulumi.planetscale.provider.resources.deploy.DeployRequestProperties.*;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiException.Kind;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.assumption.Assumes;
import com.pulumi.planetscale.provider.assumption.Assumption;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resource.Waiter;
import com.pulumi.planetscale.provider.resources.deploy.Gate.Opener;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// One run of a deploy request: moves it as far as the program wants and its gates allow. Whatever ends it, the
/// next one continues with the same request.
final class Run {
    private static final int ATTEMPTS = 3;
    private static final Duration BEFORE_LOOKING = Duration.ofSeconds(5);
    private static final Duration WHILE_BUSY = Duration.ofSeconds(10);
    /// How long a refusal without a reason is taken for one that passes.
    @Assumes(Assumption.UNEXPLAINED_REFUSALS)
    private static final Duration UNEXPLAINED = Duration.ofMinutes(10);

    private final Api api;
    private final Operation operation;
    private final PropertyMap inputs;
    private final PropertyMap state;
    private final ApiPath path;
    private final Set<Move.Call> made = EnumSet.noneOf(Move.Call.class);
    private final AtomicReference<Optional<String>> branchRevision = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<Instant>> unexplainedSince = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<Seen>> last = new AtomicReference<>(Optional.empty());

    /// A request as it was seen, and what follows from it.
    record Seen(LiveDeployRequest live, List<Gate> gates, Facts facts, Move next) {
        /// Whether what was asked besides the request is still true: the answers change with these only.
        boolean knows(LiveDeployRequest now) {
            return live.phase() == now.phase()
                    // Those ahead in the queue move by themselves.
                    && now.phase() != Phase.QUEUED
                    && Objects.equals(live.approved(), now.approved())
                    && live.schemaChangedAt().equals(now.schemaChangedAt());
        }
    }

    Run(Api api, Operation operation, PropertyMap state, PropertyMap inputs) {
        this.api = api;
        this.operation = operation;
        this.inputs = inputs;
        this.state = state;
        path = DeployRequestResource.path(state);
    }

    /// Moves it.
    ///
    /// @return what is known of it at the end
    PropertyMap run() throws IOException, InterruptedException {
        while (true) {
            Seen seen = await();
            switch (seen.next()) {
                case Move.Done _ -> {
                    tellHandOff(seen);
                    return properties(seen);
                }
                case Move.Stop(var why) -> throw new OperationException(why, properties(seen));
                case Move.Act(var call) -> make(call, seen);
                case Move.Wait _ -> throw new IllegalStateException("a wait ends with something else");
            }
        }
    }

    /// Waits until there is something to do.
    private Seen await() throws IOException, InterruptedException {
        try {
            return Waiter.<Seen>until(seen -> !(seen.next() instanceof Move.Wait), Run::words)
                    .detailing(seen -> seen.live().words())
                    .ridingOut(ApiException::passes)
                    .await(operation, "deploy request #" + state.get(NUMBER), this::look);
        } catch (OperationException timedOut) {
            Seen seen = last.get().orElseThrow(() -> timedOut);
            throw new OperationException(inVain(seen, timedOut.finding()), properties(seen));
        }
    }

    /// A wait that ends at a gate is told as that gate's, whoever opens it.
    private static Finding inVain(Seen seen, Finding timedOut) {
        if (seen.next() instanceof Move.Wait(var gate) && gate.isPresent()) {
            return Move.stopped(seen.live(), gate.get(), "timed out waiting");
        }
        return seen.gates().stream()
                .filter(gate -> gate.isBlockedFor(Opener.TIME))
                .findFirst()
                .map(gate -> Finding.refusal(
                        Path.ROOT,
                        seen.live().label() + " timed out waiting at the gate `" + gate.name() + "`: " + gate.reason(),
                        timedOut.remedy()))
                .orElse(timedOut);
    }

    private Seen look() throws IOException, InterruptedException {
        Seen seen = see();
        // A call that was made takes its time to show.
        boolean again = seen.next() instanceof Move.Act(var call) && made.contains(call);
        Seen told = again ? new Seen(seen.live(), seen.gates(), seen.facts(), new Move.Wait(Optional.empty())) : seen;
        last.set(Optional.of(told));
        return told;
    }

    private Seen see() throws IOException, InterruptedException {
        LiveDeployRequest live = api.get(path, LiveDeployRequest.class);
        Optional<Seen> before = last.get().filter(seen -> seen.knows(live));
        if (before.isPresent()) {
            Seen seen = judged(live, before.get().facts());
            // A request may not tell that a schema has changed while it waited, so a deployment rests on nothing old.
            if (!seen.next().equals(new Move.Act(Move.Call.DEPLOY))) {
                return seen;
            }
        }
        return judged(live, Facts.of(api, path, state, live));
    }

    private Seen judged(LiveDeployRequest live, Facts facts) {
        // What is deployed is what the branch has now, whatever happens to it until the end.
        facts.content().ifPresent(content -> branchRevision.set(Optional.of(content.branchRevision())));
        List<Gate> gates = Gates.of(live, facts, inputs);
        return new Seen(live, gates, facts, Move.next(live, gates, inputs));
    }

    private static String words(Seen seen) {
        return seen.next() instanceof Move.Wait(var gate) && gate.isPresent()
                ? "at the gate `" + gate.get().name() + "`: " + gate.get().reason() + ", see "
                        + seen.live().htmlUrl()
                : seen.live().phaseWord();
    }

    /// Makes a call. Someone else may be faster, and answers get lost: what is seen afterwards decides whether
    /// it was made, and one that was not is made again.
    private void make(Move.Call call, Seen seen) throws IOException, InterruptedException {
        boolean unanswered = false;
        for (int attempt = 1; ; attempt++) {
            try {
                carryOut(call, seen.live());
                made.add(call);
                return;
            } catch (ApiException refusal) {
                if (refusal.maybeDone()) {
                    operation.status("no answer to the request; checking whether it was carried out");
                    operation.pause(BEFORE_LOOKING);
                }
                boolean answeredByState = unanswered && !refusal.maybeDone();
                if (answeredByState || !see().next().equals(new Move.Act(call))) {
                    made.add(call);
                    return;
                }
                if (isPassing(refusal) && operation.now().isBefore(operation.deadline())) {
                    operation.status("PlanetScale is busy with another operation: " + refusal.getMessage());
                    operation.pause(WHILE_BUSY);
                    return;
                }
                if (!refusal.maybeDone() || attempt == ATTEMPTS) {
                    throw new OperationException(refused(refusal), properties(seen));
                }
                unanswered = true;
            }
        }
    }

    /// Whether the same call may succeed later: the gates allow it, and PlanetScale names something else that is under
    /// way, or no reason at all.
    private boolean isPassing(ApiException refusal) {
        if (!refusal.isUnexplained()) {
            return refusal.kind() == Kind.CONFLICT;
        }
        Instant since = unexplainedSince
                .updateAndGet(known -> known.or(() -> Optional.of(operation.now())))
                .orElseThrow();
        return operation.now().isBefore(since.plus(UNEXPLAINED));
    }

    private void carryOut(Move.Call call, LiveDeployRequest live) throws IOException, InterruptedException {
        switch (call) {
            case HOLD -> cutOver(false);
            case DEPLOY -> deploy(live);
            case APPLY -> post("/apply-deploy", Map.of());
            case SKIP_REVERT -> post("/skip-revert", Map.of());
            case REVERT -> post("/revert", Map.of());
            case CLOSE -> {
                var _ = api.patch(path, Map.of("state", "closed"), LiveDeployRequest.class);
            }
        }
    }

    private void deploy(LiveDeployRequest live) throws IOException, InterruptedException {
        boolean byItself = stage(inputs).compareTo(Stage.STAGED) > 0;
        if (live.cutsOverByItself() != byItself) {
            cutOver(byItself);
        }
        var body = new LinkedHashMap<String, Object>(Map.of("instant_ddl", inputs.is(INSTANT_DDL)));
        body.putAll(inputs.body(List.of(STRATEGY)));
        post("/deploy", body);
    }

    private void cutOver(boolean byItself) throws IOException, InterruptedException {
        var _ = api.send("PUT", path.then("/auto-apply"), Map.of("enable", byItself), LiveDeployRequest.class);
    }

    private void post(String call, Map<String, ?> body) throws IOException, InterruptedException {
        var _ = api.send("POST", path.then(call), body, LiveDeployRequest.class);
    }

    private static Finding refused(ApiException refusal) {
        return Finding.refusal(
                Path.ROOT, String.valueOf(refusal.getMessage()), "Run `pulumi up` again to continue the same request.");
    }

    /// A run that succeeds without having got as far as the program wants has to say so.
    private void tellHandOff(Seen seen) {
        if (!stage(inputs).isReached(seen.live().phase())) {
            seen.gates().stream()
                    .filter(gate -> gate.isBlockedFor(Opener.PERSON))
                    .findFirst()
                    .ifPresent(gate -> operation.say(Finding.warning(
                            seen.live().label() + " (" + seen.live().htmlUrl() + ") is left to people at the gate `"
                                    + gate.name() + "`: " + gate.reason(),
                            gate.remedy() + " The next `pulumi up` looks again.")));
        }
    }

    private PropertyMap properties(Seen seen) throws IOException, InterruptedException {
        PropertyMap revised = branchRevision
                .get()
                .map(known -> PropertyMap.EMPTY.with(BRANCH_REVISION, known))
                .orElse(PropertyMap.EMPTY);
        return DeployRequestResource.properties(seen.live(), seen.facts(), seen.gates())
                .with(revised)
                .with(DeployRequestResource.revision(api, state.with(revised), seen.live()));
    }
}
