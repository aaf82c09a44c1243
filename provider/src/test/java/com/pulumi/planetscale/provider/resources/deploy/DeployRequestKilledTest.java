package com.pulumi.planetscale.provider.resources.deploy;

import static com.pulumi.planetscale.emulator.time.Delay.DEPLOY_CHECK;
import static com.pulumi.planetscale.emulator.time.Delay.DEPLOY_COPY;
import static com.pulumi.planetscale.emulator.time.Delay.DEPLOY_CUTOVER;
import static com.pulumi.planetscale.emulator.time.Delay.DEPLOY_QUEUE;
import static com.pulumi.planetscale.emulator.time.Delay.DEPLOY_REVERT;
import static com.pulumi.planetscale.emulator.time.Delay.DEPLOY_SUBMIT;
import static com.pulumi.planetscale.emulator.time.Delay.DEPLOY_VSCHEMA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Struct;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.admin.AdminDeploys.Action;
import com.pulumi.planetscale.emulator.time.Delay;
import com.pulumi.planetscale.provider.PlayedShop;
import com.pulumi.planetscale.provider.played.PlayedEngine;
import com.pulumi.planetscale.provider.resources.deploy.CutOff.Call;
import com.pulumi.planetscale.provider.resources.deploy.CutOff.Cut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pulumirpc.Provider.CreateResponse;

/// A run is killed at each call that it makes in each phase of a deployment, before PlanetScale has done what the call
/// asks for, and after. The next run continues with the same request, and there is one in the end.
///
/// Engine and plugin are killed together, so nothing of the killed run is recorded. `DeployRequestKilledIT` does some
/// of this with a real engine.
@Order(2)
class DeployRequestKilledTest {
    private static final String KIND = "DeployRequest";
    private static final String LABEL = "change";
    private static final double HOURS = 7200;

    /// Ends of runs that were tried. Runs of several journeys begin in the same way, and leave the same when they end
    /// there: what the next one does then, for each stage, is in `DeployRequestTableTest`.
    private static final Set<End> TRIED = ConcurrentHashMap.newKeySet();

    private final CutOff wire = new CutOff();
    private final PlayedShop shop;
    /// Engines that say nothing more. Their connections stay open, since a plugin notices it when one ends.
    private final List<PlayedEngine> killed = new ArrayList<>();

    /// What a program asks for, and what there is before.
    enum Journey {
        DEPLOYED("", "deployed", "live"),
        PERMANENT("", "permanent", "live"),
        STAGED("", "staged", "staged"),
        DEPLOYED_AFTER_OPENED("opened", "deployed", "live"),
        DEPLOYED_AFTER_STAGED("staged", "deployed", "live"),
        PERMANENT_AFTER_DEPLOYED("deployed", "permanent", "live"),
        REVERTED("deployed", "reverted", "reverted"),
        APPROVED("", "deployed", "live", "requireApproval", true, "atGate", "wait"),
        BRANCH_DELETED("", "permanent", "live", "autoDeleteBranch", true),
        VSCHEMA_DEPLOYED("", "deployed", "live"),
        VSCHEMA_REVERTED("deployed", "reverted", "reverted"),
        NOTHING_TO_DEPLOY("", "deployed", "noChanges");

        private final String before;

        @SuppressWarnings("ImmutableEnumChecker") // `List.of` with strings and booleans
        private final List<Object> more;

        private final String stage;
        private final String verdict;

        /// @param before the stage that an earlier run has brought the request to; empty if there was none
        Journey(String before, String stage, String verdict, Object... more) {
            this.before = before;
            this.stage = stage;
            this.verdict = verdict;
            this.more = List.of(more);
        }

        Map<String, Object> inputs() {
            var inputs = new HashMap<>(PlayedShop.inputs(more.toArray()));
            inputs.put("stage", stage);
            return inputs;
        }

        /// The first journey before which there is the same.
        Journey beginning() {
            return switch (this) {
                case DEPLOYED, PERMANENT, STAGED, BRANCH_DELETED -> DEPLOYED;
                case PERMANENT_AFTER_DEPLOYED, REVERTED -> PERMANENT_AFTER_DEPLOYED;
                default -> this;
            };
        }

        boolean isLive() {
            return verdict.equals("live");
        }
    }

    /// Where a run ends.
    ///
    /// @param beginning what there was before it, as the journey that was the first to begin so
    /// @param calls all of its calls, up to the last one
    private record End(Journey beginning, List<Call> calls, boolean carriedOut) {}

    DeployRequestKilledTest() throws Exception {
        Emulator.Options options = Emulator.Options.defaults().withoutDelays().extensions(wire);
        for (Delay phase : List.of(
                DEPLOY_CHECK,
                DEPLOY_QUEUE,
                DEPLOY_SUBMIT,
                DEPLOY_COPY,
                DEPLOY_VSCHEMA,
                DEPLOY_CUTOVER,
                DEPLOY_REVERT)) {
            options.delay(phase, Duration.ofSeconds(20));
        }
        shop = new PlayedShop(options);
        wire.phases(this::phase);
    }

