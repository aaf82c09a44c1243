package com.pulumi.planetscale.provider.resources.making;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Siblings;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resource.Taken;
import com.pulumi.planetscale.provider.resources.owner.Times;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Makes an object exactly once, whatever happens to answers, plugins and engines.
///
/// Each request is noted before it is sent. If its answer is lost, the object is the one that is there now and was not
/// before; clocks are not asked. If the run was cut off, the next creation goes on from the notes of the very same
/// resource: it adopts the object that its request made, or, if a secret was lost with the answer, deletes it and
/// makes another. Nothing else proves that an object belongs to the resource. Where several may be meant, none is
/// touched and all are named.
///
/// @param <L> the object as the API returns it
public record Making<L extends Made>(Api api, Siblings shared, Notes notes, Traits<L> traits) {
    /// What is to be made.
    public interface Traits<L extends Made> {
        /// The kind's name, such as `Database`.
        String kind();

        /// Where it is made and listed.
        ApiPath collection();

        /// What the request says.
        Map<String, ?> body();

        /// The type that answers are read into.
        Class<L> type();

        /// Its public id.
        default Optional<String> id(L object) {
            return Optional.ofNullable(object.id());
        }

        /// When it was made, by PlanetScale's clock.
        default Instant createdAt(L object) {
            return Times.parse(object.createdAt());
        }

        /// What the request calls it; empty if the kind has no names.
        String name();

        /// The objects of a name.
        ///
        /// @param name what a request of this kind called its object
        List<L> named(String name) throws IOException, InterruptedException;

        /// Whether one of the objects of the collection is among those of a name.
        boolean isNamed(L object, String name);

        /// Whether paths take the names of objects only, not their public ids.
        default boolean isFoundByName() {
            return false;
        }

        /// Whether there is at most one of each name.
        default boolean isUnique() {
            return false;
        }

        /// Whether the program does not mind an object of another name: names were generated both times, and the
        /// object can be renamed.
        default boolean isSameName(Operation operation, String other) {
            return other.equals(name());
        }

        /// Whether an answer has what no later one has.
        default boolean isWhole(L answer) {
            return true;
        }

        /// Whether its secret is told in the first answer only, so that an object without it is of no use.
        default boolean isCredential() {
            return false;
        }

        /// Whether it is what the program asks for, as far as it says.
        boolean matches(L object) throws IOException, InterruptedException;

        /// Whether our own token made it, as far as it says.
        default boolean isOurs(L object) throws IOException, InterruptedException {
            return true;
        }

        /// Its path, which is also what an import takes.
        String path(L object);

        /// The input that has to be unique.
        default String key() {
            return "name";
        }
    }

    /// Makes it; one request for a name at a time, so that what appears is our own.
    public L run(Operation operation) throws IOException, InterruptedException {
        return api.alone(traits.collection() + " " + traits.name(), () -> made(operation));
    }

    private L made(Operation operation) throws IOException, InterruptedException {
        List<Note> earlier = notes.of(operation, traits.kind());
        Optional<List<L>> known = earlier.isEmpty() ? known() : Optional.empty();
        var before = new ArrayList<>(known.isPresent() ? known.get() : there());
        for (Note note : earlier) {
            Optional<L> ours = recovered(operation, note, before);
            if (ours.isPresent()) {
                return ours.get();
            }
        }
        if (traits.isUnique() && !before.isEmpty()) {
            throw new OperationException(taken(before.getFirst()).refusal(operation.label()));
        }
        Note note = notes.begin(operation, request(before));
        L object;
        try {
            object = sent(operation, before, known.isPresent() ? Optional.of(note) : Optional.empty());
        } catch (ApiException refusal) {
            if (!refusal.maybeDone()) {
                notes.end(note);
            }
            throw refusal;
        }
        notes.answered(operation, note, id(object));
        return object;
    }

    /// What is there already, as this run has read it for the objects beside this one. Only for what need not be
    /// unique: what may not be there twice is looked for at the last moment.
    private Optional<List<L>> known() throws IOException, InterruptedException {
        if (traits.isUnique() || api.serviceTime().isEmpty()) {
            return Optional.empty();
        }
        return shared.namesakes(traits.collection(), traits.name(), traits.type())
                .map(all -> all.stream()
                        .filter(object -> traits.isNamed(object, traits.name()))
                        .toList());
    }

    /// A token may make what it may not see.
    private List<L> there() throws IOException, InterruptedException {
        try {
            return traits.named(traits.name());
        } catch (ApiException refusal) {
            if (refusal.kind() == ApiException.Kind.DENIED && traits.isUnique()) {
                return List.of();
            }
            throw refusal;
        }
    }

    /// @param note tells by time what came of the request, where what was there before was read earlier
    private L sent(Operation operation, List<L> before, Optional<Note> note) throws IOException, InterruptedException {
        var others = new ArrayList<>(before);
        return new LostAnswer<L>(
                        answer -> traits.id(answer).isPresent() && traits.isWhole(answer),
                        part -> come(operation, part, others, note))
                .outlast(operation, () -> api.post(traits.collection(), traits.body(), traits.type()));
    }

