package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.admin.AdminDeploys.Action;
import com.pulumi.planetscale.emulator.deploy.DeployState;
import java.util.List;
import java.util.Map;

/// A database whose branch `dev` has a column more than `main`, made behind the programs' backs, and what
/// programs and people do about that.
final class ChangedShop {
    /// The first request, as the emulator's admin calls name it.
    static final String REQUEST = "/organizations/acme/databases/shop/deploy-requests/1";

    private static final String BRANCHES = "/databases/shop/branches";

    private ChangedShop() {}

    /// A stack that knows nothing of it yet.
    static Stack stack(Emulator.Options options) {
        Stack stack = Stack.with(options);
        stack.somebodyElse("POST", "/databases", "{\"name\": \"shop\", \"cluster_size\": \"PS_10\"}");
        load(stack, "main", "");
        stack.somebodyElse("PUT", BRANCHES + "/main/safe-migrations", "{\"safe_migrations\": true}");
        stack.somebodyElse("POST", BRANCHES, "{\"name\": \"dev\", \"parent_branch\": \"main\"}");
        load(stack, "dev", "  `age` int,\n");
        return stack;
    }

    /// Gives the table of a branch these columns besides its key.
    static void load(Stack stack, String branch, String columns) {
        stack.emulator()
                .admin()
                .loadTables(
                        "/organizations/acme" + BRANCHES + "/" + branch,
                        "",
                        Map.of(
                                "users",
                                "CREATE TABLE `users` (\n  `id` bigint NOT NULL,\n" + columns
                                        + "  PRIMARY KEY (`id`)\n)"));
    }

    /// Lets the head differ in its VSchema too.
    static void changeVSchema(Stack stack) {
        stack.somebodyElse(
                "PATCH",
                BRANCHES + "/dev/keyspaces/shop/vschema",
                "{\"vschema\": \"{\\\"tables\\\": {\\\"users\\\": {}}}\"}");
    }

    /// A program that deploys it.
    ///
    /// @param more further properties, each on its line
    static String change(String more) {
        return """
                change:
                  type: planetscale:DeployRequest
                  properties:
                    database: shop
                    branch: dev
                    intoBranch: main
                """ + more.indent(4);
    }

    /// Whether the column has come to `main`.
    static boolean isLive(Stack stack) {
        return stack.get(BRANCHES + "/main/schema").toString().contains("age");
    }

    /// The numbers of all requests, in order.
    static List<Long> numbers(Stack stack) {
        return stack.get("/databases/shop/deploy-requests").findValues("number").stream()
                .map(JsonNode::asLong)
                .sorted()
                .toList();
    }

    /// What a stack has recorded.
    static String output(Stack stack, String name) {
        return stack.state("change").path("outputs").path(name).asText();
    }

    /// Lets Ann do something with the first request.
    static void ann(Stack stack, Action action) {
        stack.emulator().admin().deploys().act(REQUEST, action, "Ann");
    }

    /// Waits until the first request has come to a state, in which it stays, and a run has seen it there.
    static void awaitLookAt(Stack stack, DeployState state) {
        awaitState(stack, state);
        stack.clearCalls();
        stack.awaitCall("GET", "/deploy-requests/1");
    }

    /// Waits until the first request has come to a state.
    static void awaitState(Stack stack, DeployState state) {
        Stack.patiently()
                .untilAsserted(() -> assertThat(state(stack))
                        .as(() -> "state after " + stack.calls())
                        .isEqualTo(state.label()));
    }

    private static String state(Stack stack) {
        try {
            return stack.emulator()
                    .admin()
                    .object(REQUEST)
                    .path("deployment")
                    .path("state")
                    .asText();
        } catch (IllegalArgumentException notOpenedYet) {
            return "none";
        }
    }
}
