package com.pulumi.planetscale.emulator.sql.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.pulumi.planetscale.emulator.sql.reader.Statements;
import com.pulumi.planetscale.emulator.sql.schema.BranchSchema;
import com.pulumi.planetscale.emulator.sql.schema.Schema;
import com.pulumi.planetscale.emulator.sql.schema.Table;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each lint error that the documentation publishes (schema lint errors, August 2026), with a schema that has
/// it and the words that the page gives.
class PublishedLintTest {
    /// The codes of the pages. `UNSPECIFIED` is what fits none of the others, and `INVALID_ROUTING_RULES` is about
    /// routing rules, whose calls are not described, so no schema here leads to them.
    private static final Set<String> CODES = Set.of(
            "UNSPECIFIED",
            "NO_UNIQUE_KEY",
            "FOREIGN_KEYS_DISALLOWED",
            "INVALID_CHARSET",
            "UNSUPPORTED_FEATURE",
            "UNSUPPORTED_SHARDED_FEATURE",
            "INVALID_VSCHEMA",
            "DUPLICATE_ENUM_VALUE",
            "UNSUPPORTED_PARTITIONING_FEATURE",
            "INVALID_TABLE_REFERENCED_IN_VIEW",
            "INVALID_COLUMN_REFERENCED_IN_VIEW",
            "BLOB_IN_UNIQUE_KEY",
            "PARTIAL_KEY_IN_UNIQUE_KEY",
            "FOREIGN_KEYS_CIRCULAR_DEPENDENCY",
            "FOREIGN_KEYS_NONEXISTENT_TABLE",
            "FOREIGN_KEYS_REFERENCED_VIEW",
            "FOREIGN_KEYS_UNRESOLVED",
            "INVALID_ROUTING_RULES");

    private static final String USERS = "CREATE TABLE users (id bigint unsigned NOT NULL, PRIMARY KEY (id))";
    private static final String POSTS =
            "CREATE TABLE posts (id bigint unsigned NOT NULL, author_id bigint unsigned NOT NULL,"
                    + " PRIMARY KEY (id), CONSTRAINT posts_author_fk FOREIGN KEY (author_id) REFERENCES ";
    private static final String KEYED = " (id bigint unsigned NOT NULL, customer_id bigint unsigned, PRIMARY KEY (id))";

    /// What leads to a lint error.
    ///
    /// @param foreignKeys whether the database allows foreign keys
    /// @param vschema of the keyspace `shop`; sharded if it says so
    private record Given(boolean foreignKeys, String vschema, List<String> statements) {
        static Given tables(String... statements) {
            return new Given(true, "", List.of(statements));
        }

        Given in(String vschema) {
            return new Given(foreignKeys, vschema, statements);
        }
    }

    /// A lint error, and what leads to it.
    ///
    /// @param words how its description begins; empty if the page gives none
    private record Published(String name, String code, String words, Given given) {}

