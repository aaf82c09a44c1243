package com.pulumi.planetscale.emulator.server;

import com.github.tomakehurst.wiremock.store.RequestJournalStore;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// The last calls that a server has answered, for WireMock's journal. The oldest are forgotten first.
///
/// WireMock's own store does not know how many calls it holds, so WireMock counts all of them after each call. The
/// more an emulator had answered, the longer each further call would take.
public final class JournalStore implements RequestJournalStore {
    private final int most;
    private final Map<UUID, ServeEvent> events = new LinkedHashMap<>();

    /// @param most how many calls to remember
    public JournalStore(int most) {
        this.most = most;
    }

    @Override
    public synchronized void add(ServeEvent event) {
        events.put(event.getId(), event);
        if (events.size() > most) {
            removeLast();
        }
    }

    @Override
    public synchronized void removeLast() {
        var ids = events.keySet().iterator();
        if (ids.hasNext()) {
            ids.next();
            ids.remove();
        }
    }

    /// The calls, latest first.
    @Override
    public Stream<ServeEvent> getAll() {
        return latestFirst().stream();
    }

    @Override
    public Stream<UUID> getAllKeys() {
        return getAll().map(ServeEvent::getId);
    }

    private synchronized List<ServeEvent> latestFirst() {
        var all = new ArrayList<>(events.values());
        Collections.reverse(all);
        return all;
    }

    @Override
    public synchronized Optional<ServeEvent> get(UUID id) {
        return Optional.ofNullable(events.get(id));
    }

    /// Replaces a call by what has become of it, unless it is forgotten.
    @Override
    public synchronized void put(UUID id, ServeEvent event) {
        events.computeIfPresent(id, (key, before) -> event);
    }

    @Override
    public synchronized void remove(UUID id) {
        events.remove(id);
    }

    @Override
    public synchronized void clear() {
        events.clear();
    }
}
