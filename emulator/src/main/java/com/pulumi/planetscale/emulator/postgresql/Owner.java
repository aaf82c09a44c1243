package com.pulumi.planetscale.emulator.postgresql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The user of this machine that a server runs as. PostgreSQL refuses to run as root.
///
/// For root it is `nobody`, who owns nothing else. The folders of the emulator are closed to other users, and so may be
/// those above them; a capability lets the server pass.
record Owner(boolean root) {
    private static final String NAME = "nobody";
    private static final List<String> AS_NOBODY = List.of(
            "setpriv",
            "--reuid=" + NAME,
            "--clear-groups",
            "--inh-caps=+dac_override",
            "--ambient-caps=+dac_override",
            // Otherwise a check of access by a user other than root takes no capability into account.
            "--securebits=+no_setuid_fixup");

    static Owner current() {
        return new Owner("root".equals(System.getProperty("user.name")));
    }

    /// A command that runs as this user.
    List<String> command(List<String> command) {
        List<String> all = new ArrayList<>(root ? AS_NOBODY : List.of());
        all.addAll(command);
        return all;
    }

    /// Lets a server have a folder.
    void own(Path folder) throws IOException {
        if (root) {
            Files.setOwner(
                    folder,
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NAME));
        }
    }
}
