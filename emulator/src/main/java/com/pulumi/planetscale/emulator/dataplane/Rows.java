package com.pulumi.planetscale.emulator.dataplane;

import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.machine.Folders;
import com.pulumi.planetscale.emulator.model.Backup;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.world.DataPlaneException;
import com.pulumi.planetscale.emulator.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// The rows that backups of one engine hold: a file or a folder for each, named by its id.
final class Rows {
    private final World world;
    private final Engine engine;
    private final Path folder;
    private final String suffix;

    /// @param suffix of the names of files
    Rows(World world, Engine engine, Path folder, String suffix) {
        this.world = world;
        this.engine = engine;
        this.folder = folder;
        this.suffix = suffix;
    }

    /// Puts rows aside for new backups, as they are now, and drops those of backups that no longer exist.
    ///
    /// @param dump what writes the rows of a branch into a file, if the branch has any
    void settle(BiFunction<Branch, Path, Optional<Runnable>> dump) {
        world.all(Backup.class).filter(backup -> !backup.rowsSettled).forEach(backup -> {
            Branch branch = world.owner(backup, Branch.class);
            if (branch.kind == engine) {
                backup.rowsSettled = true;
                dump.apply(branch, file(backup.id())).ifPresent(Runnable::run);
            }
        });
        dropOld();
    }

    private void dropOld() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String id = file.getFileName().toString().replace(suffix, "");
                if (world.find(Backup.class, id)
                        .filter(backup -> !backup.gone())
                        .isEmpty()) {
                    Folders.delete(file);
                }
            }
        } catch (IOException e) {
            throw new DataPlaneException("Folder " + folder + " cannot be cleared: " + e.getMessage(), e);
        }
    }

    /// The rows that a new branch begins with.
    Optional<Path> of(Branch branch) {
        return Optional.ofNullable(branch.backup).map(this::file).filter(Files::exists);
    }

    private Path file(String id) {
        return folder.resolve(id + suffix);
    }
}
