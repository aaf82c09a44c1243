package com.pulumi.planetscale.provider.pulumi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.pulumi.planetscale.provider.lifecycle.Backend;
import com.pulumi.planetscale.provider.lifecycle.Catalog;
import com.pulumi.planetscale.provider.lifecycle.Inventory;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.pulumi.ImportFile.Selection;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.Resource;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What kinds can declare about their part in an import file, with kinds generated for it.
class ImportFileTest {
    private static final Property<String> ORGANIZATION =
            Property.text("organization", "The organization.").fromProvider();
    private static final Property<String> ID = Property.text("id_", "An id.").computed();
    private static final Property<String> SHELF_ID =
            Property.text("shelfId", "The shelf's id.").computed();
    private static final Property<String> SHELF =
            Property.text("shelf", "Name of the shelf.").namingOwner("Shelf", SHELF_ID);
    private static final Property<String> NAME = Property.text("name", "Its name.");

    /// A kind whose objects are known from the start.
    private record Kind(
            String name, List<Property<String>> identity, Function<PropertyMap, Stream<String>> objects, String history)
            implements Resource.Listed {
        @Override
        public Schema schema() {
            return Schema.of(name, "Made up.", List.copyOf(identity)).identifiedBy(identity);
        }

        @Override
        public Stream<PropertyMap> list(Operation operation, PropertyMap owner) {
            return objects.apply(owner).map(object -> PropertyMap.EMPTY.with(identity.getLast(), object));
        }

        @Override
        public boolean canBelongTo(PropertyMap owner) {
            return !owner.get(NAME).equals("locked");
        }

        @Override
        public boolean isAdoptable(PropertyMap object) {
            return !object.get(identity.getLast()).equals(history);
        }

        @Override
        public PropertyMap create(Operation operation, PropertyMap inputs) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<PropertyMap> read(Operation operation, PropertyMap state) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(Operation operation, PropertyMap state) {
            throw new UnsupportedOperationException();
        }
    }

    private record Library(List<Resource> kinds) implements Backend {
        @Override
        public Schema settings() {
            return Schema.of("Provider", "Made up.", List.of(ORGANIZATION));
        }

        @Override
        public List<Property<?>> needed() {
            return List.of();
        }

        @Override
        public PropertyMap withEnvironment(PropertyMap settings) {
            return settings;
        }

        @Override
        public List<Finding> check(PropertyMap given, PropertyMap complete) {
            return List.of();
        }

        @Override
        public Catalog connect(PropertyMap settings) {
            return new Catalog(kinds, List.of());
        }

        @Override
        public boolean isRefusal(IOException failure) {
            return false;
        }

        @Override
        public String mask(PropertyMap settings, String text) {
            return text;
        }
    }

    private static final Kind SHELVES =
            new Kind("Shelf", List.of(ORGANIZATION, NAME), _ -> Stream.of("a", "locked", "sold"), "sold");

    @Test
    void historyAndWhatBelongsToItIsLeftOut() throws Exception {
        var books = new Kind("Book", List.of(ORGANIZATION, SHELF, ID), _ -> Stream.of("1", "2", "lost"), "lost");

        assertThat(written(books, SHELVES))
                .containsExactly("Shelf a", "Book a-book of a", "Book a-book-2 of a", "Shelf locked");
    }

    @Test
    void choiceMayTakeWhatIsHistoryElsewhereAndCallItItsOwnWay() throws Exception {
        var sold = new ImportFile.Choice() {
            private final List<String> written = new ArrayList<>();

            @Override
            public boolean wants(Inventory.Item item, boolean isAdoptable) {
                return item.path().equals("acme/sold") || item.owner().isPresent();
            }

            @Override
            public boolean includes(Inventory.Item item) {
                return item.owner().isEmpty() || item.path().endsWith("/1");
            }

            @Override
            public Optional<String> called(Inventory.Item item) {
                return Optional.of("1st \u202e.old");
            }

            @Override
            public void written(Inventory.Item item, String name) {
                written.add(name);
            }
        };
        var books = new Kind("Book", List.of(ORGANIZATION, SHELF, ID), _ -> Stream.of("1", "2"), "");

        assertThat(written(sold, books, SHELVES))
                .containsExactly("Shelf shelf-1st-old", "Book book-1st-old of shelf-1st-old");
        assertThat(sold.written).containsExactly("shelf-1st-old", "book-1st-old");
    }

    @Test
    void whatThereIsOneOfBelongsToTheObjectWithItsPath() throws Exception {
        var lamps = new Kind("ReadingLamp", List.of(ORGANIZATION, SHELF), _ -> Stream.of("a", "gone"), "");

        assertThat(written(SHELVES, lamps))
                .containsExactly(
                        "Shelf a", "Shelf locked", "ReadingLamp a-reading-lamp of a", "ReadingLamp gone-reading-lamp");
    }

    /// Else no one would be told of long waits for the API.
    @Test
    void listsAreReadAsAPartOfAnOperation() throws Exception {
        var books = new Kind(
                "Book",
                List.of(ORGANIZATION, ID),
                _ -> Operation.current().stream().map(_ -> "1"),
                "");

        assertThat(written(books)).containsExactly("Book book");
    }

    private static List<String> written(Resource... kinds) throws Exception {
        return written(ImportFile.Choice.USUAL, kinds);
    }

    private static List<String> written(ImportFile.Choice choice, Resource... kinds) throws Exception {
        var file = new StringWriter();
        var importFile = new ImportFile(new Library(List.of(kinds)), PropertyMap.EMPTY.with(ORGANIZATION, "acme"));

        var result = importFile.write(new Selection(Set.of(), Set.of(), true, choice), file, _ -> {});

        assertThat(result.unread()).isZero();
        var lines = new ArrayList<String>();
        for (JsonNode resource : new JsonMapper().readTree(file.toString()).path("resources")) {
            assertThat(resource.path("id").asText()).startsWith("acme/");
            lines.add(resource.path("type").asText().substring("planetscale:index:".length()) + " "
                    + resource.path("name").asText()
                    + (resource.has("parent") ? " of " + resource.path("parent").asText() : ""));
        }
        return lines;
    }
}
