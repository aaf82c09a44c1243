package com.pulumi.planetscale.emulator.machine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A folder that goes with the process that has made it. If the process is killed, the next one that makes such a
/// folder removes it, and ends what still runs in it.
///
/// A file in the folder is locked while the process lives: the lock ends with it in every case.
public final class TemporaryFolder implements AutoCloseable {
    private static final String LOCK = "lock";
    /// Those of this process.
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;

    private TemporaryFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /// Makes a folder that only its owner may read.
    ///
    /// @param parent folder in which it is made, and those that were left behind are looked for
    /// @param prefix of their names
    public static TemporaryFolder in(Path parent, String prefix) throws IOException {
        removeLeft(parent, prefix);
        Path path = Files.createTempDirectory(parent, prefix).toAbsolutePath();
        OWN.add(path);
        Path beside = path.resolve(LOCK + ".new");
        FileChannel lock = FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (lock.tryLock() == null) {
            throw new IOException("File " + beside + " is locked by another process.");
        }
        // Under this name it is never unlocked while the process lives.
        Files.move(beside, path.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE);
        return new TemporaryFolder(path, lock);
    }

    public Path path() {
        return path;
    }

    /// One thread at a time, since a process loses its locks of a file when it closes any channel to that.
    private static synchronized void removeLeft(Path parent, String prefix) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, prefix + "*")) {
            for (Path folder : folders) {
                if (!OWN.contains(folder.toAbsolutePath())) {
                    removeUnlessLocked(folder);
                }
            }
        }
    }

    /// Holds the lock while it removes, so that no other process does the same.
    private static void removeUnlessLocked(Path folder) {
        try (FileChannel lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
            if (lock.tryLock() != null) {
                Orphan.endAll(folder);
                Folders.delete(folder);
            }
        } catch (IOException e) {
            // It is another user's, something else, or gone already.
        }
    }

    /// Removes it.
    @Override
    public void close() throws IOException {
        Folders.delete(path);
        lock.close();
        OWN.remove(path);
    }
}