    /// What has come to be of a request whose answer was lost.
    ///
    /// @param others what was there before, and what is known to be of no use
    private Optional<L> come(Operation operation, Optional<L> part, List<L> others, Optional<Note> note)
            throws IOException, InterruptedException {
        Set<String> known = ids(others);
        Optional<String> told = part.flatMap(traits::id);
        List<L> all = traits.named(traits.name());
        var come = new ArrayList<L>();
        for (L object : all) {
            String id = id(object);
            boolean isNew = told.isPresent()
                    ? told.get().equals(id)
                    : !known.contains(id)
                            && !operation.isRecorded(id)
                            && note.map(asked -> asked.mayHaveMade(id, traits.createdAt(object)))
                                    .orElse(true)
                            && traits.isOurs(object);
            if (isNew && (traits.isCredential() || traits.matches(object))) {
                come.add(object);
            }
        }
        if (traits.isUnique() && come.isEmpty() && !all.isEmpty()) {
            throw new OperationException(taken(all.getFirst()).refusal(operation.label()));
        }
        if (come.size() > 1) {
            operation.say(several(come));
            others.addAll(come);
            return Optional.empty();
        }
        if (traits.isCredential()) {
            for (L useless : come) {
                delete(id(useless));
            }
            return Optional.empty();
        }
        return come.stream().findFirst();
    }

    /// What a request that was cut off has left for this one.
    ///
    /// @param before what is there; what is deleted is removed
    private Optional<L> recovered(Operation operation, Note note, List<L> before)
            throws IOException, InterruptedException {
        List<L> come = cameOf(operation, note);
        if (come.isEmpty()) {
            if (LeftOvers.isOver(api, operation, note)) {
                notes.end(note);
            }
            return Optional.empty();
        }
        if (come.size() > 1) {
            operation.say(several(come));
            return Optional.empty();
        }
        L object = come.getFirst();
        boolean isProof = notes.isProof(note);
        if (isProof && traits.isCredential()) {
            delete(id(object));
            before.removeIf(other -> id(other).equals(id(object)));
            notes.end(note);
            operation.say(Finding.info(traits.kind() + " `" + traits.path(object) + "` was deleted, and another one is"
                    + " created: an interrupted run had asked for it, and its secret was lost"));
            return Optional.empty();
        }
        if (isProof && isWished(operation, note, object)) {
            notes.answered(operation, note, id(object));
            operation.say(Finding.info(traits.kind() + " `" + traits.path(object)
                    + "` was adopted: an interrupted run had created it for this resource"));
            return Optional.of(object);
        }
        operation.say(LeftOvers.warning(traits.kind(), traits.path(object), LeftOvers.DELETE));
        return Optional.empty();
    }

    private boolean isWished(Operation operation, Note note, L object) throws IOException, InterruptedException {
        return traits.isSameName(operation, note.request().name())
                && note.request().wish().equals(wish())
                && traits.matches(object);
    }

    /// The objects that may have come of a request, and that no resource of the program has.
    private List<L> cameOf(Operation operation, Note note) throws IOException, InterruptedException {
        if (!note.request().collection().equals(traits.collection().toString())) {
            // Of another owner, of which the look at left-overs tells.
            return List.of();
        }
        var come = new ArrayList<L>();
        List<L> candidates = note.id().isPresent() && !traits.isFoundByName()
                ? api.peek(traits.collection().then("/{}", note.id().get()), traits.type()).stream()
                        .toList()
                : traits.named(note.request().name());
        for (L object : candidates) {
            Optional<String> id = traits.id(object);
            if (id.isPresent()
                    && note.mayHaveMade(id.get(), traits.createdAt(object))
                    && !operation.isRecorded(id.get())
                    && (note.id().isPresent() || traits.isOurs(object))) {
                come.add(object);
            }
        }
        return come;
    }

    private Taken taken(L object) {
        return new Taken(traits.kind(), traits.path(object), traits.key(), id(object));
    }

    private Note.Request request(List<L> before) {
        return new Note.Request(
                traits.kind(),
                traits.collection().toString(),
                traits.name(),
                wish(),
                List.copyOf(ids(before)),
                api.serviceTime());
    }

    /// All that the request asks for but the name.
    private String wish() {
        var body = new TreeMap<String, Object>(traits.body());
        body.remove("name");
        return Note.digest(canonical(body));
    }

    /// The same text for equal values, which sets and maps do not have by themselves.
    private static String canonical(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + canonical(entry.getValue()))
                        .sorted()
                        .toList()
                        .toString();
            case Collection<?> values ->
                values.stream().map(Making::canonical).sorted().toList().toString();
            default -> value.toString();
        };
    }

    private void delete(String id) throws IOException, InterruptedException {
        var _ = api.delete(traits.collection().then("/{}", id));
    }

    private Finding several(List<L> objects) {
        return Finding.warning(
                traits.kind() + "s "
                        + objects.stream()
                                .map(object -> "`" + traits.path(object) + "`")
                                .collect(Collectors.joining(", "))
                        + " may each be the result of an unanswered request, so none of them is used or deleted",
                "Delete the unused ones at PlanetScale.");
    }

    private Set<String> ids(List<L> objects) {
        return objects.stream().map(this::id).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private String id(L object) {
        return traits.id(object).orElse("");
    }
}
