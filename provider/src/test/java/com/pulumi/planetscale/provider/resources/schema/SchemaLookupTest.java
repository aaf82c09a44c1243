package com.pulumi.planetscale.provider.resources.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.LookupFixture;
import com.pulumi.planetscale.provider.resources.owner.Asked;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaLookupTest extends LookupFixture {
    @Test
    void schemaIsTheStatementsOfTheTables() throws Exception {
        List<PropertyMap> tables = call("getBranchSchema", main()).get(BranchSchemaLookup.TABLES);

        assertThat(tables)
                .extracting(table -> table.get(BranchSchemaLookup.NAME))
                .containsExactlyInAnyOrder("notes", "orders");
        assertThat(tables)
                .extracting(table -> table.get(BranchSchemaLookup.RAW))
                .anyMatch(raw -> raw.contains("body"));
    }

    @Test
    void schemaOfAKeyspaceIsThatOfTheKeyspaceAlone() throws Exception {
        var _ = world.api()
                .post(
                        Owners.organizationPath(world.settings()).then("/databases/shop/branches/main/keyspaces"),
                        Map.of("name", "metrics", "cluster_size", "PS_10"),
                        Map.class);

        assertThat(call("getBranchSchema", main().with(BranchSchemaLookup.KEYSPACE, "shop"))
                        .get(BranchSchemaLookup.TABLES))
                .hasSize(2);
        assertThat(call("getBranchSchema", main().with(BranchSchemaLookup.KEYSPACE, "metrics"))
                        .get(BranchSchemaLookup.TABLES))
                .isEmpty();
    }

    @Test
    void keyspaceAndNamespaceTogetherAreRefused() {
        PropertyMap both = main().with(BranchSchemaLookup.KEYSPACE, "shop")
                .with(BranchSchemaLookup.NAMESPACE, "postgres.public")
                .with(world.settings());

        assertThat(lookup("getBranchSchema").schema().check(both))
                .extracting(Finding::text)
                .singleElement()
                .asString()
                .contains("no branch has both");
    }

    @Test
    void branchThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> call("getBranchSchema", main().with(Asked.BRANCH, "gone")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/branches/gone/schema");
    }

    @Test
    void lintNamesTheTableAndTellsNothingEmpty() throws Exception {
        assertThat(call("getBranchSchemaLint", main()).get(BranchSchemaLintLookup.ERRORS))
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.get(BranchSchemaLintLookup.LINT_ERROR)).isEqualTo("NO_UNIQUE_KEY");
                    assertThat(error.get(BranchSchemaLintLookup.TABLE_NAME)).isEqualTo("notes");
                    assertThat(error.get(BranchSchemaLintLookup.DOCS_URL)).startsWith("https://");
                    assertThat(error.has(BranchSchemaLintLookup.COLUMN_NAME)).isFalse();
                });
    }

    private static PropertyMap main() {
        return PropertyMap.EMPTY.with(Asked.DATABASE_OF_BRANCH, "shop").with(Asked.BRANCH, "main");
    }
}
