package com.pulumi.planetscale.provider.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The organizations that a token sees: PlanetScale answers "not found" in those that it does not belong to.
/// Safe for any number of threads.
final class Organizations {
    private final Api api;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<List<Named>> seen = Optional.empty();
    /// Those in which something was found.
    private final Set<String> answering = ConcurrentHashMap.newKeySet();

    Organizations(Api api) {
        this.api = api;
    }

    private record Named(@Nullable String id, @Nullable String name) {
        boolean is(String segment) {
            return segment.equals(name) || segment.equals(id);
        }
    }

    /// Notes that something was found in an organization.
    void answered(String organization) {
        answering.add(organization);
    }

    /// The names of the organizations that the token sees if a certain one is not among them; empty if it is, or if
    /// that cannot be known.
    Optional<List<String>> insteadOf(String organization) throws InterruptedException {
        if (answering.contains(organization)) {
            return Optional.empty();
        }
        return seen().filter(all -> !all.isEmpty() && all.stream().noneMatch(one -> one.is(organization)))
                .map(all ->
                        all.stream().map(Named::name).filter(Objects::nonNull).toList());
    }

    /// The organizations that the token sees, asked for once; empty where it cannot be asked.
    private Optional<List<Named>> seen() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (seen.isEmpty()) {
                seen = Optional.of(
                        api.list(ApiPath.of("/organizations"), Named.class).toList());
            }
        } catch (IOException | UncheckedIOException _) {
            return Optional.empty();
        } finally {
            lock.unlock();
        }
        return seen;
    }
}
