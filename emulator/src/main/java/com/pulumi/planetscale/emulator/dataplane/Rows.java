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

/// The rows that backups hold, and those that new branches begin with: a file for each, named by its id.
final class Rows {
    private static final String SUFFIX = ".sql";

    private final World world;
    private final Path folder;

    Rows(World world, Path folder) {
        this.world = world;
        this.folder = folder;
    }

    /// Puts rows aside for what is new, as they are now, and drops those of what no longer exists.
    ///
    /// @param dump what writes the rows of a branch into a file, if the branch has any
    void settle(BiFunction<Branch, Path, Optional<Runnable>> dump) {
        world.all(Backup.class).filter(backup -> !backup.rowsSettled).forEach(backup -> {
            backup.rowsSettled = true;
            dump.apply(world.owner(backup, Branch.class), file(backup.id())).ifPresent(Runnable::run);
        });
        world.all(Branch.class).filter(branch -> !branch.rowsSettled).forEach(branch -> {
            branch.rowsSettled = true;
            // Of a point in time; the emulator knows no other than now.
            Optional.ofNullable(branch.backup == null ? branch.restoredFrom : null)
                    .flatMap(source -> world.find(Branch.class, source.id()))
                    .flatMap(source -> dump.apply(source, file(branch.id())))
                    .ifPresent(Runnable::run);
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
                boolean wanted = world.find(Backup.class, id)
                                .filter(backup -> !backup.gone())
                                .isPresent()
                        || world.find(Branch.class, id).isPresent();
                if (!wanted) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new DataPlaneException("Folder " + folder + " cannot be cleared: " + e.getMessage(), e);
        }
    }

    /// The rows that a new branch begins with.
    Optional<Path> of(Branch branch) {
        return Optional.of(file(Optional.ofNullable(branch.backup).orElse(branch.id())))
                .filter(Files::isRegularFile);
    }

    private Path file(String id) {
        return folder.resolve(id + SUFFIX);
    }
}
