package com.pulumi.planetscale.provider.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which service-token accesses open which call, as PlanetScale's OpenAPI description lists them (November
/// 2026).
///
/// Any one of a call's names is enough. Calls for which the description lists none are in [#UNLISTED].
public final class Accesses {
    /// Calls of the provider for which neither the description nor anything else lists accesses.
    static final Set<String> UNLISTED = Set.of(
            "GET /organizations",
            "GET /organizations/{}/databases/{}/deploy-queue",
            "PUT /organizations/{}/databases/{}/branches/{}/safe-migrations");

    /// What opens branches besides `read_branch`.
    private static final String BRANCH_OPENERS =
            "delete_branch, create_branch, connect_production_branch, connect_branch";

    /// What opens databases besides `read_database`.
    private static final String DATABASE_OPENERS = "delete_database, write_database, read_branch, "
            + "delete_branch, create_branch, promote_branches, "
            + "demote_branches, delete_production_branch, connect_branch, "
            + "connect_production_branch, connect_production_read_only_branch, delete_branch_password, "
            + "delete_production_branch_password, delete_production_read_only_branch_password, read_deploy_request, "
            + "create_deploy_request, approve_deploy_request, read_comment, "
            + "create_comment, restore_backup, restore_production_branch_backup, "
            + "read_backups, write_backups, delete_backups, "
            + "delete_production_branch_backups, write_branch_vschema, write_production_branch_vschema";

