package com.pulumi.planetscale.provider.resources;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// Tests that are generated from the examples cover every kind.
class ExamplesTest {
    @Test
    void everyKindHasAnExampleOfItsOwn() {
        List<ExampleProgram> programs = ExampleProgram.all();
        try (World world = World.quick()) {
            for (String kind : world.catalog().resources().keySet()) {
                String folder = kind.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
                assertThat(programs)
                        .as("examples/%s/Pulumi.yaml with a %s", folder, kind)
                        .anySatisfy(program -> {
                            assertThat(program.name()).isEqualTo(folder);
                            assertThat(program.resources())
                                    .extracting(Declared::kind)
                                    .contains(kind);
                        });
            }
        }
    }
}
