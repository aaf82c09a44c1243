package com.pulumi.planetscale.emulator;

import static com.pulumi.planetscale.emulator.Client.DEV;
import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.Client.ORGANIZATION;
import static com.pulumi.planetscale.emulator.Client.SHOP;

import com.pulumi.planetscale.emulator.admin.Accesses;
import com.pulumi.planetscale.emulator.time.Delay;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A way through all operations on which each succeeds.
public final class EveryOperation {
    private static final String POSTGRES = ORGANIZATION + "/databases/notes";
    private static final String TOKENS = ORGANIZATION + "/service-tokens";

    private EveryOperation() {}

    /// Calls every operation with success.
    public static void drive(Client client, Emulator emulator) {
        organization(client);
        tokens(client);
        people(client);
        databases(client);
        branches(client, emulator);
        keyspaces(client, emulator);
        vtgates(client, emulator);
        vitessParameters(client);
        postgres(client, emulator);
        passwords(client);
        roles(client);
        ipRestrictions(client);
        bouncers(client);
        readReplicas(client, emulator);
        traffic(client);
        backups(client);
        backupPolicies(client);
        webhooks(client);
        deployRequests(client, emulator);
        deletions(client);
    }

    private static void organization(Client client) {
        client.get("/organizations").ok();
        client.get(ORGANIZATION).ok();
        client.get(ORGANIZATION + "/billing/payment-method").ok();
        client.delete(ORGANIZATION + "/billing/payment-method").ok();
        client.get("/regions").ok();
        client.get(ORGANIZATION + "/regions").ok();
        client.get(ORGANIZATION + "/cluster-size-skus?rates=true").ok();
        client.get(ORGANIZATION + "/cluster-size-skus?engine=postgresql").ok();
    }

    private static void tokens(Client client) {
        String one = TOKENS + "/"
                + client.post(TOKENS, "{\"name\": \"ci\", \"ttl\": 60}").ok().text("id");
        client.get(TOKENS).ok();
        client.get(one).ok();
        client.post(one + "/access", "{\"access\": [\"read_organization\"]}").ok();
        client.get(one + "/access").ok();
        client.get(one + "/grants").ok();
        client.send("DELETE", one + "/access", "{\"access\": [\"read_organization\"]}")
                .ok();
        client.delete(one).ok();
    }

    private static void people(Client client) {
        String members = ORGANIZATION + "/members";
        String user = client.addMember("Ben", "member");
        client.get(members + "?q=ben").ok();
        client.get(members + "/" + user).ok();
        client.patch(members + "/" + user, "{\"role\": \"admin\"}").ok();
        String teams = ORGANIZATION + "/teams";
        client.post(teams, "{\"name\": \"On call\", \"description\": \"Who is woken\"}")
                .ok();
        client.get(teams).ok();
        client.get(teams + "/on-call").ok();
        client.patch(teams + "/on-call", "{\"name\": \"Pager\"}").ok();
        client.post(teams + "/pager/members", "{\"user_id\": \"" + user + "\"}").ok();
        client.get(teams + "/pager").ok();
        client.get(teams + "/pager/members").ok();
        client.get(teams + "/pager/members/" + user).ok();
        client.delete(teams + "/pager/members/" + user + "?delete_passwords=true")
                .ok();
        client.delete(teams + "/pager").ok();
        client.addMember("Ann", "admin");
        client.delete(members + "/" + user + "?delete_passwords=true&delete_service_tokens=true")
                .ok();
    }

    private static void databases(Client client) {
        client.createShop().ok();
        client.get(ORGANIZATION + "/databases").ok();
        client.get(SHOP).ok();
        client.patch(SHOP, "{\"insights_raw_queries\": true}").ok();
        client.get(SHOP + "/regions").ok();
        client.admin()
                .post(
                        "/objects",
                        "{\"kind\": \"read_only_regions\", \"owner\": \"" + MAIN
                                + "\", \"fields\": {\"region\": \"eu-west\"}}")
                .ok();
        client.get(SHOP + "/read-only-regions").ok();
        maintenance(client);
    }