    @AfterEach
    void stop() {
        killed.forEach(PlayedEngine::close);
        wire.close();
        shop.close();
    }

    @ParameterizedTest
    @EnumSource
    void runThatIsKilledIsContinuedByTheNextOne(Journey journey) throws Exception {
        CreateResponse recorded = begin(journey);
        wire.pass();
        try (PlayedEngine undisturbed = shop.attach()) {
            var _ = up(undisturbed, journey, recorded);
        }

        List<Call> calls = wire.calls();
        var firstOfItsKind = new LinkedHashMap<Call, Integer>();
        IntStream.range(0, calls.size()).forEach(number -> firstOfItsKind.putIfAbsent(calls.get(number), number));
        assertThat(firstOfItsKind).isNotEmpty();
        for (var call : firstOfItsKind.entrySet()) {
            for (boolean carriedOut : call.getKey().isRead() ? List.of(false) : List.of(false, true)) {
                List<Call> before = calls.subList(0, call.getValue() + 1);
                if (TRIED.add(new End(journey.beginning(), List.copyOf(before), carriedOut))) {
                    killAt(journey, call.getKey(), call.getValue(), carriedOut);
                }
            }
        }
    }

    private void killAt(Journey journey, Call call, int number, boolean carriedOut) throws Exception {
        String what = "killed at call %d, %s, %s".formatted(number, call, carriedOut ? "carried out" : "lost");
        CreateResponse recorded = begin(journey);

        Cut cut = wire.cutAt(number, carriedOut);
        PlayedEngine engine = shop.attach();
        killed.add(engine);
        CompletableFuture<Struct> run =
                CompletableFuture.supplyAsync(() -> up(engine, journey, recorded), Thread.ofVirtual()::start);
        CompletableFuture.anyOf(run, CompletableFuture.runAsync(() -> await(cut), Thread.ofVirtual()::start))
                .join();
        assertThat(run).as(what).isNotDone();
        wire.pass();

        try (PlayedEngine next = shop.attach()) {
            Struct state = up(next, journey, recorded);
            assertThat(state.getFieldsOrThrow("verdict").getStringValue())
                    .as(what)
                    .isEqualTo(journey.verdict);
            assertThat(numbers()).as(what).containsExactly(1L);
            assertThat(shop.schema("main").contains("varchar(9)")).as(what).isEqualTo(journey.isLive());
            CreateResponse now = CreateResponse.newBuilder()
                    .setId("acme/shop/1")
                    .setProperties(state)
                    .build();
            assertThat(next.diff(KIND, LABEL, now, journey.inputs(), journey.inputs())
                            .getDiffsList())
                    .as(what)
                    .isEmpty();
            assertThat(next.refresh(KIND, LABEL, now, journey.inputs()).getId())
                    .as(what)
                    .isEqualTo("acme/shop/1");
        }
    }

    /// Everything as it is before the run that is killed.
    ///
    /// @return what an earlier run has recorded
    private CreateResponse begin(Journey journey) throws Exception {
        shop.reset();
        wire.pass();
        switch (journey) {
            case NOTHING_TO_DEPLOY -> shop.load("dev", PlayedShop.USERS);
            case VSCHEMA_DEPLOYED, VSCHEMA_REVERTED -> shop.changeVSchema();
            default -> {}
        }
        if (journey.before.isEmpty()) {
            return CreateResponse.getDefaultInstance();
        }
        try (PlayedEngine engine = shop.attach()) {
            return engine.create(KIND, LABEL, PlayedShop.inputs("stage", journey.before), HOURS);
        }
    }

    private Struct up(PlayedEngine engine, Journey journey, CreateResponse recorded) {
        if (journey == Journey.APPROVED) {
            shop.meanwhile(this::approve);
        }
        if (journey.before.isEmpty()) {
            return engine.create(KIND, LABEL, journey.inputs(), HOURS).getProperties();
        }
        return engine.update(
                KIND,
                LABEL,
                recorded.getId(),
                recorded.getProperties(),
                PlayedShop.inputs("stage", journey.before),
                journey.inputs(),
                HOURS);
    }

    private void approve() {
        if (phase().equals("ready")) {
            shop.ann(Action.APPROVE);
        } else {
            shop.meanwhile(this::approve);
        }
    }

    private String phase() {
        try {
            return shop.emulator()
                    .admin()
                    .object(PlayedShop.request())
                    .path("deployment")
                    .path("state")
                    .asText();
        } catch (IllegalArgumentException notOpenedYet) {
            return "";
        }
    }

    private List<Long> numbers() throws Exception {
        return shop
                .api()
                .get(shop.path("/databases/shop/deploy-requests"), JsonNode.class)
                .findValues("number")
                .stream()
                .map(JsonNode::asLong)
                .toList();
    }

    private static void await(Cut cut) {
        try {
            cut.reached().await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
