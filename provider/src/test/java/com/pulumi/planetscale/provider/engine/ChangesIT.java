package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Changes each input by itself and looks at the plan: an update, a replacement with its reason, or a refusal
/// with its remedy.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangesIT {
    private static final String REMOVED = "";

    private final Stack stack = Stack.quick();

    /// A change of one input and what it leads to.
    ///
    /// @param resource the resource of [#base]
    /// @param input what is set, or taken out where the value is empty
    /// @param expected `update PATH`, `replace PATH: REASON`, `refuse: TEXT` or `nothing`
    record Change(String resource, String input, String value, String expected) {
        @Override
        public String toString() {
            return resource + "." + input + (value.isEmpty() ? " taken out" : " = " + value) + " -> " + expected;
        }
    }

    private static Map<String, Map<String, String>> base() {
        var base = new LinkedHashMap<String, Map<String, String>>();
        base.put("shop", properties("Database", "name: shop", "clusterSize: PS_10", "deletionProtected: true"));
        base.put("catalog", properties("Database", "name: catalog", "clusterSize: PS_10", "throttlerRatio: 20"));
        base.put(
                "ledger",
                properties(
                        "Database",
                        "name: ledger",
                        "kind: postgresql",
                        "clusterSize: PS_10_AWS_ARM",
                        "region: aws-us-east-2",
                        "replicas: 2"));
        base.put("main", properties("Branch", "database: ${shop.name}", "name: main", "safeMigrations: true"));
        base.put("dev", properties("Branch", "database: ${shop.name}", "name: dev", "deletionProtected: true"));
        base.put(
                "copy",
                properties(
                        "Branch",
                        "database: ${ledger.name}",
                        "name: copy",
                        "clusterSize: PS_10_AWS_ARM",
                        "parameters: {pgconf: {max_connections: '200', work_mem: '131072'}}"));
        base.put(
                "app",
                properties(
                        "Password",
                        "database: ${shop.name}",
                        "branch: ${dev.name}",
                        "name: app",
                        "role: reader",
                        "cidrs: [10.0.0.1]",
                        "ttlSeconds: 86400",
                        "rotationTriggers: {a: '1'}"));
        base.put(
                "clerk",
                properties(
                        "Role",
                        "database: ${ledger.name}",
                        "branch: main",
                        "name: clerk",
                        "inheritedRoles: [pg_read_all_data]",
                        "ttlSeconds: 86400",
                        "requireWhereOnDelete: warn",
                        "rotationTriggers: {a: '1'}"));
        base.put(
                "admin",
                properties("DefaultRole", "database: ${ledger.name}", "branch: main", "rotationTriggers: {a: '1'}"));
        base.put(
                "hook",
                properties(
                        "Webhook",
                        "database: ${shop.name}",
                        "url: https://example.com/hook",
                        "events: [branch.ready, branch.sleeping]"));
        base.put(
                "weekly",
                properties(
                        "BackupSchedule",
                        "database: ${shop.name}",
                        "target: production",
                        "name: weekly",
                        "frequencyValue: 1",
                        "frequencyUnit: week",
                        "scheduleTime: '03:30'",
                        "scheduleDay: 0",
                        "retentionValue: 2",
                        "retentionUnit: month"));
        base.put(
                "snapshot",
                properties(
                        "Backup",
                        "database: ${ledger.name}",
                        "branch: main",
                        "name: snapshot",
                        "retentionValue: 2",
                        "retentionUnit: week"));
        return base;
    }

    private static Map<String, String> properties(String kind, String... lines) {
        var properties = new LinkedHashMap<String, String>();
        properties.put("type", kind);
        for (String line : lines) {
            int colon = line.indexOf(": ");
            properties.put(line.substring(0, colon), line.substring(colon + 2));
        }
        return properties;
    }

    private static Stream<Change> changes() {
        return Stream.of(
                new Change("shop", "name", "store", "update name"),
                new Change("shop", "kind", "postgresql", "refuse: deletionProtected is true"),
                new Change("shop", "clusterSize", "PS_20", "update clusterSize"),
                new Change("shop", "clusterSize", "PS-10", "nothing"),
                new Change("shop", "clusterSize", "PS_20_AWS_ARM", "refuse: is a size of Postgres databases"),
                new Change("shop", "clusterSize", REMOVED, "refuse: Missing required property 'clusterSize'"),
                new Change("shop", "region", "us-west", "refuse: deletionProtected is true"),
                new Change("shop", "requireApprovalForDeploy", "true", "update requireApprovalForDeploy"),
                new Change("shop", "requireApprovalForDeploy", "false", "nothing"),
                new Change("shop", "restrictBranchRegion", "true", "update restrictBranchRegion"),
                new Change("shop", "insightsRawQueries", "true", "update insightsRawQueries"),
                new Change("shop", "productionBranchWebConsole", "true", "update productionBranchWebConsole"),
                new Change("shop", "allowDataBranching", "true", "update allowDataBranching"),
                new Change("shop", "allowForeignKeyConstraints", "true", "update allowForeignKeyConstraints"),
                new Change("shop", "automaticMigrations", "true", "refuse: `automaticMigrations` needs it"),
                new Change("shop", "migrationFramework", "rails", "update migrationFramework"),
                new Change("shop", "migrationTableName", "schema_migrations", "update migrationTableName"),
                new Change("shop", "defaultBranch", "main", "nothing"),
                new Change("catalog", "throttlerRatio", "40", "update throttlerRatio"),
                new Change("catalog", "throttlerRatio", REMOVED, "update throttlerRatio"),
                new Change("catalog", "throttlerRatio", "96", "refuse: 96 is no ratio of a throttler"),
                new Change("ledger", "throttlerRatio", "0", "refuse: only Vitess (`mysql`) databases have it"),
                new Change("shop", "deletionProtected", REMOVED, "update deletionProtected"),
                new Change("shop", "replicas", "2", "refuse: only Postgres (`postgresql`) databases have it"),
                new Change("shop", "majorVersion", "'18'", "refuse: only Postgres (`postgresql`) databases have it"),
                new Change("ledger", "name", "books", "replace name: PlanetScale cannot rename a Postgres database"),
                new Change("ledger", "kind", REMOVED, "refuse: is a size of Postgres databases"),
                new Change("ledger", "region", "us-west", "replace region: a database cannot move to another region"),
                new Change("ledger", "region", REMOVED, "refuse: there is no default to go back to"),
                new Change("ledger", "clusterSize", "PS_20_AWS_ARM", "update clusterSize"),
                new Change("ledger", "clusterSize", "PS_10", "nothing"),
                new Change("ledger", "clusterSize", "PS_20_AWS_X86", "refuse: cannot change from ARM to X86"),
                new Change("ledger", "replicas", "3", "update replicas"),
                new Change("ledger", "replicas", "1", "refuse: 1 replicas cannot be had"),
                new Change("ledger", "maximumStorageBytes", "107374182400", "update maximumStorageBytes"),
                new Change("ledger", "allowDataBranching", "true", "refuse: only Vitess (`mysql`) databases have it"),
                new Change("main", "safeMigrations", REMOVED, "update safeMigrations"),
                new Change("main", "safeMigrations", "false", "update safeMigrations"),
                new Change("main", "clusterSize", "PS_20", "refuse: this `Branch` has `PS_20`, and the"),
                new Change("main", "vtgateSize", "VTG_10", "update vtgateSize"),
                new Change("main", "vtgateCount", "30", "refuse: 30 VTGates cannot be had in a zone"),
                new Change("main", "production", "true", "nothing"),
                new Change("main", "production", "false", "update production"),
                new Change("main", "parameters", "{pgconf: {work_mem: '1'}}", "refuse: only Postgres branches have it"),
                new Change("dev", "name", "development", "update name"),
                new Change("dev", "production", "true", "update production"),
                new Change("dev", "deletionProtected", REMOVED, "update deletionProtected"),
                new Change("dev", "parentBranch", "main", "nothing"),
                new Change("dev", "parentBranch", "other", "refuse: deletionProtected is true"),
                new Change("dev", "deleteDescendants", "true", "nothing"),
                new Change("dev", "name", "Dev Branch", "refuse: is not a name that a branch can have"),
                new Change("copy", "name", "duplicate", "update name"),
                new Change("copy", "region", "us-west", "replace region: a branch cannot move to another region"),
                new Change("copy", "parentBranch", "other", "replace parentBranch: a branch keeps the parent"),
                new Change("copy", "backupId", "abcdefghijkl", "refuse: has a backup `abcdefghijkl`"),
                new Change(
                        "copy",
                        "restorePoint",
                        "'2026-11-21T10:00:00Z'",
                        "replace restorePoint: data comes into a new branch only"),
                new Change("copy", "clusterSize", "PS_20_AWS_ARM", "update clusterSize"),
                new Change("copy", "replicas", "2", "update replicas"),
                new Change(
                        "copy",
                        "parameters",
                        "{pgconf: {max_connections: '300', work_mem: '131072'}}",
                        "update parameters.pgconf.max_connections"),
                new Change(
                        "copy",
                        "parameters",
                        "{pgconf: {max_connections: '200'}}",
                        "update parameters.pgconf.work_mem"),
                new Change("copy", "parameters", REMOVED, "update parameters"),
                new Change("copy", "parameters", "{pgcon: {}}", "refuse: Did you mean `pgconf`?"),
                new Change("copy", "storageIops", "4000", "update storageIops"),
                new Change("copy", "storageAutoscaling", "false", "update storageAutoscaling"),
                new Change("app", "name", "application", "update name"),
                new Change("app", "role", "admin", "replace role: the role of a password is set when it is made"),
                new Change("app", "role", REMOVED, "refuse: there is no default to go back to"),
                new Change("app", "role", "reeder", "refuse: Did you mean `reader`?"),
                new Change("app", "replica", "true", "replace replica: whether a password connects to replicas"),
                new Change("app", "cidrs", "[10.0.0.1/32]", "nothing"),
                new Change("app", "cidrs", "[10.0.0.2]", "update cidrs"),
                new Change("app", "cidrs", REMOVED, "update cidrs"),
                new Change("app", "cidrs", "[everywhere]", "refuse: is not an address"),
                new Change("app", "ttlSeconds", "3600", "replace ttlSeconds: how long a password is valid"),
                new Change("app", "ttlSeconds", REMOVED, "replace ttlSeconds: how long a password is valid"),
                new Change("app", "renewBeforeSeconds", "3600", "nothing"),
                new Change("app", "renewBeforeSeconds", "90000", "refuse: it must be less than `ttlSeconds`"),
                new Change("app", "directVtgate", "true", "replace directVtgate: whether a password connects directly"),
                new Change("app", "rotationTriggers", "{a: '2'}", "replace rotationTriggers.a: a rotation trigger"),
                new Change("app", "rotationTriggers", REMOVED, "nothing"),
                new Change("app", "branch", "main", "replace branch: a password cannot move between branches"),
                new Change("clerk", "name", "writer", "update name"),
                new Change(
                        "clerk",
                        "inheritedRoles",
                        "[pg_read_all_data, pg_write_all_data]",
                        "replace inheritedRoles: what a role inherits is set when it is made"),
                new Change("clerk", "inheritedRoles", REMOVED, "replace inheritedRoles: what a role inherits"),
                new Change("clerk", "inheritedRoles", "[pg_read_data]", "refuse: Did you mean `pg_read_all_data`?"),
                new Change("clerk", "withReplication", "true", "refuse: only roles that inherit `postgres`"),
                new Change("clerk", "withReplication", "false", "nothing"),
                new Change("clerk", "ttlSeconds", "3600", "replace ttlSeconds: how long a role is valid"),
                new Change("clerk", "ttlSeconds", REMOVED, "replace ttlSeconds: how long a role is valid"),
                new Change("clerk", "renewBeforeSeconds", "3600", "nothing"),
                new Change("clerk", "renewBeforeSeconds", "90000", "refuse: it must be less than `ttlSeconds`"),
                new Change("clerk", "requireWhereOnDelete", "'on'", "update requireWhereOnDelete"),
                new Change("clerk", "requireWhereOnDelete", REMOVED, "refuse: Set it to `off` if that is meant"),
                new Change("clerk", "requireWhereOnUpdate", "'off'", "nothing"),
                new Change("clerk", "requireWhereOnUpdate", "warn", "update requireWhereOnUpdate"),
                new Change("clerk", "requireWhereOnUpdate", "warm", "refuse: Did you mean `warn`?"),
                new Change("clerk", "successor", "none", "nothing"),
                new Change("clerk", "successor", "''", "refuse: it is empty"),
                new Change("clerk", "rotationTriggers", "{a: '2'}", "update rotationTriggers.a"),
                new Change("clerk", "rotationTriggers", REMOVED, "nothing"),
                new Change("clerk", "branch", "${copy.name}", "replace branch: a role cannot move between branches"),
                new Change("clerk", "database", "${shop.name}", "refuse: Use `planetscale:index:Password` instead"),
                new Change("admin", "rotationTriggers", "{a: '2'}", "update rotationTriggers.a"),
                new Change("admin", "rotationTriggers", REMOVED, "nothing"),
                new Change("admin", "branch", "${copy.name}", "replace branch: a role cannot move between branches"),
                new Change("hook", "url", "https://example.com/other", "update url"),
                new Change("hook", "url", "http://example.com/hook", "refuse: PlanetScale calls HTTPS addresses only"),
                new Change("hook", "url", "https://localhost/hook", "refuse: its host is local"),
                new Change("hook", "events", "[branch.sleeping, branch.ready]", "nothing"),
                new Change("hook", "events", "[branch.ready]", "update events"),
                new Change("hook", "events", "[branch.redy]", "refuse: Did you mean `branch.ready`?"),
                new Change("hook", "events", REMOVED, "refuse: Missing required property 'events'"),
                new Change("hook", "enabled", "false", "update enabled"),
                new Change("hook", "enabled", "true", "nothing"),
                new Change("hook", "sendTestEvent", "true", "nothing"),
                new Change("hook", "database", "${ledger.name}", "replace database: a webhook cannot move between"),
                new Change("weekly", "name", "sundays", "update name"),
                new Change("weekly", "name", REMOVED, "refuse: there is no default to go back to"),
                new Change("weekly", "target", "development", "update target"),
                new Change("weekly", "frequencyValue", "2", "update frequencyValue"),
                new Change("weekly", "frequencyValue", "9", "refuse: is gone before the next one is made"),
                new Change("weekly", "frequencyValue", REMOVED, "refuse: Set it, or `required` if you mean"),
                new Change("weekly", "frequencyUnit", "day", "refuse: has no use for it"),
                new Change("weekly", "frequencyUnit", "month", "refuse: it is missing, and a schedule whose"),
                new Change("weekly", "scheduleTime", "'22:00'", "update scheduleTime"),
                new Change("weekly", "scheduleTime", "'24:00'", "refuse: `24:00` is not a time of the day"),
                new Change("weekly", "scheduleDay", "6", "update scheduleDay"),
                new Change("weekly", "scheduleDay", "7", "refuse: 7 is out of range"),
                new Change("weekly", "scheduleDay", REMOVED, "refuse: it is missing, and a schedule whose"),
                new Change("weekly", "scheduleWeek", "1", "refuse: has no use for it"),
                new Change("weekly", "retentionValue", "3", "update retentionValue"),
                new Change("weekly", "retentionUnit", "hour", "refuse: is gone before the next one is made"),
                new Change(
                        "weekly",
                        "required",
                        "true",
                        "refuse: the schedule that PlanetScale requires has another value"),
                new Change("weekly", "database", "${ledger.name}", "replace database: a backup schedule cannot move"),
                new Change("snapshot", "name", "other", "replace name: a backup keeps its name"),
                new Change("snapshot", "retentionValue", "3", "replace retentionValue: how long a backup is kept"),
                new Change("snapshot", "retentionUnit", "year", "replace retentionUnit: how long a backup is kept"),
                new Change("snapshot", "retentionUnit", REMOVED, "refuse: it is missing, and `retentionValue`"),
                new Change("snapshot", "emergency", "true", "nothing"),
                new Change("snapshot", "protected", "true", "update protected"),
                new Change("snapshot", "branch", "${copy.name}", "replace branch: a backup cannot move between"));
    }

    @BeforeAll
    void create() {
        stack.program(text(base()));
        var _ = stack.up().succeeded();
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void eachInputByItself(Change change) {
        Map<String, Map<String, String>> program = base();
        Map<String, String> resource = Objects.requireNonNull(program.get(change.resource()));
        resource.remove(change.input());
        if (!change.value().isEmpty()) {
            resource.put(change.input(), change.value());
        }
        stack.program(text(program));

        Preview preview = stack.preview();

        assertThat(outcome(preview, change)).as(preview.output()).startsWith(change.expected());
    }

    /// The plan for the changed resource in the words of [Change#expected].
    private static String outcome(Preview preview, Change change) {
        if (preview.status() != 0) {
            String text = change.expected().replaceFirst("refuse: ", "");
            return "refuse: "
                    + preview.messages().stream()
                            .filter(message -> message.contains(text))
                            .map(message -> message.substring(message.indexOf(text)))
                            .findFirst()
                            .orElse(preview.messages().toString());
        }
        List<Preview.Step> steps = preview.steps().stream()
                .filter(step -> step.resource().equals(change.resource()))
                .toList();
        if (steps.isEmpty()) {
            return preview.steps().isEmpty() ? "nothing" : preview.steps().toString();
        }
        Preview.Step step = steps.getFirst();
        if (step.op().equals("update")) {
            return "update " + String.join(" ", step.detail().keySet());
        }
        var reasons = new ArrayList<>(preview.messages());
        String reason = reasons.stream()
                .filter(message -> message.contains("replaces the object, since "))
                .map(message -> message.substring(message.indexOf("since ") + "since ".length()))
                .findFirst()
                .orElse("no reason");
        String paths = String.join(" ", step.detail().keySet());
        return "replace " + paths + ": " + reason;
    }

    private static String text(Map<String, Map<String, String>> program) {
        var text = new StringBuilder();
        program.forEach((name, properties) -> {
            text.append(name).append(":\n  type: planetscale:").append(properties.get("type"));
            text.append("\n  properties:\n");
            properties.forEach((input, value) -> {
                if (!input.equals("type")) {
                    text.append("    ").append(input).append(": ").append(value).append('\n');
                }
            });
        });
        return text.toString();
    }
}
