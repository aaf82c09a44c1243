package com.pulumi.planetscale.provider.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resources.ContractTest;
import com.pulumi.planetscale.provider.resources.ExampleProgram;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import com.pulumi.planetscale.provider.resources.World;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A change makes what was read before older. That needs the collection of every kind to be known.
class ChangesTest {
    static Stream<Arguments> resources() {
        return ContractTest.resources();
    }

    @ParameterizedTest
    @MethodSource("resources")
    void objectThatIsMadeMakesTheListOfItsKindOlder(ExampleProgram program, Declared declared) throws Exception {
        try (World world = World.quick()) {
            world.createBefore(program, declared);
            var kind =
                    (Resource.Listed) world.catalog().resource(declared.kind()).orElseThrow();
            World.Journal journal = world.journal();
            try (Stream<PropertyMap> objects = kind.list(world.operation(), world.checked(declared))) {
                assertThat(objects).isNotNull();
            }
            String first = journal.calls().getFirst().replace("GET /v1", "").replaceFirst("\\?.*", "");
            ApiPath read = ApiPath.parse(first);
            ApiPath collection = read.isObject() ? read.parent() : read;
            var changes = new Changes();

            long before = changes.count();
            changes.note("POST", collection, "new");

            assertThat(changes.mayHaveOthers(collection, "new", before))
                    .as("`%s` in Changes.COLLECTIONS", collection.collection())
                    .isTrue();
            long made = changes.count();
            changes.note("PATCH", collection.then("/{}", "new"), "");
            assertThat(changes.isChanged(collection, Stream.of("new"), made)).isTrue();
            assertThat(changes.mayHaveOthers(collection, "new", made)).isTrue();
        }
    }
}
