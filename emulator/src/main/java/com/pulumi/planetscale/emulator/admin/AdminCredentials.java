package com.pulumi.planetscale.emulator.admin;

import com.pulumi.planetscale.emulator.credential.Digest;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Password;
import com.pulumi.planetscale.emulator.model.Role;
import com.pulumi.planetscale.emulator.world.World;
import org.jspecify.annotations.Nullable;

/// Plays the door of a database: there is none to connect to.
public final class AdminCredentials {
    private final World world;

    AdminCredentials(World world) {
        this.world = world;
    }

    /// Whether a client of a database would be let in with this secret: that of an existing password, or of a role as
    /// it was last made or reset, that has not expired.
    public boolean accepts(String username, String secret) {
        synchronized (world) {
            world.settle();
            String digest = Digest.of(secret);
            return world.all(Password.class)
                            .anyMatch(password -> password.username.equals(username)
                                    && !password.expired(world.now())
                                    && digest.equals(password.secretDigest))
                    || world.all(Role.class).anyMatch(role -> isRole(role, username) && isOpen(role, digest));
        }
    }

    private boolean isRole(Role role, String username) {
        return role.username(world.owner(role, Branch.class)).equals(username);
    }

    private boolean isOpen(Role role, @Nullable String digest) {
        return role.deletedAt == null
                && !role.expired(world.now())
                && role.secretDigest != null
                && role.secretDigest.equals(digest);
    }
}
