package com.pulumi.planetscale.provider.resources.people;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.api.Identified;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.resources.making.Made;
import com.pulumi.planetscale.provider.resources.owner.Told;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the API returns for a team. Paths lead to it by its slug.
record LiveTeam(
        @Nullable String id,
        @Nullable String name,
        @Nullable String slug,
        @Nullable Told<String> description,
        @Nullable Boolean managed,
        @Nullable String createdAt,
        @JsonAnySetter @Nullable Map<String, JsonNode> others)
        implements Identified, Made {
    @Override
    public boolean goesBy(String segment) {
        return segment.equals(slug);
    }

    @Override
    public boolean isWhole() {
        return Identified.super.isWhole() && slug != null && !slug.isBlank();
    }

    /// Why it cannot be changed here; empty if it can.
    Optional<Finding> locked() {
        return Boolean.TRUE.equals(managed) ? Optional.of(locked(String.valueOf(slug))) : Optional.empty();
    }

    static Finding locked(String slug) {
        return Finding.refusal(
                Path.ROOT,
                "team `" + slug
                        + "` is managed by a directory of the identity provider, and PlanetScale refuses changes"
                        + " of it and of its members",
                "Change it in the directory, and remove the resource from the stack with `pulumi state delete`.");
    }
}
