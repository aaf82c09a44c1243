package com.pulumi.planetscale.emulator.credential;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.model.Role;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Who may do something with a role. Any of the three accesses opens an operation; then the one for the branch is
/// needed: production branches want the `…production…` names, where the one for reading suffices for roles that only
/// read. The description lists the names without saying this; it is what they mean, and the stricter reading.
@Assumes(Assumption.ROLE_ACCESS_BY_BRANCH)
enum RoleAccess {
    CREATE,
    DELETE;

    private static final Set<String> READING = Set.of(
            "pg_monitor", "pg_read_all_data", "pg_read_all_settings", "pg_read_all_stats", "pg_stat_scan_tables");

    private final String development = name().toLowerCase(Locale.ROOT) + "_branch_password";
    private final String production = name().toLowerCase(Locale.ROOT) + "_production_branch_password";
    private final String readOnly = name().toLowerCase(Locale.ROOT) + "_production_read_only_branch_password";

    /// What opens the operation.
    Access any() {
        return Access.database(development, production, readOnly);
    }

    void need(Call call, Role role) {
        need(call, role.inheritedRoles, role.withReplication);
    }

    void need(Call call, List<String> inheritedRoles, boolean withReplication) {
        boolean reader = READING.containsAll(inheritedRoles) && !withReplication;
        if (!call.branch().production) {
            call.caller().need(development, call.database());
        } else if (!reader || !call.caller().may(List.of(readOnly), call.database())) {
            call.caller().need(production, call.database());
        }
    }
}
