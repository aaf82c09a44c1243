package com.pulumi.planetscale.provider.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.pulumi.planetscale.provider.resources.ExampleProgram;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.account.ProviderSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The pages of the reference are those of the declarations, and their programs those of the examples.
class PagesTest {
    private static final Path DOCS = Path.of("../docs");
    private static final Path SCHEMA = Path.of("../schema/schema.json");
    private static final String OVERVIEW = "_index.md";
    private static final String CONFIGURATION = "installation-configuration.md";

    @Test
    void committedPagesAreWhatTheDeclarationsSay() throws IOException {
        Map<String, String> pages;
        try (World world = World.quick()) {
            var reference = new Pages(
                    world.catalog().resources().values(),
                    world.catalog().lookups().values());
            pages = reference.all();
            pages.put(OVERVIEW, reference.overview(Pages.text(DOCS.resolve(OVERVIEW))));
        }
        pages.put(
                CONFIGURATION, Pages.configuration(ProviderSettings.schema(), Pages.text(DOCS.resolve(CONFIGURATION))));
        if ("write".equals(System.getProperty("golden"))) {
            for (Map.Entry<String, String> page : pages.entrySet()) {
                Files.createDirectories(DOCS.resolve(page.getKey()).getParent());
                Files.writeString(DOCS.resolve(page.getKey()), page.getValue());
            }
        }

        assertThat(committed()).as("docs; -Dgolden=write rewrites them").isEqualTo(pages.keySet());
        assertThat(pages)
                .allSatisfy((file, page) -> assertThat(Pages.text(DOCS.resolve(file)))
                        .as("docs/" + file + "; -Dgolden=write rewrites it")
                        .isEqualTo(page));
    }

    /// Programs in other languages are written by `docs/convert`, which needs Go.
    @Test
    void programsAreConvertedFromTheExamplesAsTheyAre() throws Exception {
        JsonNode schema = new ObjectMapper().readTree(SCHEMA.toFile());
        for (ExampleProgram program : ExampleProgram.all()) {
            assertThat(Pages.PROGRAMS.resolve(program.name()).resolve("source.sha256"))
                    .as("docs/programs/%s; `docs/convert` writes them anew", program.name())
                    .exists()
                    .content()
                    .isEqualTo(Sources.of(
                            Pages.text(Pages.EXAMPLES.resolve(program.name()).resolve("Pulumi.yaml")), schema));
        }
    }

    @Test
    void everyExampleOfAResourceIsInEveryLanguage() {
        for (ExampleProgram program : ExampleProgram.all()) {
            for (String file : Pages.FILES) {
                assertThat(Pages.program(program.name(), file))
                        .as(program.name() + " in " + file)
                        .isPresent();
            }
        }
    }

    private static Set<String> committed() throws IOException {
        var files = new TreeSet<String>(Set.of(OVERVIEW, CONFIGURATION));
        for (String folder : new String[] {"resources", "functions"}) {
            try (Stream<Path> pages = Files.list(DOCS.resolve(folder))) {
                pages.forEach(page -> files.add(folder + "/" + page.getFileName()));
            }
        }
        return files;
    }
}