    private static final List<Published> PUBLISHED = List.of(
            new Published(
                    "nullable key",
                    "NO_UNIQUE_KEY",
                    "table \"orders\" has no non-null unique key: all tables must have at least one unique, not-null key"
                            + " without using text / blob columns or partial indexes.",
                    Given.tables("CREATE TABLE orders (id bigint, UNIQUE KEY (id))")),
            new Published(
                    "foreign keys off",
                    "FOREIGN_KEYS_DISALLOWED",
                    "table \"posts\" has a foreign key constraint: foreign key constraints are not supported.",
                    new Given(false, "", List.of(USERS, POSTS + "users (id))"))),
            new Published(
                    "charset of table",
                    "INVALID_CHARSET",
                    "table \"users\" has an invalid table charset utf16: only utf8, utf8mb4, and utf8mb3 charsets are"
                            + " supported.",
                    Given.tables("CREATE TABLE users (id int PRIMARY KEY) CHARSET=utf16")),
            new Published(
                    "charset of column",
                    "INVALID_CHARSET",
                    "table \"users\" has an invalid column charset utf16: only utf8, utf8mb4, and utf8mb3 charsets are"
                            + " supported.",
                    Given.tables("CREATE TABLE users (id int PRIMARY KEY, name text CHARACTER SET utf16)")),
            new Published(
                    "other engine",
                    "UNSUPPORTED_FEATURE",
                    "",
                    Given.tables("CREATE TABLE old (id int PRIMARY KEY) ENGINE=MyISAM")),
            new Published(
                    "json table",
                    "UNSUPPORTED_FEATURE",
                    "",
                    Given.tables(
                            "CREATE TABLE docs (id int PRIMARY KEY, body json)",
                            "CREATE VIEW parts AS SELECT j.a FROM docs, JSON_TABLE(body, '$' COLUMNS (a int PATH '$.a'))"
                                    + " AS j")),
            new Published(
                    "long check",
                    "UNSUPPORTED_FEATURE",
                    "",
                    Given.tables(
                            "CREATE TABLE accounts (id int PRIMARY KEY, CONSTRAINT accounts_chk_1234 CHECK (id > 0))")),
            new Published(
                    "view in shards",
                    "UNSUPPORTED_SHARDED_FEATURE",
                    "`recent_orders` is a view: sharded databases cannot have views",
                    Given.tables("CREATE VIEW recent_orders AS SELECT 1 AS one").in("{\"sharded\": true}")),
            new Published(
                    "counter in shards",
                    "UNSUPPORTED_SHARDED_FEATURE",
                    "table \"orders\" has an autoincrement column \"id\": sharded databases cannot have autoincrement"
                            + " columns, use a sequence instead",
                    Given.tables("CREATE TABLE orders (id bigint AUTO_INCREMENT PRIMARY KEY)")
                            .in(
                                    "{\"sharded\": true, \"vindexes\": {\"h\": {\"type\": \"hash\"}}, \"tables\":"
                                            + " {\"orders\": {\"column_vindexes\": [{\"column\": \"id\", \"name\": \"h\"}]}}}")),
            new Published(
                    "vindex",
                    "INVALID_VSCHEMA",
                    "vindex not found",
                    Given.tables("CREATE TABLE orders" + KEYED)
                            .in("{\"tables\": {\"orders\": {\"column_vindexes\": [{\"column\": \"id\", \"name\":"
                                    + " \"h\"}]}}}")),
            new Published(
                    "vindex of no column",
                    "INVALID_VSCHEMA",
                    "column \"customer\" not found",
                    Given.tables("CREATE TABLE orders" + KEYED)
                            .in("{\"vindexes\": {\"h\": {\"type\": \"hash\"}}, \"tables\": {\"orders\":"
                                    + " {\"column_vindexes\": [{\"column\": \"customer\", \"name\": \"h\"}]}}}")),
            new Published(
                    "unmarked sequence",
                    "INVALID_VSCHEMA",
                    "sequence table in vschema needs to be marked as sequence type",
                    Given.tables("CREATE TABLE orders" + KEYED, "CREATE TABLE orders_seq" + KEYED)
                            .in("{\"tables\": {\"orders\": {\"auto_increment\": {\"column\": \"id\", \"sequence\":"
                                    + " \"shop.orders_seq\"}}, \"orders_seq\": {}}}")),
            new Published(
                    "wrong vindex",
                    "INVALID_VSCHEMA",
                    "wrong type of vindex defined in column `customer_id`, expected `hash` or `xxhash`, got"
                            + " `unicode_loose_md5`",
                    Given.tables("CREATE TABLE orders" + KEYED)
                            .in("{\"vindexes\": {\"h\": {\"type\": \"unicode_loose_md5\"}}, \"tables\": {\"orders\":"
                                    + " {\"column_vindexes\": [{\"column\": \"customer_id\", \"name\": \"h\"}]}}}")),
            new Published(
                    "enum twice",
                    "DUPLICATE_ENUM_VALUE",
                    "enum value '' occurs more than once.",
                    Given.tables("CREATE TABLE shirts (id int PRIMARY KEY, size enum('', 'm', '') NOT NULL)")),
            new Published(
                    "list partitions",
                    "UNSUPPORTED_PARTITIONING_FEATURE",
                    "only RANGE, HASH, and KEY based partitioning is supported",
                    Given.tables("CREATE TABLE events (id int PRIMARY KEY) PARTITION BY LIST (id)"
                            + " (PARTITION us VALUES IN (1, 2))")),
            new Published(
                    "subpartitions",
                    "UNSUPPORTED_PARTITIONING_FEATURE",
                    "SUBPARTITION is not supported",
                    Given.tables(
                            "CREATE TABLE events (id int PRIMARY KEY) PARTITION BY RANGE (id) SUBPARTITION BY HASH (id)"
                                    + " SUBPARTITIONS 2 (PARTITION p0 VALUES LESS THAN (9))")),
            new Published(
                    "partition engine",
                    "UNSUPPORTED_PARTITIONING_FEATURE",
                    "partition \"p0\" has unsupported storage engine MyISAM",
                    Given.tables("CREATE TABLE events (id int PRIMARY KEY) PARTITION BY RANGE (id)"
                            + " (PARTITION p0 VALUES LESS THAN (9) ENGINE = MyISAM)")),
            new Published(
                    "view of nothing",
                    "INVALID_TABLE_REFERENCED_IN_VIEW",
                    "",
                    Given.tables(USERS, "CREATE VIEW active_users AS SELECT id FROM users_old")),
            new Published(
                    "column of nothing",
                    "INVALID_COLUMN_REFERENCED_IN_VIEW",
                    "view `active_users` references unqualified but non-existent column `email`",
                    Given.tables(USERS, "CREATE VIEW active_users AS SELECT email FROM users")),
            new Published(
                    "column of two",
                    "INVALID_COLUMN_REFERENCED_IN_VIEW",
                    "view `active_users` references unqualified but non unique column `id`",
                    Given.tables(
                            USERS,
                            "CREATE TABLE t (id int PRIMARY KEY)",
                            "CREATE VIEW active_users AS SELECT id FROM users, t")),
            new Published(
                    "star",
                    "INVALID_COLUMN_REFERENCED_IN_VIEW",
                    "view `active_users` has invalid star expression",
                    Given.tables(USERS, "CREATE VIEW active_users AS SELECT o.* FROM users")),
            new Published(
                    "blob",
                    "BLOB_IN_UNIQUE_KEY",
                    "table \"documents\" contains BLOB or TEXT column \"body\" in the primary key.",
                    Given.tables("CREATE TABLE documents (body text NOT NULL, PRIMARY KEY (body(255)))")),
            new Published(
                    "prefix",
                    "PARTIAL_KEY_IN_UNIQUE_KEY",
                    "table \"customers\" contains partial index on column \"email\" in the primary key.",
                    Given.tables("CREATE TABLE customers (email varchar(255) NOT NULL, PRIMARY KEY (email(32)))")),
            new Published(
                    "cycle",
                    "FOREIGN_KEYS_CIRCULAR_DEPENDENCY",
                    "",
                    Given.tables(
                            "CREATE TABLE teams (id bigint unsigned NOT NULL, owner_user_id bigint unsigned NOT NULL, PRIMARY"
                                    + " KEY (id), CONSTRAINT teams_owner_fk FOREIGN KEY (owner_user_id) REFERENCES users(id))",
                            "CREATE TABLE users (id bigint unsigned NOT NULL, team_id bigint unsigned NOT NULL, PRIMARY KEY"
                                    + " (id), CONSTRAINT users_team_fk FOREIGN KEY (team_id) REFERENCES teams(id))")),
            new Published(
                    "no parent",
                    "FOREIGN_KEYS_NONEXISTENT_TABLE",
                    "table `posts` foreign key references nonexistent table `users`",
                    Given.tables(POSTS + "users (id))")),
            new Published(
                    "view as parent",
                    "FOREIGN_KEYS_REFERENCED_VIEW",
                    "table `posts` foreign key references view `active_users`",
                    Given.tables(
                            USERS, "CREATE VIEW active_users AS SELECT id FROM users", POSTS + "active_users (id))")),
            new Published(
                    "no key of parent",
                    "FOREIGN_KEYS_UNRESOLVED",
                    "table `posts` has unresolved foreign key dependencies",
                    Given.tables(USERS, POSTS + "users (uid))")));

