package com.pulumi.planetscale.emulator.postgresql;

import com.pulumi.planetscale.emulator.machine.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The user of this machine that a server runs as. PostgreSQL refuses to run as root.
///
/// If the emulator runs as root, servers run as the system's unprivileged user, which owns no other files. The
/// emulator's folders are closed to other users, and folders above them may be; a capability lets the server enter
/// them.
record Owner(boolean root) {
    private static final String UNPRIVILEGED = "nobody";
    private static final List<String> AS_UNPRIVILEGED = List.of(
            "setpriv",
            "--reuid=" + UNPRIVILEGED,
            "--clear-groups",
            "--inh-caps=+dac_override",
            "--ambient-caps=+dac_override",
            // Otherwise a check of access by a user other than root takes no capability into account.
            "--securebits=+no_setuid_fixup");

    /// Who the emulator is.
    ///
    /// @throws IOException with a sentence that says what to do, if a server cannot run as another user
    static Owner current() throws IOException {
        boolean root = "root".equals(System.getProperty("user.name"));
        if (root
                && Programs.onPath(List.of(AS_UNPRIVILEGED.get(0)), List.of())
                        .findAny()
                        .isEmpty()) {
            throw new IOException("PostgreSQL does not run as root, and setpriv, which lets it run as " + UNPRIVILEGED
                    + ", was not found. Run the emulator as another user, or install util-linux.");
        }
        return new Owner(root);
    }

    /// A command that runs as this user.
    List<String> command(List<String> command) {
        List<String> all = new ArrayList<>(root ? AS_UNPRIVILEGED : List.of());
        all.addAll(command);
        return all;
    }

    /// Lets a server have a folder.
    void own(Path folder) throws IOException {
        if (root) {
            Files.setOwner(
                    folder,
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(UNPRIVILEGED));
        }
    }
}
