package com.pulumi.planetscale.emulator.postgresql;

import com.pulumi.planetscale.emulator.machine.Folders;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;

/// A copy of a server's files while it runs (PostgreSQL documentation, making a base backup using the low level API).
/// It has all databases, roles and settings, as a backup of PlanetScale has.
final class PhysicalBackup {
    /// Of the server that runs, not of its data.
    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts", "pg_wal");

    private PhysicalBackup() {}

    /// @param folder of a branch
    /// @param to where the copy goes, which is complete or not there
    static void make(Session session, Path folder, Path to) throws IOException, Refusal {
        Path beside = to.resolveSibling(to.getFileName() + ".new");
        Folders.delete(beside);
        Files.createDirectories(beside);
        Path data = Template.data(folder);
        Path copy = Template.data(beside);
        session.run("SELECT pg_backup_start('emulator', true)");
        copy(data, copy, LEFT_OUT);
        List<?> end = session.run("SELECT labelfile FROM pg_backup_stop(false)").get(0);
        Files.writeString(copy.resolve("backup_label"), String.valueOf(end.get(0)));
        // After the end, so that it has all that was written meanwhile.
        copy(data.resolve("pg_wal"), copy.resolve("pg_wal"), Set.of());
        Files.copy(Template.secret(folder), Template.secret(beside), StandardCopyOption.COPY_ATTRIBUTES);
        Folders.delete(to);
        Files.move(beside, to);
    }

    private static void copy(Path from, Path to, Set<String> leftOut) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (leftOut.contains(from.relativize(folder).toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.copy(folder, at(folder), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!leftOut.contains(from.relativize(file).toString())) {
                    try {
                        Files.copy(file, at(file), StandardCopyOption.COPY_ATTRIBUTES);
                    } catch (NoSuchFileException e) {
                        // It was deleted meanwhile, which the log tells.
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            // Files may vanish while the server runs.
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException fault) throws IOException {
                if (fault instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw fault;
            }

            private Path at(Path file) {
                return to.resolve(from.relativize(file).toString());
            }
        });
    }
}
