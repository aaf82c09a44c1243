package com.pulumi.planetscale.emulator;

import static com.atlassian.oai.validator.report.ValidationReport.Level.IGNORE;
import static com.atlassian.oai.validator.whitelist.rule.WhitelistRules.allOf;
import static com.atlassian.oai.validator.whitelist.rule.WhitelistRules.anyOf;
import static com.atlassian.oai.validator.whitelist.rule.WhitelistRules.messageContainsRegexp;
import static com.atlassian.oai.validator.whitelist.rule.WhitelistRules.messageHasKey;
import static com.atlassian.oai.validator.whitelist.rule.WhitelistRules.pathContainsSubstring;
import static com.atlassian.oai.validator.whitelist.rule.WhitelistRules.responseStatusIs;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.whitelist.ValidationErrorsWhitelist;
import com.atlassian.oai.validator.whitelist.rule.WhitelistRule;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The official OpenAPI description, where it is at hand: named by the system property or environment variable
/// `PLANETSCALE_OPENAPI`, else beside the checkout in `shared/api/openapi.yaml`. It is not part of the project; tests
/// that need it are skipped without it, unless `-Dopenapi=required` says that it must be there.
public final class OpenApi {
    public static final String ABSENT = "The OpenAPI description is not here, so answers are not compared with it."
            + " Name the file in PLANETSCALE_OPENAPI.";

    /// Fields of branches that sample bodies of the documentation and official clients have beyond the description.
    private static final Set<String> BRANCH_EXTRAS = Set.of(
            "default",
            "cluster_display_name",
            "cluster_architecture",
            "access_host_url",
            "mysql_provider_address",
            "initial_restore_id",
            "private_connectivity",
            "multiple_admins_required_for_demotion",
            "replicas",
            "parameters",
            "frozen",
            "has_roles",
            "read_only_at",
            "read_only_reason",
            "minimum_storage_bytes",
            "maximum_storage_bytes",
            "storage_autoscaling",
            "storage_shrinking",
            "storage_type",
            "storage_iops",
            "storage_throughput_mibs");

    /// What a role leaves null where there is none (API reference).
    private static final Set<String> NULL_IN_ROLES = Set.of("password", "ttl", "drop_failed");

    /// What is null in lists of databases, where branches are not counted (API reference).
    private static final Set<String> NULL_IN_DATABASES =
            Set.of("branches_count", "production_branches_count", "development_branches_count");

    /// What PostgreSQL branches leave null because only Vitess has it (API reference).
    private static final Set<String> NULL_IN_BRANCHES = Set.of(
            "mysql_address",
            "mysql_edge_address",
            "shard_count",
            "vtgate_size",
            "vtgate_count",
            "vtgate_autoscaling",
            "vtgate_options");

    /// Statuses that the service is known to answer although the description does not declare them.
    private static final List<Integer> UNDECLARED = List.of(202, 400, 422, 429, 501);

    private static final WhitelistRule ADDITIONAL =
            messageHasKey("validation.response.body.schema.additionalProperties");

    private OpenApi() {}

    public static Optional<Path> file() {
        String named = Optional.ofNullable(System.getProperty("PLANETSCALE_OPENAPI"))
                .or(() -> Optional.ofNullable(System.getenv("PLANETSCALE_OPENAPI")))
                .orElse("../../shared/api/openapi.yaml");
        return file(Path.of(named), System.getProperty("openapi", ""));
    }

    static Optional<Path> file(Path named, String wanted) {
        if (Files.isRegularFile(named)) {
            return Optional.of(named);
        }
        if (wanted.equals("required")) {
            throw new IllegalStateException(
                    "The OpenAPI description is required (-Dopenapi=required), but there is no file " + named + ".");
        }
        return Optional.empty();
    }