    private static void maintenance(Client client) {
        String all = SHOP + "/maintenance-schedules";
        String id = client.admin()
                .post("/objects", """
                        {"kind": "maintenance_schedules", "owner": "%s", "fields": {"name": "nightly", "enabled": false,
                         "schedule": {"every": 1, "unit": "day", "time": "02:00", "day": null, "week": null}}}""".formatted(SHOP))
                .ok()
                .get("origin")
                .path("id")
                .asText();
        client.get(all).ok();
        client.get(all + "/" + id).ok();
        client.get(all + "/" + id + "/windows").ok();
    }

    private static void branches(Client client, Emulator emulator) {
        client.createDev().ok();
        client.get(SHOP + "/branches").ok();
        client.get(DEV).ok();
        client.patch(DEV, "{\"deletion_protected\": false}").ok();
        emulator.admin().loadTables(DEV, "", Map.of("logs", "CREATE TABLE logs (line text)"));
        client.get(DEV + "/schema").ok();
        client.get(DEV + "/schema/lint").ok();
        client.get(DEV + "/diff").ok();
        client.post(DEV + "/refresh-schema", "").ok();
        emulator.admin().loadTables(DEV, "", Map.of());
        client.post(DEV + "/promote", "").ok();
        client.post(DEV + "/demote", "").ok();
        client.post(DEV + "/safe-migrations", "").ok();
        client.put(DEV + "/safe-migrations", "{\"safe_migrations\": true}").ok();
        client.delete(DEV + "/safe-migrations").ok();
        client.patch(MAIN + "/cluster", "{\"cluster_size\": \"PS_20\"}").ok();
    }

    private static void readReplicas(Client client, Emulator emulator) {
        String all = POSTGRES + "/branches/main/read-only-replicas";
        emulator.admin().setDelay(Delay.CLUSTER_CHANGE, Duration.ZERO);
        client.post(all, "{\"name\": \"far\", \"region\": \"eu-west\"}").ok();
        client.get(all).ok();
        client.get(all + "/far").ok();
        client.patch(all + "/far", "{\"replicas\": 2}").ok();
        client.delete(all + "/far").ok();
    }

    private static void bouncers(Client client) {
        String all = POSTGRES + "/branches/main/bouncers";
        client.post(all, "{\"name\": \"app\", \"target\": \"primary\"}").ok();
        client.get(all).ok();
        client.get(all + "/app").ok();
        client.patch(all + "/app/resizes", "{\"replicas_per_cell\": 2}").ok();
        client.get(all + "/app/resizes").ok();
        client.get(POSTGRES + "/branches/main/bouncer-resizes").ok();
        client.delete(all + "/app/resizes").ok();
        client.get(all + "/app/terraform-state").ok();
        client.put(all + "/app/terraform-changes", "{\"replicas_per_cell\": 2}").ok();
        client.delete(all + "/app").ok();
    }

    private static void traffic(Client client) {
        String all = POSTGRES + "/branches/main/traffic/budgets";
        String one = all + "/"
                + client.post(all, "{\"name\": \"etl\", \"rate\": 20}").ok().text("id");
        String rule = client.post(one + "/rules", "{\"tags\": [{\"key\": \"app\", \"value\": \"etl\"}]}")
                .ok()
                .text("id");
        client.delete(one + "/rules/" + rule).ok();
        client.patch(one, "{\"mode\": \"enforce\", \"rules\": [{\"fingerprint\": \"b129e8fa\"}]}")
                .ok();
        client.get(all).ok();
        client.get(one).ok();
        client.delete(one).ok();
    }

    private static void ipRestrictions(Client client) {
        String all = POSTGRES + "/cidrs";
        String one = all + "/"
                + client.post(all, "{\"cidrs\": [\"203.0.113.0/24\"]}").ok().text("id");
        client.get(all).ok();
        client.get(one).ok();
        client.patch(one, "{\"description\": \"office\"}").ok();
        client.delete(one).ok();
    }

    private static void vitessParameters(Client client) {
        client.get(MAIN + "/vitess-parameters").ok();
        client.put(
                        MAIN + "/keyspaces/shop/read-only-regions",
                        "{\"read_only_regions\": [{\"region\": \"eu-west\", \"cluster_size\": \"PS_10\", \"replicas\": 2}]}")
                .ok();
        client.put(MAIN + "/keyspaces/shop/read-only-regions", "{\"read_only_regions\": []}")
                .ok();
        change(
                client,
                MAIN + "/config-changes",
                "{\"change_type\": \"vtgate\", \"options\": {\"buffer_size\": \"2000\"}}");
        change(
                client,
                MAIN + "/keyspaces/shop/config-changes",
                "{\"change_type\": \"mysqld\", \"options\": {\"wait_timeout\": \"600\"}}");
    }

