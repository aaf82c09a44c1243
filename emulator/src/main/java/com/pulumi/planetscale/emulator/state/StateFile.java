package com.pulumi.planetscale.emulator.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/// The file that keeps everything over a restart. It holds secrets of tokens, so only its owner may read it.
public final class StateFile {
    private final Path path;

    public StateFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    public boolean exists() {
        return Files.exists(path);
    }

    /// What was written last.
    ///
    /// @throws IOException with a sentence, if it cannot be read or is not JSON
    public JsonNode read() throws IOException {
        return JsonFile.read("The state file", path);
    }

    /// Replaces the file in one move: an interruption leaves the old one.
    ///
    /// @throws IOException with a sentence, if it cannot be written
    public void write(JsonNode state) throws IOException {
        Path beside = path.resolveSibling(path.getFileName() + ".new");
        try {
            Files.deleteIfExists(beside);
            createPrivate(beside);
            Files.write(beside, state.toPrettyString().getBytes(StandardCharsets.UTF_8));
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IOException("The state file " + path + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static void createPrivate(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }
}
