package com.pulumi.planetscale.provider.api;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.LongStream;
import java.util.zip.CRC32;

/// The calls that all processes of a user have made to one API in the last minute, in a file that they share: an
/// engine starts the plugin several times in a run, and several runs may go on at once.
///
/// The file holds times and nothing else, and its name is a digest of the endpoint: tokens do not matter, since
/// PlanetScale does not say that it counts by token. Only the user can read it.
///
/// It is a help, not a condition. Each process keeps to the limit by itself, see [RateLimit]. Where the file cannot be
/// written, is damaged, or is locked by a process that was stopped, the process goes on alone and learns of the others
/// by a 429.
public final class CallLog {
    /// Calls that a file holds. Limits above it are not PlanetScale's, and are not shared.
    static final int MOST = 4_096;

    private static final long WINDOW = Duration.ofMinutes(1).toMillis();
    /// No process holds all others back for longer, whatever the file says.
    private static final long LONGEST_HOLD = Duration.ofMinutes(5).toMillis();
    /// A version of the format. Another one is another format, which counts as damage.
    private static final int MAGIC = 0x50534c31;
    private static final int HEADER = Integer.BYTES + Long.BYTES;
    private static final int CONTENT = Long.BYTES + Integer.BYTES;
    private static final Duration LOCK_STEP = Duration.ofMillis(1);
    private static final int LOCK_STEPS = 1_000;
    private static final Duration ALONE_AFTER_A_BUSY_LOCK = Duration.ofSeconds(10);
    private static final Duration FORGOTTEN = Duration.ofDays(1);
    private static final int NAME_LENGTH = 32;
    private static final String PREFIX = "calls-";
    private static final Set<OpenOption> OPTIONS = Set.of(
            StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE, LinkOption.NOFOLLOW_LINKS);

    /// Locks of files are those of whole processes, so threads need another one.
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final Optional<Path> file;
    private final AtomicLong aloneUntil = new AtomicLong(Long.MIN_VALUE);

    /// What the file holds, in milliseconds since 1970.
    ///
    /// @param notBefore the moment before which no process makes a call, after a 429
    /// @param calls when the calls of the last minute were made, oldest first
    private record Content(long notBefore, List<Long> calls) {
        static final Content NONE = new Content(0, List.of());
    }

    private CallLog(Optional<Path> file) {
        this.file = file;
    }

    /// A log of the calls to an endpoint, in a file of a folder, which is made when it is needed.
    public static CallLog in(Path folder, String endpoint) {
        return new CallLog(Optional.of(folder.resolve(PREFIX + digest(endpoint))));
    }

    /// A log of nothing, for a process that does not know of others.
    public static CallLog none() {
        return new CallLog(Optional.empty());
    }

    /// Notes a call of this process, unless all processes together have made too many.
    ///
    /// @param most calls that may be made in a minute
    /// @return how long to wait before asking again; zero if the call is noted, or others are not known
    Duration take(int most, Pause pause) throws InterruptedException {
        if (most > MOST) {
            return Duration.ZERO;
        }
        return with(pause, (channel, now) -> {
            Content content = read(channel, now);
            if (content.notBefore > now) {
                return Duration.ofMillis(content.notBefore - now);
            }
            List<Long> calls = content.calls;
            if (calls.size() >= most) {
                return Duration.ofMillis(calls.get(calls.size() - most) + WINDOW - now);
            }
            var more = new ArrayList<Long>(calls);
            more.add(now);
            write(channel, new Content(content.notBefore, more));
            return Duration.ZERO;
        });
    }

    /// Holds the calls of all processes back for a while from now on.
    void holdBack(Duration time, Pause pause) throws InterruptedException {
        var _ = with(pause, (channel, now) -> {
            Content content = read(channel, now);
            long until = now + Math.min(time.toMillis(), LONGEST_HOLD);
            write(channel, new Content(Math.max(until, content.notBefore), content.calls));
            return Duration.ZERO;
        });
    }

    @FunctionalInterface
    private interface Work {
        Duration on(FileChannel channel, long now) throws IOException;
    }

