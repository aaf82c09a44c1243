package com.pulumi.planetscale.provider.resources;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.pulumi.planetscale.emulator.admin.Tokens;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import com.pulumi.planetscale.provider.resources.SiblingFamily.Sibling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Refreshes of siblings that share the reading of their list, whatever happens to the objects meanwhile and whatever a
/// token may see. Generated over every kind, with objects like those of the example programs.
class SharedReadsTest {
    private static final int COUNT = SiblingFamily.COUNT;
    private static final JsonMapper JSON = new JsonMapper();

    /// There is one in a branch, keyspace or service token, and no list of them. A keyspace is read with settings that
    /// are missing in the list. Rules are read with their budget, which has its own test.
    private static final Set<String> ALONE =
            Set.of("DefaultRole", "Keyspace", "VSchema", "ServiceTokenAccess", "TrafficRule");

    /// Fields that PlanetScale does not describe are missing in the elements of the lists, and only an object
    /// tells whether it has them.
    private static final Set<String> POORER = Set.of("Branch");

    /// PlanetScale keeps a record of each.
    private static final Set<String> NEVER_DELETED = Set.of("DeployRequest");

    /// PlanetScale does not change them, it only makes them again.
    private static final Set<String> NEVER_CHANGED = Set.of("ServiceToken", "TeamMember");

    private static final Map<Integer, String> REFUSALS = Map.of(
            403, "{\"code\": \"forbidden\", \"message\": \"Forbidden\"}",
            404, "{\"code\": \"not_found\", \"message\": \"Not Found\"}");

    private static Declared declared(Arguments kind) {
        return (Declared) Objects.requireNonNull(kind.get()[1]);
    }

    static Stream<Arguments> kinds() {
        var byKind = new LinkedHashMap<String, Arguments>();
        ContractTest.resources().forEach(resource -> {
            Declared declared = declared(resource);
            boolean cameWithItsOwner =
                    declared.properties().path("name").asText().equals("main")
                            || declared.properties().path("required").asBoolean();
            boolean isRestored = declared.properties().has("backupId");
            if (!ALONE.contains(declared.kind()) && !cameWithItsOwner && !isRestored) {
                byKind.putIfAbsent(declared.kind(), resource);
            }
        });
        return byKind.values().stream();
    }

    static Stream<Arguments> changedKinds() {
        return kinds().filter(kind -> !NEVER_CHANGED.contains(declared(kind).kind()));
    }

    static Stream<Arguments> deletedKinds() {
        return kinds().filter(kind -> !NEVER_DELETED.contains(declared(kind).kind()));
    }

