package com.pulumi.planetscale.emulator.deploy;

import static com.pulumi.planetscale.emulator.Client.DEV;
import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.Client.SHOP;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.time.Delay;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What the tests of deploy requests have in common.
public final class Deploys {
    public static final String ALL = SHOP + "/deploy-requests";
    public static final String ONE = ALL + "/1";
    public static final String TWO = ALL + "/2";
    public static final String USERS = "CREATE TABLE users (id bigint PRIMARY KEY)";
    public static final String NAMED_USERS = "CREATE TABLE users (id bigint PRIMARY KEY, name varchar(50))";
    public static final Duration MINUTE = Duration.ofMinutes(1);
    private static final List<Delay> DELAYS = List.of(
            Delay.DEPLOY_CHECK,
            Delay.DEPLOY_QUEUE,
            Delay.DEPLOY_SUBMIT,
            Delay.DEPLOY_COPY,
            Delay.DEPLOY_VSCHEMA,
            Delay.DEPLOY_CUTOVER,
            Delay.DEPLOY_CANCEL,
            Delay.DEPLOY_REVERT);

    private Deploys() {}

    /// `main` with a table and safe migrations, and `dev` made of it with a column more.
    public static void shop(Client client, Emulator emulator) {
        client.createShop().ok();
        emulator.admin().loadTables(MAIN, "", Map.of("users", USERS));
        client.put(MAIN + "/safe-migrations", "{\"safe_migrations\": true}").ok();
        client.createDev().ok();
        emulator.admin().loadTables(DEV, "", Map.of("users", NAMED_USERS));
    }

    /// Lets each step take a minute.
    public static void slowly(Emulator emulator) {
        DELAYS.forEach(delay -> emulator.admin().setDelay(delay, MINUTE));
    }

    /// A request to bring `dev` into `main`, which does not wait for the cutover.
    public static Reply open(Client client) {
        return open(client, "dev", true);
    }

    public static Reply open(Client client, String branch, boolean autoCutover) {
        return client.post(ALL, """
                {"branch": "%s", "into_branch": "main", "auto_cutover": %s}""".formatted(branch, autoCutover));
    }

    public static Reply deploy(Client client, String request) {
        return client.post(request + "/deploy", "");
    }

    public static String state(Client client, String request) {
        return client.get(request).text("deployment_state");
    }

    /// The tables of a branch, as text.
    public static String tables(Client client, String branch) {
        return client.get(branch + "/schema").get("data").toString();
    }

    /// A branch made of `main`, with tables of its own.
    public static void branch(Client client, Emulator emulator, String name, Map<String, String> tables) {
        client.post(SHOP + "/branches", "{\"name\": \"" + name + "\"}").ok();
        emulator.admin().loadTables(SHOP + "/branches/" + name, "", tables);
    }
}
