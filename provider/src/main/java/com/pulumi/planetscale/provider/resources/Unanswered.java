package com.pulumi.planetscale.provider.resources;

import com.pulumi.planetscale.provider.api.ApiPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Requests for objects without a unique name that are on their way, kept in files of this machine.
///
/// A process that is killed after such a request was sent leaves an object that nobody was told of. The file
/// that it leaves as well is what tells the next run that this object is nobody's, so that it can be taken over
/// or, where its secret is lost, removed, instead of being named only. Files hold no secret. Where none can be
/// written, nothing is lost but that.
public final class Unanswered {
    private static final Duration KEPT = Duration.ofDays(1);

    private final Optional<Path> folder;

    /// A request on its way.
    ///
    /// @param what what it asks for, in one line: for credentials the name
    /// @param process who sent it: the number and the start of the process
    record Request(String collection, String what, Instant askedAt, String process, Optional<Path> file) {}

    private Unanswered(Optional<Path> folder) {
        this.folder = folder;
    }

    /// Requests kept in a folder, which is made when it is needed.
    public static Unanswered in(Path folder) {
        return new Unanswered(Optional.of(folder));
    }

    /// Requests that are not kept.
    public static Unanswered forgotten() {
        return new Unanswered(Optional.empty());
    }

    /// Notes a request before it is sent.
    Request begin(ApiPath collection, String what, Instant now) {
        Optional<Path> file = folder.flatMap(known -> {
            try {
                Files.createDirectories(known);
                Path written = known.resolve(UUID.randomUUID() + ".txt");
                Files.writeString(written, String.join("\n", collection.toString(), what, now.toString(), self()));
                return Optional.of(written);
            } catch (IOException _) {
                return Optional.empty();
            }
        });
        return new Request(collection.toString(), what, now, self(), file);
    }

    /// Forgets a request, since its answer has come or it is known that none will.
    void end(Request request) {
        request.file().ifPresent(Unanswered::delete);
    }

    /// The requests to a collection that were never answered, and never will be: their processes are gone. Old
    /// ones are thrown away.
    List<Request> left(ApiPath collection, Instant now) {
        if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.get())) {
            return files.map(Unanswered::read)
                    .flatMap(Optional::stream)
                    .filter(request -> isFresh(request, now))
                    .filter(request -> request.collection().equals(collection.toString()))
                    .filter(request -> !isAlive(request.process()))
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    private static boolean isFresh(Request request, Instant now) {
        boolean fresh = request.askedAt().isAfter(now.minus(KEPT));
        if (!fresh) {
            request.file().ifPresent(Unanswered::delete);
        }
        return fresh;
    }

    private static Optional<Request> read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.size() == 4 && lines.get(3).matches("\\d+ .+")
                    ? Optional.of(new Request(
                            lines.get(0), lines.get(1), Times.parse(lines.get(2)), lines.get(3), Optional.of(file)))
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static String self() {
        return name(ProcessHandle.current());
    }

    /// Numbers are used again, so the start tells one process from a later one.
    private static String name(ProcessHandle process) {
        return process.pid() + " " + process.info().startInstant().orElse(Instant.EPOCH);
    }

    private static boolean isAlive(String process) {
        long pid = Long.parseLong(process.substring(0, process.indexOf(' ')));
        return ProcessHandle.of(pid)
                .map(Unanswered::name)
                .filter(process::equals)
                .isPresent();
    }

    private static void delete(Path file) {
        try {
            var _ = Files.deleteIfExists(file);
        } catch (IOException e) {
            System.getLogger(Unanswered.class.getName())
                    .log(System.Logger.Level.DEBUG, "a note of a request stays [file={0}]", file);
        }
    }
}
