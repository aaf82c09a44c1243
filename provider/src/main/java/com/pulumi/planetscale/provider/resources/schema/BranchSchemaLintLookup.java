package com.pulumi.planetscale.provider.resources.schema;

import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.resource.Lookup;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resources.owner.Asked;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The function that returns what is wrong with the schema of a branch.
public final class BranchSchemaLintLookup implements Lookup {
    static final Property<String> LINT_ERROR =
            text("lintError", "Code of the error, such as `NO_UNIQUE_KEY`.").always();
    static final Property<String> SUBJECT_TYPE = text(
                    "subjectType", "Subject of the error: `table`, `vschema` or `routing_rules`.")
            .always();
    static final Property<String> KEYSPACE_NAME = text("keyspaceName", "Keyspace that the error is in.");
    static final Property<String> TABLE_NAME = text("tableName", "Table that the error is about.");
    static final Property<String> COLUMN_NAME = text("columnName", "Column that the error is about.");
    static final Property<String> ERROR_DESCRIPTION =
            text("errorDescription", "Description of the error.").always();
    static final Property<String> DOCS_URL =
            text("docsUrl", "PlanetScale's page about the error.").always();

    static final Property<List<PropertyMap>> ERRORS = Property.list(
                    "errors",
                    "Errors found. Empty if the schema is fit for production.",
                    new Type.Obj(
                            "GetBranchSchemaLintError",
                            "A lint error, which keeps a schema out of production.",
                            List.of(
                                    LINT_ERROR,
                                    SUBJECT_TYPE,
                                    KEYSPACE_NAME,
                                    TABLE_NAME,
                                    COLUMN_NAME,
                                    ERROR_DESCRIPTION,
                                    DOCS_URL)))
            .computed()
            .always();

    private static final Schema SCHEMA = Schema.of(
                    "getBranchSchemaLint",
                    "Returns the lint errors in the schema of a branch. A branch with errors cannot be promoted, and"
                            + " cannot have safe migrations turned on.",
                    List.of(Asked.ORGANIZATION, Asked.DATABASE_OF_BRANCH, Asked.BRANCH, ERRORS))
            .identifiedBy(List.of(Asked.ORGANIZATION, Asked.DATABASE_OF_BRANCH, Asked.BRANCH));

    private final Reads api;

    public BranchSchemaLintLookup(Reads api) {
        this.api = api;
    }

    private static Property<String> text(String name, String doc) {
        return Property.text(name, doc).computed();
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public PropertyMap call(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        try (Stream<Lint> found = api.list(BranchSchemaLookup.path(inputs).then("/schema/lint"), Lint.class)) {
            return inputs.with(
                    ERRORS, found.map(BranchSchemaLintLookup::properties).toList());
        }
    }

    private static PropertyMap properties(Lint lint) {
        return PropertyMap.EMPTY
                .with(LINT_ERROR, lint.lintError())
                .with(SUBJECT_TYPE, lint.subjectType())
                .with(KEYSPACE_NAME, filled(lint.keyspaceName()))
                .with(TABLE_NAME, filled(lint.tableName()))
                .with(COLUMN_NAME, filled(lint.columnName()))
                .with(ERROR_DESCRIPTION, lint.errorDescription())
                .with(DOCS_URL, lint.docsUrl());
    }

    /// The API writes an empty text where the error is not about such a thing.
    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