    private static void change(Client client, String all, String body) {
        String dropped = client.post(all, body).ok().text("id");
        client.delete(all + "/" + dropped).ok();
        String kept = client.post(all, body).ok().text("id");
        client.post(MAIN + "/config-changes/submit", "{\"ids\": [\"" + kept + "\"]}")
                .ok();
        client.get(all).ok();
        client.get(all + "/" + kept).ok();
    }

    private static void keyspaces(Client client, Emulator emulator) {
        String one = MAIN + "/keyspaces/second";
        client.post(MAIN + "/keyspaces", "{\"name\": \"second\", \"cluster_size\": \"PS_10\"}")
                .ok();
        client.get(MAIN + "/keyspaces").ok();
        client.get(one).ok();
        client.patch(one, "{\"replication_durability_constraints\": {\"strategy\": \"lag\"}}")
                .ok();
        client.get(one + "/rollout-status").ok();
        client.get(one + "/vschema").ok();
        client.patch(one + "/vschema", "{\"vschema\": \"{}\"}").ok();
        emulator.admin().setDelay(Delay.KEYSPACE_RESIZE, Duration.ofMinutes(1));
        String resize = client.put(one + "/resizes", "{\"cluster_size\": \"PS_20\"}")
                .ok()
                .text("id");
        client.get(one + "/resizes").ok();
        client.get(one + "/resizes/" + resize).ok();
        client.delete(one + "/resizes").ok();
        client.delete(one).ok();
    }

    private static void vtgates(Client client, Emulator emulator) {
        emulator.admin().setDelay(Delay.VTGATE_RESIZE, Duration.ofMinutes(1));
        String resize = client.put(MAIN + "/resizes", "{\"vtgate_size\": \"VTG_10\"}")
                .ok()
                .text("id");
        client.get(MAIN + "/resizes").ok();
        client.get(MAIN + "/resizes/" + resize).ok();
        client.delete(MAIN + "/resizes").ok();
    }

    private static void postgres(Client client, Emulator emulator) {
        String main = POSTGRES + "/branches/main";
        client.post(ORGANIZATION + "/databases", """
                {"name": "notes", "kind": "postgresql", "cluster_size": "PS_10_AWS_ARM"}""").ok();
        client.get(main).ok();
        client.get(main + "/parameters").ok();
        client.get(main + "/extensions").ok();
        emulator.admin().setDelay(Delay.CLUSTER_CHANGE, Duration.ofMinutes(1));
        String change =
                client.patch(main + "/changes", "{\"replicas\": 3}").ok().text("id");
        client.get(main + "/changes").ok();
        client.get(main + "/changes/" + change).ok();
        client.delete(main + "/changes").ok();
        client.put(main + "/terraform-changes", "{\"cluster_size\": \"PS_20_AWS_ARM\"}")
                .ok();
        client.delete(main + "/changes").ok();
        String switchover = client.post(main + "/switchovers", "{}").ok().text("id");
        client.get(main + "/switchovers").ok();
        client.get(main + "/switchovers/" + switchover).ok();
        client.post(main + "/maintenance", "{\"update_postgres_minor_version\": true}")
                .ok();
    }

    private static void passwords(Client client) {
        String one = MAIN + "/passwords/"
                + client.post(MAIN + "/passwords", "{\"ttl\": 60}").ok().text("id");
        client.get(MAIN + "/passwords").ok();
        client.get(SHOP + "/passwords").ok();
        client.get(one).ok();
        client.patch(one, "{\"name\": \"app\"}").ok();
        client.post(one + "/renew", "").ok();
        client.delete(one).ok();
    }

