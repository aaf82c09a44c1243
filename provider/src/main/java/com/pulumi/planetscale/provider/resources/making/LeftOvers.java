package com.pulumi.planetscale.provider.resources.making;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resource.Memory;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resources.owner.Actor;
import com.pulumi.planetscale.provider.resources.owner.Cidrs;
import com.pulumi.planetscale.provider.resources.owner.Times;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Names what interrupted runs have made and no engine has recorded: it may cost money, and nothing else leads to
/// it.
///
/// @param notes what the runs have noted
public record LeftOvers(Api api, Notes notes) implements Memory {
    /// What to do about one that the program has no use for.
    static final String DELETE =
            "Delete it at PlanetScale if nothing uses it (close a deploy request), or adopt it with"
                    + " `pulumi import`.";

    /// Kinds that PlanetScale bills by themselves (its pricing, November 2026).
    private static final Set<String> BILLED =
            Set.of("Database", "Branch", "Keyspace", "Bouncer", "DedicatedReadReplica", "Backup");

    /// What a list tells of each object of any kind.
    private record Listed(
            @Nullable String id,
            @Nullable String name,
            @Nullable String url,
            @Nullable String number,
            @Nullable Object slug,
            // Of members, who go by the id of the person.
            @Nullable Object user,
            // The name of one for deploy requests, something else for others.
            @Nullable Object branch,
            // What an IP restriction says, which has no name.
            @Nullable List<String> cidrs,
            @Nullable Object schema,
            @Nullable Object role,
            @Nullable String createdAt,
            @Nullable Actor actor) {
        @Nullable
        Object userId() {
            return user instanceof Map<?, ?> person ? person.get("id") : null;
        }
    }

    @Override
    public List<LeftOver> leftOvers(Operation operation, Schema schema, Optional<String> recorded)
            throws InterruptedException {
        recorded.ifPresent(id -> notes.recorded(operation, schema.name(), id));
        var leftOvers = new ArrayList<LeftOver>();
        for (Note note : notes.of(operation, schema.name())) {
            try {
                Optional<List<Listed>> found = cameOf(operation, note);
                List<Listed> come = found.orElse(List.of());
                if (found.isPresent() && come.isEmpty() && isSettled(operation, note, recorded)) {
                    notes.end(note);
                }
                String remedy = recorded.isPresent() || come.size() > 1
                        ? DELETE
                        : "`pulumi up` adopts it if it is what the program asks for; a credential is deleted and"
                                + " created again. " + DELETE;
                for (Listed object : come) {
                    leftOvers.add(new LeftOver(
                            String.valueOf(object.id()), warning(schema.name(), path(schema, note, object), remedy)));
                }
            } catch (IOException failure) {
                operation.status("cannot look for what an earlier run has left: " + failure.getMessage());
            }
        }
        return leftOvers;
    }

    @Override
    public List<Finding> unmet(Operation operation, Map<String, Schema> kinds, Predicate<String> resources) {
        var findings = new ArrayList<Finding>();
        boolean isCutOff = false;
        for (Note note : notes.abandoned(resources)) {
            try {
                findings.addAll(
                        isCutOff
                                ? List.of(unknown(note, "there was no time left to look"))
                                : unmet(operation, kinds, note));
            } catch (IOException failure) {
                findings.add(unknown(note, String.valueOf(failure.getMessage())));
            } catch (InterruptedException _) {
                isCutOff = true;
                findings.add(unknown(note, "there was no time left to look"));
            }
            // What is to be said then must not be cut off as well.
            isCutOff |= Thread.interrupted();
        }
        return findings;
    }

    private List<Finding> unmet(Operation operation, Map<String, Schema> kinds, Note note)
            throws IOException, InterruptedException {
        Schema schema = kinds.get(note.request().kind());
        if (schema == null) {
            return List.of(unknown(note, "this version of the provider has no such kind"));
        }
        Optional<List<Listed>> found = cameOf(operation, note);
        if (found.isEmpty()) {
            ApiPath owner = ApiPath.parse(note.request().collection()).parent();
            if (!isGone(api, owner)) {
                return List.of(unknown(note, "this service token may not see `" + owner + "`"));
            }
            notes.end(note);
            return List.of();
        }
        if (found.get().isEmpty() && isSettled(operation, note, Optional.empty())) {
            notes.end(note);
        } else if (found.get().isEmpty() && note.id().isPresent()) {
            return List.of(
                    unknown(note, "this service token may not see `" + note.id().get() + "`"));
        }
        return found.get().stream()
                .map(object -> Finding.warning(
                        schema.name() + " `" + path(schema, note, object) + "` is left over: an interrupted run"
                                + " made it for the resource `" + note.resource()
                                + "`, which this run did not come across" + cost(schema.name()),
                        "If the program still declares that resource, `pulumi up` continues with it. Otherwise delete the"
                                + " object at PlanetScale (close a deploy request), or adopt it with `pulumi import`."))
                .toList();
    }

