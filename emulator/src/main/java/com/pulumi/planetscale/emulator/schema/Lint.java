package com.pulumi.planetscale.emulator.schema;

import com.pulumi.planetscale.emulator.ddl.TableDefinition;
import com.pulumi.planetscale.emulator.sql.Statements;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What keeps a schema from being promoted, deployed, or protected by safe migrations.
///
/// The rules are those that the documentation states and that can be told without rows. It publishes the code of one
/// of them, `NO_UNIQUE_KEY`; the others are named after what the documentation calls them.
public final class Lint {
    private Lint() {}

    /// What is allowed depends on more than the schema.
    ///
    /// @param foreignKeys the database supports foreign key constraints
    /// @param sharded names of keyspaces with several shards
    public record Rules(boolean foreignKeys, Set<String> sharded) {
        public Rules {
            sharded = Set.copyOf(sharded);
        }
    }

    /// One fault.
    ///
    /// @param code as in the API, such as `NO_UNIQUE_KEY`
    /// @param subject `table` or `vschema`
    /// @param table empty if it is about a keyspace
    /// @param about what else is named, by the field of the answer
    public record Finding(
            String code,
            String subject,
            String keyspace,
            String table,
            String description,
            String docsUrl,
            Map<String, List<String>> about) {
        public Finding {
            about = new TreeMap<>(about);
        }

        static Finding table(String code, Table table, String description, String docsUrl) {
            return new Finding(code, "table", table.keyspace(), table.name(), description, docsUrl, Map.of());
        }

        static Finding vschema(String code, String keyspace, String table, String description, String docsUrl) {
            return new Finding(code, "vschema", keyspace, table, description, docsUrl, Map.of());
        }

        Finding about(String field, List<String> names) {
            Map<String, List<String>> more = new TreeMap<>(about);
            more.put(field, names);
            return new Finding(code, subject, keyspace, table, description, docsUrl, more);
        }

        Finding about(String field, String name) {
            return about(field, List.of(name));
        }
    }

    /// A table with what its statement means.
    record Parsed(Table table, TableDefinition definition) {}

    /// All faults of a Vitess schema, by keyspace and table.
    public static List<Finding> of(BranchSchema schema, Rules rules) {
        List<Parsed> tables = schema.tables().tables().stream()
                .map(table -> new Parsed(table, Statements.table(table.definition())))
                .toList();
        List<Finding> findings = new ArrayList<>();
        tables.forEach(table -> findings.addAll(TableLint.of(table, rules)));
        findings.addAll(TableLint.ofAll(tables));
        findings.addAll(new ForeignKeyLint(tables, rules).findings());
        schema.vschemas()
                .forEach((keyspace, vschema) ->
                        findings.addAll(new VSchemaLint(keyspace, vschema, tables, rules).findings()));
        findings.sort(Comparator.comparing(Finding::keyspace).thenComparing(Finding::table));
        return List.copyOf(findings);
    }
}
