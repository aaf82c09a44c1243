package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resource.Account;
import com.pulumi.planetscale.provider.resource.Lookup;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resource.Resource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The function that looks up one object of a kind, made from the kind's own declaration. Secrets that PlanetScale
/// makes are not among its outputs; what a program gives as one, such as the address of a webhook, is marked so.
final class GetLookup implements Lookup {
    private final Resource resource;
    private final Account account;
    private final Schema schema;

    GetLookup(Resource resource, Account account) {
        this.resource = resource;
        this.account = account;
        Schema kind = resource.schema();
        schema = Schema.of(
                        "get" + kind.name(),
                        doc(kind),
                        Stream.concat(properties(kind).stream(), resource.lookupInputs().stream())
                                .toList())
                .identifiedBy(kind.identity());
    }

    private static String doc(Schema kind) {
        String names = kind.identity().stream()
                .filter(part -> !part.isFromProvider())
                .map(part -> "`" + part.name() + "`")
                .collect(Collectors.joining(", "));
        return "Looks up a `" + kind.name() + "` that exists, by " + names + ", whether this program manages it or not."
                + " Fails if there is none, or if the service token cannot see it. What PlanetScale returns only at the"
                + " creation, such as secrets, is not among the outputs.";
    }

    /// What identifies the object as inputs, everything else that may be shown as outputs, with what only
    /// lookups tell.
    static List<Property<?>> properties(Schema kind) {
        var properties = new ArrayList<Property<?>>();
        for (Property<?> property : kind.properties()) {
            boolean identifies =
                    kind.identity().stream().anyMatch(part -> part.name().equals(property.name()));
            if (identifies) {
                properties.add(property.isFromProvider() ? property : property.asInput());
            } else if (!(property.isSecret() && !property.isInput()) && !property.isLocal()) {
                properties.add(kind.isPartOfName(property) ? property.asOutput().always() : property.asOutput());
            }
        }
        properties.addAll(kind.lookedUp());
        return properties;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public Optional<String> kind() {
        return Optional.of(resource.schema().name());
    }

    @Override
    public PropertyMap call(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        PropertyMap live = resource.read(operation, inputs)
                .orElseThrow(() -> new OperationException(Finding.refusal(
                        Path.ROOT,
                        resource.schema().name() + " `"
                                + resource.schema().path(inputs).orElse("?") + "` does not exist",
                        "Check its name. If this program makes it, give its `publicId` in place of its name: the"
                                + " look-up waits for it then.")));
        PropertyMap known = inputs.with(live);
        PropertyMap owners = OwnerIds.missing(resource.schema(), account, known);
        return schema.marked(known.with(owners).only(schema.properties()));
    }
}
