package com.pulumi.planetscale.provider.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.api.ApiException.Kind;
import com.pulumi.planetscale.provider.assumption.Assumes;
import com.pulumi.planetscale.provider.assumption.Assumption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells what is gone from what the service token may not see: PlanetScale answers 404 to both (reference of its API,
/// November 2026). What is taken for gone is dropped from states, secrets included, so it takes one of these proofs:
///
/// - this process has deleted it, or something that it was a part of;
/// - its collection answers, and it is not in there: accesses are given for whole databases, so whoever may list a
///   collection of one sees all of it;
/// - its owner is gone by proof;
/// - for a database, whose list holds only what the token may see: the token sees as many databases as the organization
///   says that it has.
@Assumes(Assumption.LISTS_SHOW_ALL)
final class Absence {
    private static final String DATABASES = "/organizations/{}/databases";

    private final Reads api;
    private final Errors errors;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Set<String> gone = ConcurrentHashMap.newKeySet();

    /// What elements of lists are called by in paths.
    private record Element(
            @Nullable String id,
            @Nullable String name,
            @Nullable String number,
            @Nullable Object slug,
            // Of members, whom paths call by the id of the person.
            @Nullable Object user,
            @JsonProperty("default") @Nullable Object isDefault,
            @Nullable String deletedAt) {
        /// The default role of a branch goes by that word.
        boolean goesBy(String segment) {
            return deletedAt == null
                    && (segment.equals(id)
                            || segment.equals(name)
                            || segment.equals(number)
                            || segment.equals(slug)
                            || (user instanceof Map<?, ?> person && segment.equals(person.get("id")))
                            || (segment.equals("default") && Boolean.TRUE.equals(isDefault)));
        }
    }

    private record Organization(
            @Nullable String name, @Nullable Long databaseCount) {}

    Absence(Reads api, Errors errors) {
        this.api = api;
        this.errors = errors;
    }

    /// Whether a collection holds all that there is, for whoever may list it.
    static boolean provesAbsence(ApiPath collection) {
        return !collection.template().equals(DATABASES);
    }

    /// Notes that the token has just seen something.
    void see(ApiPath path) {
        seen.add(path.toString());
        gone.remove(path.toString());
    }

    /// Whether the token has seen something in this process.
    boolean hasSeen(ApiPath path) {
        return seen.contains(path.toString());
    }

    /// Notes that something was deleted by a request of ours.
    void delete(ApiPath path) {
        gone.add(path.toString());
    }

    /// Returns if something that was not found is certainly gone.
    ///
    /// @throws ApiException if it may be there
    void confirm(ApiPath path) throws IOException, InterruptedException {
        if (isKnownToBeGone(path)) {
            return;
        }
        ApiPath collection = path.parent();
        if (collection.template().equals(DATABASES)) {
            confirmDatabase(path, collection);
        } else {
            confirmPart(path, collection);
        }
        gone.add(path.toString());
    }

    private boolean isKnownToBeGone(ApiPath path) {
        for (ApiPath part = path; part.segments().size() > 2; part = part.parent()) {
            if (gone.contains(part.toString())) {
                return true;
            }
        }
        return false;
    }

    private void confirmPart(ApiPath path, ApiPath collection) throws IOException, InterruptedException {
        Optional<List<Element>> listed = listed(collection);
        if (listed.isPresent()) {
            if (holds(listed.get(), path)) {
                throw errors.denied("GET", path);
            }
            return;
        }
        ApiPath owner = collection.parent();
        if (owner.segments().size() <= 2) {
            throw errors.unlisted(path, collection);
        }
        try {
            var _ = api.get(owner, JsonNode.class);
        } catch (ApiException e) {
            if (e.kind() != Kind.NOT_FOUND) {
                throw e;
            }
            confirm(owner);
            return;
        }
        throw errors.denied("GET", path);
    }

    /// Counts before and after the list, so that what others make or delete meanwhile proves nothing.
    private void confirmDatabase(ApiPath path, ApiPath databases) throws IOException, InterruptedException {
        ApiPath organization = databases.parent();
        Optional<Long> before = count(organization, databases);
        List<Element> visible = listed(databases).orElse(List.of());
        if (holds(visible, path)) {
            throw errors.denied("GET", path);
        }
        Optional<Long> all = count(organization, databases);
        boolean seesAll = all.equals(before)
                && all.filter(count -> count == visible.size()).isPresent();
        if (!seesAll) {
            throw errors.unproven(path, visible.size(), all);
        }
    }

    /// How many databases there are, whoever may see them; empty where that is not told.
    private Optional<Long> count(ApiPath organization, ApiPath databases) throws IOException, InterruptedException {
        List<Organization> known = organizations();
        String name = organization.segments().getLast();
        Optional<Organization> ours = known.stream()
                .filter(candidate -> name.equals(candidate.name()))
                .findFirst();
        if (ours.isEmpty()) {
            throw errors.denied("GET", databases);
        }
        return ours.flatMap(found -> Optional.ofNullable(found.databaseCount()));
    }

    /// Those that the token belongs to, which every token may ask.
    private List<Organization> organizations() throws IOException, InterruptedException {
        try (Stream<Organization> all = api.list(ApiPath.of("/organizations"), Organization.class)) {
            return all.toList();
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    private static boolean holds(List<Element> elements, ApiPath path) {
        String segment = path.segments().getLast();
        return elements.stream().anyMatch(element -> element.goesBy(segment));
    }

    /// The elements of a collection; empty where it is not found.
    private Optional<List<Element>> listed(ApiPath collection) throws IOException, InterruptedException {
        try (Stream<Element> elements = api.list(collection, Element.class)) {
            return Optional.of(elements.toList());
        } catch (ApiException e) {
            if (e.kind() != Kind.NOT_FOUND) {
                throw e;
            }
            return Optional.empty();
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }
}
