package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What becomes of objects that someone changes or deletes at PlanetScale, for each kind.
class DriftIT {
    @Test
    void whatSomebodyChangedIsFoundAndPutRight() {
        try (Stack stack = Stack.quick().attached()) {
            stack.program(OneOfEach.PROGRAM);
            var _ = stack.up().succeeded();
            OneOfEach.PLACES.forEach(place -> stack.somebodyElse("PATCH", path(stack, place), place.drift()));

            var _ = stack.refresh().succeeded();
            Preview preview = stack.preview();
            var _ = stack.up().succeeded();

            assertThat(preview.steps()).as(preview.output()).hasSameSizeAs(OneOfEach.PLACES);
            assertThat(OneOfEach.PLACES).allSatisfy(place -> {
                assertThat(preview.step(place.resource()).op()).isEqualTo("update");
                assertThat(preview.step(place.resource()).detail()).containsOnlyKeys(place.drifting());
            });
            OneOfEach.assertOnce(stack);
            stack.assertSettled();
        }
    }

    @Test
    void whatDisappearedIsMadeAgain() {
        try (Stack stack = Stack.quick().attached()) {
            stack.program(OneOfEach.PROGRAM);
            var _ = stack.up().succeeded();
            List<String> before = OneOfEach.secrets(stack);
            OneOfEach.PLACES.forEach(
                    place -> stack.emulator().admin().delete("/organizations/acme" + path(stack, place)));

            var _ = stack.refresh().succeeded();
            Preview preview = stack.preview();
            var _ = stack.up().succeeded();

            assertThat(preview.steps()).as(preview.output()).hasSameSizeAs(OneOfEach.PLACES);
            assertThat(preview.steps()).allSatisfy(step -> assertThat(step.op()).isEqualTo("create"));
            OneOfEach.assertOnce(stack);
            assertThat(OneOfEach.secrets(stack)).doesNotContainAnyElementsOf(before);
        }
    }

    @Test
    void secretsAreNowhereInClear() throws Exception {
        try (Stack stack = Stack.quick().attached()) {
            stack.program(OneOfEach.PROGRAM, "hook", List.of("secret"));
            Stack.Run made = stack.up("--diff").succeeded();
            stack.program(
                    OneOfEach.PROGRAM.replace("[branch.ready]", "[branch.ready, branch.sleeping]"),
                    "hook",
                    List.of("secret"));
            Stack.Run preview = stack.pulumi("preview", "--diff").succeeded();
            Stack.Run refreshed = stack.refresh("--diff").succeeded();
            String seen = made.output() + preview.output() + refreshed.output();

            for (String clear : OneOfEach.secrets(stack)) {
                assertThat(seen).doesNotContain(clear);
                try (Stream<Path> files = Files.walk(stack.folder().resolve("state"))) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        assertThat(Files.readString(file)).doesNotContain(clear);
                    }
                }
            }
        }
    }

    private static String path(Stack stack, OneOfEach.Place place) {
        String id =
                stack.state(place.resource()).path("outputs").path("publicId").asText();
        return place.collection() + "/" + id;
    }
}
