package com.pulumi.planetscale.emulator.credential;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Role;
import com.pulumi.planetscale.emulator.world.DataPlaneException;
import com.pulumi.planetscale.emulator.world.Refused;
import com.pulumi.planetscale.emulator.world.World;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What the roles of a branch may inherit, and what may happen to the default one.
final class RoleRules {
    private static final String REFERENCED = "Role is still referenced and cannot be dropped.";

    private RoleRules() {}

    /// Each name once.
    static List<String> checkInherited(List<String> names) {
        names.stream()
                .filter(name -> !name.equals(Role.DEFAULT) && !Role.PREDEFINED.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Refused.invalid("inherited_roles must all be one of: " + String.join(", ", Role.PREDEFINED)
                            + ", " + Role.DEFAULT + "; not " + name);
                });
        return names.stream().distinct().toList();
    }

    static void checkReplication(boolean replication, List<String> inherited) {
        Refused.when(
                replication && !inherited.contains(Role.DEFAULT),
                "with_replication is only available for roles that inherit from postgres");
    }

    /// Whether the default role can be renamed is not documented; the stricter reading.
    @Assumes(Assumption.DEFAULT_ROLE_KEEPS_ITS_NAME)
    static void checkRenamable(Role role) {
        Refused.when(role.isDefault(), "The default role cannot be renamed");
    }

    static void checkDeletable(Role role) {
        Refused.when(role.isDefault(), "The default role cannot be deleted");
    }

    /// The sentence is the documentation's, roles.
    static void checkUnreferenced(Role role) {
        Refused.when(!role.owns.isEmpty(), REFERENCED);
    }

    /// Drops the role on the server of its branch, if that has one.
    ///
    /// @param handedOver whether a successor has what it owned; then its privileges go with it
    static void drop(World world, Branch branch, Role role, boolean handedOver) {
        Refused.when(!onServer(() -> world.dataPlane().dropRole(branch, role.baseUsername, handedOver)), REFERENCED);
    }

    /// What the server refuses, such as for a lock that a client holds, is refused with its words.
    private static <T> T onServer(Supplier<T> work) {
        try {
            return work.get();
        } catch (DataPlaneException e) {
            throw Refused.because(String.valueOf(e.getMessage()));
        }
    }

    static void checkResettable(Role role) {
        Refused.when(role.isDefault(), "The default role is reset by reset-default");
    }

    /// Gives what a role owns to its successor: a role that the API knows, or `postgres`, which PostgreSQL has even
    /// before the API has made the default role; what that one owns is not kept then.
    static void handOver(World world, Branch branch, Role role, String successor) {
        Optional<Role> found = world.in(branch, Role.class)
                .filter(other -> List.of(other.id(), other.baseUsername, other.username(branch))
                        .contains(successor))
                .findFirst();
        boolean known = found.isPresent()
                || successor.equals(Role.DEFAULT)
                || successor.equals(Role.DEFAULT + "." + branch.id());
        Refused.when(!known, "Successor " + successor + " is not a role of this branch");
        Refused.when(found.filter(role::equals).isPresent(), "A role cannot be its own successor");
        String heir = found.map(other -> other.baseUsername).orElse(Role.DEFAULT);
        onServer(() -> {
            world.dataPlane().reassign(branch, role.baseUsername, heir);
            return heir;
        });
        found.ifPresent(other -> other.inherit(role));
        role.owns = List.of();
    }
}
