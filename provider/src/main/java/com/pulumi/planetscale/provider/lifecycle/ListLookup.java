package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.resource.Account;
import com.pulumi.planetscale.provider.resource.Lookup;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.Resource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The function that lists the objects of a kind that belong to one owner, made from the kind's own
/// declaration. As [GetLookup] it tells no secrets but those that programs give.
final class ListLookup implements Lookup {
    private final Resource.Listed resource;
    private final Account account;
    private final List<Property<?>> members;
    private final Property<List<PropertyMap>> objects;
    private final Schema schema;
    /// The kind itself, for the marks of what is secret.
    private final Schema marked;

    ListLookup(Resource.Listed resource, Account account) {
        this.resource = resource;
        this.account = account;
        Schema kind = resource.schema();
        marked = kind;
        String plural = kind.plural();
        members = GetLookup.properties(kind).stream()
                .<Property<?>>map(
                        member -> kind.isPartOfName(member) ? member.asOutput().always() : member.asOutput())
                .toList();
        objects = Property.list(
                        plural.substring(0, 1).toLowerCase(Locale.ROOT) + plural.substring(1),
                        "The objects, in the API's order.",
                        new Type.Obj("Get" + plural + kind.name(), kind.doc(), members))
                .computed()
                .always();
        var properties = new ArrayList<Property<?>>();
        for (Property<String> part : kind.identity().subList(0, kind.identity().size() - 1)) {
            properties.add(part.isFromProvider() ? part : part.asInput());
        }
        properties.addAll(resource.filters());
        properties.add(objects);
        schema = Schema.of("get" + plural, doc(kind), properties)
                .identifiedBy(kind.identity().subList(0, kind.identity().size() - 1));
    }

    private static String doc(Schema kind) {
        List<Property<String>> identity = kind.identity();
        Property<String> owner = identity.get(identity.size() - 2);
        return "Lists each `" + kind.name() + "` of "
                + (owner.isFromProvider() ? "the organization" : "the `" + owner.name() + "`")
                + " that the service token can see, with everything that the function `get" + kind.name()
                + "` returns. The list is empty if there is none, and complete, however many pages PlanetScale needs for it.";
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public PropertyMap call(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        try (Stream<PropertyMap> found =
                resource.list(operation, inputs.without(resource.filters()), inputs.only(resource.filters()))) {
            PropertyMap owners = inputs.with(OwnerIds.missing(resource.schema(), account, inputs));
            return inputs.with(
                    objects,
                    found.map(object -> marked.marked(owners.with(object).only(members)))
                            .toList());
        }
    }
}