    @Test
    void everyKindIsTried() {
        try (World world = World.quick()) {
            assertThat(kinds().map(kind -> declared(kind).kind()).toList())
                    .containsExactlyInAnyOrderElementsOf(world.catalog().resources().keySet().stream()
                            .filter(Predicate.not(ALONE::contains))
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void siblingsAreReadByOneListAndAreWhatTheyAreByThemselves(ExampleProgram program, Declared declared)
            throws Exception {
        try (SiblingFamily family = SiblingFamily.of(program, declared)) {
            List<Optional<Lifecycle.Found>> truth = family.truth();
            World.Journal journal = family.world().journal();

            List<Optional<Lifecycle.Found>> found = family.all(family.run());

            assertThat(found).isEqualTo(truth).doesNotContain(Optional.empty());
            List<String> paths = journal.calls().stream()
                    .map(call -> call.replaceFirst("\\?.*", ""))
                    .toList();
            assertThat(paths).containsOnlyOnce("GET /v1" + family.collection());
            for (int i = 0; i < COUNT; i++) {
                String single = "GET /v1" + family.siblings().get(i).path();
                boolean isComparison = i == 2 && POORER.contains(declared.kind());
                assertThat(paths.stream().filter(single::equals)).hasSize(i < 2 || isComparison ? 1 : 0);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("changedKinds")
    void whatThisProcessHasChangedIsSeenByAllItsRuns(ExampleProgram program, Declared declared) throws Exception {
        try (SiblingFamily family = SiblingFamily.of(program, declared)) {
            Lifecycle one = family.run();
            List<Optional<Lifecycle.Found>> before = family.all(one);
            family.world().newProcess();
            Lifecycle other = family.run();
            var _ = family.all(other);

            family.change(family.world().api());

            Optional<Lifecycle.Found> seen = family.refreshed(one, family.last());
            assertThat(seen).isNotEqualTo(before.getLast()).isEqualTo(family.refreshed(other, family.last()));
            assertThat(seen).isEqualTo(family.truth().getLast());
        }
    }

    @ParameterizedTest
    @MethodSource("changedKinds")
    void whatSomebodyElseChangesIsAsOfOneMomentOfTheRun(ExampleProgram program, Declared declared) throws Exception {
        try (SiblingFamily family = SiblingFamily.of(program, declared)) {
            Lifecycle run = family.run();
            List<Optional<Lifecycle.Found>> before = family.all(run);

            family.change(family.another());

            assertThat(family.refreshed(run, family.last())).isEqualTo(before.getLast());
            family.world().newProcess();
            assertThat(family.all(family.run()).getLast())
                    .isNotEqualTo(before.getLast())
                    .isEqualTo(family.truth().getLast());
        }
    }

    @ParameterizedTest
    @MethodSource("deletedKinds")
    void whatThisProcessHasDeletedIsGoneAtOnce(ExampleProgram program, Declared declared) throws Exception {
        try (SiblingFamily family = SiblingFamily.of(program, declared)) {
            Lifecycle run = family.run();
            assertThat(family.all(run)).doesNotContain(Optional.empty());

            var _ = family.world().api().delete(family.last().path());

            assertThat(family.all(run)).last().isEqualTo(Optional.empty());
            assertThat(family.all(run).subList(0, COUNT - 1)).doesNotContain(Optional.empty());
        }
    }

    @ParameterizedTest
    @MethodSource("deletedKinds")
    void whatSomebodyElseDeletesIsGoneForTheNextRun(ExampleProgram program, Declared declared) throws Exception {
        try (SiblingFamily family = SiblingFamily.of(program, declared)) {
            Lifecycle run = family.run();
            List<Optional<Lifecycle.Found>> before = family.all(run);

            var _ = family.another().delete(family.last().path());

            assertThat(family.refreshed(run, family.last())).isEqualTo(before.getLast());
            family.world().newProcess();
            assertThat(family.all(family.run())).last().isEqualTo(Optional.empty());
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsMadeAfterTheListIsFoundAllTheSame(ExampleProgram program, Declared declared) throws Exception {
        try (SiblingFamily family = SiblingFamily.of(program, declared)) {
            Lifecycle run = family.run();
            var _ = family.all(run);
            family.world()
                    .use(new Tokens.Credentials(
                            family.world().emulator().serviceTokenId(),
                            family.world().emulator().serviceToken()));
            Sibling late = family.made(COUNT);

            Optional<Lifecycle.Found> found = family.refreshed(run, late);

            assertThat(found).isPresent().isEqualTo(family.refreshed(family.run(), late));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void tokenThatMayListButNotReadSeesNothingAsGone(ExampleProgram program, Declared declared) throws Exception {
        try (SiblingFamily family = SiblingFamily.of(program, declared)) {
            List<Optional<Lifecycle.Found>> truth = family.truth();
            for (Map.Entry<Integer, String> refusal : REFUSALS.entrySet()) {
                var stubs = new ArrayList<StubMapping>();
                for (Sibling sibling : family.siblings()) {
                    stubs.add(family.answering(
                            sibling.path(),
                            aResponse().withStatus(refusal.getKey()).withBody(refusal.getValue())));
                }
                family.world().newProcess();
                Lifecycle run = family.run();
                for (int i = 0; i < COUNT; i++) {
                    Sibling sibling = family.siblings().get(i);
                    if (i < 2 || POORER.contains(declared.kind())) {
                        assertThat(catchThrowable(() -> family.refreshed(run, sibling)))
                                .isInstanceOf(ApiException.class)
                                .hasMessageContaining("token");
                    } else {
                        assertThat(family.refreshed(run, sibling)).isEqualTo(truth.get(i));
                    }
                }
                stubs.forEach(family::answeringAsBefore);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void tokenThatMayReadButNotListReadsEachByItself(ExampleProgram program, Declared declared) throws Exception {
        try (SiblingFamily family = SiblingFamily.of(program, declared)) {
            List<Optional<Lifecycle.Found>> truth = family.truth();
            for (Map.Entry<Integer, String> refusal : REFUSALS.entrySet()) {
                StubMapping stub = family.answering(
                        family.collection(),
                        aResponse().withStatus(refusal.getKey()).withBody(refusal.getValue()));
                family.world().newProcess();
                World.Journal journal = family.world().journal();

                assertThat(family.all(family.run())).isEqualTo(truth);

                assertThat(journal.calls().stream()
                                .map(call -> call.replaceFirst("\\?.*", ""))
                                .filter(("GET /v1" + family.collection())::equals))
                        .hasSize(1);
                family.answeringAsBefore(stub);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void listWhoseElementsLackAFieldIsNotUsed(ExampleProgram program, Declared declared) throws Exception {
        try (SiblingFamily family = SiblingFamily.of(program, declared)) {
            List<Optional<Lifecycle.Found>> truth = family.truth();
            List<JsonNode> elements;
            try (Stream<JsonNode> all = family.world().api().list(family.collection(), JsonNode.class)) {
                elements = all.toList();
            }
            for (Map.Entry<String, JsonNode> field : elements.getFirst().properties()) {
                ObjectNode page = JSON.createObjectNode();
                elements.forEach(element ->
                        page.withArray("data").add(((ObjectNode) element.deepCopy()).without(field.getKey())));
                StubMapping stub = family.answering(family.collection(), okJson(page.toString()));
                family.world().newProcess();

                assertThat(family.all(family.run()))
                        .as("a list without `%s`", field.getKey())
                        .isEqualTo(truth);

                family.answeringAsBefore(stub);
            }
        }
    }
}
