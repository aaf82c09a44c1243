package com.pulumi.planetscale.provider.resources;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Connection;
import com.pulumi.planetscale.provider.api.Siblings;
import com.pulumi.planetscale.provider.api.VirtualTime;
import com.pulumi.planetscale.provider.lifecycle.Catalog;
import com.pulumi.planetscale.provider.lifecycle.FakeOperation;
import com.pulumi.planetscale.provider.lifecycle.Identities;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resources.making.Notes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How many calls many resources make together, as many at a time as an engine works on. The goals are counts of the
/// emulator's journal; nothing is measured.
class ManyAtOnceTest {
    /// Pulumi's own number on two cores.
    private static final int PARALLEL = 8;

    private static final String ACME = "acme";

    private final VirtualTime time = new VirtualTime();
    private Emulator emulator = started(Emulator.Options::withoutDelays);
    private Run run = new Run(emulator, time);
    /// Those of the last refresh.
    private final List<String> calls = new ArrayList<>();

    private Emulator started(UnaryOperator<Emulator.Options> options) {
        return Emulator.start(options.apply(
                Emulator.Options.defaults().clock(time).organization(ACME).journalEntries(50_000)));
    }

    private void restart(UnaryOperator<Emulator.Options> options) {
        emulator.close();
        emulator = started(options);
        run = new Run(emulator, time);
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    /// What the engine has recorded.
    private record Recorded(String kind, String id, PropertyMap inputs, PropertyMap state) {}

    /// One run of an engine.
    private static final class Run {
        private final VirtualTime time;
        private final Api api;
        private final Catalog catalog;
        private final Identities identities = new Identities();

        Run(Emulator emulator, VirtualTime time) {
            this.time = time;
            api = Api.connect(
                    new Connection(
                            emulator.serverUrl(), emulator.serviceTokenId(), emulator.serviceToken(), 1_000_000, "t/1"),
                    time,
                    new Random(1),
                    Resources.listener());
            Siblings shared = Resources.shared(api);
            Notes notes = Notes.forgotten();
            catalog = new Catalog(
                    Resources.all(api, shared, notes),
                    Resources.lookups(api),
                    Resources.account(api, shared),
                    Resources.memory(api, notes));
        }

        Lifecycle lifecycle(String kind) {
            return new Lifecycle(catalog.resource(kind).orElseThrow(), identities, catalog.account(), catalog.memory());
        }

        Recorded created(String kind, Map<String, String> given) throws Exception {
            PropertyMap inputs = inputs(given);
            Outcome outcome = lifecycle(kind).create(new FakeOperation(time), inputs);
            if (!(outcome instanceof Outcome.Ready ready)) {
                throw new AssertionError(outcome);
            }
            return new Recorded(kind, ready.id(), inputs, ready.state());
        }

        boolean isThere(Recorded resource) throws Exception {
            return lifecycle(resource.kind)
                    .refresh(new FakeOperation(time), resource.id, resource.inputs, resource.state)
                    .isPresent();
        }
    }

    private static PropertyMap inputs(Map<String, String> given) {
        PropertyMap inputs = PropertyMap.EMPTY.with("organization", new Value.Text(ACME));
        for (Map.Entry<String, String> input : given.entrySet()) {
            inputs = inputs.with(input.getKey(), new Value.Text(input.getValue()));
        }
        return inputs;
    }

    /// Does all of it, as an engine does: so many at a time, in order.
    private <T> List<T> atOnce(int parallel, List<Callable<T>> work) throws Exception {
        var next = new AtomicInteger();
        List<T> results = Collections.synchronizedList(new ArrayList<>());
        List<Callable<Void>> workers = IntStream.range(0, parallel)
                .<Callable<Void>>mapToObj(_ -> () -> {
                    for (int i = next.getAndIncrement(); i < work.size(); i = next.getAndIncrement()) {
                        results.add(work.get(i).call());
                    }
                    return null;
                })
                .toList();
        var _ = time.run(workers);
        return results;
    }

    private List<Recorded> create(String kind, Stream<Map<String, String>> inputs) throws Exception {
        return atOnce(
                PARALLEL,
                inputs.<Callable<Recorded>>map(given -> () -> run.created(kind, given))
                        .toList());
    }

    private static Stream<Map<String, String>> passwords(String branch, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Map.of("database", "shop", "branch", branch, "name", "app-" + i, "role", "reader"));
    }

    private void shop() throws Exception {
        var _ = atOnce(1, List.of(() -> run.created("Database", Map.of("name", "shop", "clusterSize", "PS_10"))));
    }

