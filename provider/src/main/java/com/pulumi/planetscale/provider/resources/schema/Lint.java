package com.pulumi.planetscale.provider.resources.schema;

import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Reads;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What PlanetScale finds wrong with the schema of a branch.
///
/// @param errorDescription the finding in words
public record Lint(
        @Nullable String lintError,
        @Nullable String subjectType,
        @Nullable String keyspaceName,
        @Nullable String tableName,
        @Nullable String columnName,
        @Nullable String errorDescription,
        @Nullable String docsUrl) {
    private static final int SHOWN = 5;

    /// The first findings in words; empty where there are none.
    public static Optional<String> summary(Reads api, ApiPath branch) throws IOException, InterruptedException {
        try (var lints = api.list(branch.then("/schema/lint"), Lint.class)) {
            List<Lint> found = lints.limit(SHOWN + 1).toList();
            if (found.isEmpty()) {
                return Optional.empty();
            }
            String first = found.stream().limit(SHOWN).map(Lint::words).collect(Collectors.joining("; "));
            return Optional.of(first + (found.size() > SHOWN ? "; and more" : ""));
        }
    }

    /// The finding in words.
    public String words() {
        String description = errorDescription == null ? String.valueOf(lintError) : errorDescription;
        return tableName == null || description.contains(tableName) ? description : tableName + ": " + description;
    }
}
