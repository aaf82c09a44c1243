package com.pulumi.planetscale.emulator.kinds;

import com.pulumi.planetscale.emulator.world.Entity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/// The order of lists in which the latest entry is the one of interest.
final class Newest {
    private Newest() {}

    /// Turns round a stream that is oldest first.
    static <T extends Entity> Stream<T> first(Stream<T> oldestFirst) {
        List<T> all = new ArrayList<>(oldestFirst.toList());
        Collections.reverse(all);
        return all.stream();
    }
}
