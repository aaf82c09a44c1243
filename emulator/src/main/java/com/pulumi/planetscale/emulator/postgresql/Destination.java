package com.pulumi.planetscale.emulator.postgresql;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.dataplane.Routes;

/// Where a user name leads, as PlanetScale's proxy reads it: `role.branch`, then perhaps `|` and `replica` or the name
/// of a PgBouncer (PlanetScale documentation, connecting; its refusals are those of the client error reference).
///
/// @param role as the server knows it
/// @param readOnly whether it leads to replicas
record Destination(String role, boolean readOnly) {
    private static final String REPLICA = "replica";

    /// @param pooled whether the client has come to PgBouncer's port
    /// @param client its IP address
    @Assumes(Assumption.ADDRESS_REFUSED_BY_POSTGRES)
    static Destination of(Routes routes, String user, boolean pooled, String client) throws Refusal {
        int bar = user.indexOf('|');
        String name = bar < 0 ? user : user.substring(0, bar);
        int dot = name.lastIndexOf('.');
        if (dot <= 0 || dot == name.length() - 1) {
            throw new Refusal(
                    Refusal.NOT_AUTHORIZED, "invalid user format: username must include branch (e.g., user.branch)");
        }
        String branch = name.substring(dot + 1);
        if (!branch.equals(routes.branch())) {
            throw new Refusal(Refusal.NOT_AUTHORIZED, "branch " + branch + " does not exist");
        }
        String role = name.substring(0, dot);
        boolean readOnly = bar >= 0 && readOnly(routes, user.substring(bar + 1), pooled);
        if (!routes.admits().test(role, client)) {
            // As a server says it: the proxy's own words are not documented.
            throw new Refusal(
                    Refusal.NOT_AUTHORIZED, "no pg_hba.conf entry for host \"" + client + "\", user \"" + role + "\"");
        }
        return new Destination(role, readOnly);
    }

    private static boolean readOnly(Routes routes, String member, boolean pooled) throws Refusal {
        if (member.equals(REPLICA)) {
            if (pooled) {
                throw new Refusal(
                        Refusal.NOT_AUTHORIZED,
                        "pooler only supports primary destinations for branch " + routes.branch());
            }
            if (!routes.replicas()) {
                throw new Refusal(Refusal.NO_CONNECTION, "no replica available for branch " + routes.branch());
            }
            return true;
        }
        if (!pooled || !routes.bouncers().containsKey(member)) {
            throw new Refusal(Refusal.NOT_AUTHORIZED, "member " + member + " not found in branch " + routes.branch());
        }
        return routes.bouncers().getOrDefault(member, false);
    }
}
