package com.pulumi.planetscale.emulator.world;

import com.pulumi.planetscale.emulator.time.Delay;
import com.pulumi.planetscale.emulator.time.Delays;
import com.pulumi.planetscale.emulator.time.EmulatorClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything that exists, by kind, each object knowing its owner. Not thread-safe by itself: its users hold
/// its monitor, which is the emulator's only lock.
public final class World {
    private final EmulatorClock clock;
    private final Delays delays;
    private final Map<Class<? extends Entity>, Map<String, Entity>> objects = new LinkedHashMap<>();
    private Events events = (database, event, resource) -> {};
    private DataPlane dataPlane = DataPlane.NONE;
    private @Nullable Instant happening;

    public World(EmulatorClock clock, Delays delays) {
        this.clock = clock;
        this.delays = delays;
    }

    /// The time of the clock; while something [Timed] happens, the time at which that was due.
    public Instant now() {
        return happening == null ? clock.instant() : happening;
    }

    public EmulatorClock clock() {
        return clock;
    }

    public Delays delays() {
        return delays;
    }

    public Events events() {
        return events;
    }

    /// Sets the listener for events; until then there is none.
    public void tell(Events listener) {
        events = listener;
    }

    public DataPlane dataPlane() {
        return dataPlane;
    }

    /// Puts servers behind branches; until then there are none.
    public void serve(DataPlane servers) {
        dataPlane = servers;
    }

    /// When work of that kind, begun at that time, will be done.
    public Instant after(Instant begun, Delay delay) {
        return begun.plus(delays.of(delay));
    }

    /// What a new object of this owner begins with.
    public Origin origin(@Nullable Entity owner, @Nullable Actor actor) {
        return new Origin(Ids.publicId(), owner == null ? null : owner.id(), now(), actor);
    }

    public <T extends Entity> T add(T entity) {
        objects.computeIfAbsent(entity.getClass(), kind -> new LinkedHashMap<>())
                .put(entity.id(), entity);
        return entity;
    }

    /// All objects of a kind, oldest first.
    public <T extends Entity> Stream<T> all(Class<T> kind) {
        return objects.getOrDefault(kind, Map.of()).values().stream().map(kind::cast);
    }

    /// The objects of a kind that belong to this one, oldest first.
    public <T extends Entity> Stream<T> in(Entity owner, Class<T> kind) {
        return all(kind).filter(belongsTo(owner));
    }

    public <T extends Entity> Optional<T> find(Class<T> kind, String id) {
        return Optional.ofNullable(objects.getOrDefault(kind, Map.of()).get(id)).map(kind::cast);
    }

    /// The object that this one belongs to.
    ///
    /// @throws IllegalStateException if there is none of that kind, which is a fault of the emulator's
    public <T extends Entity> T owner(Entity entity, Class<T> kind) {
        return entity.owner()
                .flatMap(id -> find(kind, id))
                .orElseThrow(() -> new IllegalStateException(
                        entity.getClass().getSimpleName() + " " + entity.id() + " has no " + kind.getSimpleName()));
    }

    /// The objects that this one belongs to, nearest first.
    public Stream<Entity> owners(Entity entity) {
        return Stream.iterate(directOwner(entity), Optional::isPresent, owner -> owner.flatMap(this::directOwner))
                .flatMap(Optional::stream);
    }

    private Optional<Entity> directOwner(Entity entity) {
        return entity.owner()
                .flatMap(id -> everything()
                        .filter(candidate -> candidate.id().equals(id))
                        .findFirst());
    }

    /// Removes an object with everything that belongs to it, and what makes no sense without it.
    public void remove(Entity entity) {
        everything().filter(belongsTo(entity)).toList().forEach(this::remove);
        everything()
                .filter(other -> other.about().filter(entity.id()::equals).isPresent())
                .toList()
                .forEach(this::remove);
        objects.getOrDefault(entity.getClass(), new LinkedHashMap<>()).remove(entity.id());
    }

    public void clear() {
        objects.clear();
    }

    public Stream<Entity> everything() {
        return new ArrayList<>(objects.values()).stream().flatMap(kind -> List.copyOf(kind.values()).stream());
    }

    /// Lets everything that is due by now happen, earliest first. Called before each request is looked at; schedules
    /// hook in here by being [Timed].
    ///
    /// @return whether anything happened
    public boolean settle() {
        dataPlane.refresh();
        Instant now = clock.instant();
        boolean happened = false;
        for (Optional<Timed> next = nextDue(now); next.isPresent(); next = nextDue(now)) {
            happen(next.get(), next.get().dueAt().orElse(now));
            happened = true;
        }
        return happened;
    }

    private void happen(Timed timed, Instant at) {
        happening = at;
        try {
            timed.happen(this, at);
        } finally {
            happening = null;
        }
    }

    private Optional<Timed> nextDue(Instant now) {
        return everything()
                .filter(Timed.class::isInstance)
                .map(Timed.class::cast)
                .filter(timed -> timed.dueAt().filter(due -> !due.isAfter(now)).isPresent())
                .min(Comparator.comparing(timed -> timed.dueAt().orElse(now)));
    }

    private static Predicate<Entity> belongsTo(Entity owner) {
        return entity -> entity.owner().filter(owner.id()::equals).isPresent();
    }
}