    /// A call, then the accesses to advise, which are those that allow the least else, then behind a semicolon
    /// the others that open it too. Creating a branch is the exception: the description lists the accesses for
    /// restoring a backup beside the one for creating it, but both are needed then.
    private static final String TABLE = """
            GET /organizations/{} : read_organization
            GET /organizations/{}/members : read_organization
            GET /organizations/{}/members/{} : read_organization
            PATCH /organizations/{}/members/{} : write_organization
            DELETE /organizations/{}/members/{} : write_organization
            GET /organizations/{}/teams/{}/members : read_organization
            POST /organizations/{}/teams/{}/members : write_teams
            GET /organizations/{}/teams/{}/members/{} : read_organization
            DELETE /organizations/{}/teams/{}/members/{} : write_teams
            GET /organizations/{}/teams : read_organization
            POST /organizations/{}/teams : write_teams
            GET /organizations/{}/teams/{} : read_organization
            PATCH /organizations/{}/teams/{} : write_teams
            DELETE /organizations/{}/teams/{} : write_teams
            GET /organizations/{}/service-tokens : read_service_tokens
            POST /organizations/{}/service-tokens : write_service_tokens
            GET /organizations/{}/service-tokens/{} : read_service_tokens
            DELETE /organizations/{}/service-tokens/{} : delete_service_tokens
            GET /organizations/{}/service-tokens/{}/access : read_service_tokens
            POST /organizations/{}/service-tokens/{}/access : write_service_tokens
            DELETE /organizations/{}/service-tokens/{}/access : write_service_tokens
            GET /organizations/{}/regions : read_organization
            GET /organizations/{}/cluster-size-skus : read_organization
            GET /organizations/{}/databases : read_database ; DATABASE_OPENERS
            POST /organizations/{}/databases : create_databases
            GET /organizations/{}/databases/{} : read_database ; DATABASE_OPENERS
            GET /organizations/{}/databases/{}/regions : read_database ; DATABASE_OPENERS
            GET /organizations/{}/databases/{}/read-only-regions : read_database ; DATABASE_OPENERS
            PATCH /organizations/{}/databases/{} : write_database
            DELETE /organizations/{}/databases/{} : delete_database
            GET /organizations/{}/databases/{}/branches : read_branch ; BRANCH_OPENERS
            POST /organizations/{}/databases/{}/branches : create_branch
            GET /organizations/{}/databases/{}/branches/{} : read_branch ; BRANCH_OPENERS
            PATCH /organizations/{}/databases/{}/branches/{} : write_database
            DELETE /organizations/{}/databases/{}/branches/{} : delete_branch
            GET /organizations/{}/databases/{}/branches/{}/schema : read_branch ; BRANCH_OPENERS
            GET /organizations/{}/databases/{}/branches/{}/schema/lint : read_branch ; BRANCH_OPENERS
            POST /organizations/{}/databases/{}/branches/{}/promote : promote_branches, connect_production_branch
            POST /organizations/{}/databases/{}/branches/{}/demote : demote_branches, connect_production_branch
            GET /organizations/{}/databases/{}/maintenance-schedules : read_database
            GET /organizations/{}/databases/{}/branches/{}/resizes : read_branch ; BRANCH_OPENERS
            GET /organizations/{}/databases/{}/branches/{}/resizes/{} : read_branch ; BRANCH_OPENERS
            PUT /organizations/{}/databases/{}/branches/{}/resizes : write_database
            GET /organizations/{}/databases/{}/branches/{}/changes : read_branch ; BRANCH_OPENERS
            GET /organizations/{}/databases/{}/branches/{}/changes/{} : read_branch ; BRANCH_OPENERS
            PATCH /organizations/{}/databases/{}/branches/{}/changes : write_database
            GET /organizations/{}/databases/{}/branches/{}/parameters : read_branch ; BRANCH_OPENERS
            GET /organizations/{}/databases/{}/branches/{}/extensions : read_branch ; BRANCH_OPENERS
            GET /organizations/{}/databases/{}/branches/{}/diff : read_branch ; BRANCH_OPENERS
            GET /organizations/{}/databases/{}/branches/{}/keyspaces : read_branch
            POST /organizations/{}/databases/{}/branches/{}/keyspaces : create_branch
            GET /organizations/{}/databases/{}/branches/{}/keyspaces/{} : read_branch
            PATCH /organizations/{}/databases/{}/branches/{}/keyspaces/{} : create_branch
            DELETE /organizations/{}/databases/{}/branches/{}/keyspaces/{} : delete_branch, delete_production_branch
            PUT /organizations/{}/databases/{}/branches/{}/keyspaces/{}/read-only-regions : write_database
            GET /organizations/{}/databases/{}/branches/{}/vitess-parameters : read_branch ; BRANCH_OPENERS
            GET /organizations/{}/databases/{}/branches/{}/config-changes : read_branch ; BRANCH_OPENERS
            POST /organizations/{}/databases/{}/branches/{}/config-changes : write_database
            POST /organizations/{}/databases/{}/branches/{}/config-changes/submit : write_database
            GET /organizations/{}/databases/{}/branches/{}/config-changes/{} : read_branch ; BRANCH_OPENERS
            DELETE /organizations/{}/databases/{}/branches/{}/config-changes/{} : write_database
            GET /organizations/{}/databases/{}/branches/{}/keyspaces/{}/config-changes : read_branch ; BRANCH_OPENERS
            POST /organizations/{}/databases/{}/branches/{}/keyspaces/{}/config-changes : write_database
            DELETE /organizations/{}/databases/{}/branches/{}/keyspaces/{}/config-changes/{} : write_database
            GET /organizations/{}/databases/{}/branches/{}/keyspaces/{}/config-changes/{} : \
            read_branch ; BRANCH_OPENERS
            GET /organizations/{}/databases/{}/branches/{}/keyspaces/{}/vschema : read_branch ; BRANCH_OPENERS
            PATCH /organizations/{}/databases/{}/branches/{}/keyspaces/{}/vschema : \
            write_branch_vschema, write_production_branch_vschema
            GET /organizations/{}/databases/{}/branches/{}/keyspaces/{}/resizes : read_branch
            GET /organizations/{}/databases/{}/branches/{}/keyspaces/{}/resizes/{} : read_branch
            PUT /organizations/{}/databases/{}/branches/{}/keyspaces/{}/resizes : write_database
            GET /organizations/{}/databases/{}/branches/{}/passwords : \
            read_branch ; BRANCH_OPENERS, connect_production_read_only_branch
            POST /organizations/{}/databases/{}/branches/{}/passwords : \
            connect_branch, connect_production_branch, connect_production_read_only_branch
            GET /organizations/{}/databases/{}/branches/{}/passwords/{} : \
            read_branch ; BRANCH_OPENERS, connect_production_read_only_branch
            PATCH /organizations/{}/databases/{}/branches/{}/passwords/{} : \
            connect_branch, connect_production_branch, connect_production_read_only_branch
            DELETE /organizations/{}/databases/{}/branches/{}/passwords/{} : \
            delete_branch_password, delete_production_branch_password, delete_production_read_only_branch_password
            POST /organizations/{}/databases/{}/branches/{}/passwords/{}/renew : \
            connect_branch, connect_production_branch, connect_production_read_only_branch
            GET /organizations/{}/databases/{}/branches/{}/roles : \
            read_branch ; BRANCH_OPENERS, connect_production_read_only_branch
            POST /organizations/{}/databases/{}/branches/{}/roles : \
            create_branch_password, create_production_branch_password, create_production_read_only_branch_password
            GET /organizations/{}/databases/{}/branches/{}/roles/default : \
            read_branch ; BRANCH_OPENERS, connect_production_read_only_branch
            POST /organizations/{}/databases/{}/branches/{}/roles/reset-default : \
            delete_branch_password, delete_production_branch_password, delete_production_read_only_branch_password
            GET /organizations/{}/databases/{}/branches/{}/roles/{} : \
            read_branch ; BRANCH_OPENERS, connect_production_read_only_branch
            PATCH /organizations/{}/databases/{}/branches/{}/roles/{} : \
            create_branch_password, create_production_branch_password, create_production_read_only_branch_password
            DELETE /organizations/{}/databases/{}/branches/{}/roles/{} : \
            delete_branch_password, delete_production_branch_password, delete_production_read_only_branch_password
            POST /organizations/{}/databases/{}/branches/{}/roles/{}/renew : \
            create_branch_password, create_production_branch_password, create_production_read_only_branch_password
            POST /organizations/{}/databases/{}/branches/{}/roles/{}/reset : \
            delete_branch_password, delete_production_branch_password, delete_production_read_only_branch_password
            GET /organizations/{}/databases/{}/deploy-requests : read_deploy_request
            POST /organizations/{}/databases/{}/deploy-requests : create_deploy_request
            GET /organizations/{}/databases/{}/deploy-requests/{} : read_deploy_request
            PATCH /organizations/{}/databases/{}/deploy-requests/{} : create_deploy_request
            GET /organizations/{}/databases/{}/deploy-requests/{}/reviews : read_deploy_request
            POST /organizations/{}/databases/{}/deploy-requests/{}/reviews : \
            approve_deploy_request, review_deploy_request
            GET /organizations/{}/databases/{}/deploy-requests/{}/storage-check : read_deploy_request
            GET /organizations/{}/databases/{}/deploy-requests/{}/throttler : read_deploy_request
            PATCH /organizations/{}/databases/{}/deploy-requests/{}/throttler : create_deploy_request
            POST /organizations/{}/databases/{}/deploy-requests/{}/deploy : create_deploy_request
            POST /organizations/{}/databases/{}/deploy-requests/{}/apply-deploy : create_deploy_request
            PUT /organizations/{}/databases/{}/deploy-requests/{}/auto-apply : create_deploy_request
            PUT /organizations/{}/databases/{}/deploy-requests/{}/auto-delete-branch : create_deploy_request
            POST /organizations/{}/databases/{}/deploy-requests/{}/cancel : create_deploy_request
            POST /organizations/{}/databases/{}/deploy-requests/{}/revert : create_deploy_request
            POST /organizations/{}/databases/{}/deploy-requests/{}/skip-revert : create_deploy_request
            GET /organizations/{}/databases/{}/throttler : read_deploy_request ; create_deploy_request
            PATCH /organizations/{}/databases/{}/throttler : write_database
            GET /organizations/{}/databases/{}/branches/{}/bouncers : read_branch ; BRANCH_OPENERS
            POST /organizations/{}/databases/{}/branches/{}/bouncers : write_database
            GET /organizations/{}/databases/{}/branches/{}/bouncers/{} : read_branch ; BRANCH_OPENERS
            DELETE /organizations/{}/databases/{}/branches/{}/bouncers/{} : write_database
            GET /organizations/{}/databases/{}/branches/{}/bouncers/{}/resizes : read_branch ; BRANCH_OPENERS
            PATCH /organizations/{}/databases/{}/branches/{}/bouncers/{}/resizes : write_database
            GET /organizations/{}/databases/{}/branches/{}/read-only-replicas : read_branch ; BRANCH_OPENERS
            POST /organizations/{}/databases/{}/branches/{}/read-only-replicas : write_database
            GET /organizations/{}/databases/{}/branches/{}/read-only-replicas/{} : read_branch ; BRANCH_OPENERS
            PATCH /organizations/{}/databases/{}/branches/{}/read-only-replicas/{} : write_database
            DELETE /organizations/{}/databases/{}/branches/{}/read-only-replicas/{} : write_database
            GET /organizations/{}/databases/{}/branches/{}/traffic/budgets : read_branch ; BRANCH_OPENERS
            POST /organizations/{}/databases/{}/branches/{}/traffic/budgets : write_database
            GET /organizations/{}/databases/{}/branches/{}/traffic/budgets/{} : read_branch ; BRANCH_OPENERS
            PATCH /organizations/{}/databases/{}/branches/{}/traffic/budgets/{} : write_database
            DELETE /organizations/{}/databases/{}/branches/{}/traffic/budgets/{} : write_database
            POST /organizations/{}/databases/{}/branches/{}/traffic/budgets/{}/rules : write_database
            DELETE /organizations/{}/databases/{}/branches/{}/traffic/budgets/{}/rules/{} : write_database
            GET /organizations/{}/databases/{}/cidrs : read_database, read_databases
            POST /organizations/{}/databases/{}/cidrs : write_database
            GET /organizations/{}/databases/{}/cidrs/{} : read_database, read_databases
            PATCH /organizations/{}/databases/{}/cidrs/{} : write_database
            DELETE /organizations/{}/databases/{}/cidrs/{} : write_database
            GET /organizations/{}/databases/{}/webhooks : read_database
            POST /organizations/{}/databases/{}/webhooks : write_database
            GET /organizations/{}/databases/{}/webhooks/{} : read_database
            PATCH /organizations/{}/databases/{}/webhooks/{} : write_database
            DELETE /organizations/{}/databases/{}/webhooks/{} : write_database
            POST /organizations/{}/databases/{}/webhooks/{}/test : write_database
            GET /organizations/{}/databases/{}/backup-policies : read_backups
            POST /organizations/{}/databases/{}/backup-policies : write_backups
            GET /organizations/{}/databases/{}/backup-policies/{} : read_backups
            PATCH /organizations/{}/databases/{}/backup-policies/{} : write_backups
            DELETE /organizations/{}/databases/{}/backup-policies/{} : write_backups
            GET /organizations/{}/databases/{}/branches/{}/backups : read_backups
            POST /organizations/{}/databases/{}/branches/{}/backups : write_backups
            GET /organizations/{}/databases/{}/branches/{}/backups/{} : read_backups
            PATCH /organizations/{}/databases/{}/branches/{}/backups/{} : write_backups
            DELETE /organizations/{}/databases/{}/branches/{}/backups/{} : \
            delete_backups, delete_production_branch_backups
            """;