    private static Finding unknown(Note note, String reason) {
        return Finding.warning(
                "an interrupted run asked for a " + note.request().kind()
                        + named(note.request().name()) + " in `"
                        + note.request().collection() + "`, for the resource `" + note.resource()
                        + "`, which this run did not come across; whether it was made is not known: " + reason,
                "Look for it at PlanetScale, and delete it there if nothing uses it"
                        + cost(note.request().kind()) + ".");
    }

    private static String named(String name) {
        return name.isEmpty() || name.matches("[0-9a-f]{64}") ? "" : " `" + name + "`";
    }

    /// Whether a note of which nothing is found has served its purpose. What an answer has named is not forgotten
    /// before it is certainly gone. A request without an answer may be carried out until the resource has
    /// an object.
    private boolean isSettled(Operation operation, Note note, Optional<String> recorded) throws InterruptedException {
        return note.id().isPresent() ? isOver(api, operation, note) : recorded.isPresent();
    }

    /// Whether the object that an answer has named is certainly gone, or recorded.
    static boolean isOver(Api api, Operation operation, Note note) throws InterruptedException {
        return note.id().isPresent()
                && (operation.isRecorded(note.id().get())
                        || isGone(
                                api,
                                ApiPath.parse(note.request().collection())
                                        .then("/{}", note.id().get())));
    }

    /// Whether something is certainly not there: a token also gets 404 for what it may not see.
    private static boolean isGone(Api api, ApiPath path) throws InterruptedException {
        try {
            return api.find(path, Object.class).isEmpty();
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public void settle(Predicate<String> recorded) {
        notes.settle(recorded);
    }

    /// One left-over in words.
    static Finding warning(String kind, String path, String remedy) {
        return Finding.warning(
                kind + " `" + path + "` is left over: an interrupted run created it for this resource, and no state"
                        + " records it" + cost(kind),
                remedy);
    }

    private static String cost(String kind) {
        return BILLED.contains(kind) ? "; it costs money as long as it exists" : "";
    }

    /// What came of a request, and no resource of the program has.
    ///
    /// @return empty if that cannot be told, since its owner is not where it was
    private Optional<List<Listed>> cameOf(Operation operation, Note note) throws IOException, InterruptedException {
        try (Stream<Listed> all = api.list(ApiPath.parse(note.request().collection()), Listed.class)) {
            return Optional.of(all.filter(object -> object.id() != null
                            && note.mayHaveMade(object.id(), Times.parse(object.createdAt()))
                            && !operation.isRecorded(object.id())
                            && (note.id().isPresent()
                                    || (isNamed(object, note.request().name()) && isOurs(object))))
                    .toList());
        } catch (ApiException refusal) {
            if (refusal.kind() == ApiException.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    private boolean isOurs(Listed object) {
        return object.actor() == null || api.tokenId().equals(object.actor().id());
    }

    private static boolean isNamed(Listed object, String name) {
        return name.isEmpty()
                || name.equals(object.name())
                || name.equals(object.branch())
                || name.equals(object.userId())
                || (object.url() != null && name.equals(Note.digest(object.url())))
                || (object.cidrs() != null
                        && name.equals(Note.digest(
                                Cidrs.content(object.cidrs(), text(object.schema()), text(object.role())))));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text ? text : null;
    }

    /// The path as an import takes it: the names of the owners, then what identifies the object.
    private static String path(Schema schema, Note note, Listed object) {
        String last = schema.identity().getLast().name();
        Stream<String> owners =
                ApiPath.parse(note.request().collection()).steps().stream().flatMap(step -> step.object().stream());
        Object own = switch (last) {
            case "name" -> object.name();
            case "number" -> object.number();
            case "slug" -> object.slug();
            case "userId" -> object.userId();
            default -> object.id();
        };
        return Stream.concat(owners, Stream.of(String.valueOf(own))).collect(Collectors.joining("/"));
    }
}
