package com.pulumi.planetscale.emulator.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which traffic a [TrafficBudget] is for. It never changes.
public final class TrafficRule extends Entity {
    public final Content content;

    /// What it matches.
    ///
    /// @param kind `match`, or `each` for a budget of its own for each value of a tag
    /// @param fingerprint of a query
    /// @param keyspace of the fingerprint
    public record Content(
            String kind,
            @Nullable String fingerprint,
            @Nullable String keyspace,
            List<Tag> tags) {
        public Content {
            tags = List.copyOf(tags);
        }
    }

    /// A tag of a query, or an attribute of its connection.
    ///
    /// @param keyId public id of the key
    /// @param source `sql` or `system`
    public record Tag(String keyId, String key, String value, String source) {}

    @JsonCreator
    public TrafficRule(Origin origin, Content content) {
        super(origin);
        this.content = content;
    }
}
