package com.pulumi.planetscale.provider.api;

import com.pulumi.planetscale.provider.api.SharedCollection.Age;
import com.pulumi.planetscale.provider.api.SharedCollection.Asked;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// Reads that the resources of one run share. If many objects of a collection are requested, their list is read once,
/// a hundred objects in a call. If only a few are, each is read by itself. See docs/design/0015.
///
/// - An answer shows a moment of this run, at most two minutes ago. It is never older than a change by this process.
/// - An engine asks for as many siblings at once as it works on. So the first read of a collection waits while others
///   arrive, 20 to 100 ms. From the third object on, the list is read.
/// - A list may be much longer than the part that the program has, so at most two pages are read per requested object.
/// - An object is read by itself if the list does not hold it, if this process has changed it, or if its element lacks
///   a field that the object has. A list may be filtered or older, so it alone never proves that an object is gone,
///   see [Absence].
/// - A list that cannot be read is not requested again in the run, unless it was missing and something has changed.
public final class Siblings implements Reads {
    private static final long BURST = Duration.ofMillis(20).toNanos();
    private static final long LONGEST_BURST = Duration.ofMillis(100).toNanos();

    private final Api api;
    private final BooleanSupplier mayShare;
    private final Map<String, SharedCollection> collections = new ConcurrentHashMap<>();
    private final AtomicLong arrivals = new AtomicLong();

    /// @param mayShare whether the calling verb may use what was read before; only [#find] depends on it
    public Siblings(Api api, BooleanSupplier mayShare) {
        this.api = api;
        this.mayShare = mayShare;
    }

    @Override
    public <T> T get(ApiPath path, Class<T> type) throws IOException, InterruptedException {
        Optional<T> listed = listed(path, type, false);
        if (listed.isPresent()) {
            return listed.get();
        }
        SharedCollection collection = of(path.parent());
        return collection.single(path, type, collection.ofThisRun());
    }

    @Override
    public <T> Optional<T> find(ApiPath path, Class<T> type) throws IOException, InterruptedException {
        if (!mayShare.getAsBoolean()) {
            return api.find(path, type);
        }
        Optional<T> listed = listed(path, type, true);
        Optional<T> seen = listed.isPresent() ? listed : api.peek(path, type);
        if (seen.isEmpty() && !of(path.parent()).lacks(path)) {
            api.confirmGone(path);
        }
        return seen;
    }

    @Override
    public <T> Optional<T> peek(ApiPath path, Class<T> type) throws IOException, InterruptedException {
        Optional<T> listed = listed(path, type, false);
        return listed.isPresent() ? listed : api.peek(path, type);
    }

    @Override
    public <T> Stream<T> list(ApiPath path, Class<T> element) throws IOException, InterruptedException {
        return path.query().isEmpty() ? of(path).all(element).stream() : api.list(path, element);
    }

    /// The objects of a collection that may be called by a name which something new is to have; empty if they have
    /// to be looked for. Those of other names may be among them.
    public <T> Optional<List<T>> namesakes(ApiPath path, String name, Class<T> type)
            throws IOException, InterruptedException {
        SharedCollection collection = of(path);
        collection.names().add(name);
        gather(collection.names());
        return collection.names().areMany() ? collection.namesakes(name, type) : Optional.empty();
    }

    /// Questions about an object that is waited for.
    public <T extends Identified> Polling<T> polling(ApiPath path, Class<T> type) {
        return new Polling<>(path, type);
    }

    /// Questions about one object, asked again and again by one who waits for it. Those who wait for siblings, or
    /// for the same object, share the answers. An answer is at most half as old as the time since the question
    /// before.
    public final class Polling<T extends Identified> {
        private static final long TOLERATED_AT_FIRST = 500_000_000;
        private static final long MOST_TOLERATED = 5_000_000_000L;

        private final ApiPath path;
        private final Class<T> type;
        private Optional<Long> last = Optional.empty();

        private Polling(ApiPath path, Class<T> type) {
            this.path = path;
            this.type = type;
        }

        /// Asks how it is now.
        ///
        /// @throws ApiException if it is not there, or is not available
        public T ask() throws IOException, InterruptedException {
            SharedCollection collection = of(path.parent());
            long now = api.pause().nanos();
            long tolerated = last.map(before -> Math.min((now - before) / 2, MOST_TOLERATED))
                    .orElse(TOLERATED_AT_FIRST);
            last = Optional.of(now);
            var age = new Age(now - tolerated, false);
            Optional<T> listed = collection.waitFor(path.segments().getLast())
                    ? collection.element(path, type, age)
                    : Optional.empty();
            return listed.isPresent() ? listed.get() : collection.single(path, type, age);
        }
    }

    private SharedCollection of(ApiPath path) {
        return collections.computeIfAbsent(path.toString(), _ -> new SharedCollection(api, path));
    }

    /// An object as an element of its list, if that was or should be read.
    private <T> Optional<T> listed(ApiPath path, Class<T> type, boolean gathers)
            throws IOException, InterruptedException {
        boolean isObject = path.isObject() && path.query().isEmpty();
        if (!isObject || !Identified.class.isAssignableFrom(type)) {
            return Optional.empty();
        }
        SharedCollection collection = of(path.parent());
        collection.objects().add(path.segments().getLast());
        if (gathers) {
            gather(collection.objects());
        }
        return collection.element(path, type, collection.ofThisRun());
    }

    /// Waits for siblings that are asked for at the same time.
    private void gather(Asked asked) throws InterruptedException {
        arrivals.incrementAndGet();
        long begin = api.pause().nanos();
        long seen = -1;
        while (!asked.isGathered()
                && !asked.areMany()
                && arrivals.get() != seen
                && api.pause().nanos() - begin < LONGEST_BURST) {
            seen = arrivals.get();
            api.pause().sleep(BURST);
        }
        asked.setGathered();
    }
}
