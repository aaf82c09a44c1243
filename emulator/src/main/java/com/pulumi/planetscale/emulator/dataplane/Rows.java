package com.pulumi.planetscale.emulator.dataplane;

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

/// The rows that backups hold: a file for each, named by its id.
final class Rows {
    private static final String SUFFIX = ".sql";

    private final World world;
    private final Path folder;

    Rows(World world, Path folder) {
        this.world = world;
        this.folder = folder;
    }

    /// Puts rows aside for new backups, as they are now, and drops those of backups that no longer exist.
    ///
    /// @param dump what writes the rows of a branch into a file, if the branch has any
    void settle(BiFunction<Branch, Path, Optional<Runnable>> dump) {
        world.all(Backup.class).filter(backup -> !backup.rowsSettled).forEach(backup -> {
            backup.rowsSettled = true;
            dump.apply(world.owner(backup, Branch.class), file(backup.id())).ifPresent(Runnable::run);
        });
        dropOld();
    }

    private void dropOld() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String id = file.getFileName().toString().replace(SUFFIX, "");
                if (world.find(Backup.class, id)
                        .filter(backup -> !backup.gone())
                        .isEmpty()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new DataPlaneException("Folder " + folder + " cannot be cleared: " + e.getMessage(), e);
        }
    }

    /// The rows that a new branch begins with.
    Optional<Path> of(Branch branch) {
        return Optional.ofNullable(branch.backup).map(this::file).filter(Files::isRegularFile);
    }

    private Path file(String id) {
        return folder.resolve(id + SUFFIX);
    }
}
