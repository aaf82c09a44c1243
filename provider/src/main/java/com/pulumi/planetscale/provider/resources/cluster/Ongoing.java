package com.pulumi.planetscale.provider.resources.cluster;

import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.assumption.Assumes;
import com.pulumi.planetscale.provider.assumption.Assumption;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is under way on a branch, as its own objects show it.
///
/// PlanetScale refuses a change while another one is under way, with the same status and code as what it never allows,
/// and in words that nothing documents. So the state decides, not the words.
@Assumes(Assumption.BUSY_IS_VISIBLE)
public record Ongoing(Reads api, ApiPath branch) {
    /// What a change ends with; PlanetScale may know more words for one that has not ended.
    private static final Set<String> ENDED = Set.of("completed", "canceled");

    /// States of a branch that pass by themselves.
    private static final Set<String> PASSING = Set.of("pending", "sleep_in_progress", "awakening");

    /// The newest come first, and no more than one is under way.
    static final int LOOKED_AT = 25;

    private record Live(@Nullable String kind, @Nullable String state) {}

    private record Change(@Nullable String state) {}

    /// The flag `resize_in_progress` is not looked at: it may stay true long after a resize has ended (the official
    /// Terraform provider leaves it out).
    private record Keyspace(
            @Nullable Boolean resizing,
            @Nullable Boolean resizePending,
            @Nullable Boolean configChangeInProgress) {
        boolean busy() {
            return Boolean.TRUE.equals(resizing)
                    || Boolean.TRUE.equals(resizePending)
                    || Boolean.TRUE.equals(configChangeInProgress);
        }
    }

    /// Whether the branch is starting, or a resize or another change of it has not ended.
    boolean any() throws IOException, InterruptedException {
        Live live = api.get(branch, Live.class);
        if (live.state() != null && PASSING.contains(live.state())) {
            return true;
        }
        if (Engine.isVitess(live.kind())) {
            return keyspaces() || changes("/resizes");
        }
        // Of a kind that came later, nothing but the branch itself is known to be there.
        return Engine.POSTGRESQL.equals(live.kind()) && changes("/changes");
    }

    private boolean changes(String list) throws IOException, InterruptedException {
        try (Stream<Change> changes = api.list(branch.then(list), Change.class)) {
            return changes.limit(LOOKED_AT).anyMatch(change -> isUnderWay(change.state()));
        }
    }

    /// Whether a change in some state has not ended.
    static boolean isUnderWay(@Nullable String state) {
        return state != null && !ENDED.contains(state);
    }

    private boolean keyspaces() throws IOException, InterruptedException {
        try (Stream<Keyspace> keyspaces = api.list(branch.then("/keyspaces"), Keyspace.class)) {
            return keyspaces.anyMatch(Keyspace::busy);
        }
    }
}
