package com.pulumi.planetscale.provider.resources.making;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resource.Memory;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resources.owner.Actor;
import com.pulumi.planetscale.provider.resources.owner.Times;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
    private static final Set<String> BILLED = Set.of("Database", "Branch", "Backup");

    /// What a list tells of each object of any kind.
    private record Listed(
            @Nullable String id,
            @Nullable String name,
            @Nullable String url,
            @Nullable String number,
            // The name of one for deploy requests, something else for others.
            @Nullable Object branch,
            @Nullable String createdAt,
            @Nullable Actor actor) {}

    @Override
    public List<LeftOver> leftOvers(Operation operation, Schema schema, Optional<String> recorded)
            throws InterruptedException {
        recorded.ifPresent(id -> notes.recorded(operation, schema.name(), id));
        var leftOvers = new ArrayList<LeftOver>();
        for (Note note : notes.of(operation, schema.name())) {
            try {
                Optional<List<Listed>> found = cameOf(operation, note);
                List<Listed> come = found.orElse(List.of());
                if (found.isPresent() && come.isEmpty() && (note.id().isPresent() || recorded.isPresent())) {
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
    public void settle(Predicate<String> recorded) {
        notes.settle(recorded);
    }

    /// One left-over in words.
    static Finding warning(String kind, String path, String remedy) {
        return Finding.warning(
                kind + " `" + path + "` is left over: an interrupted run created it for this resource, and no state"
                        + " records it" + (BILLED.contains(kind) ? "; it costs money as long as it exists" : ""),
                remedy);
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
                || (object.url() != null && name.equals(Note.digest(object.url())));
    }

    /// The path as an import takes it: every other part of the collection's, then what identifies the object.
    private static String path(Schema schema, Note note, Listed object) {
        List<String> parts = ApiPath.parse(note.request().collection()).segments();
        var path = new StringBuilder();
        for (int i = 1; i < parts.size(); i += 2) {
            path.append(parts.get(i)).append('/');
        }
        String last = schema.identity().getLast().name();
        return path
                + String.valueOf(
                        switch (last) {
                            case "name" -> object.name();
                            case "number" -> object.number();
                            default -> object.id();
                        });
    }
}
