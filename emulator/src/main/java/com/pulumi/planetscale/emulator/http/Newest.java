package com.pulumi.planetscale.emulator.http;

import com.pulumi.planetscale.emulator.world.Entity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/// The order of lists in which the latest entry is the one of interest.
public final class Newest {
    private Newest() {}

    /// Turns round a stream that is oldest first.
    public static <T extends Entity> Stream<T> first(Stream<T> oldestFirst) {
        List<T> all = new ArrayList<>(oldestFirst.toList());
        Collections.reverse(all);
        return all.stream();
    }
}