    private Accesses() {}

    /// The accesses that open a call, any one of them; empty if none are listed.
    public static List<String> names(String method, String template) {
        return row(method, template).opening();
    }

    /// Those of the accesses that open a call which allow the least else; empty if none are listed.
    public static List<String> advised(String method, String template) {
        return row(method, template).advised();
    }

    /// The accesses to grant for a call, in words such as "`connect_branch` or `connect_production_branch`".
    static Optional<String> words(String method, String template) {
        List<String> names = advised(method, template);
        return names.isEmpty() ? Optional.empty() : Optional.of(words(names));
    }

    /// The calls that have accesses listed, such as `GET /organizations/{}`.
    public static Set<String> calls() {
        return ByCall.TABLE.keySet();
    }

    private static Row row(String method, String template) {
        return ByCall.TABLE.getOrDefault(method + " " + template, Row.NONE);
    }

    private record Row(List<String> advised, List<String> opening) {
        static final Row NONE = new Row(List.of(), List.of());

        static Row read(String text) {
            String[] parts = text.replace("BRANCH_OPENERS", BRANCH_OPENERS)
                    .replace("DATABASE_OPENERS", DATABASE_OPENERS)
                    .split(" ; ", 2);
            List<String> advised = List.of(parts[0].split(", ", -1));
            List<String> others = parts.length == 1 ? List.of() : List.of(parts[1].split(", ", -1));
            return new Row(
                    advised, Stream.concat(advised.stream(), others.stream()).toList());
        }
    }

    /// Some accesses, any one of which is enough, in words.
    public static String words(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(" or "));
    }

    /// Read on first use.
    private static final class ByCall {
        static final Map<String, Row> TABLE = Accesses.TABLE
                .lines()
                .map(line -> line.split(" : ", 2))
                .collect(Collectors.toMap(row -> row[0], row -> Row.read(row[1])));
    }
}
