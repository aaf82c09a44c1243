package com.pulumi.planetscale.emulator.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The names of what a service token may do (API reference), each with a description.
public final class AccessNames {
    /// Granted on the organization.
    public static final Map<String, String> ORGANIZATION = described("""
            read_organization: Read the organization
            write_organization: Change members of the organization
            read_invoices: Read invoices
            read_payment_method: Read the payment method
            write_payment_method: Change the payment method
            read_audit_logs: Read the audit log
            read_databases: Read databases
            create_databases: Create databases
            delete_databases: Delete databases
            read_oauth_applications: Read OAuth applications
            read_oauth_tokens: Read OAuth tokens
            write_oauth_tokens: Create and refresh OAuth tokens
            delete_oauth_tokens: Delete OAuth tokens
            read_service_tokens: Read service tokens
            write_service_tokens: Create and change service tokens
            delete_service_tokens: Delete service tokens
            write_teams: Create and change teams
            read_metrics_endpoints: Read metrics endpoints
            """);

    /// Granted on one database, or on the organization for all of them.
    public static final Map<String, String> DATABASE = described("""
            read_database: Read the database
            write_database: Change the database
            delete_database: Delete the database
            create_branch: Create branches
            read_branch: Read branches
            delete_branch: Delete branches
            delete_production_branch: Delete production branches
            promote_branches: Promote branches
            demote_branches: Demote branches
            connect_branch: Connect to branches
            connect_production_branch: Connect to production branches
            connect_production_read_only_branch: Connect to production branches for reading
            create_branch_password: Create passwords of branches
            create_production_branch_password: Create passwords of production branches
            create_production_read_only_branch_password: Create passwords of production branches for reading
            delete_branch_password: Delete passwords of branches
            delete_production_branch_password: Delete passwords of production branches
            delete_production_read_only_branch_password: Delete passwords of production branches for reading
            create_deploy_request: Create deploy requests
            read_deploy_request: Read deploy requests
            approve_deploy_request: Approve deploy requests
            review_deploy_request: Review deploy requests
            create_comment: Comment on deploy requests
            read_comment: Read comments on deploy requests
            read_backups: Read backups
            write_backups: Create and change backups
            delete_backups: Delete backups
            delete_production_branch_backups: Delete backups of production branches
            restore_backup: Restore backups
            restore_production_branch_backup: Restore backups of production branches
            write_branch_vschema: Change the VSchema of branches
            write_production_branch_vschema: Change the VSchema of production branches
            """);

    /// Each of these opens what only needs some access to the database (API reference).
    public static final List<String> OPENING_DATABASE = DATABASE.keySet().stream()
            .filter(name -> !List.of(
                            "create_branch_password",
                            "create_production_branch_password",
                            "create_production_read_only_branch_password",
                            "review_deploy_request")
                    .contains(name))
            .toList();

    /// Each of these lets a branch be read (API reference).
    public static final List<String> READING_BRANCHES =
            List.of("read_branch", "delete_branch", "create_branch", "connect_production_branch", "connect_branch");

    private AccessNames() {}

    public static String description(String name) {
        return ORGANIZATION.getOrDefault(name, DATABASE.getOrDefault(name, name));
    }

    private static Map<String, String> described(String lines) {
        Map<String, String> names = new LinkedHashMap<>();
        lines.lines().map(line -> line.split(": ", 2)).forEach(parts -> names.put(parts[0], parts[1]));
        return Collections.unmodifiableMap(names);
    }
}
