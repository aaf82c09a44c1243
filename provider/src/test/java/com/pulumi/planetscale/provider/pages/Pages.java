package com.pulumi.planetscale.provider.pages;

import com.pulumi.planetscale.provider.api.Accesses;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.resource.Lookup;
import com.pulumi.planetscale.provider.resource.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/// Writes the pages of the reference, as Markdown that Pulumi's registry and the site in `docs/site` both show.
final class Pages {
    static final Path EXAMPLES = Path.of("../examples");
    /// The examples in the languages that `engine/cli/gen-programs` writes.
    static final Path PROGRAMS = Path.of("../docs/programs");

    private static final String JAVA = "App.java";
    /// The files of a program by language, as code blocks call it.
    private static final Map<String, String> LANGUAGES =
            Map.of("index.ts", "typescript", "__main__.py", "python", "main.go", "go", JAVA, "java");
    static final List<String> FILES = List.of("index.ts", "__main__.py", "main.go", JAVA);

    private static final String DOCS = "https://planetscale.com/docs/";
    /// Where PlanetScale describes a kind.
    private static final Map<String, String> DESCRIBED = Map.of(
            "Database", "api/reference/create_database",
            "Branch", "vitess/schema-changes/branching",
            "Password", "vitess/security/password-roles",
            "Role", "postgres/connecting/roles",
            "DefaultRole", "postgres/connecting/roles",
            "DeployRequest", "vitess/schema-changes/deploy-requests",
            "Webhook", "api/webhooks",
            "BackupSchedule", "vitess/backups",
            "Backup", "vitess/backups");

    private final Collection<Resource> resources;
    private final Collection<Lookup> lookups;

    Pages(Collection<Resource> resources, Collection<Lookup> lookups) {
        this.resources = resources;
        this.lookups = lookups;
    }

    /// Every page by its path below `docs`.
    Map<String, String> all() {
        var pages = new TreeMap<String, String>();
        resources.forEach(
                resource -> pages.put("resources/" + file(resource.schema().name()), resource(resource)));
        lookups.forEach(lookup -> pages.put("functions/" + file(lookup.schema().name()), function(lookup)));
        return pages;
    }

    private static String file(String name) {
        return name + ".md";
    }

    /// A hand-written page with the table of the provider's settings between its marks.
    static String configuration(Schema settings, String page) {
        String rows = table(
                List.of("Setting", "Description"),
                settings.properties().stream()
                        .map(property -> List.of(
                                "`planetscale:" + property.name() + "`",
                                property.doc() + (property.isSecret() ? " Secret." : "")))
                        .toList());
        return between(page, "settings", rows);
    }

    /// The hand-written overview with links to all resources and functions between its marks.
    String overview(String page) {
        String links = resources.stream()
                .map(resource -> "- [" + resource.schema().name() + "](resources/"
                        + file(resource.schema().name()) + ")")
                .collect(Collectors.joining("\n"));
        String functions = lookups.stream()
                .map(lookup -> lookup.schema().name())
                .map(name -> "[" + name + "](functions/" + file(name) + ")")
                .collect(Collectors.joining(", "));
        return between(page, "resources", links + "\n\nFunctions look up and list what exists: " + functions + ".");
    }

    private static String between(String page, String mark, String generated) {
        return page.replaceAll(
                "(?s)(<!-- " + mark + ": [^>]*-->\n).*(<!-- end of " + mark + " -->)",
                "$1\n" + Matcher.quoteReplacement(generated) + "\n\n$2");
    }

