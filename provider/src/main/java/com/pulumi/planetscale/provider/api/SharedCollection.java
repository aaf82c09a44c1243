package com.pulumi.planetscale.provider.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// What a run knows of one collection: its list, and objects that were read by themselves. Whoever asks for what
/// another thread is reading waits for that.
final class SharedCollection {
    /// From how many objects on the list is read.
    static final int MANY = 3;

    private static final int PAGES_PER_OBJECT = 2;
    private static final long RUN = Duration.ofMinutes(2).toNanos();
    private static final long STILL_WAITING = Duration.ofMinutes(1).toNanos();

    private final Api api;
    private final ApiPath path;
    private final Asked objects = new Asked();
    private final Asked names = new Asked();
    /// When each object was waited for last.
    private final Map<String, Long> polled = new ConcurrentHashMap<>();
    private final Map<String, ReentrantLock> singleLocks = new ConcurrentHashMap<>();
    private final Map<String, Single> singles = new ConcurrentHashMap<>();

    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Listing> listing = Optional.empty();
    private Optional<Failure> failure = Optional.empty();
    /// Fields that neither elements nor objects have.
    private final Set<String> lacking = new HashSet<>();

    /// What was asked for so far.
    static final class Asked {
        private final Set<String> keys = ConcurrentHashMap.newKeySet();
        private volatile boolean gathered;

        void add(String key) {
            keys.add(key);
        }

        boolean areMany() {
            return keys.size() >= MANY;
        }

        /// Whether the first one has waited for others.
        boolean isGathered() {
            return gathered;
        }

        void setGathered() {
            gathered = true;
        }
    }

    /// How old an answer may be.
    ///
    /// @param notBefore when it must have been asked for, at the earliest
    /// @param unchanged whether this process may have changed nothing at all since then; else nothing of the object
    record Age(long notBefore, boolean unchanged) {}

    private record Single(long changes, long begun, Class<?> type, Object answer) {}

    private record Failure(long changes, long begun, ApiException reason) {}

    SharedCollection(Api api, ApiPath path) {
        this.api = api;
        this.path = path;
    }

    /// The objects asked for.
    Asked objects() {
        return objects;
    }

    /// The names looked for.
    Asked names() {
        return names;
    }

    /// As old as the run, and older than no change of this process.
    Age ofThisRun() {
        return new Age(api.pause().nanos() - RUN, true);
    }

    /// Notes that an object is waited for.
    ///
    /// @return whether many are
    boolean waitFor(String object) {
        long now = api.pause().nanos();
        polled.put(object, now);
        return polled.values().stream()
                        .filter(time -> now - time < STILL_WAITING)
                        .count()
                >= MANY;
    }

    /// All elements.
    ///
    /// @throws ApiException if they cannot be read
    <T> List<T> all(Class<T> type) throws IOException, InterruptedException {
        return locked(() -> {
            Optional<Listing> current = current(ofThisRun());
            if (current.isEmpty()) {
                throw failure.orElseThrow().reason;
            }
            while (!current.get().isWhole()) {
                more(current.get());
            }
            return read(current.get().elements(), type);
        });
    }

    /// All elements, if they are known or not too many, and those of one name are as they were.
    <T> Optional<List<T>> namesakes(String name, Class<T> type) throws IOException, InterruptedException {
        return locked(() -> {
            try {
                Optional<Listing> current = current(new Age(ofThisRun().notBefore, false));
                while (current.isPresent() && !current.get().isWhole() && mayRead(current.get(), names.keys.size())) {
                    more(current.get());
                }
                return current.isEmpty()
                                || !current.get().isWhole()
                                || api.changes()
                                        .mayHaveOthers(path, name, current.get().changes())
                        ? Optional.empty()
                        : Optional.of(read(current.get().elements(), type));
            } catch (ApiException unread) {
                fail(unread);
                return Optional.empty();
            }
        });
    }

    /// An object as an element of the list, if many are asked for or the list is known.
    <T> Optional<T> element(ApiPath object, Class<T> type, Age age) throws IOException, InterruptedException {
        return locked(() -> {
            try {
                Optional<Listing> current = count() < MANY ? listing.filter(known -> isGood(known, age)) : current(age);
                if (current.isEmpty()) {
                    return Optional.empty();
                }
                Optional<JsonNode> element = find(current.get(), object, type);
                while (element.isEmpty() && !current.get().isWhole() && mayRead(current.get(), count())) {
                    more(current.get());
                    element = find(current.get(), object, type);
                }
                return element.isEmpty() ? Optional.empty() : taken(current.get(), object, element.get(), type);
            } catch (ApiException unread) {
                fail(unread);
                return Optional.empty();
            }
        });
    }

    /// Whether the list of this run proves that what a read has not found is gone: whoever may list a part of a
    /// database sees all of it, and what a run asks for was recorded before its list was read.
    boolean lacks(ApiPath object) throws IOException, InterruptedException {
        String segment = object.segments().getLast();
        return Absence.provesAbsence(path)
                && locked(() -> listing.filter(known -> known.isWhole() && isGood(known, ofThisRun()))
                        .filter(known -> known.candidates(segment).isEmpty())
                        .isPresent());
    }

