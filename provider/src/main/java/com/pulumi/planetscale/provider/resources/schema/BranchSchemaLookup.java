package com.pulumi.planetscale.provider.resources.schema;

import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.resource.Lookup;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resources.owner.Asked;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The function that returns the tables of a branch.
public final class BranchSchemaLookup implements Lookup {
    static final Property<String> KEYSPACE = Property.text(
                    "keyspace", "Keyspace to return tables of, Vitess only. If omitted, all of them.")
            .optional();
    static final Property<String> NAMESPACE = Property.text(
                    "namespace",
                    "Namespace to return tables of, such as `postgres.public`, Postgres only. If omitted, all of them.")
            .optional();

    static final Property<String> NAME =
            Property.text("name", "Name of the table.").computed().always();
    static final Property<String> RAW =
            Property.text("raw", "Statement that creates the table.").computed().always();
    static final Property<List<PropertyMap>> TABLES = Property.list(
                    "tables",
                    "The objects, in the API's order.",
                    new Type.Obj("GetBranchSchemaTable", "A table of a branch.", List.of(NAME, RAW)))
            .computed()
            .always();

    private static final Schema SCHEMA = Schema.of(
                    "getBranchSchema",
                    "Returns the tables of a branch, each with the statement that creates it.",
                    List.of(Asked.ORGANIZATION, Asked.DATABASE_OF_BRANCH, Asked.BRANCH, KEYSPACE, NAMESPACE, TABLES))
            .identifiedBy(List.of(Asked.ORGANIZATION, Asked.DATABASE_OF_BRANCH, Asked.BRANCH))
            .checking(BranchSchemaLookup::onePart);

    private final Reads api;

    private record Live(@Nullable List<Table> data) {}

    private record Table(@Nullable String name, @Nullable String raw) {}

    public BranchSchemaLookup(Reads api) {
        this.api = api;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public PropertyMap call(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        ApiPath path = path(inputs).then("/schema");
        for (Property<String> part : List.of(KEYSPACE, NAMESPACE)) {
            path = inputs.has(part) ? path.with(part.apiName(), inputs.get(part)) : path;
        }
        List<Table> tables = api.get(path, Live.class).data();
        return inputs.with(
                TABLES,
                tables == null
                        ? List.of()
                        : tables.stream()
                                .map(table -> PropertyMap.EMPTY
                                        .with(NAME, table.name())
                                        .with(RAW, table.raw()))
                                .toList());
    }

    /// The branch that a function is asked about.
    static ApiPath path(PropertyMap inputs) {
        return Owners.branchPath(inputs, Asked.DATABASE_OF_BRANCH, Asked.BRANCH);
    }

    private static void onePart(PropertyMap inputs, Consumer<Finding> findings) {
        if (inputs.has(KEYSPACE) && inputs.has(NAMESPACE)) {
            findings.accept(Finding.refusal(
                    NAMESPACE,
                    "Vitess has keyspaces and Postgres has namespaces, so no branch has both",
                    "Remove one of them."));
        }
    }
}
