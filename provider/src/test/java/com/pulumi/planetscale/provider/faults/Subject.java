package com.pulumi.planetscale.provider.faults;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.planetscale.provider.resources.ExampleProgram;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A resource that faults happen to: one that an example program declares, with what the program declares before.
record Subject(ExampleProgram program, Declared declared) {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([\\w-]+)\\.(\\w+)}");
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNode FUNCTIONS = functions();

    /// A change of the database, for what is replaced in no other case.
    private static final Map<String, Object> ELSEWHERE = Map.of("database", "elsewhere");

    /// A change in place for each kind, or for an engine's objects of it.
    private static final Map<String, Map<String, Object>> CHANGES = Map.ofEntries(
            Map.entry("Database", Map.of("clusterSize", "PS_20", "requireApprovalForDeploy", false)),
            Map.entry("Database on Postgres", Map.of("clusterSize", "PS_20_AWS_ARM", "insightsRawQueries", false)),
            Map.entry("Branch", Map.of("safeMigrations", false, "name", "renamed")),
            Map.entry(
                    "Branch on Postgres",
                    Map.of(
                            "clusterSize",
                            "PS_20_AWS_ARM",
                            "parameters",
                            Map.of("pgconf", Map.of("max_connections", "300")))),
            Map.entry("Password", Map.of("name", "renamed", "cidrs", List.of("192.0.2.0/24"))),
            Map.entry("Role", Map.of("name", "renamed")),
            Map.entry("DefaultRole", Map.of("rotationTriggers", Map.of("year", "2027"))),
            Map.entry("Webhook", Map.of("events", List.of("branch.ready"), "enabled", true)),
            Map.entry("BackupSchedule", Map.of("retentionValue", 5, "scheduleTime", "04:00")),
            Map.entry("Backup", Map.of("protected", true)),
            Map.entry("Keyspace", Map.of("extraReplicas", 2, "maxRollout", 3)),
            Map.entry(
                    "VSchema",
                    Map.of(
                            "vschema",
                            "{\"sharded\": true, \"vindexes\": {\"xx\": {\"type\": \"xxhash\"}}, \"tables\": {\"a\": {}}}")),
            Map.entry("Bouncer", Map.of("bouncerSize", "PGB_20", "replicasPerCell", 3)),
            Map.entry("IpRestriction", Map.of("cidrs", List.of("192.0.2.0/24"), "description", "changed")),
            Map.entry("DedicatedReadReplica", Map.of("replicas", 3)),
            Map.entry("OrganizationMember", Map.of("role", "member")),
            Map.entry("Team", Map.of("name", "Renamed", "description", "changed")),
            Map.entry("ServiceTokenAccess", Map.of("accesses", List.of("read_branch", "read_backups"))),
            Map.entry("ServiceTokenAccess pipelineOnOrganization", Map.of("accesses", List.of("read_databases"))),
            Map.entry("TrafficBudget", Map.of("rate", 40, "rules", List.of(Map.of("fingerprint", "8f0a1c")))),
            Map.entry("DeployRequest", Map.of("stage", "permanent")));

    /// Kinds that PlanetScale does not change, only make again.
    private static final Set<String> NEVER_CHANGED = Set.of("ServiceToken", "TeamMember", "TrafficRule");

    /// Kinds that only another organization replaces.
    private static final Set<String> NEVER_REPLACED = Set.of("Team");

    /// A change for each kind that replaces its objects.
    private static final Map<String, Map<String, Object>> REPLACEMENTS = Map.ofEntries(
            Map.entry("Database", Map.of("region", "us-west")),
            Map.entry("Branch", Map.of("region", "us-west")),
            Map.entry("Password", Map.of("rotationTriggers", Map.of("again", "yes"))),
            Map.entry("Role", Map.of("inheritedRoles", List.of("pg_read_all_data", "pg_monitor"))),
            Map.entry("DefaultRole", ELSEWHERE),
            Map.entry("Webhook", ELSEWHERE),
            Map.entry("BackupSchedule", ELSEWHERE),
            Map.entry("Backup", Map.of("name", "another")),
            Map.entry("Keyspace", Map.of("shards", 4)),
            Map.entry("VSchema", Map.of("keyspace", "shop")),
            Map.entry("Bouncer", Map.of("name", "another")),
            Map.entry("IpRestriction", ELSEWHERE),
            Map.entry("DedicatedReadReplica", Map.of("region", "us-west")),
            Map.entry("ServiceTokenAccess", ELSEWHERE),
            Map.entry("TeamMember", Map.of("email", "cleo@example.com")),
            Map.entry("OrganizationMember", Map.of("email", "cleo@example.com")),
            Map.entry(
                    "ServiceTokenAccess pipelineOnOrganization",
                    Map.of("database", "elsewhere", "accesses", List.of("read_branch"))),
            Map.entry("ServiceToken", Map.of("rotationTriggers", Map.of("again", "yes"))),
            Map.entry("TrafficBudget", ELSEWHERE),
            Map.entry("TrafficRule", Map.of("fingerprint", "8f0a1c")),
            Map.entry("DeployRequest", Map.of("triggers", Map.of("again", "yes"))));

    /// One for each resource that an example declares of the kind that it is about.
    static List<Subject> all() {
        return ExampleProgram.all().stream()
                .flatMap(program -> program.resources().stream()
                        .filter(declared -> program.name().equals(folder(declared.kind())))
                        .map(declared -> new Subject(program, declared)))
                .toList();
    }

    private static String folder(String kind) {
        return kind.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    String label() {
        return declared.label();
    }

    String kind() {
        return declared.kind();
    }

    /// What has to exist before, and a second database for what moves to another one.
    List<Declared> before() {
        List<Declared> earlier =
                program.resources().subList(0, program.resources().indexOf(declared));
        return Objects.equals(REPLACEMENTS.get(kind()), ELSEWHERE)
                ? Stream.concat(earlier.stream(), Stream.of(elsewhere(earlier.getFirst())))
                        .toList()
                : earlier;
    }

    private static Declared elsewhere(Declared database) {
        ObjectNode properties = database.properties().deepCopy();
        properties.setAll((ObjectNode) JSON.valueToTree(Map.of("name", "elsewhere")));
        return new Declared("elsewhere", "Database", properties);
    }

    /// What the program says of the resource, with references to what is recorded.
    Map<String, Object> inputs(StackRecords stack) {
        return inputs(declared, stack);
    }

    /// Whether the program can change it in place: what PlanetScale makes by itself cannot be changed, nor what has no
    /// call for that.
    boolean canChange() {
        return !declared.properties().path("required").asBoolean() && !NEVER_CHANGED.contains(kind());
    }

    /// Whether a change in place can be taken back: what is deployed for good stays.
    boolean canChangeBack() {
        return canChange() && !kind().equals("DeployRequest");
    }

    /// Whether a change of the program can replace it: the default branch and its default keyspace are never deleted.
    boolean canBeReplaced() {
        return !label().equals("main") && !NEVER_REPLACED.contains(kind());
    }

    /// What the program says after a change that replaces it.
    Map<String, Object> replaced(StackRecords stack) {
        var changed = new LinkedHashMap<>(inputs(stack));
        changed.putAll(Objects.requireNonNull(
                REPLACEMENTS.getOrDefault(toString(), REPLACEMENTS.get(kind())),
                () -> "nothing that replaces a " + kind() + " is known"));
        return changed;
    }

    /// What the program says after a change in place.
    Map<String, Object> changed(StackRecords stack) {
        Map<String, Object> inputs = inputs(stack);
        Map<String, Object> change = CHANGES.getOrDefault(toString(), CHANGES.get(kind()));
        if (isPostgres(inputs)) {
            change = CHANGES.getOrDefault(kind() + " on Postgres", change);
        }
        var changed = new LinkedHashMap<>(inputs);
        changed.putAll(Objects.requireNonNull(change, () -> "no change of a " + kind() + " is known"));
        return changed;
    }

    private static boolean isPostgres(Map<String, Object> inputs) {
        return "postgresql".equals(inputs.get("kind")) || "ledger".equals(inputs.get("database"));
    }

    static Map<String, Object> inputs(Declared declared, StackRecords stack) {
        var inputs = new LinkedHashMap<String, Object>();
        declared.properties().properties().forEach(entry -> inputs.put(entry.getKey(), value(entry.getValue(), stack)));
        return inputs;
    }

    private static Object value(JsonNode node, StackRecords stack) {
        if (node.isObject()) {
            var values = new LinkedHashMap<String, Object>();
            node.properties().forEach(entry -> values.put(entry.getKey(), value(entry.getValue(), stack)));
            return values;
        }
        Matcher reference = REFERENCE.matcher(node.asText());
        if (node.isTextual() && reference.matches()) {
            return Objects.requireNonNull(
                    stack.record(reference.group(1)).orElseThrow().values().get(reference.group(2)));
        }
        return JSON.convertValue(node, new TypeReference<>() {});
    }

    /// What a function needs to be given to find the recorded object, or its owner.
    Map<String, Object> given(String function, StackRecords stack) {
        Map<String, Object> known = stack.record(label()).orElseThrow().values();
        var given = new LinkedHashMap<String, Object>();
        for (JsonNode required :
                FUNCTIONS.path("planetscale:index:" + function).path("inputs").path("required")) {
            given.put(required.asText(), known.get(required.asText()));
        }
        return given;
    }

    private static JsonNode functions() {
        try {
            return JSON.readTree(Path.of("../schema/schema.json").toFile()).path("functions");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return kind() + " " + label();
    }
}
