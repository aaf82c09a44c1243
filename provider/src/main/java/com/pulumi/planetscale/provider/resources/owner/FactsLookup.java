package com.pulumi.planetscale.provider.resources.owner;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.resource.Lookup;
import com.pulumi.planetscale.provider.resource.Operation;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A function that lists what programs read and never make.
///
/// @param schema its name, what is asked for, and the list
/// @param list the one output: a list of objects whose members are read by their names in the API
/// @param path where the API lists them
/// @param isPaged whether the API answers page by page, and not with a bare array
/// @param chosen which of the objects are returned
public record FactsLookup(
        Reads api,
        Schema schema,
        Property<List<PropertyMap>> list,
        Function<PropertyMap, ApiPath> path,
        boolean isPaged,
        Choice chosen)
        implements Lookup {
    /// Chooses objects by what is asked for.
    @FunctionalInterface
    public interface Choice {
        /// The rule for these inputs.
        Predicate<PropertyMap> by(PropertyMap inputs);
    }

    /// A function that returns the whole list.
    public FactsLookup(
            Reads api,
            Schema schema,
            Property<List<PropertyMap>> list,
            Function<PropertyMap, ApiPath> path,
            boolean isPaged) {
        this(api, schema, list, path, isPaged, _ -> _ -> true);
    }

    /// The output that holds the list.
    ///
    /// @param object what one of the objects is
    public static Property<List<PropertyMap>> list(String name, Type.Obj object) {
        return Property.list(name, "The objects, in the API's order.", object)
                .computed()
                .always();
    }

    @Override
    public PropertyMap call(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        List<Property<?>> members = ((Type.Obj) ((Type.ListOf<PropertyMap>) list.type()).element()).properties();
        ApiPath from = path.apply(inputs);
        try (Stream<JsonNode> objects =
                isPaged ? api.list(from, JsonNode.class) : Stream.of(api.get(from, JsonNode[].class))) {
            return inputs.with(
                    list,
                    objects.map(object -> Facts.of(object, members))
                            .filter(chosen.by(inputs))
                            .toList());
        }
    }
}