    private static Stream<Arguments> published() {
        return PUBLISHED.stream().map(error -> arguments(error.name, error.code, error.words, error.given));
    }

    @ParameterizedTest
    @MethodSource("published")
    void eachSchemaHasItsPublishedCodeAndWords(String name, String code, String words, Object given) {
        List<Lint.Finding> findings = lint((Given) given);

        assertThat(findings).extracting(Lint.Finding::code).as(name).containsOnly(code);
        assertThat(findings.get(0).description()).startsWithIgnoringCase(words).isNotBlank();
        assertThat(findings.get(0).docsUrl())
                .endsWith("/schema-lint-errors/" + code.toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    @Test
    void everyCodeThatASchemaCanHaveIsTried() {
        Set<String> tried = PUBLISHED.stream().map(error -> error.code).collect(Collectors.toCollection(TreeSet::new));
        tried.addAll(List.of("UNSPECIFIED", "INVALID_ROUTING_RULES"));

        assertThat(tried).isEqualTo(new TreeSet<>(CODES));
    }

    private static List<Lint.Finding> lint(Given given) {
        List<Table> tables = given.statements.stream()
                .flatMap(statement -> Table.of("shop", Statements.of(List.of(statement))))
                .toList();
        Map<String, String> vschemas = given.vschema.isEmpty() ? Map.of() : Map.of("shop", given.vschema);
        Set<String> sharded = given.vschema.contains("sharded") ? Set.of("shop") : Set.of();
        return Lint.of(new BranchSchema(new Schema(tables), vschemas), new Lint.Rules(given.foreignKeys, sharded));
    }
}