    private int callsOfARefresh(List<Recorded> resources, int parallel) throws Exception {
        run = new Run(emulator, time);
        var journal = emulator.journal().fromNow();
        assertThat(atOnce(
                        parallel,
                        resources.stream()
                                .<Callable<Boolean>>map(resource -> () -> run.isThere(resource))
                                .toList()))
                .hasSameSizeAs(resources)
                .doesNotContain(false);
        calls.clear();
        journal.calls().forEach(call -> calls.add(call.toString()));
        return calls.size();
    }

    @Test
    void passwordsAreMadeWithOneCallEachAndFourForAllOfThem() throws Exception {
        shop();
        run = new Run(emulator, time);
        var journal = emulator.journal().fromNow();

        var _ = create("Password", passwords("main", 100));

        assertThat(journal.calls()).hasSizeLessThanOrEqualTo(104);
        assertThat(journal.writes()).hasSize(100);
    }

    @Test
    void refreshOfAHundredPasswordsIsOneCall() throws Exception {
        shop();
        List<Recorded> made = create("Password", passwords("main", 100));

        int together = callsOfARefresh(made, PARALLEL);
        assertThat(together).as("%s", calls).isEqualTo(1);
        assertThat(callsOfARefresh(made, 1)).as("one at a time").isEqualTo(3);
    }

    @Test
    void refreshOfAThousandPasswordsIsTenCallsInAnyOrder() throws Exception {
        shop();
        List<Recorded> made = create("Password", passwords("main", 1_000));

        assertThat(callsOfARefresh(made, PARALLEL)).isLessThanOrEqualTo(10);
        assertThat(callsOfARefresh(made.reversed(), PARALLEL)).isLessThanOrEqualTo(10);
    }

    @Test
    void aFewAreReadOneByOneHoweverLongTheirListIs() throws Exception {
        shop();
        List<Recorded> made = create("Password", passwords("main", 250));
        var journal = emulator.journal().fromNow();

        assertThat(callsOfARefresh(List.of(made.get(7), made.get(200)), PARALLEL))
                .isEqualTo(2);

        assertThat(journal.calls()).noneMatch(call -> call.path().contains("per_page"));
    }

    @Test
    void threeOfManyCostNoMoreThanTheirOwnReadsAndTwoPagesEach() throws Exception {
        shop();
        List<Recorded> made = create("Password", passwords("main", 1_200));

        assertThat(callsOfARefresh(List.of(made.get(5), made.get(600), made.getLast()), PARALLEL))
                .isLessThanOrEqualTo(9);
    }

    @Test
    void thousandMixedObjectsOverTwentyBranchesReadEachPageOnce() throws Exception {
        shop();
        List<Recorded> all = new ArrayList<>(create(
                "Branch", IntStream.range(0, 20).mapToObj(i -> Map.of("database", "shop", "name", "b" + i))));
        for (int branch = 0; branch < 20; branch++) {
            String name = "b" + branch;
            all.addAll(create("Password", passwords(name, 39)));
            all.addAll(create(
                    "Backup",
                    IntStream.range(0, 10)
                            .mapToObj(i -> Map.of("database", "shop", "branch", name, "name", "backup-" + i))));
        }
        assertThat(all).hasSize(1_000);
        var journal = emulator.journal().fromNow();

        int calls = callsOfARefresh(all, PARALLEL);

        Map<String, Long> lists = journal.calls().stream()
                .map(Object::toString)
                .filter(call -> call.contains("per_page"))
                .collect(Collectors.groupingBy(call -> call, Collectors.counting()));
        assertThat(lists).hasSize(41).allSatisfy((_, count) -> assertThat(count).isEqualTo(1));
        assertThat(calls).isLessThanOrEqualTo(41 + 2 * 41);
    }

    @Test
    void importOfAHundredPasswordsIsOneCallAndOneForEachOwner() throws Exception {
        shop();
        List<Recorded> made = create("Password", passwords("main", 100));
        run = new Run(emulator, time);
        var journal = emulator.journal().fromNow();

        assertThat(atOnce(
                        PARALLEL,
                        made.stream()
                                .<Callable<Boolean>>map(password -> () -> run.lifecycle("Password")
                                        .find(new FakeOperation(time), password.id, PropertyMap.EMPTY)
                                        .isPresent())
                                .toList()))
                .hasSize(100)
                .doesNotContain(false);

        assertThat(journal.calls()).hasSize(3);
    }

    @Test
    void previewsOfSiblingsLookAtTheirListOnce() throws Exception {
        shop();
        run = new Run(emulator, time);
        var journal = emulator.journal().fromNow();
        List<Callable<Lifecycle.Preview>> previews = IntStream.range(0, 5)
                .<Callable<Lifecycle.Preview>>mapToObj(i -> () -> run.lifecycle("Webhook")
                        .previewCreate(
                                new FakeOperation(time),
                                inputs(Map.of("database", "shop", "url", "https://hooks.example.com/" + i))))
                .toList();

        var _ = atOnce(PARALLEL, previews);

        assertThat(journal.calls().stream().filter(call -> call.path().contains("/webhooks")))
                .hasSize(1);
    }

