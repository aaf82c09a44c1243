package com.pulumi.planetscale.provider.resources.credential;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Nearest;
import com.pulumi.planetscale.provider.property.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The names of what a service token may do (PlanetScale documentation and OpenAPI description, November 2026).
/// PlanetScale adds names, so an unknown one is only doubted.
final class AccessNames {
    static final List<String> ORGANIZATION = List.of(
            "read_organization",
            "write_organization",
            "read_invoices",
            "read_payment_method",
            "write_payment_method",
            "read_audit_logs",
            "read_databases",
            "create_databases",
            "delete_databases",
            "read_oauth_applications",
            "read_oauth_tokens",
            "write_oauth_tokens",
            "delete_oauth_tokens",
            "read_service_tokens",
            "write_service_tokens",
            "delete_service_tokens",
            "write_teams",
            "read_metrics_endpoints");

    static final List<String> DATABASE = List.of(
            "read_database",
            "write_database",
            "delete_database",
            "create_branch",
            "read_branch",
            "delete_branch",
            "delete_production_branch",
            "promote_branches",
            "demote_branches",
            "connect_branch",
            "connect_production_branch",
            "connect_production_read_only_branch",
            "create_branch_password",
            "create_production_branch_password",
            "create_production_read_only_branch_password",
            "delete_branch_password",
            "delete_production_branch_password",
            "delete_production_read_only_branch_password",
            "create_deploy_request",
            "read_deploy_request",
            "approve_deploy_request",
            "review_deploy_request",
            "create_comment",
            "read_comment",
            "read_backups",
            "write_backups",
            "delete_backups",
            "delete_production_branch_backups",
            "restore_backup",
            "restore_production_branch_backup",
            "write_branch_vschema",
            "write_production_branch_vschema");

    private AccessNames() {}

    private static List<String> of(boolean onDatabase) {
        return onDatabase ? DATABASE : ORGANIZATION;
    }

    /// Finds names that belong to the other level.
    ///
    /// @param onDatabase whether they are to be granted on a database
    static void misplaced(Property<?> at, Set<String> names, boolean onDatabase, Consumer<Finding> findings) {
        names.stream()
                .sorted()
                .filter(of(!onDatabase)::contains)
                .forEach(name -> findings.accept(
                        onDatabase
                                ? Finding.refusal(
                                        at,
                                        "`" + name + "` is an access on the organization, not on a database",
                                        "Grant it with a resource that has no `database`.")
                                : Finding.refusal(
                                        at,
                                        "`" + name + "` is an access on a database, not on the organization",
                                        "Set `database`. Accesses on all databases can only be granted in PlanetScale's web"
                                                + " application.")));
    }

    /// Doubts about names that this version does not know.
    static List<Finding> unknown(Property<?> at, Set<String> names, boolean onDatabase) {
        var doubts = new ArrayList<Finding>();
        for (String name : names.stream().sorted().toList()) {
            if (!of(onDatabase).contains(name)) {
                Optional<String> near = Nearest.to(name.toLowerCase(Locale.ROOT), of(onDatabase));
                doubts.add(Finding.warning(
                        at,
                        "this version of the provider does not know the access `" + name + "`, and PlanetScale refuses"
                                + " what does not exist",
                        near.map(known -> "Did you mean `" + known + "`?").orElse("")));
            }
        }
        return doubts;
    }

    /// Whether an access that is shown on the organization was granted there, not on all its databases.
    static boolean isOfOrganization(String name) {
        return !DATABASE.contains(name);
    }
}
