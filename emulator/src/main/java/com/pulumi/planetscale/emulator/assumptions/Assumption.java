package com.pulumi.planetscale.emulator.assumptions;

import java.util.Locale;

/// Something that only a real account can settle. Where published sources leave a doubt, the emulator takes the
/// stricter reading. [Assumes] marks the code that rests on one.
///
/// Commands call `api METHOD PATH [BODY]`, which sends a request to the organization; `docs/assumptions.md` defines it.
public enum Assumption {
    WRONG_TYPE_IS_400(
            "A parameter that is missing or of the wrong type is answered 400, a value that breaks a rule or does not"
                    + " fit the state 422. The service may convert types instead.",
            "Error codes in the official Go client; the description declares neither",
            "api POST /databases '{\"name\": 1, \"cluster_size\": \"PS_10\"}'"),
    BODIES_ARE_JSON(
            "A body without `Content-Type: application/json`, one that is not UTF-8, and one with a NUL or half of a"
                    + " surrogate pair in a string are answered 400.",
            "Description: all bodies are `application/json`; no source shows what answers others",
            "curl -sS -i https://api.planetscale.com/v1/organizations/ORG/databases -H 'Authorization: ID:TOKEN' -d"
                    + " '{\"name\": \"new\", \"cluster_size\": \"PS_10\"}'"),
    VALUE_LIMITS(
            "Names that are free texts, such as those of service tokens, teams, passwords and backups, have at most 255"
                    + " characters, none of them a control character. A `ttl` has at most 2147483647 seconds.",
            "Description: strings and integers without a limit",
            "api POST /service-tokens \"{\\\"name\\\": \\\"$(printf 'x%.0s' $(seq 256))\\\"}\""),
    RATE_LIMIT_COUNTS_ALL(
            "All requests count towards one limit, whatever token they use; refused ones do not count.",
            "Documentation, rate limit: 600 a minute, without saying whose",
            "for i in $(seq 700); do api GET /databases; done | grep -c ' 429'"),
    RATE_LIMIT_CODE(
            "The code of a 429 is `too_many_requests`.",
            "No source shows the body",
            "for i in $(seq 700); do api GET /databases; done | grep -m1 -A20 ' 429'"),
    DEFAULT_BRANCH_STAYS_BESIDE_OTHERS(
            "The default branch cannot be deleted while there are other branches, even with their descendants.",
            "Reports of users and the command line's messages; one report of 2023 says otherwise for a branch that was"
                    + " not in production",
            "api DELETE '/databases/shop/branches/main?delete_descendants=true'"),
    LAST_BRANCH_HEEDS_THE_DATABASE(
            "Deleting the last branch is refused where the database is protected or needs two administrators to be"
                    + " deleted.",
            "The official Terraform provider deletes databases in this way, and shows no protected one",
            "api PATCH /databases/shop '{\"deletion_protected\": true}'; api DELETE /databases/shop/branches/main"),
    PASSWORD_ACCESS_BY_BRANCH(
            "For passwords of production branches the `connect_production_…` names are needed, and those for reading"
                    + " suffice for readers.",
            "Description: lists the names side by side; the names themselves",
            "api POST /databases/shop/branches/main/passwords '{\"role\": \"admin\"}' with a token that has connect_branch"
                    + " alone"),
    ROLE_ACCESS_BY_BRANCH(
            "For roles of production branches the `…_production_branch_password` names are needed, and those for reading"
                    + " suffice for roles that only read.",
            "Description: lists the names side by side; the names themselves",
            "api POST /databases/notes/branches/main/roles '{}' with a token that has create_branch_password alone"),
    STATUS_WORDS(
            "The filter `status` of passwords and roles knows `active` and `expired`; expired ones are listed only when"
                    + " asked for.",
            "Description: a string without values",
            "api GET '/databases/shop/branches/main/passwords?status=expired'"),
    DRIVER_WRONG_PASSWORD(
            "The serverless driver's requests with a user name or password that is wrong, expired or not let in from their"
                    + " address are answered 401, with the code `unauthenticated` and the words `invalid username or"
                    + " password`.",
            "Reports of users of the driver: 401 without an `error` in the body. No source shows the words",
            "curl -sS -i https://HOST/psdb.v1alpha1.Database/CreateSession -u wrong:wrong -H 'Content-Type:"
                    + " application/json' -d '{}'"),
    SAFE_MIGRATIONS_ACCESS(
            "Safe migrations need `write_database`.",
            "Neither the description nor the documentation lists an access",
            "api PUT /databases/shop/branches/main/safe-migrations '{\"safe_migrations\": true}' with a token that has"
                    + " create_branch alone"),
    DEPLOY_QUEUE_ACCESS(
            "The deploy queue needs `read_deploy_request`.",
            "Neither the description nor the documentation lists an access",
            "api GET /databases/shop/deploy-queue with a token that has read_database alone"),
    TOKEN_ACCESS_ACCESSES(
            "The calls on the accesses of a service token need those for reading and writing service tokens.",
            "Official Go client, which names no access",
            "api GET /service-tokens/ID/access with a token that has read_organization alone"),
    TOKENS_MANAGE_ACCESSES(
            "A service token may make the calls on the accesses of service tokens. An organization's `token_access_refusal`"
                    + " refuses them with 403 or 404 instead.",
            "The official command line refuses them under a service token and points to the raw API",
            "api GET /service-tokens/ID/access and api POST /service-tokens/ID/access '{\"access\":"
                    + " [\"read_organization\"]}'"),
    TOKENS_ACT_FOR_THEIR_MAKER(
            "A service token counts as the person who created it: it can neither change that person's role nor remove that person.",
            "Description: one's own role cannot be updated, without saying whose a service token is",
            "api PATCH /members/ID '{\"role\": \"member\"}' with the id of the administrator who made the token"),
    TEAM_SLUGS(
            "The slug of a team follows its name, and two names with one slug count as the same name.",
            "Description: has slugs without their rule",
            "api POST /teams '{\"name\": \"On call\"}', then api POST /teams '{\"name\": \"on-call\"}', then api PATCH"
                    + " /teams/on-call '{\"name\": \"Pager\"}'"),
    UNDESCRIBED_CHANGE_ACCESS(
            "The calls `DELETE changes` and `PUT terraform-changes` need `write_database`, as the described ones do.",
            "Official Go client and Terraform provider, which name no access",
            "api DELETE /databases/notes/branches/main/changes with a token that has read_branch alone"),
    CONFIG_CHANGES(
            "Drafts of Vitess parameters need `write_database`, reading them what opens the branch. There is one unfinished"
                    + " change of each component, a draft included, and the states are `draft`, `queued`, `in_progress`,"
                    + " `completed` and `canceled`.",
            "The official command line's calls, which name neither; the documentation wants an administrator",
            "api GET /databases/shop/branches/main/vitess-parameters, and api POST"
                    + " /databases/shop/branches/main/config-changes '{\"change_type\": \"vtgate\", \"options\":"
                    + " {\"query-timeout\": \"900000\"}}' twice, with tokens of different accesses"),
    BOUNCER_CHANGES(
            "Names of PgBouncers have at most 12 lower-case letters, digits and hyphens. A change shows at once in the"
                    + " PgBouncer, and no other one is taken until it is completed. Parameters of the creating call are"
                    + " ignored.",
            "Help texts of the official command line; description: states of resizes, not what they keep out",
            "api POST /databases/notes/branches/main/bouncers '{\"name\": \"app\", \"target\": \"primary\"}', then api PATCH"
                    + " /databases/notes/branches/main/bouncers/app/resizes '{\"replicas_per_cell\": 2}' twice"),
    TRAFFIC_BUDGETS(
            "A budget needs a name; null takes one of its limits away; `rules` of a change take the place of all there are;"
                    + " a rule has a fingerprint or a tag, and may have several tags. Tags need not have been seen, unless a"
                    + " branch's `seen_tags` says which were.",
            "Description: calls rules and tags strings, and wants one tag; the official Go client only omits; the"
                    + " documentation of the command line combines tags; documentation, rules: recently executed queries"
                    + " must have had the tag",
            "api POST /databases/notes/branches/main/traffic/budgets '{\"name\": \"etl\", \"rate\": 20, \"rules\": [{\"tags\":"
                    + " [{\"key\": \"app\", \"value\": \"etl\"}, {\"key\": \"team\", \"value\": \"data\"}]}]}', then api PATCH of"
                    + " it with '{\"rate\": null}' and with '{\"rules\": []}'"),
    READ_REPLICA_CALLS(
            "Dedicated read replicas need `write_database`, reading them what opens the branch. States are `pending`, `ready`"
                    + " and `deleting`.",
            "The official command line's calls, which name neither",
            "api POST /databases/notes/branches/main/read-only-replicas '{\"name\": \"far\", \"region\": \"eu-west\"}', then api"
                    + " GET and api DELETE of .../read-only-replicas/far, with tokens of different accesses"),
    READ_ONLY_REGION_CALLS(
            "Read-only regions of a keyspace are set with `write_database`, on production branches only.",
            "The official Go client's call, which names no access; documentation, read-only regions",
            "api PUT /databases/shop/branches/dev/keyspaces/shop/read-only-regions '{\"read_only_regions\": []}' with a"
                    + " token that has read_branch alone"),
    POSTGRES_NAME_IS_FIXED(
            "The name of a PostgreSQL database cannot be changed.",
            "The documentation says so; the description has no such limit",
            "api PATCH /databases/notes '{\"new_name\": \"letters\"}'"),
    POSTGRES_RESTORE_NEEDS_SIZE(
            "Restoring a PostgreSQL backup needs `cluster_size`.",
            "The description requires it; the documentation lets it inherit the parent's",
            "api POST /databases/notes/branches '{\"name\": \"old\", \"backup_id\": \"ID\"}'"),
    BRANCH_WITH_DATABASE_NEEDS_SIZE(
            "`create_database_if_missing` needs `cluster_size`.",
            "Description: optional for branches, required for databases",
            "api POST /databases/new/branches '{\"name\": \"main\", \"kind\": \"mysql\", \"create_database_if_missing\": true}'"),
    POSTGRES_THROUGHPUT_STEPS(
            "Throughput above the baseline needs 4,000 IOPS, and IOPS above the baseline 32 GB.",
            "Documentation, cluster storage: states the maxima at those values",
            "api PATCH /databases/notes/branches/main/changes '{\"storage\": {\"storage_throughput_mibs\": 200}}'"),
    CHANGE_JOINS_WAITING_ONE(
            "A PostgreSQL change that waits takes up further ones; one that runs refuses them.",
            "Reference of the calls: an upsert of one request",
            "api PATCH /databases/notes/branches/main/changes '{\"replicas\": 3}' twice at once, then once more when it runs"),
    PROMOTION_NEEDS_A_CHANGE(
            "Promoting a production branch and demoting a development branch are refused.",
            "No source shows the answer",
            "api POST /databases/shop/branches/main/promote"),
    DEFAULT_KEYSPACE_STAYS(
            "The default keyspace cannot be deleted, even where there are others.",
            "Known is only that the last one cannot",
            "api DELETE /databases/shop/branches/main/keyspaces/shop"),
    ROLLOUT_STATES(
            "The states of a rollout are `in_progress` and `complete`.",
            "Description: a string without values",
            "api GET /databases/shop/branches/main/keyspaces/shop/rollout-status during a resize"),
    REFRESH_SCHEMA_ANSWERS_NOTHING(
            "`refresh-schema` answers 204.",
            "Official Go client, which does not look at the answer",
            "api POST /databases/shop/branches/main/refresh-schema"),
    DEFAULT_ROLE_KEEPS_ITS_NAME(
            "The default role cannot be renamed.",
            "No source says so or otherwise",
            "api PATCH /databases/notes/branches/main/roles/ID '{\"name\": \"owner\"}' with the id of roles/default"),
    DISABLED_WEBHOOK_IS_NOT_TESTED(
            "A webhook that is switched off cannot be tested, and a test too soon is 422, not 429.",
            "Documentation, webhooks: one test every 20 seconds, without the status",
            "api POST /databases/shop/webhooks/ID/test twice"),
    WEBHOOK_FAILURES(
            "Five failures in a row switch a webhook off, and failed deliveries are not repeated.",
            "Documentation, webhooks: repeated failures disable it, without a number",
            "Let a receiver answer 500 and read api GET /databases/shop/webhooks/ID after each event"),
    INCLUDED_POLICY_IS_FIXED(
            "The backup policy that every database has cannot be changed.",
            "Documentation, backups: describes choices for further policies only",
            "api PATCH /databases/shop/backup-policies/ID '{\"retention_value\": 3}' with the required one's id"),
    POLICY_NEEDS_ITS_SCHEDULE(
            "A new backup policy needs everything but its name, and day and week only where the frequency uses them.",
            "Description: nothing is required; the Go client always sends these",
            "api POST /databases/shop/backup-policies '{\"target\": \"production\"}'"),
    POLICY_TIMES_ARE_UTC(
            "Times of backup policies are in UTC.",
            "The description names no zone",
            "api GET /databases/shop/backup-policies and compare schedule_time with next_run_at"),
    FALSE_UNPROTECTS_BACKUPS(
            "A JSON false lifts the protection of a backup, as the word does.",
            "The official command line sends a word and says that the service ignores a JSON false",
            "api PATCH /databases/shop/branches/main/backups/ID '{\"protected\": false}'"),
    LINT_CYCLES(
            "Every circle of foreign keys is a lint error, including a table that references itself.",
            "The lint error's page says so; the page on foreign keys says that such schemas are possible",
            "Create a table that references itself, then api GET /databases/shop/branches/dev/schema/lint"),
    LINT_OF_STARS(
            "A star of a view that stands for the columns of known tables is not a lint error; one of a table that the"
                    + " view does not select from is.",
            "The lint error's page names stars that cannot be safely expanded, without saying which those are",
            "Create a view of SELECT *, then api GET /databases/shop/branches/dev/schema/lint"),
    LINT_WITHOUT_PAGES(
            "Foreign keys in sharded keyspaces are `UNSUPPORTED_SHARDED_FEATURE`, names of tables beyond ASCII"
                    + " `UNSUPPORTED_FEATURE`, foreign keys of another type `FOREIGN_KEYS_UNRESOLVED`.",
            "The documentation forbids them without naming a code",
            "Create such a table, then api GET /databases/shop/branches/dev/schema/lint"),
    SCHEMA_MUTATIONS(
            "While a deployment works on a branch, its safe migrations, VSchema and keyspaces cannot be changed; while"
                    + " data is copied into it, nothing can be deployed either.",
            "The code `schema_mutation_blocked` in the official Go client, which does not say what it keeps",
            "api DELETE /databases/shop/branches/main/safe-migrations during a deployment"),
    OWN_APPROVAL(
            "No token approves its own deploy request, and no person that of a token they made, even where no approval"
                    + " is required.",
            "Documentation, service tokens: says so where approval is required",
            "api POST /databases/shop/deploy-requests/1/reviews '{\"state\": \"approved\"}'"),
    SOLE_ADMINISTRATOR_AND_TOKENS(
            "The only administrator may approve what a token that they made asked for.",
            "Documentation, deploy requests: may approve their own",
            "Approve such a request at the web page of an organization with one administrator"),
    INSTANT_IS_NOT_GATED(
            "Asking for an instant deployment without auto-apply is refused, instead of one being ignored.",
            "Documentation, gated deployments: the two do not go together",
            "api POST /databases/shop/deploy-requests/1/deploy '{\"instant_ddl\": true}' with auto-apply off"),
    FAILED_DEPLOYMENT_HOLDS_THE_QUEUE(
            "A deployment that has failed holds up the queue until it is completed or closed, which the others see as a"
                    + " pause; completing it does what its state says.",
            "Official command line, `deploy-request unblock`",
            "api GET /databases/shop/deploy-queue while one has failed"),
    CONFLICTS_BY_TABLE(
            "Two changes of the same table in different branches are a conflict, even where they might go together.",
            "Documentation, branching: three schemas are compared; nothing on how finely",
            "Change two columns of a table in two branches and deploy both"),
    SECOND_DEPLOY_REQUEST(
            "A second deploy request for the same branches is accepted.",
            "No source says otherwise",
            "api POST /databases/shop/deploy-requests '{\"branch\": \"dev\", \"into_branch\": \"main\"}' twice"),
    REVERT_OPERATION_STATES(
            "The states of a revert's operations are `submit`, `complete`, `cancelled` and `error`.",
            "Samples of webhook events: the first two",
            "api GET /databases/shop/deploy-requests/1 during a revert"),
    PARALLEL_LANES(
            "A second parallel deployment to a branch waits as `parallel_lane_blocked` for the first one, and two"
                    + " deployments of one VSchema are an overlap.",
            "Documentation, parallel deployments: one at a time, without how the second is answered; the state's name",
            "api POST /databases/shop/deploy-requests/2/deploy '{\"strategy\": \"parallel\"}' while 1 is deployed in"
                    + " parallel"),
    SEQUENTIAL_DEPENDENCIES(
            "`sequential_diff_dependencies` names pairs of operations whose tables reference each other.",
            "Description: free objects",
            "Deploy two new tables, one referencing the other, and read api GET /databases/shop/deploy-requests/1"),
    ADDRESS_REFUSED_BY_POSTGRES(
            "A client whose address the IP restrictions of a PostgreSQL database do not allow is refused in the words of"
                    + " a PostgreSQL server, with `28000`.",
            "Documentation, IP restrictions and client errors: that it is refused, not how",
            "psql \"postgresql://USER:PASSWORD@HOST:5432/postgres?sslmode=require\" from another address than"
                    + " `api POST /databases/notes/cidrs` allows"),
    IP_RESTRICTIONS_COMBINE(
            "A client may connect as a role if no IP restriction is for that role, or if one of those has its address. A"
                    + " restriction for a schema counts for the whole database.",
            "Documentation, IP restrictions: rules can be combined, not how",
            "api POST /databases/notes/cidrs '{\"cidrs\": [\"203.0.113.0/24\"], \"schema\": \"audit\"}', then psql from"
                    + " another address"),
    EXPIRED_ROLE(
            "A role that has expired cannot log in, and its sessions end. It stays on the server until it is deleted.",
            "Description, `expires_at` and `dropped_at`: nothing on sessions or on when it is dropped",
            "psql -c 'SELECT pg_sleep(120)' with a role that api POST /databases/notes/branches/main/roles '{\"ttl\": 60}'"
                    + " has made"),
    ;

    private final String text;
    private final String source;
    private final String command;

    Assumption(String text, String source, String command) {
        this.text = text;
        this.source = source;
        this.command = command;
    }

    /// The name in documents and answers, such as `rate-limit-code`.
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