    @Test
    void hundredPasswordsThatAreGoneAreProvenByOneList() throws Exception {
        shop();
        List<Recorded> made = create("Password", passwords("main", 110));
        Run other = new Run(emulator, time);
        List<Recorded> gone = made.subList(0, 100);
        var _ = atOnce(
                PARALLEL,
                gone.stream()
                        .<Callable<Void>>map(password -> () -> {
                            other.lifecycle("Password").delete(new FakeOperation(time), password.state);
                            return null;
                        })
                        .toList());
        run = new Run(emulator, time);
        var journal = emulator.journal().fromNow();

        List<Boolean> there = atOnce(
                PARALLEL,
                made.stream()
                        .<Callable<Boolean>>map(password -> () -> run.isThere(password))
                        .toList());

        assertThat(there.stream().filter(found -> found)).hasSize(10);
        assertThat(journal.calls().stream().filter(call -> call.path().contains("/passwords?")))
                .hasSize(1);
    }

    @Test
    void renameIsOneCall() throws Exception {
        shop();
        Recorded made = create("Password", passwords("main", 1)).getFirst();
        var journal = emulator.journal().fromNow();

        PropertyMap renamed = made.inputs.with("name", new Value.Text("other"));
        var _ = run.lifecycle("Password").update(new FakeOperation(time), made.id, made.inputs, made.state, renamed);

        assertThat(journal.calls()).hasSize(1);
    }

    @Test
    void hundredBranchesThatBecomeReadyAreSeenByOneListAPoll() throws Exception {
        restart(UnaryOperator.identity());
        shop();
        ApiPath branches = ApiPath.of("/organizations/{}/databases/{}/branches", ACME, "shop");
        var states = new ArrayList<PropertyMap>();
        for (int i = 0; i < 100; i++) {
            String name = "b" + i;
            JsonNode made = run.api.post(branches, Map.of("name", name, "parent_branch", "main"), JsonNode.class);
            states.add(PropertyMap.EMPTY
                    .with("organization", new Value.Text(ACME))
                    .with("database", new Value.Text("shop"))
                    .with("name", new Value.Text(name))
                    .with("publicId", new Value.Text(made.path("id").asText())));
        }
        var journal = emulator.journal().fromNow();
        long begin = time.nanos();

        assertThat(atOnce(
                        100,
                        states.stream()
                                .<Callable<PropertyMap>>map(state -> () -> run.catalog
                                        .resource("Branch")
                                        .orElseThrow()
                                        .awaitReady(new FakeOperation(time), state))
                                .toList()))
                .hasSize(100)
                .allMatch(ready -> ready.value("ready").equals(new Value.Bool(true)));

        Duration waited = Duration.ofNanos(time.nanos() - begin);
        Map<Boolean, Long> polls = journal.calls().stream()
                .filter(call -> !call.path().matches(".*[?&]page=.*"))
                .collect(Collectors.partitioningBy(call -> call.path().contains("per_page"), Collectors.counting()));
        assertThat(waited).isPositive();
        assertThat(polls.get(true)).as("lists in %s", waited).isBetween(2L, polls(waited));
        assertThat(polls.get(false)).as("reads of one branch").isLessThanOrEqualTo(3);
    }

    /// How often one waiter asks in a time.
    private static long polls(Duration waited) {
        long asked = 2;
        double step = 1;
        for (double age = 0; age < waited.toMillis() / 1_000.0; age += step, step = Math.min(step * 1.5, 10)) {
            asked++;
        }
        return asked;
    }

    @Test
    void resourcesThatWaitForOneBranchShareItsReads() throws Exception {
        restart(UnaryOperator.identity());
        shop();
        var branch = new HashMap<>(Map.of("name", "dev", "parent_branch", "main"));
        var _ = run.api.post(
                ApiPath.of("/organizations/{}/databases/{}/branches", ACME, "shop"), branch, JsonNode.class);
        var journal = emulator.journal().fromNow();
        long begin = time.nanos();

        assertThat(atOnce(
                        100,
                        passwords("dev", 100)
                                .<Callable<Recorded>>map(given -> () -> run.created("Password", given))
                                .toList()))
                .hasSize(100);

        Duration waited = Duration.ofNanos(time.nanos() - begin);
        assertThat(waited).isPositive();
        assertThat(journal.calls().stream()
                        .filter(call -> call.isRead() && call.path().endsWith("/branches/dev"))
                        .count())
                .isLessThanOrEqualTo(polls(waited));
    }
}
