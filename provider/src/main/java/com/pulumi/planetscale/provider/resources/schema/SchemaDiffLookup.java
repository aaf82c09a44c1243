package com.pulumi.planetscale.provider.resources.schema;

import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.resources.owner.Asked;
import com.pulumi.planetscale.provider.resources.owner.Facts;
import com.pulumi.planetscale.provider.resources.owner.FactsLookup;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.List;

/// The function that compares the schema of a branch with that of its parent.
///
/// PlanetScale's OpenAPI description lacks the call; its official Go client makes it.
public final class SchemaDiffLookup {
    private static final Property<List<PropertyMap>> DIFFS = FactsLookup.list(
            "diffs",
            new Type.Obj(
                    "GetSchemaDiffDiff",
                    "How a table differs from that of the parent branch.",
                    List.of(
                            Facts.text("name", "Name of the table.").always(),
                            Facts.text("raw", "The difference, line by line."))));

    private SchemaDiffLookup() {}

    public static FactsLookup in(Reads api) {
        return new FactsLookup(
                api,
                Schema.of(
                                "getSchemaDiff",
                                "Compares the schema of a Vitess branch with that of its parent.",
                                List.of(Asked.ORGANIZATION, Asked.DATABASE_OF_BRANCH, Asked.BRANCH, DIFFS))
                        .identifiedBy(List.of(Asked.ORGANIZATION, Asked.DATABASE_OF_BRANCH, Asked.BRANCH)),
                DIFFS,
                inputs -> Owners.branchPath(inputs, Asked.DATABASE_OF_BRANCH, Asked.BRANCH)
                        .then("/diff"),
                true);
    }
}