    private String resource(Resource resource) {
        Schema schema = resource.schema();
        var parts = new ArrayList<String>(head(schema.name(), schema.doc()));
        example(kebab(schema.name())).ifPresent(parts::add);
        parts.add("## Inputs");
        parts.add(table(
                List.of("Property", "Type", "What a change does", "Description"),
                schema.inputs().stream()
                        .map(property ->
                                List.of(name(property), words(property.type()), change(property), doc(property)))
                        .toList()));
        parts.add("## Outputs");
        parts.add("All inputs are outputs as well.");
        parts.add(outputs(schema, property -> !property.isInput()));
        parts.addAll(members(schema));
        parts.add("## Import");
        parts.add("```sh\npulumi import planetscale:index:" + schema.name() + " example " + schema.pathFormat()
                + "\n```");
        parts.add(
                "The organization can be omitted if the provider has one. [Adopt what exists](../how-to/adopt.md) says how"
                        + " to import a whole organization.");
        parts.add("## Accesses of the service token");
        parts.add(
                "For each call, one of the accesses is enough. The preview names those that the token lacks, if it can"
                        + " read its own.");
        parts.add(table(List.of("Call", "Access"), accesses(schema)));
        if (resource instanceof Resource.Limited) {
            parts.add("## Limits");
            parts.add(
                    "The preview reads PlanetScale's own lists, such as those of regions and sizes, and refuses what is not"
                            + " in them. Limits of a single property are in its description."
                            + " [System limits](" + DOCS
                            + "vitess/troubleshooting/planetscale-system-limits) has those of Vitess"
                            + " databases.");
        }
        if (resource instanceof Resource.Priced) {
            parts.add("## Cost");
            parts.add(
                    "The preview shows what a new or resized cluster costs a month, and `gates` adds up the whole plan. The"
                            + " function [getClusterSizes](../functions/getClusterSizes.md) returns all sizes with their prices.");
        }
        resource.lostWith(PropertyMap.EMPTY).ifPresent(lost -> {
            parts.add("## Deletion");
            parts.add("Whoever deletes or replaces it loses " + lost
                    + ". The resource option `protect` makes Pulumi refuse" + " both.");
        });
        parts.add("## See also");
        parts.add("[PlanetScale's documentation](" + DOCS + DESCRIBED.getOrDefault(schema.name(), "api/reference") + ")"
                + functionsOf(schema.name()));
        return String.join("\n\n", parts) + "\n";
    }

    private String functionsOf(String kind) {
        String names = lookups.stream()
                .map(lookup -> lookup.schema().name())
                .filter(name -> name.equals("get" + kind) || name.equals("get" + plural(kind)))
                .map(name -> "[" + name + "](../functions/" + name + ".md)")
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "." : ". Functions: " + names + ".";
    }

    private String plural(String kind) {
        return resources.stream()
                .map(Resource::schema)
                .filter(schema -> schema.name().equals(kind))
                .map(Schema::plural)
                .findFirst()
                .orElseThrow();
    }

    private static String function(Lookup lookup) {
        Schema schema = lookup.schema();
        var parts = new ArrayList<String>(head(schema.name(), schema.doc()));
        parts.add("## Example");
        parts.add("```yaml\n" + call(schema) + "```");
        parts.add("## Inputs");
        parts.add(table(
                List.of("Property", "Type", "Description"),
                schema.inputs().stream()
                        .map(property -> List.of(name(property), words(property.type()), doc(property)))
                        .toList()));
        parts.add("## Outputs");
        parts.add(outputs(schema, property -> !property.isInput()));
        parts.addAll(members(schema));
        return String.join("\n\n", parts) + "\n";
    }

    /// A program that calls a function with everything that it needs.
    private static String call(Schema schema) {
        var text = new StringBuilder("name: look-up\nruntime: yaml\nvariables:\n  found:\n    fn::invoke:\n"
                + "      function: planetscale:" + schema.name() + "\n");
        List<Property<?>> needed = schema.inputs().stream()
                .filter(property -> property.role() == Property.Role.REQUIRED && !property.isFromProvider())
                .toList();
        if (!needed.isEmpty()) {
            text.append("      arguments:\n");
        }
        needed.forEach(property -> text.append("        " + property.name() + ": " + sample(property.name()) + "\n"));
        return text + "outputs:\n  found: ${found}\n";
    }

    private static String sample(String property) {
        return switch (property) {
            case "database" -> "shop";
            case "branch", "name" -> "main";
            case "number" -> "\"1\"";
            default -> "id-of-it";
        };
    }

    private static List<String> head(String title, String doc) {
        return List.of(
                "<!-- Generated from the declarations; mvn test -pl provider -am -Dgolden=write rewrites it. -->",
                "# " + title,
                doc);
    }

    private static Optional<String> example(String name) {
        Path program = EXAMPLES.resolve(name).resolve("Pulumi.yaml");
        if (!Files.exists(program)) {
            return Optional.empty();
        }
        var parts = new ArrayList<>(List.of("## Example"));
        parts.add("The tests run this program. The other languages are converted from it.");
        parts.add("```yaml\n" + text(program).stripTrailing() + "\n```");
        FILES.forEach(file -> program(name, file)
                .ifPresent(source -> parts.add(
                        "```" + LANGUAGES.get(file) + "\n" + text(source).stripTrailing() + "\n```")));
        if (program(name, JAVA).filter(source -> !source.startsWith(PROGRAMS)).isPresent()) {
            parts.add("The Java program is written by hand: [`examples/" + name + "-java`](../../examples/" + name
                    + "-java).");
        }
        return Optional.of(String.join("\n\n", parts));
    }

