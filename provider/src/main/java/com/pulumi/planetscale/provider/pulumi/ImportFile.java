package com.pulumi.planetscale.provider.pulumi;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.pulumi.planetscale.provider.lifecycle.Backend;
import com.pulumi.planetscale.provider.lifecycle.Inventory;
import com.pulumi.planetscale.provider.lifecycle.Inventory.Item;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.RealTime;
import com.pulumi.planetscale.provider.text.Shown;
import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Writes what exists as a file for `pulumi import --file`, object by object as it is found.
///
/// Objects get those that they belong to as parents. Programs that the engine generates refer to other
/// resources where it recognises a name, and give that up for all of them as soon as two objects have the same
/// one (engine 3.259); what belongs together then still comes and goes in the right order.
public final class ImportFile {
    private static final String DATABASE = "Database";
    /// Characters of a path within a sentence.
    private static final int LONGEST_SHOWN = 200;

    private final Backend backend;
    private final PropertyMap settings;
    private final Inventory inventory;

    /// What goes into a file.
    ///
    /// @param kinds names of kinds; empty for all
    /// @param databases names of databases, with everything that belongs to them; empty for the whole
    ///     organization
    /// @param parents whether objects get their owners as parents
    /// @param choice which objects of these
    public record Selection(Set<String> kinds, Set<String> databases, boolean parents, Choice choice) {
        public Selection {
            kinds = Set.copyOf(kinds);
            databases = Set.copyOf(databases);
        }
    }

    /// Which objects go into a file, and what they are called there.
    public interface Choice {
        /// What programs usually take over, called by the names on the way to it.
        Choice USUAL = new Choice() {};

        /// Whether objects of a kind can be chosen.
        default boolean includesKind(String kind) {
            return true;
        }

        /// Whether an object is chosen, or something that belongs to it can be.
        default boolean wants(Item item, boolean isAdoptable) {
            return isAdoptable;
        }

        /// Whether an object that is wanted is chosen itself.
        default boolean includes(Item item) {
            return true;
        }

        /// What the object is called already; empty if its name is to be derived from the way to it.
        default Optional<String> called(Item item) {
            return Optional.empty();
        }

        /// Takes note of an object that is in the file.
        ///
        /// @param name what it is called there
        default void written(Item item, String name) {}
    }

    /// What came of it.
    ///
    /// @param written how many objects of each kind are in the file
    /// @param unread how many lists could not be read to their end
    /// @param unnameable how many objects have names that no import can use
    /// @param missing selected databases that were not found
    public record Result(Map<String, Integer> written, int unread, int unnameable, Set<String> missing) {}

    /// @param settings the provider's settings, complete
    public ImportFile(Backend backend, PropertyMap settings) {
        this.backend = backend;
        this.settings = settings;
        inventory = new Inventory(backend.connect(settings));
    }

    /// Names of the kinds that a file can have.
    public List<String> kinds() {
        return inventory.kinds().stream().map(Schema::name).toList();
    }

