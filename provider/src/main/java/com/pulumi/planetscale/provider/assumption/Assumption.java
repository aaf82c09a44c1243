package com.pulumi.planetscale.provider.assumption;

import java.util.Locale;

/// What the provider takes for granted and no published source settles. `docs/assumptions.md` is generated from this.
public enum Assumption {
    ONE_RATE_LIMIT(
            "All calls of a process count towards one limit of 600 a minute, whichever token they use.",
            "Documentation, rate limit: 600 a minute, without saying whose",
            "for i in $(seq 350); do api GET /databases; done | grep -c ' 429', with two tokens at the same time"),
    ERROR_BODIES(
            "Refusals are an object with `code` and `message`, a list of field errors, or OAuth's `error` and"
                    + " `error_description`. Of anything else the status counts alone.",
            "Documentation and official clients; the description declares no body of an error",
            "api POST /databases '{}'; api GET /databases/none; api GET '/databases?page=none'"),
    LISTS_SHOW_ALL(
            "A token that may list a collection of a database sees all of it, and `database_count` of an organization"
                    + " counts the databases that the token does not see as well.",
            "Documentation, service tokens: accesses are given for whole databases; nothing on what is counted",
            "api GET '' and api GET /databases with a token for one database of two"),
    BUSY_IS_VISIBLE(
            "A refused change may succeed later exactly while the branch, a keyspace or a change shows that something is"
                    + " under way.",
            "Description: states of branches, keyspaces and changes; no code or word for a refusal that passes",
            "api PUT /databases/shop/branches/main/keyspaces/shop/resizes '{\"cluster_size\": \"PS_20\"}' twice"),
    QUEUED_CHANGES(
            "A resize that is queued until a maintenance window keeps others out, and `resize_queued` or"
                    + " `config_change_queued` of the database shows that there is one.",
            "Documentation, maintenance schedules: changes are queued; nothing on further ones",
            "On a database with a maintenance schedule: api PUT"
                    + " /databases/shop/branches/main/keyspaces/shop/resizes '{\"cluster_size\": \"PS_20\"}', the same"
                    + " with PS_40, then api GET /databases/shop"),
    ACTOR_OF_SERVICE_TOKENS(
            "A service token that was created by a service token names that one as its actor. If it names a person instead, one"
                    + " whose answer was lost is left over.",
            "Description: the actor on whose behalf the service token was created",
            "api POST /service-tokens '{\"name\": \"made-by-a-token\"}'"),
    TOKENS_GRANT_ACCESSES(
            "A service token with `write_service_tokens` may grant and take away accesses of service tokens, in the way the"
                    + " official Go client does. If it may not, `ServiceTokenAccess` says so.",
            "The official command line refuses this under a service token, and points to the raw API",
            "api POST /service-tokens/ID/access '{\"database\": \"\", \"access\": [\"read_organization\"]}', then api"
                    + " DELETE of the same with the same body"),
    OWN_ROLE(
            "A service token counts as the person who created it, so it cannot change that person's role.",
            "Description: one's own role cannot be updated, without saying whose a service token is",
            "api PATCH /members/ID '{\"role\": \"member\"}' with the id of the administrator who made the token"),
    UNEXPLAINED_REFUSALS(
            "A deploy request that is ready, and whose deployment is refused without a reason, can be deployed within ten"
                    + " minutes.",
            "No source: the answer has the words of the status only",
            "api POST /databases/shop/deploy-requests/2/deploy, again and again while 1 is being cut over"),
    DEPLOYMENT_STATES(
            "Any state of a deployment may follow any other, and one that the provider does not know passes by itself.",
            "Description: the names of the states, not their order",
            "while sleep 5; do api GET /databases/shop/deploy-requests/1 | grep -o '\"deployment_state\":\"[a-z_]*\"';"
                    + " done, during a deployment"),
    SCHEMA_AS_MYSQL_SHOWS_IT(
            "The text of a table in a schema is MySQL's `SHOW CREATE TABLE`.",
            "Description: a string `raw`; samples in the documentation",
            "api GET '/databases/shop/branches/main/schema?keyspace=shop'"),
    TIMES_OF_ONE_CHANGE(
            "The times of one change, `deployed_at` of the request and `schema_last_updated_at` of the target, differ by"
                    + " less than a minute.",
            "Description: names the fields only",
            "api GET /databases/shop/deploy-requests/1 and api GET /databases/shop/branches/main after a deployment"),
    DATABASE_OF_ROLES(
            "A role that names no database connects to `postgres`.",
            "Documentation, connecting: every guide uses that database",
            "api POST /databases/notes/branches/main/roles '{}' and connect to what it names"),
    REPLICAS_OF_NEW_DATABASES(
            "A new database has two replicas if none are asked for.",
            "Documentation, replicas: of production branches, without the default of the call",
            "api POST /databases '{\"name\": \"new\", \"cluster_size\": \"PS_10\"}', then api GET"
                    + " /databases/new/branches/main/keyspaces"),
    CONFIG_CHANGES(
            "A change of Vitess parameters with neither `started_at` nor `queued_until` is a draft, and one with"
                    + " `completed_at` has ended, whatever its state is called.",
            "The official command line reads these fields; no source lists the states or the accesses",
            "api POST /databases/shop/branches/main/config-changes '{\"change_type\": \"vtgate\", \"options\":"
                    + " {\"query-timeout\": \"900000\"}}', then api POST"
                    + " /databases/shop/branches/main/config-changes/submit '{\"ids\": [\"ID\"]}', with tokens of"
                    + " different accesses"),
    OWN_DRAFTS(
            "The `actor` of a change of Vitess parameters that a service token has drafted has that token's id. Only such a"
                    + " draft is discarded.",
            "No source says whose id it is",
            "api POST /databases/shop/branches/main/config-changes '{\"change_type\": \"vtgate\", \"options\":"
                    + " {\"query-timeout\": \"900000\"}}' and compare `actor.id` with the token's id"),
    UNIQUE_KEYS_OVER_OLD_ROWS(
            "A deployment that adds a unique key or a check fails if rows do not allow it, as one that moves the primary"
                    + " key does. A preview calls it unknown.",
            "Documentation, online DDL and unique keys: a primary key over equal values fails; nothing on other keys or on"
                    + " checks",
            "Insert two equal rows into a branch with safe migrations, then deploy a unique key over them"),
    READ_REPLICA_CALLS(
            "A dedicated read replica can be used if `ready` is true and its `state` is `ready`, and its deletion is done"
                    + " once it is not found.",
            "The official Terraform provider waits so; no source lists the states",
            "api POST /databases/notes/branches/main/read-only-replicas '{\"name\": \"far\", \"region\": \"eu-west\"}', then api"
                    + " GET of .../read-only-replicas/far again and again"),
    KEY_OF_IP_RESTRICTIONS_IN_TERRAFORM(
            "In a Terraform state, `organization`, `database` and `id` identify a `planetscale_postgres_ip_restriction`.",
            "The changelog of the official Terraform provider; its page was not available",
            "terraform state show planetscale_postgres_ip_restriction.NAME"),
    DEFAULT_BRANCH_DELETES_ITS_DATABASE(
            "A request to delete the default branch may be answered 204 and delete the database, so it is never made.",
            "The official Terraform provider deletes databases in this way; the documentation says that it is refused",
            "api DELETE /databases/shop/branches/main, on a database with that branch alone");

    private final String text;
    private final String source;
    private final String command;

    Assumption(String text, String source, String command) {
        this.text = text;
        this.source = source;
        this.command = command;
    }

    /// The name in documents, such as `one-rate-limit`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What is taken for granted.
    public String text() {
        return text;
    }

    /// What was consulted, and what it says.
    public String source() {
        return source;
    }

    /// What settles it on a real account.
    public String command() {
        return command;
    }
}