    /// The description as JSON. Without the feature, the enumerations of `on` and `off` become booleans.
    public static JsonNode read(Path file) {
        YAMLFactory yaml = YAMLFactory.builder()
                .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
                .build();
        try {
            return new ObjectMapper(yaml).readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static OpenApiInteractionValidator validator(Path file) {
        return OpenApiInteractionValidator.createForInlineApiSpecification(
                        read(file).toString())
                .withLevelResolver(LevelResolver.create()
                        // The description knows OAuth only.
                        .withLevel("validation.request.security.missing", IGNORE)
                        .build())
                .withWhitelist(whitelist())
                .build();
    }

    private static ValidationErrorsWhitelist whitelist() {
        WhitelistRule[] statuses =
                UNDECLARED.stream().map(status -> responseStatusIs(status)).toArray(WhitelistRule[]::new);
        String extra = BRANCH_EXTRAS.stream().collect(Collectors.joining("|", "'(", ")'"));
        return ValidationErrorsWhitelist.create()
                .withRule("bodies of errors are not described", messageHasKey("validation.response.body.unexpected"))
                .withRule(
                        "some statuses are not declared",
                        allOf(anyOf(statuses), messageHasKey("validation.response.status.unknown")))
                .withRule("`type` is not described", allOf(ADDITIONAL, messageContainsRegexp("(?s).*'type'.*")))
                .withRule(
                        "some fields of branches are not described",
                        allOf(
                                ADDITIONAL,
                                pathContainsSubstring("/branches"),
                                messageContainsRegexp("(?s).*" + extra + ".*")))
                .withRule(
                        "some fields of requests are not described",
                        allOf(
                                messageHasKey("validation.request.body.schema.additionalProperties"),
                                messageContainsRegexp(
                                        "(?s).*'(authorization_header|max_rollout|read_only_region_id|storage|strategy"
                                                + "|throttler)'.*")))
                .withRule(
                        "some fields of keyspaces are not described",
                        allOf(
                                ADDITIONAL,
                                pathContainsSubstring("/keyspaces"),
                                messageContainsRegexp("(?s).*'(max_rollout|read_only_regions|storage|throttler)'.*")))
                .withRule(
                        "the description of 22 August 2026 has some fields more",
                        allOf(
                                ADDITIONAL,
                                pathContainsSubstring("/databases"),
                                messageContainsRegexp("(?s).*'(prefer_instant|previous_version|version)'.*")))
                .withRule(
                        "some fields of webhooks are not described",
                        allOf(
                                ADDITIONAL,
                                pathContainsSubstring("/webhooks"),
                                messageContainsRegexp("(?s).*'authorization_header_configured'.*")))
                .withRule(
                        "a change of a PgBouncer without a difference is answered 204 (the official Go client)",
                        allOf(
                                responseStatusIs(204),
                                pathContainsSubstring("/bouncers/"),
                                messageHasKey("validation.response.status.unknown")))
                .withRule("some fields of roles are null", isNull("/roles", NULL_IN_ROLES))
                .withRule("databases in lists are not counted", isNull("/databases", NULL_IN_DATABASES))
                .withRule("what only Vitess has is null in PostgreSQL branches", isNull("/branches", NULL_IN_BRANCHES))
                .withRule(
                        "resetting the default role answers a whole role",
                        allOf(ADDITIONAL, pathContainsSubstring("/roles/reset-default")))
                .withRule(
                        "the official Go client sends a role's successor in the body",
                        allOf(messageHasKey("validation.request.body.unexpected"), pathContainsSubstring("/roles/")))
                .withRule(
                        "some query parameters are not described",
                        allOf(
                                messageHasKey("validation.request.parameter.query.unexpected"),
                                messageContainsRegexp(
                                        "(?s).*'(bouncer|extension|full|internal|postgresql|read_only_replica|replica)'.*")))
                .withRule(
                        "official clients leave the target of a deploy request out",
                        allOf(
                                messageHasKey("validation.request.body.schema.required"),
                                messageContainsRegexp(".*'into_branch'.*")))
                .withRule(
                        "null takes a limit of a traffic budget away (assumed, see `traffic-budgets`)",
                        allOf(
                                messageHasKey("validation.request.body.schema.type"),
                                pathContainsSubstring("/traffic/budgets"),
                                messageContainsRegexp("null found, integer expected.*")))
                .withRule(
                        "a member may be an analyst (documentation, access control)",
                        allOf(
                                messageHasKey("validation.response.body.schema.enum"),
                                pathContainsSubstring("/members"),
                                messageContainsRegexp("(?s).*analyst.*|.*\\\"member\\\".*")))
                .withRule(
                        "objects are called strings",
                        allOf(
                                messageHasKey("validation.request.body.schema.type"),
                                anyOf(pathContainsSubstring("/branches"), pathContainsSubstring("/throttler")),
                                messageContainsRegexp("object found, string expected.*")));
    }

    private static WhitelistRule isNull(String path, Set<String> fields) {
        return allOf(
                messageHasKey("validation.response.body.schema.type"),
                pathContainsSubstring(path),
                messageContainsRegexp("null found.*"),
                (message, operation, request, response) -> fields.contains(field(message)));
    }

    /// The name of the field that a message is about.
    private static String field(ValidationReport.Message message) {
        return message.getContext()
                .flatMap(ValidationReport.MessageContext::getPointers)
                .map(pointers -> pointers.getInstance().replaceFirst(".*/", ""))
                .orElse("");
    }

    /// An operation of the description.
    ///
    /// @param path with all placeholders as `{}`
    public record Operation(String method, String path, String text) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    public static List<Operation> operations(Path file) {
        List<Operation> operations = new ArrayList<>();
        read(file)
                .get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(entry -> !entry.getKey().equals("parameters"))
                        .forEach(entry -> operations.add(new Operation(
                                entry.getKey().toUpperCase(Locale.ROOT),
                                anonymous(path.getKey()),
                                entry.getValue().path("description").asText()))));
        return operations;
    }

    /// The description of an operation; a missing node if it is not described.
    public static JsonNode operation(JsonNode description, String method, String template) {
        return description.get("paths").properties().stream()
                .filter(path -> anonymous(path.getKey()).equals(anonymous(template)))
                .findFirst()
                .map(path -> path.getValue().path(method.toLowerCase(Locale.ROOT)))
                .orElse(MissingNode.getInstance());
    }

    /// The schema of what an operation answers when it succeeds; a missing node if that is nothing.
    public static JsonNode answer(JsonNode description, String method, String template) {
        return operation(description, method, template).path("responses").properties().stream()
                .filter(answer -> answer.getKey().startsWith("2"))
                .map(answer -> json(answer.getValue()))
                .filter(schema -> !schema.isMissingNode())
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /// The schema of what an operation takes; a missing node if that is nothing.
    public static JsonNode body(JsonNode description, String method, String template) {
        JsonNode body = operation(description, method, template).path("requestBody");
        String reference = body.path("$ref").asText("");
        return json(reference.isEmpty() ? body : description.at(reference.substring(1)));
    }

    private static JsonNode json(JsonNode content) {
        return content.path("content").path("application/json").path("schema");
    }

    public static String anonymous(String template) {
        return template.replaceAll("\\{[^}]*}", "{}");
    }
}
