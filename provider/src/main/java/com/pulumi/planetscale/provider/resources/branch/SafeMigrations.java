package com.pulumi.planetscale.provider.resources.branch;

import static com.pulumi.planetscale.provider.resources.branch.BranchProperties.SAFE_MIGRATIONS;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiException.Kind;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resources.schema.Lint;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Turns safe migrations of a branch on and off.
final class SafeMigrations {
    private SafeMigrations() {}

    static PropertyMap set(Api api, PropertyMap state, PropertyMap inputs) throws IOException, InterruptedException {
        ApiPath path = BranchResource.path(state);
        try {
            return api.send(
                            "PUT",
                            path.then("/safe-migrations"),
                            inputs.body(List.of(SAFE_MIGRATIONS)),
                            LiveBranch.class)
                    .map(LiveBranch::properties)
                    .orElse(PropertyMap.EMPTY);
        } catch (ApiException refusal) {
            Optional<String> lint = refusal.kind() == Kind.INVALID ? Lint.summary(api, path) : Optional.empty();
            if (lint.isEmpty()) {
                throw refusal;
            }
            throw new OperationException(Finding.refusal(
                    SAFE_MIGRATIONS,
                    "branch `" + BranchResource.label(state) + "` has lint errors in its schema: " + lint.get(),
                    "Fix the schema, then run `pulumi up` again."));
        }
    }
}
