package com.pulumi.planetscale.provider.resources.making;

import com.pulumi.planetscale.provider.resources.owner.Times;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is noted of a request that makes something. It holds no secret.
///
/// @param mark tells this note from all others
/// @param resource whose request it is, see [com.pulumi.planetscale.provider.resource.Operation#resource()]
/// @param replaced the public id of the object that the engine had for the resource then
/// @param id the public id of the object that came of it, as soon as it is known
/// @param process the process that deals with it, as long as that runs
public record Note(
        String mark,
        String resource,
        Request request,
        Optional<String> replaced,
        Optional<String> id,
        Optional<String> process) {
    private static final String BLANK = " ";
    private static final String COLLECTION = "(/(?!\\.{1,2}(/|$))[^/\\s][^/]*)+";
    private static final String MARK = "[0-9a-f-]{36}";
    /// How long a request may take in all: connecting, sending, waiting for the answer, and waiting to be carried out.
    private static final Duration LONGEST = Duration.ofMinutes(5);
    /// The `Date` of an answer is in whole seconds, and PlanetScale has more than one machine.
    private static final Duration INACCURACY = Duration.ofSeconds(5);

    /// A request.
    ///
    /// @param kind the kind's name, such as `Database`
    /// @param collection the API's path of the collection that the object comes to be in
    /// @param name what the request calls the object; empty if the kind has no names
    /// @param wish everything that it asks for, as a digest
    /// @param before public ids of objects that did not come of it: those that were there, and later ones of others
    /// @param sentAt when it was sent, by PlanetScale's clock; empty if that is not known
    public record Request(
            String kind, String collection, String name, String wish, List<String> before, Optional<Instant> sentAt) {
        public Request {
            before = List.copyOf(before);
        }

        /// What requests have in common whose objects may be taken for one another's.
        String place() {
            return collection + BLANK + name;
        }

        /// Whether an object was made while the request may have been carried out; both times are PlanetScale's.
        boolean isTimeOf(Instant createdAt) {
            return sentAt.filter(sent ->
                            !createdAt.isBefore(sent.minus(INACCURACY)) && createdAt.isBefore(sent.plus(LONGEST)))
                    .isPresent();
        }
    }

    /// This note, once it is known which object came of the request.
    Note answered(String publicId) {
        return new Note(mark, resource, request, replaced, Optional.of(publicId), process);
    }

    /// This note, once it is known that an object came of another request.
    Note without(String publicId) {
        var others = new ArrayList<>(request.before);
        others.add(publicId);
        var narrower =
                new Request(request.kind, request.collection, request.name, request.wish, others, request.sentAt);
        return new Note(mark, resource, narrower, replaced, id, process);
    }

    /// This note, once another process deals with it.
    Note with(String otherProcess) {
        return new Note(mark, resource, request, replaced, id, Optional.of(otherProcess));
    }

    /// Whether an object came of the request, as far as that can be told: the one that the answer named, else one that
    /// was not there before and was made at that time.
    public boolean mayHaveMade(String publicId, Instant createdAt) {
        return id.isPresent()
                ? id.get().equals(publicId)
                : !request.before.contains(publicId) && request.isTimeOf(createdAt);
    }

    /// A text in a form from which it is not available back.
    public static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// The note as the content of a file.
    String text() {
        var values = new Properties();
        values.setProperty("mark", mark);
        values.setProperty("resource", resource);
        values.setProperty("kind", request.kind);
        values.setProperty("collection", request.collection);
        values.setProperty("name", request.name);
        values.setProperty("wish", request.wish);
        values.setProperty("before", String.join(BLANK, request.before));
        request.sentAt.ifPresent(value -> values.setProperty("sentAt", value.toString()));
        replaced.ifPresent(value -> values.setProperty("replaced", value));
        id.ifPresent(value -> values.setProperty("id", value));
        process.ifPresent(value -> values.setProperty("process", value));
        var text = new StringWriter();
        try {
            values.store(text, null);
        } catch (IOException e) {
            throw new IllegalStateException("a string takes every line", e);
        }
        // The comment is a time of day, which nothing needs.
        return text.toString().lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n"));
    }

    /// Reads the content of a file.
    ///
    /// @return empty if it is not a whole note
    static Optional<Note> parse(String text) {
        var values = new Properties();
        try {
            values.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty();
        }
        boolean whole = Stream.of("resource", "kind", "collection", "name", "wish", "before")
                .allMatch(key -> values.getProperty(key) != null);
        String mark = values.getProperty("mark", "");
        if (!whole || !mark.matches(MARK) || !values.getProperty("collection").matches(COLLECTION)) {
            return Optional.empty();
        }
        var request = new Request(
                values.getProperty("kind"),
                values.getProperty("collection"),
                values.getProperty("name"),
                values.getProperty("wish"),
                Stream.of(values.getProperty("before").split(BLANK, -1))
                        .filter(id -> !id.isEmpty())
                        .toList(),
                text(values, "sentAt").map(Times::parse));
        return Optional.of(new Note(
                mark,
                values.getProperty("resource"),
                request,
                text(values, "replaced"),
                text(values, "id"),
                text(values, "process")));
    }

    private static Optional<String> text(Properties values, String key) {
        return Optional.ofNullable(values.getProperty(key)).filter(value -> !value.isBlank());
    }
}