    /// Writes the file.
    ///
    /// @param said takes what the user should read meanwhile, line by line
    /// @throws IOException if PlanetScale cannot be reached, or the file cannot be written
    public Result write(Selection selection, Writer file, Consumer<String> said)
            throws IOException, InterruptedException {
        // Cleaned first: what is invisible could divide a secret.
        Consumer<String> line = text -> said.accept(backend.mask(settings, Shown.line(text)));
        Set<String> wanted = inventory.kinds().stream()
                .filter(kind -> selection.kinds().isEmpty() || selection.kinds().contains(kind.name()))
                .filter(kind -> selection.databases().isEmpty() || isOfDatabase(kind))
                .filter(kind -> selection.choice().includesKind(kind.name()))
                .map(Schema::name)
                .collect(Collectors.toSet());
        var unix = new DefaultIndenter("  ", "\n");
        try (JsonGenerator json = new JsonMapper()
                .writer(new DefaultPrettyPrinter().withObjectIndenter(unix).withArrayIndenter(unix))
                .createGenerator(file)
                // What ends half-way must not look complete.
                .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT)) {
            json.writeStartObject();
            json.writeArrayFieldStart("resources");
            var recorder = new Recorder(selection, wanted, json, line);
            walk(new ConsoleOperation(new RealTime(), line), wanted, recorder);
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
            return recorder.result();
        }
    }

    /// Walks as a part of the operation, so that waits for the API are told.
    private void walk(Operation operation, Set<String> wanted, Recorder recorder)
            throws IOException, InterruptedException {
        try {
            boolean _ = operation.run(() -> {
                inventory.walk(operation, settings, wanted, recorder);
                return true;
            });
        } catch (IOException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a walk throws nothing else", e);
        }
    }

    private static boolean isOfDatabase(Schema kind) {
        return kind.name().equals(DATABASE)
                || kind.identity().stream()
                        .flatMap(part -> part.named().stream())
                        .anyMatch(named -> named.kind().equals(DATABASE));
    }

    private final class Recorder implements Inventory.Visitor {
        private final Selection selection;
        private final Set<String> wanted;
        private final JsonGenerator json;
        private final Consumer<String> line;
        private final ImportNames names = new ImportNames();
        /// What the program calls each object that was found, by kind and path.
        private final Map<String, String> called = new HashMap<>();
        private final Map<String, Integer> written = new LinkedHashMap<>();
        private final Set<String> missing;
        private int unread;
        private int unnameable;

        Recorder(Selection selection, Set<String> wanted, JsonGenerator json, Consumer<String> line) {
            this.selection = selection;
            this.wanted = wanted;
            this.json = json;
            this.line = line;
            missing = new HashSet<>(selection.databases());
        }

        @Override
        public boolean wants(Item item, boolean isAdoptable) {
            return (item.owner().isPresent() || isSelected(item))
                    && selection.choice().wants(item, isAdoptable);
        }

        private boolean isSelected(Item item) {
            String name = item.path().substring(item.path().lastIndexOf('/') + 1);
            return selection.databases().isEmpty() || missing.remove(name);
        }

        @Override
        public boolean found(Item item) throws IOException {
            if (item.schema().name().equals(DATABASE)) {
                line.accept("Reading " + Shown.line(item.path(), LONGEST_SHOWN) + ".");
            }
            if (selection.choice().includes(item)) {
                String name = name(item);
                called.put(key(item.schema().name(), item.path()), name);
                if (wanted.contains(item.schema().name())) {
                    write(item, name);
                    selection.choice().written(item, name);
                }
            }
            return true;
        }

        private String name(Item item) {
            Optional<String> ownerName =
                    item.owner().flatMap(owner -> called(owner.schema().name(), owner.path()));
            return selection
                    .choice()
                    .called(item)
                    .map(called -> names.name(called, ownerName, item))
                    .orElseGet(() -> names.name(ownerName, item));
        }

        private void write(Item item, String name) throws IOException {
            Schema schema = item.schema();
            Optional<String> parent = selection.parents() ? parent(item) : Optional.empty();
            json.writeStartObject();
            json.writeStringField("type", SchemaWriter.PREFIX + schema.name());
            json.writeStringField("name", name);
            json.writeStringField("id", item.path());
            if (parent.isPresent()) {
                json.writeStringField("parent", parent.get());
            }
            json.writeEndObject();
            if (written.merge(schema.name(), 1, Integer::sum) == 1) {
                returnedOnce(schema).ifPresent(line);
            }
        }

        /// The name of what an object belongs to, where that is in the file.
        private Optional<String> parent(Item item) {
            return item.singleOf()
                    .flatMap(kind -> inFile(kind, item.path()))
                    .or(() ->
                            item.owner().flatMap(owner -> inFile(owner.schema().name(), owner.path())));
        }

        private Optional<String> inFile(String kind, String path) {
            return wanted.contains(kind) ? called(kind, path) : Optional.empty();
        }

        private Optional<String> called(String kind, String path) {
            return Optional.ofNullable(called.get(key(kind, path)));
        }

        @Override
        public void unnameable(Item item) {
            if (wanted.contains(item.schema().name())) {
                unnameable++;
                line.accept("Skipped, " + item.schema().name() + ": `" + Shown.line(item.path(), LONGEST_SHOWN)
                        + "` cannot be imported, since a part of it is not a name.");
            }
        }

        @Override
        public void unreadable(Schema kind, IOException why) throws IOException {
            if (!backend.isRefusal(why)) {
                throw why;
            }
            unread++;
            line.accept("Skipped, " + kind.name() + ": " + why.getMessage());
        }

        Result result() {
            return new Result(written, unread, unnameable, missing);
        }
    }

    private static String key(String kind, String path) {
        return kind + " " + path;
    }

    /// What an import cannot bring back, since PlanetScale returns it only once.
    private static Optional<String> returnedOnce(Schema kind) {
        List<String> once = kind.properties().stream()
                // What is always there says itself what is missing in it.
                .filter(property -> property.isOnce() && !property.isAlways())
                .map(property -> "`" + property.name() + "`")
                .toList();
        return once.isEmpty()
                ? Optional.empty()
                : Optional.of("An imported " + kind.name() + " has no " + String.join(" and no ", once)
                        + ": PlanetScale returns that only when it creates one.");
    }
}
