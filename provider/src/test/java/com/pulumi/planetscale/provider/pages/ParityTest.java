package com.pulumi.planetscale.provider.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.lifecycle.Catalog;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resources.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Whatever the official Terraform provider has is here, and the page that says so follows from the declarations.
class ParityTest {
    private static final Path OFFICIAL = Path.of("src/test/resources/parity/official.txt");
    private static final Path PAGE = Path.of("../docs/terraform-parity.md");
    private static final String HEAD = """
            # What the official Terraform provider has

            Each resource and data source of PlanetScale's Terraform provider 1.21, and what it is in this provider. The build checks
            that everything on the right exists. [Move from Terraform, or from its bridge](how-to/move-from-terraform.md) shows how to
            move.

            One resource or function here serves both engines: `Database.kind` and the branch say which one it is. A database is a
            resource of its own here; in Terraform it comes and goes with its branches.

            Databases of the kind Neki are read, listed and named as what they are. This version manages none of what only they have:
            their routers, shards, sidecars and configuration profiles, for which Terraform has resources called `planetscale_neki_`.
            """;

    /// @param inputs pairs of an official input and ours
    private record Row(boolean isResource, String official, String ours, List<String[]> inputs) {
        static Row of(String line) {
            String[] halves = line.split(" : ", 2);
            String[] words = halves[0].split(" ", -1);
            List<String[]> inputs = halves.length == 1
                    ? List.of()
                    : Arrays.stream(halves[1].split(", ", -1))
                            .map(pair -> pair.split(" = ", -1))
                            .toList();
            return new Row(words[0].equals("resource"), words[1], words[3], inputs);
        }

        private String link() {
            return "[" + ours + "](" + (isResource ? "resources/" : "functions/") + ours + ".md)";
        }

        /// Inputs that are called alike but for the way of writing need no mention.
        private String renamed() {
            return inputs.stream()
                    .filter(pair -> !pair[0].replace("_", "").equalsIgnoreCase(pair[1]))
                    .map(pair -> (pair[0].startsWith("(") ? pair[0] : "`" + pair[0] + "`") + " is `" + pair[1] + "`")
                    .collect(Collectors.joining(", "));
        }
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(OFFICIAL).stream()
                .filter(line -> !line.startsWith("#"))
                .map(Row::of)
                .toList();
    }

    @Test
    void everyOfficialResourceAndInputIsHere() throws IOException {
        try (World world = World.quick()) {
            for (Row row : rows()) {
                Schema schema = schema(world.catalog(), row);
                Set<String> inputs =
                        schema.inputs().stream().map(Property::name).collect(Collectors.toCollection(TreeSet::new));
                for (String[] pair : row.inputs()) {
                    assertThat(inputs).as(row.official() + "." + pair[0]).contains(pair[1]);
                }
            }
        }
    }

    private static Schema schema(Catalog catalog, Row row) {
        return row.isResource()
                ? catalog.resource(row.ours()).orElseThrow().schema()
                : catalog.lookups().values().stream()
                        .filter(lookup -> lookup.schema().name().equals(row.ours()))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(row.official() + " has no " + row.ours()))
                        .schema();
    }

    /// A resource here that no resource there corresponds to is more than the official provider has.
    @Test
    void pageIsWhatTheDeclarationsSay() throws IOException {
        String page;
        try (World world = World.quick()) {
            page = page(world.catalog());
        }
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(PAGE, page);
        }

        assertThat(Pages.text(PAGE)).as("-Dgolden=write rewrites it").isEqualTo(page);
    }

    private static String page(Catalog catalog) throws IOException {
        var page = new StringBuilder(HEAD);
        page.append("\n## Resources\n\n| Terraform | Here | Inputs with another name |\n| --- | --- | --- |\n");
        for (Row row : rows()) {
            if (row.isResource()) {
                page.append("| `" + row.official() + "` | " + row.link() + " | " + row.renamed() + " |\n");
            }
        }
        page.append("\n## Data sources\n\n| Terraform | Here |\n| --- | --- |\n");
        for (Row row : rows()) {
            if (!row.isResource()) {
                page.append("| `" + row.official() + "` | " + row.link() + " |\n");
            }
        }
        Set<String> there = rows().stream().map(Row::ours).collect(Collectors.toSet());
        page.append("\n## Only here\n\nResources: ")
                .append(only(catalog.resources().keySet(), "resources/", there));
        page.append(".\n\nFunctions: ")
                .append(only(
                        catalog.lookups().values().stream()
                                .map(lookup -> lookup.schema().name())
                                .toList(),
                        "functions/",
                        there));
        return page.append(".\n").toString();
    }

    private static String only(Iterable<String> names, String folder, Set<String> there) {
        var links = new TreeSet<String>();
        names.forEach(name -> {
            if (!there.contains(name)) {
                links.add("[" + name + "](" + folder + name + ".md)");
            }
        });
        return String.join(", ", links);
    }
}
