package com.pulumi.planetscale.emulator.credential;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Role;
import com.pulumi.planetscale.emulator.world.Refused;
import com.pulumi.planetscale.emulator.world.World;
import java.util.List;
import java.util.Optional;

/// What the roles of a branch may inherit, and what may happen to the default one.
final class RoleRules {
    /// What the default role inherits (PlanetScale documentation, roles).
    static final List<String> PREDEFINED = List.of(
            "pg_checkpoint",
            "pg_create_subscription",
            "pg_maintain",
            "pg_monitor",
            "pg_read_all_data",
            "pg_read_all_settings",
            "pg_read_all_stats",
            "pg_signal_backend",
            "pg_stat_scan_tables",
            "pg_use_reserved_connections",
            "pg_write_all_data");

    private RoleRules() {}

    /// Each name once.
    static List<String> checkInherited(List<String> names) {
        names.stream()
                .filter(name -> !name.equals(Role.DEFAULT) && !PREDEFINED.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Refused.invalid("inherited_roles must all be one of: " + String.join(", ", PREDEFINED) + ", "
                            + Role.DEFAULT + "; not " + name);
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
        Refused.when(!role.owns.isEmpty(), "Role is still referenced and cannot be dropped.");
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
        found.ifPresent(other -> other.inherit(role));
        role.owns = List.of();
    }
}
