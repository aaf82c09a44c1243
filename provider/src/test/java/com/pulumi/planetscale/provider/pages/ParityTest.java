package com.pulumi.planetscale.provider.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.lifecycle.Catalog;
import com.pulumi.planetscale.provider.lifecycle.Identities;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.terraform.OfficialProvider;
import com.pulumi.planetscale.provider.terraform.OfficialProvider.Counterpart;
import com.pulumi.planetscale.provider.terraform.OfficialProvider.Sort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever the official Terraform provider has is here, and the page that says so follows from the declarations.
class ParityTest {
    private static final Path PAGE = Path.of("../docs/terraform-parity.md");
    private static final String HEAD = """
            # What the official Terraform provider has

            Each resource and data source of PlanetScale's Terraform provider 1.21, and what it is in this provider. The build checks
            that everything on the right exists. [Move from Terraform, or from its bridge](how-to/move-from-terraform.md) shows how to
            move: `import-file --terraform-state` reads a state and finds each object by this table.

            One resource or function here serves both engines: `Database.kind` and the branch say which one it is. A database is a
            resource of its own here; in Terraform it comes and goes with its branches.

            Databases of the kind Neki are read, listed and named as what they are. This version manages none of what only they have:
            their routers, shards, sidecars and configuration profiles, for which Terraform has resources called `planetscale_neki_`.
            """;

    private static final OfficialProvider OFFICIAL = OfficialProvider.load();

    private static Stream<Counterpart> resources() {
        return Stream.of(Sort.RESOURCE, Sort.FORMER).flatMap(sort -> OFFICIAL.all(sort).stream());
    }

    @ParameterizedTest
    @MethodSource("resources")
    void everyOfficialResourceAndInputIsHere(Counterpart official) {
        try (World world = World.quick()) {
            assertThat(schema(world.catalog(), official).inputs())
                    .extracting(Property::name)
                    .containsAll(official.inputs().values());
        }
    }

    /// A state says what an object belongs to, so its key has the parts of our path.
    @ParameterizedTest
    @MethodSource("resources")
    void everyOfficialResourceIsFoundByItsKey(Counterpart official) {
        try (World world = World.quick()) {
            Resource ours = world.catalog().resource(official.ours()).orElseThrow();
            List<Property<String>> identity = ours.schema().identity();

            assertThat(ours).isInstanceOf(Resource.Listed.class);
            assertThat(official.key()).hasSameSizeAs(identity);
            assertThat(official.key().subList(0, identity.size() - 1))
                    .isEqualTo(identity.subList(0, identity.size() - 1).stream()
                            .map(Property::snakeName)
                            .toList());
            assertThat(official.isByPublicId() || identity.getLast().isInput())
                    .as("where our path ends with a public id, the key must do so")
                    .isTrue();
            assertThat(ours.schema().properties()).extracting(Property::name).contains(Identities.PUBLIC_ID);
        }
    }

    @Test
    void everyOfficialDataSourceIsHere() {
        try (World world = World.quick()) {
            assertThat(world.catalog().lookups())
                    .containsKeys(OFFICIAL.all(Sort.DATA).stream()
                            .map(Counterpart::ours)
                            .toArray(String[]::new));
        }
    }

    private static Schema schema(Catalog catalog, Counterpart official) {
        return catalog.resource(official.ours()).orElseThrow().schema();
    }

    private static String link(Counterpart official) {
        String folder = official.sort() == Sort.DATA ? "functions/" : "resources/";
        return official.kinds().stream()
                .map(kind -> "[" + kind + "](" + folder + kind + ".md)")
                .collect(Collectors.joining(" or "));
    }

    /// Inputs that are called alike but for the way of writing need no mention.
    private static String renamed(Counterpart official) {
        return official.inputs().entrySet().stream()
                .filter(input -> !input.getKey().replace("_", "").equalsIgnoreCase(input.getValue()))
                .map(input -> (input.getKey().startsWith("(") ? input.getKey() : "`" + input.getKey() + "`") + " is `"
                        + input.getValue() + "`")
                .collect(Collectors.joining(", "));
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

    private static String page(Catalog catalog) {
        var page = new StringBuilder(HEAD);
        page.append("\n## Resources\n\n| Terraform | Here | Inputs with another name |\n| --- | --- | --- |\n");
        OFFICIAL.all(Sort.RESOURCE)
                .forEach(row -> page.append("| `" + row.name() + "` | " + link(row) + " | " + renamed(row) + " |\n"));
        page.append(
                "\n`import-file --terraform-state` also understands resources of versions before 1.0 and of other builds:\n\n");
        OFFICIAL.all(Sort.FORMER).forEach(row -> page.append("- `" + row.name() + "` is " + link(row) + ".\n"));
        page.append("\n## Data sources\n\n| Terraform | Here |\n| --- | --- |\n");
        OFFICIAL.all(Sort.DATA).forEach(row -> page.append("| `" + row.name() + "` | " + link(row) + " |\n"));
        Set<String> there = Stream.of(Sort.RESOURCE, Sort.DATA)
                .flatMap(sort -> OFFICIAL.all(sort).stream())
                .flatMap(row -> row.kinds().stream())
                .collect(Collectors.toSet());
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
