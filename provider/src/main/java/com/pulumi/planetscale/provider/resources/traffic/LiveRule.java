package com.pulumi.planetscale.provider.resources.traffic;

import com.pulumi.planetscale.provider.api.Identified;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.making.Made;
import com.pulumi.planetscale.provider.resources.owner.Actor;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A rule as the API returns it, within its budget. What it does not have comes as null or as an empty string.
record LiveRule(
        @Nullable String id,
        @Nullable String kind,
        @Nullable String fingerprint,
        @Nullable String keyspace,
        @Nullable List<Tag> tags,
        @Nullable Actor actor,
        @Nullable String createdAt)
        implements Identified, Made.ByActor {
    record Tag(
            @Nullable String key,
            @Nullable String value,
            @Nullable String source) {
        PropertyMap properties() {
            return PropertyMap.EMPTY
                    .with(RuleContent.KEY, key)
                    .with(RuleContent.VALUE, filled(value))
                    .with(RuleContent.SOURCE, source);
        }
    }

    /// What it matches.
    PropertyMap content() {
        Set<PropertyMap> all = Objects.requireNonNullElse(tags, List.<Tag>of()).stream()
                .map(Tag::properties)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return PropertyMap.EMPTY
                .with(RuleContent.KIND, kind)
                .with(RuleContent.FINGERPRINT, filled(fingerprint))
                .with(RuleContent.KEYSPACE, filled(keyspace))
                .with(RuleContent.TAGS, all);
    }

    PropertyMap properties() {
        return content().with(Owners.PUBLIC_ID, id).with(Owners.CREATED_AT, createdAt);
    }

    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
