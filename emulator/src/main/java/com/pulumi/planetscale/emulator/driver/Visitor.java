package com.pulumi.planetscale.emulator.driver;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.credential.Cidrs;
import com.pulumi.planetscale.emulator.credential.Digest;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Password;
import com.pulumi.planetscale.emulator.world.World;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/// Who a request comes from, as its password says.
///
/// @param database the name of the database, which is that of its keyspace
/// @param safe whether the branch has safe migrations
record Visitor(Branch branch, String database, String username, String secret, boolean safe) {
    private static final String SCHEME = "basic ";

    /// The visitor of a request, told by basic authentication.
    static Visitor of(World world, DriverRequest request) {
        String pair = request.authorization().flatMap(Visitor::pair).orElseThrow(Visitor::unknown);
        int colon = pair.indexOf(':');
        if (colon < 0) {
            throw unknown();
        }
        String username = pair.substring(0, colon);
        String secret = pair.substring(colon + 1);
        synchronized (world) {
            world.settle();
            Password password = world.all(Password.class)
                    .filter(found -> found.username.equals(username)
                            && Digest.of(secret).equals(found.secretDigest)
                            && !found.expired(world.now())
                            && Cidrs.allow(found.cidrs, request.address()))
                    .findFirst()
                    .orElseThrow(Visitor::unknown);
            Branch branch = world.owner(password, Branch.class);
            if (branch.sleeping) {
                // In the words of PlanetScale's documentation, *Troubleshooting*.
                throw new Fault(Code.NOT_FOUND, "branch is missing or sleeping: " + branch.id());
            }
            return new Visitor(branch, branch.database(world).name, username, secret, branch.safeMigrations);
        }
    }

    private static Optional<String> pair(String header) {
        if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Optional.empty();
        }
        try {
            byte[] text =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// The same for every reason, so that user names cannot be found out.
    @Assumes(Assumption.DRIVER_WRONG_PASSWORD)
    static Fault unknown() {
        return new Fault(Code.UNAUTHENTICATED, "invalid username or password");
    }

    /// The secret stays out of logs.
    @Override
    public String toString() {
        return "Visitor[" + username + "]";
    }
}
