package com.pulumi.planetscale.provider.resources.making;

import com.pulumi.planetscale.provider.api.PrivateFiles;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.resource.Operation;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/// Notes of requests that make something, in files of this machine.
///
/// Engines call create again after an interrupted run, with nothing to tell it from the first time. What the first
/// time has left at PlanetScale belongs to the resource only if there is a note of that very resource: another stack of
/// the same program asks for the same names. A note stays until an engine has recorded the object.
///
/// Where no file can be written, nothing is lost but that: the user is warned, once.
public final class Notes {
    private static final int LONGEST = 1 << 18;
    private static final int KEY_LENGTH = 32;
    private static final String SUFFIX = ".note";

    private final Optional<Path> folder;
    private final Map<String, Note> own = new ConcurrentHashMap<>();
    private final Map<String, String> recorded = new ConcurrentHashMap<>();
    private final AtomicBoolean warned = new AtomicBoolean();

    private Notes(Optional<Path> folder) {
        this.folder = folder;
    }

    /// Notes kept in a folder, which is made when it is needed.
    public static Notes in(Path folder) {
        return new Notes(Optional.of(folder));
    }

    /// Notes that this process alone knows.
    public static Notes forgotten() {
        return new Notes(Optional.empty());
    }

    /// Notes a request before it is sent.
    ///
    /// @param request what it asks for
    public Note begin(Operation operation, Note.Request request) {
        var note = new Note(
                UUID.randomUUID().toString(),
                operation.resource(),
                request,
                Optional.ofNullable(recorded.get(operation.resource())),
                Optional.empty(),
                Optional.of(Processes.OWN));
        keep(operation, note);
        return note;
    }

    /// Notes which object came of a request, and so of none of the others that never got an answer.
    public void answered(Operation operation, Note note, String publicId) {
        keep(operation, note.answered(publicId).with(Processes.OWN));
        for (Note other : matching("*-" + key(note.request().place()) + "-*" + SUFFIX)) {
            boolean unanswered = !other.mark().equals(note.mark())
                    && other.id().isEmpty()
                    && other.request().place().equals(note.request().place());
            if (unanswered) {
                keep(operation, other.without(publicId));
            }
        }
    }

    /// Forgets a request: nothing came of it, or an engine has recorded what did.
    public void end(Note note) {
        own.remove(note.mark());
        folder.ifPresent(known -> delete(file(known, note)));
    }

    /// Notices which object the engine has for a resource. Notes that led to it have served their purpose.
    void recorded(Operation operation, String kind, String publicId) {
        recorded.put(operation.resource(), publicId);
        for (Note note : of(operation, kind)) {
            if (note.id().filter(publicId::equals).isPresent()) {
                end(note);
            }
        }
    }

    /// The notes of a resource.
    public List<Note> of(Operation operation, String kind) {
        return matching(key(operation.resource()) + "-*" + SUFFIX).stream()
                .filter(note -> note.resource().equals(operation.resource())
                        && note.request().kind().equals(kind))
                .toList();
    }

    /// The notes of some resources that no other process deals with any more.
    ///
    /// @param resources those in question, by [Operation#resource()]
    List<Note> abandoned(Predicate<String> resources) {
        return matching("*" + SUFFIX).stream()
                .filter(note -> resources.test(note.resource())
                        && note.process().filter(Processes::isOtherAlive).isEmpty())
                .toList();
    }

    /// Whether a note still tells something about its resource: not if the engine has got another object for it since.
    public boolean isProof(Note note) {
        String now = recorded.get(note.resource());
        return now == null || note.replaced().filter(now::equals).isPresent();
    }

    /// Forgets the requests of this process whose objects an engine has recorded.
    void settle(Predicate<String> isRecorded) {
        for (Note note : List.copyOf(own.values())) {
            if (note.id().filter(isRecorded).isPresent()) {
                end(note);
            }
        }
    }

    /// Those of this process, and those in files whose names match a pattern.
    private List<Note> matching(String files) {
        var notes = new ArrayList<Note>(own.values());
        if (folder.isEmpty() || !Files.isDirectory(folder.get(), LinkOption.NOFOLLOW_LINKS)) {
            return notes;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder.get(), files)) {
            for (Path file : found) {
                read(file).filter(note -> !own.containsKey(note.mark())).ifPresent(notes::add);
            }
        } catch (IOException | DirectoryIteratorException e) {
            log("notes of requests cannot be listed", folder.get(), e);
        }
        return notes;
    }

    private void keep(Operation operation, Note note) {
        own.put(note.mark(), note);
        if (folder.isEmpty()) {
            return;
        }
        try {
            PrivateFiles.makeFolder(folder.get());
            write(folder.get(), file(folder.get(), note), note.text());
        } catch (IOException | RuntimeException e) {
            log("a note of a request cannot be written", folder.get(), e);
            if (!warned.getAndSet(true)) {
                operation.say(Finding.warning(
                        "the provider cannot write to `" + folder.get() + "` ("
                                + e.getClass().getSimpleName()
                                + "), so the next run would not know what this one has made if it is cut off",
                        "Let this user write there, or set PULUMI_HOME to another folder."));
            }
        }
    }

    /// Another process sees the old text or the new one, never a part.
    private static void write(Path folder, Path file, String text) throws IOException {
        Path part = Files.createTempFile(folder, "part-", "", PrivateFiles.attributes(folder));
        try {
            Files.writeString(part, text);
            try {
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException _) {
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            delete(part);
        }
    }

    private static Optional<Note> read(Path file) {
        try {
            boolean plain = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= LONGEST;
            return plain ? Note.parse(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            log("a note of a request cannot be read", file, e);
            return Optional.empty();
        }
    }

    private static Path file(Path folder, Note note) {
        return folder.resolve(key(note.resource()) + "-" + key(note.request().place()) + "-" + note.mark() + SUFFIX);
    }

    /// A text in the name of a file, so that only the files in question are read.
    private static String key(String text) {
        return Note.digest(text).substring(0, KEY_LENGTH);
    }

    private static void delete(Path file) {
        try {
            var _ = Files.deleteIfExists(file);
        } catch (IOException e) {
            log("a note of a request cannot be deleted", file, e);
        }
    }

    private static void log(String what, Path where, Exception why) {
        System.getLogger(Notes.class.getName())
                .log(
                        System.Logger.Level.DEBUG,
                        "{0} [path={1}, reason={2}]",
                        what,
                        where,
                        why.getClass().getSimpleName());
    }
}
