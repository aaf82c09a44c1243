package com.pulumi.planetscale.provider.resources.making;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.lifecycle.FakeOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Notes as files: only their user reads them, and what is not a whole note is none.
class NoteFilesTest {
    private static final Note.Request REQUEST = new Note.Request(
            "Database", "/organizations/acme/databases", "shop", Note.digest("wish"), List.of(), Optional.empty());

    private final FakeOperation operation = new FakeOperation().on("urn");

    @Test
    void onlyTheirUserReadsThem(@TempDir Path home) throws IOException {
        Path folder = home.resolve("notes");

        var _ = Notes.in(folder).begin(operation, REQUEST);

        assertThat(permissions(folder)).isEqualTo("rwx------");
        assertThat(permissions(only(folder))).isEqualTo("rw-------");
    }

    @Test
    void folderThatOthersCouldReadIsTheirUsersAfterwards(@TempDir Path home) throws IOException {
        Path folder = Files.createDirectory(home.resolve("notes"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

        var _ = Notes.in(folder).begin(operation, REQUEST);

        assertThat(permissions(folder)).isEqualTo("rwx------");
    }

    @Test
    void linkInPlaceOfTheFolderIsNotFollowed(@TempDir Path home) throws IOException {
        Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
        Set<PosixFilePermission> before = Files.getPosixFilePermissions(elsewhere);
        Path link = Files.createSymbolicLink(home.resolve("notes"), elsewhere);

        var _ = Notes.in(link).begin(operation, REQUEST);

        assertThat(elsewhere).isEmptyDirectory();
        assertThat(Files.getPosixFilePermissions(elsewhere)).isEqualTo(before);
        assertThat(operation.said())
                .singleElement()
                .satisfies(warning -> assertThat(warning.text())
                        .contains("the provider cannot write to `" + link + "`", "PULUMI_HOME"));
    }

    @Test
    void halfAndHostileNotesAreNone(@TempDir Path folder) throws IOException {
        var _ = Notes.in(folder).begin(operation, REQUEST);
        Path file = only(folder);
        String whole = Files.readString(file);
        assertThat(Notes.in(folder).of(operation, "Database")).hasSize(1);

        for (String text : List.of(
                "",
                whole.substring(0, whole.length() / 3),
                whole.replace("/organizations/acme/databases", "/organizations/../databases"),
                whole.replace("/organizations/acme/databases", "http\\://elsewhere.example/databases"),
                whole.replaceAll("mark=.*", "mark=../../elsewhere"),
                "\\uXYZ",
                "a".repeat(1 << 19))) {
            Files.writeString(file, text);

            assertThat(Notes.in(folder).of(operation, "Database")).as(text).isEmpty();
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static Path only(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }
}