    private static void roles(Client client) {
        String all = POSTGRES + "/branches/main/roles";
        String one = all + "/" + client.post(all, "{\"ttl\": 60}").ok().text("id");
        client.get(all).ok();
        client.get(one).ok();
        client.patch(one, "{\"name\": \"app\"}").ok();
        client.post(one + "/renew", "").ok();
        client.post(one + "/reset", "").ok();
        client.post(one + "/reassign", "{\"successor\": \"postgres\"}").ok();
        client.delete(one + "?successor=postgres").ok();
        client.post(all + "/reset-default", "").ok();
        client.get(all + "/default").ok();
    }

    private static void backups(Client client) {
        String one =
                MAIN + "/backups/" + client.post(MAIN + "/backups", "{}").ok().text("id");
        client.get(MAIN + "/backups").ok();
        client.get(one).ok();
        client.patch(one, "{\"protected\": false}").ok();
        client.delete(one).ok();
    }

    private static void backupPolicies(Client client) {
        String all = SHOP + "/backup-policies";
        String one = all + "/" + client.post(all, """
                                {"target": "production", "retention_value": 7, "retention_unit": "day",
                                 "frequency_value": 1, "frequency_unit": "day", "schedule_time": "03:00"}""").ok().text("id");
        client.get(all).ok();
        client.get(one).ok();
        client.patch(one, "{\"name\": \"nightly\"}").ok();
        client.delete(one).ok();
    }

    private static void webhooks(Client client) {
        String all = SHOP + "/webhooks";
        String one = all + "/"
                + client.post(all, "{\"url\": \"https://example.com/hook\", \"enabled\": true}")
                        .ok()
                        .text("id");
        client.get(all).ok();
        client.get(one).ok();
        client.patch(one, "{\"events\": [\"branch.ready\"]}").ok();
        client.post(one + "/test", "").ok();
        client.delete(one).ok();
    }

    private static void deployRequests(Client client, Emulator emulator) {
        String all = SHOP + "/deploy-requests";
        client.post(MAIN + "/safe-migrations", "").ok();
        emulator.admin().loadTables(DEV, "", Map.of("t", "CREATE TABLE t (id int PRIMARY KEY)"));
        for (int number = 1; number <= 5; number++) {
            client.post(all, "{\"branch\": \"dev\", \"into_branch\": \"main\", \"auto_cutover\": false}")
                    .ok();
        }
        look(client, emulator, all + "/1");
        client.get(all).ok();
        client.get(SHOP + "/throttler").ok();
        client.patch(SHOP + "/throttler", "{\"ratio\": 5}").ok();

        client.patch(all + "/1", "{\"state\": \"closed\"}").ok();
        deploy(client, all + "/2");
        client.post(all + "/2/cancel", "").ok();
        deploy(client, all + "/3");
        client.post(all + "/3/apply-deploy", "").ok();
        client.post(all + "/3/revert", "").ok();
        client.admin().patch("/objects" + MAIN, "{\"locked_tables\": [\"t\"]}").ok();
        deploy(client, all + "/4");
        client.put(all + "/4/auto-apply", "{\"enable\": true}").ok();
        client.post(all + "/4/force-cutover", "").ok();
        client.post(all + "/4/skip-revert", "").ok();
        emulator.admin().loadTables(DEV, "", Map.of("t", "CREATE TABLE t (id bigint PRIMARY KEY)"));
        client.admin()
                .patch("/objects" + all + "/5", "{\"failure\": \"Out of disk\"}")
                .ok();
        deploy(client, all + "/5");
        client.post(all + "/5/complete-deploy", "").ok();
    }

    private static void look(Client client, Emulator emulator, String one) {
        for (String part : List.of("", "/deployment", "/operations", "/storage-check", "/throttler", "/diff")) {
            client.get(one + part).ok();
        }
        client.patch(one + "/throttler", "{\"ratio\": 5}").ok();
        client.put(one + "/auto-apply", "{\"enable\": false}").ok();
        client.put(one + "/auto-delete-branch", "{\"enable\": false}").ok();
        client.with(emulator, Accesses.everything())
                .post(one + "/reviews", "{\"state\": \"approved\"}")
                .ok();
        client.get(one + "/reviews").ok();
    }

    private static void deploy(Client client, String one) {
        client.post(one + "/deploy", "{\"instant_ddl\": false}").ok();
        client.get(SHOP + "/deploy-queue").ok();
    }

    private static void deletions(Client client) {
        client.delete(DEV).ok();
        client.delete(SHOP).ok();
    }
}