    /// An example in another language: converted, or in Java written by hand, since the generator cannot make
    /// everything.
    static Optional<Path> program(String name, String file) {
        Path converted = PROGRAMS.resolve(name).resolve(file);
        if (Files.exists(converted)) {
            return Optional.of(converted);
        }
        Path byHand = EXAMPLES.resolve(name + "-java").resolve("src/main/java").resolve(name.replace("-", ""));
        return Optional.of(byHand.resolve(file)).filter(Files::exists);
    }

    private static String outputs(Schema schema, Predicate<Property<?>> chosen) {
        return table(
                List.of("Property", "Type", "Description"),
                schema.properties().stream()
                        .filter(chosen)
                        .map(property -> List.of(
                                "`" + property.name() + "`",
                                words(property.type()),
                                doc(property) + (property.isSecret() ? " Secret." : "")))
                        .toList());
    }

    /// The members of the objects among the properties, each kind of object once.
    private static List<String> members(Schema schema) {
        var objects = new LinkedHashMap<String, Type.Obj>();
        schema.properties().forEach(property -> collect(property.type(), objects));
        var parts = new ArrayList<String>();
        objects.forEach((name, object) -> {
            parts.add("### " + name);
            parts.add(object.doc());
            parts.add(table(
                    List.of("Property", "Type", "Description"),
                    object.properties().stream()
                            .map(member -> List.of("`" + member.name() + "`", words(member.type()), doc(member)))
                            .toList()));
        });
        return parts;
    }

    private static void collect(Type<?> type, Map<String, Type.Obj> objects) {
        switch (type) {
            case Type.Obj object -> {
                if (objects.putIfAbsent(object.name(), object) == null) {
                    object.properties().forEach(member -> collect(member.type(), objects));
                }
            }
            case Type.Elements<?, ?> list -> collect(list.element(), objects);
            case Type.MapOf<?>(var element) -> collect(element, objects);
            case Type.Text _, Type.OneOf _, Type.Bool _, Type.Int _, Type.Decimal _ -> {}
        }
    }

    private static String words(Type<?> type) {
        return switch (type) {
            case Type.Text _ -> "string";
            case Type.OneOf one ->
                one.choices().stream().map(choice -> "`" + choice + "`").collect(Collectors.joining(", "));
            case Type.Bool _ -> "boolean";
            case Type.Int _ -> "integer";
            case Type.Decimal _ -> "number";
            case Type.Elements<?, ?> list -> "list of " + words(list.element());
            case Type.MapOf<?>(var element) -> "map of " + words(element);
            case Type.Obj object -> "[" + object.name() + "](#" + object.name().toLowerCase(Locale.ROOT) + ")";
        };
    }

    private static String name(Property<?> property) {
        return "`" + property.name() + "`"
                + (property.role() == Property.Role.REQUIRED && !property.isFromProvider() ? " (required)" : "");
    }

    private static String doc(Property<?> property) {
        return property.doc();
    }

    private static String change(Property<?> property) {
        boolean replaces = property.replaces();
        if (property.isLocal()) {
            return replaces ? "replaces the object" : "is recorded";
        }
        if (replaces) {
            return property.mayUpdate() ? "updates in place, or replaces" : "replaces the object";
        }
        return property.mayUpdate() ? "updates in place" : "is refused";
    }

    /// The calls of a kind, but for those that belong to kinds below it.
    private List<List<String>> accesses(Schema schema) {
        List<String> others = resources.stream()
                .map(each -> each.schema().collection())
                .filter(collection -> collection.length() > schema.collection().length())
                .toList();
        return Accesses.calls().stream()
                .filter(call -> isOf(call.split(" ", 2)[1], schema, others))
                .sorted()
                .map(call -> List.of(
                        "`" + call + "`",
                        Accesses.words(Accesses.advised(call.split(" ", 2)[0], call.split(" ", 2)[1]))))
                .toList();
    }

    private static boolean isOf(String path, Schema schema, List<String> others) {
        return (path.equals(schema.collection())
                        || path.equals(schema.member())
                        || path.startsWith(schema.member() + "/"))
                && others.stream().noneMatch(path::startsWith);
    }

    private static String table(List<String> head, List<List<String>> rows) {
        var lines = new ArrayList<String>();
        lines.add("| " + String.join(" | ", head) + " |");
        lines.add("|" + " --- |".repeat(head.size()));
        rows.forEach(row -> lines.add(row.stream()
                .map(cell -> cell.replace("|", "\\|").replace("\n", " "))
                .collect(Collectors.joining(" | ", "| ", " |"))));
        return rows.isEmpty() ? "None." : String.join("\n", lines);
    }

    private static String kebab(String kind) {
        return kind.replaceAll("(?<=[a-z])([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