    /// An object by itself, shared by those who ask for it at the same time.
    <T> T single(ApiPath object, Class<T> type, Age age) throws IOException, InterruptedException {
        String segment = object.segments().getLast();
        ReentrantLock single = singleLocks.computeIfAbsent(segment, _ -> new ReentrantLock());
        single.lockInterruptibly();
        try {
            Single known = singles.get(segment);
            if (known != null && known.type == type && isGood(known, segment, age)) {
                return type.cast(known.answer);
            }
            long changes = api.changes().count();
            long begun = api.pause().nanos();
            T answer = api.get(object, type);
            singles.put(segment, new Single(changes, begun, type, answer));
            return answer;
        } finally {
            single.unlock();
        }
    }

    private <T> T locked(Callable<T> work) throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            return work.call();
        } catch (IOException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("reads throw nothing else", e);
        } finally {
            lock.unlock();
        }
    }

    /// Objects that are asked for or waited for, which may become more while pages are read.
    private int count() {
        return Math.max(objects.keys.size(), polled.size());
    }

    private static boolean mayRead(Listing listing, int count) {
        return listing.pages() < PAGES_PER_OBJECT * count;
    }

    /// The list: the one that is known if it is good, else a new one; empty if it cannot be read.
    private Optional<Listing> current(Age age) throws IOException, InterruptedException {
        if (failure.filter(this::holds).isPresent()) {
            return Optional.empty();
        }
        if (listing.isEmpty() || !isGood(listing.get(), age)) {
            listing = Optional.empty();
            long changes = api.changes().count();
            long begun = api.pause().nanos();
            try {
                listing = Optional.of(new Listing(
                        changes, begun, api.list(path, JsonNode.class).iterator()));
                failure = Optional.empty();
            } catch (ApiException unread) {
                fail(unread);
            }
        }
        return listing;
    }

    private void more(Listing current) throws IOException, InterruptedException {
        try {
            current.more();
        } catch (IOException | InterruptedException broken) {
            listing = Optional.empty();
            throw broken;
        }
    }

    private void fail(ApiException reason) {
        listing = Optional.empty();
        failure = Optional.of(new Failure(api.changes().count(), api.pause().nanos(), reason));
    }

    /// What is not there may be made by a change of this process; what is denied stays so.
    private boolean holds(Failure known) {
        return known.begun - ofThisRun().notBefore >= 0
                && (known.reason.kind() != ApiException.Kind.NOT_FOUND
                        || known.changes == api.changes().count());
    }

    private boolean isGood(Listing known, Age age) {
        return known.begun() - age.notBefore >= 0
                && !(age.unchanged && known.changes() != api.changes().count());
    }

    private boolean isGood(Single known, String segment, Age age) {
        boolean isChanged = age.unchanged
                ? known.changes != api.changes().count()
                : api.changes().isChanged(path, Stream.of(segment), known.changes);
        return known.begun - age.notBefore >= 0 && !isChanged;
    }

    private <T> List<T> read(List<JsonNode> elements, Class<T> type) throws IOException {
        var read = new ArrayList<T>();
        for (JsonNode element : elements) {
            read.add(api.json().element(path, element, type));
        }
        return read;
    }

    private <T> Optional<JsonNode> find(Listing current, ApiPath object, Class<T> type) {
        String segment = object.segments().getLast();
        List<JsonNode> candidates = current.candidates(segment);
        for (JsonNode candidate : candidates) {
            if (segment.equals(candidate.path("id").asText())) {
                return Optional.of(candidate);
            }
        }
        for (JsonNode candidate : candidates) {
            try {
                if (api.json().element(object, candidate, type) instanceof Identified one && one.goesBy(segment)) {
                    return Optional.of(candidate);
                }
            } catch (ApiException _) {
                // Who reads the object by itself is told what is wrong with it.
            }
        }
        return Optional.empty();
    }

    /// An element as the answer to a read of its object; empty if it is not as good.
    private <T> Optional<T> taken(Listing current, ApiPath object, JsonNode element, Class<T> type)
            throws IOException, InterruptedException {
        Stream<String> keys =
                Stream.concat(Listing.keys(element), Stream.of(object.segments().getLast()));
        if (api.changes().isChanged(path, keys, current.changes())) {
            return Optional.empty();
        }
        var missing = new HashSet<>(api.json().fields(type));
        missing.removeIf(element::has);
        if (Parts.isList(path) || lacking.containsAll(missing)) {
            T read;
            try {
                read = api.json().element(object, element, type);
            } catch (ApiException _) {
                return Optional.empty();
            }
            api.saw(object);
            return Optional.of(read);
        }
        // One object tells whether the elements lack what objects have.
        JsonNode whole = api.get(object, JsonNode.class);
        if (missing.stream().anyMatch(whole::has)) {
            fail(api.poorer(path));
        } else {
            lacking.addAll(missing);
        }
        return Optional.of(api.json().element(object, whole, type));
    }
}