    /// Works on the file while no other thread or process does.
    private Duration with(Pause pause, Work work) throws InterruptedException {
        if (file.isEmpty() || pause.nanos() < aloneUntil.get()) {
            return Duration.ZERO;
        }
        THREADS.lockInterruptibly();
        try (FileChannel channel = open(file.get(), pause.now())) {
            Optional<FileLock> lock = lock(channel, pause);
            if (lock.isEmpty()) {
                aloneUntil.set(pause.nanos() + ALONE_AFTER_A_BUSY_LOCK.toNanos());
                log("is locked by another process", file.get());
                return Duration.ZERO;
            }
            try (FileLock _ = lock.get()) {
                return work.on(channel, pause.now().toEpochMilli() + 1);
            }
        } catch (IOException | RuntimeException e) {
            log(e.getClass().getSimpleName(), file.get());
            return Duration.ZERO;
        } finally {
            THREADS.unlock();
        }
    }

    private static FileChannel open(Path file, Instant now) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            makeFolder(file, now);
        } else if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("not a regular file");
        }
        return FileChannel.open(file, OPTIONS, PrivateFiles.attributes(file));
    }

    private static void makeFolder(Path file, Instant now) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        PrivateFiles.makeFolder(folder);
        deleteForgotten(folder, now);
    }

    /// Each emulator on this machine has an endpoint, and so a file, of its own.
    private static void deleteForgotten(Path folder, Instant now) throws IOException {
        FileTime old = FileTime.from(now.minus(FORGOTTEN));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path other : files) {
                if (Files.getLastModifiedTime(other, LinkOption.NOFOLLOW_LINKS).compareTo(old) < 0) {
                    var _ = Files.deleteIfExists(other);
                }
            }
        }
    }

    /// Another process holds the lock for less than a millisecond, unless it was stopped; but one that makes many calls
    /// takes it again at once, so it takes patience.
    private static Optional<FileLock> lock(FileChannel channel, Pause pause) throws IOException, InterruptedException {
        for (int step = 0; step < LOCK_STEPS; step++) {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(lock);
            }
            pause.sleep(LOCK_STEP.toNanos());
        }
        return Optional.empty();
    }

    /// What still counts. A file that a process was killed at, or that someone has written to, may hold anything; the
    /// clock may have been set back since it was written.
    private static Content read(FileChannel channel, long now) throws IOException {
        long size = channel.size();
        if (size < HEADER + CONTENT || size > HEADER + CONTENT + (long) MOST * Long.BYTES) {
            return Content.NONE;
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) size);
        long position = 0;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, position);
            if (read < 0) {
                return Content.NONE;
            }
            position += read;
        }
        buffer.flip();
        boolean whole = buffer.getInt() == MAGIC && buffer.getLong() == checksum(buffer.slice());
        long notBefore = buffer.getLong();
        int count = buffer.getInt();
        if (!whole || count < 0 || buffer.remaining() != (long) count * Long.BYTES) {
            return Content.NONE;
        }
        List<Long> calls = LongStream.generate(buffer::getLong)
                .limit(count)
                .filter(call -> call > now - WINDOW && call <= now + WINDOW)
                .map(call -> Math.min(call, now))
                .sorted()
                .boxed()
                .toList();
        return new Content(notBefore <= now + LONGEST_HOLD ? notBefore : 0, calls);
    }

    private static void write(FileChannel channel, Content content) throws IOException {
        ByteBuffer body = ByteBuffer.allocate(CONTENT + content.calls.size() * Long.BYTES)
                .putLong(content.notBefore)
                .putInt(content.calls.size());
        for (long call : content.calls) {
            body.putLong(call);
        }
        body.flip();
        ByteBuffer whole = ByteBuffer.allocate(HEADER + body.remaining())
                .putInt(MAGIC)
                .putLong(checksum(body.slice()))
                .put(body)
                .flip();
        int length = whole.remaining();
        long position = 0;
        while (whole.hasRemaining()) {
            position += channel.write(whole, position);
        }
        var _ = channel.truncate(length);
    }

    private static long checksum(ByteBuffer content) {
        var checksum = new CRC32();
        checksum.update(content);
        return checksum.getValue();
    }

    private static String digest(String endpoint) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(endpoint.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, NAME_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void log(String reason, Path where) {
        System.getLogger(CallLog.class.getName())
                .log(
                        System.Logger.Level.DEBUG,
                        "calls of other processes are not known [path={0}, reason={1}]",
                        where,
                        reason);
    }
}
