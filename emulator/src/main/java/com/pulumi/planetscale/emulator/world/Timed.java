package com.pulumi.planetscale.emulator.world;

import java.time.Instant;
import java.util.Optional;

/// Something that happens by itself at a certain time: a resize takes effect, a backup expires.
///
/// States alone need none of this, they follow from the time at which they are read. [World#settle] lets everything due
/// happen in order of time.
public interface Timed {
    /// When it happens next; empty if it will not, or has happened.
    Optional<Instant> dueAt();

    /// Lets it happen, as of the time it was due. Afterwards [#dueAt] must be later or empty.
    void happen(World world, Instant at);
}
