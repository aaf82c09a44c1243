package com.pulumi.planetscale.provider.resources;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.emulator.admin.Accesses;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What an interrupted run has made for a resource that the program does not declare any more is named when a later
/// run ends, since no engine asks about it; for one resource of each kind.
class DroppedResourceTest {
    private static Stream<Arguments> resources() {
        return RecoveryTest.resources();
    }

    @ParameterizedTest
    @MethodSource("resources")
    void objectOfAKilledRunIsNamedAndStays(ExampleProgram program, Declared declared) throws Exception {
        try (World world = World.quick()) {
            Outcome.Ready made = made(world, program, declared);
            world.newProcess();

            List<Finding> findings = unmet(world);

            assertThat(findings).singleElement().satisfies(finding -> {
                assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
                assertThat(finding.text())
                        .contains("is left over")
                        .contains(declared.kind() + "::" + declared.label())
                        .contains("delete the object", "`pulumi import`", "`pulumi up` continues with it");
            });
            assertThat(imported(world, declared, findings)).isEqualTo(made.id());
            assertThat(world.lifecycle(declared.kind())
                            .refresh(world.operation(), made.id(), world.checked(declared), made.state()))
                    .isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void objectWhoseAnswerWasLostIsNamed(ExampleProgram program, Declared declared) throws Exception {
        try (World world = World.quick()) {
            world.createBefore(program, declared);
            world.end();
            List<String> before = ids(world, declared);
            try (var _ = world.emulator().lostAnswers().firstThenSilence(".*", "POST")) {
                assertThatThrownBy(() -> world.create(declared)).isInstanceOf(IOException.class);
            }
            world.newProcess();

            List<String> come = ids(world, declared);
            come.removeAll(before);
            List<Finding> findings = unmet(world);
            assertThat(findings)
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.text()).contains("is left over"));
            assertThat(come).contains(imported(world, declared, findings));
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void objectThatIsGoneIsNotNamedAgain(ExampleProgram program, Declared declared) throws Exception {
        try (World world = World.quick()) {
            Outcome.Ready made = made(world, program, declared);
            PropertyMap unprotected = made.state().without("deletionProtected").without("protected");
            var deleting = world.catalog().resource(declared.kind()).orElseThrow();
            deleting.delete(world.operation(), unprotected);
            boolean remains = deleting.read(world.operation(), made.state()).isPresent();
            world.newProcess();

            List<Finding> findings = unmet(world);

            // A deploy request is closed, and stays.
            assertThat(findings.isEmpty()).isEqualTo(!remains);
            assertThat(world.notes().isEmpty()).isEqualTo(!remains);
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void objectThatTheTokenMayNotSeeIsNotForgotten(ExampleProgram program, Declared declared) throws Exception {
        try (World world = World.quick()) {
            Outcome.Ready made = made(world, program, declared);
            world.use(world.emulator().admin().tokens().make("blind", Accesses.none()));

            List<Finding> findings = unmet(world);

            assertThat(findings)
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.text())
                            .contains("asked for a " + declared.kind(), "is not known", "Look for it at PlanetScale"));
            world.newProcess();
            assertThat(imported(world, declared, unmet(world))).isEqualTo(made.id());
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void runThatHasNoTimeLeftSaysSo(ExampleProgram program, Declared declared) throws Exception {
        try (World world = World.quick()) {
            var _ = made(world, program, declared);
            world.newProcess();

            world.emulator()
                    .wireMock()
                    .stubFor(any(anyUrl()).atPriority(1).willReturn(aResponse().withStatus(503)));
            Thread.currentThread().interrupt();
            List<Finding> findings = unmet(world);

            assertThat(Thread.interrupted()).isFalse();
            assertThat(findings)
                    .singleElement()
                    .satisfies(finding ->
                            assertThat(finding.text()).contains("is not known", "Look for it at PlanetScale"));
            assertThat(world.notes()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void resourcesOfOthersAreNotLookedAt(ExampleProgram program, Declared declared) throws Exception {
        try (World world = World.quick()) {
            var _ = made(world, program, declared);
            world.newProcess();
            World.Journal journal = world.journal();

            assertThat(world.catalog().memory().unmet(world.operation(), kinds(world), _ -> false))
                    .isEmpty();
            assertThat(journal.calls()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void objectThatAnotherResourceHasAdoptedIsNotNamed(ExampleProgram program, Declared declared) throws Exception {
        try (World world = World.quick()) {
            Outcome.Ready made = made(world, program, declared);
            world.newProcess();

            var _ = world.lifecycle(declared.kind())
                    .find(world.operation().on("another resource"), made.id(), world.settings());

            assertThat(unmet(world)).isEmpty();
            assertThat(world.notes()).isEmpty();
        }
    }

    /// The id of the object that an import of the path in a finding leads to.
    private static String imported(World world, Declared declared, List<Finding> findings) throws Exception {
        Matcher path = Pattern.compile(declared.kind() + " `([^`]+)`")
                .matcher(findings.getFirst().text());
        assertThat(path.find()).isTrue();
        return world.lifecycle(declared.kind())
                .find(world.operation(), path.group(1), world.settings())
                .orElseThrow()
                .id();
    }

    /// An object that this run has made, and everything that an earlier run had made for it.
    private static Outcome.Ready made(World world, ExampleProgram program, Declared declared) throws Exception {
        world.createBefore(program, declared);
        world.end();
        return world.create(declared);
    }

    private static List<Finding> unmet(World world) {
        return world.catalog().memory().unmet(world.operation(), kinds(world), _ -> true);
    }

    private static Map<String, Schema> kinds(World world) {
        var kinds = new HashMap<String, Schema>();
        world.catalog().resources().forEach((kind, resource) -> kinds.put(kind, resource.schema()));
        return kinds;
    }

    private static List<String> ids(World world, Declared declared) throws Exception {
        var listed = (Resource.Listed) world.catalog().resource(declared.kind()).orElseThrow();
        PropertyMap owner = world.checked(declared);
        try (Stream<PropertyMap> objects = listed.list(world.operation(), owner)) {
            return new ArrayList<>(objects.map(
                            object -> listed.schema().path(owner.with(object)).orElseThrow())
                    .toList());
        }
    }
}
