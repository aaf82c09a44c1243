package com.pulumi.planetscale.emulator.sql.lint;

import com.pulumi.planetscale.emulator.sql.reader.Statements;
import com.pulumi.planetscale.emulator.sql.schema.BranchSchema;
import com.pulumi.planetscale.emulator.sql.schema.Table;
import com.pulumi.planetscale.emulator.sql.table.TableDefinition;
import com.pulumi.planetscale.emulator.sql.table.ViewDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// What keeps a schema from being promoted, deployed, or protected by safe migrations.
///
/// The codes and rules are those of the documentation (schema lint errors), as far as a schema alone shows a fault.
public final class Lint {
    static final String UNSUPPORTED = "UNSUPPORTED_FEATURE";
    static final String UNSUPPORTED_IN_SHARDS = "UNSUPPORTED_SHARDED_FEATURE";

    private static final String DOCS = "https://planetscale.com/docs/vitess/schema-changes/schema-lint-errors/";

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

        static Finding table(String code, Table table, String description) {
            return new Finding(code, "table", table.keyspace(), table.name(), description, docs(code), Map.of());
        }

        static Finding vschema(String code, String keyspace, String table, String description) {
            return new Finding(code, "vschema", keyspace, table, description, docs(code), Map.of());
        }

        /// Each code has a page of its own.
        private static String docs(String code) {
            return DOCS + code.toLowerCase(Locale.ROOT).replace('_', '-');
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

    /// A view with what its statement means.
    record ParsedView(Table table, ViewDefinition definition) {}

    /// All faults of a Vitess schema, by keyspace and table.
    public static List<Finding> of(BranchSchema schema, Rules rules) {
        List<Table> viewTables =
                schema.tables().tables().stream().filter(Table::isView).toList();
        List<ParsedView> views = viewTables.stream()
                .map(view -> new ParsedView(view, Statements.view(view.definition())))
                .toList();
        List<Parsed> tables = schema.tables().tables().stream()
                .filter(table -> !table.isView())
                .map(table -> new Parsed(table, Statements.table(table.definition())))
                .toList();
        List<Finding> findings = new ArrayList<>();
        tables.forEach(table -> findings.addAll(TableLint.of(table, rules)));
        findings.addAll(TableLint.ofAll(schema.tables().tables()));
        findings.addAll(new ForeignKeyLint(tables, viewTables, rules).findings());
        views.stream()
                .map(view -> view.table().keyspace())
                .distinct()
                .forEach(keyspace -> findings.addAll(
                        new ViewLint(in(keyspace, tables, Parsed::table), in(keyspace, views, ParsedView::table), rules)
                                .findings()));
        schema.vschemas()
                .keySet()
                .forEach(keyspace -> findings.addAll(
                        new VSchemaLint(keyspace, schema.vschemas(), tables, viewTables, rules).findings()));
        findings.sort(Comparator.comparing(Finding::keyspace).thenComparing(Finding::table));
        return List.copyOf(findings);
    }

    /// Faults of a Vitess schema that only the one before it shows.
    public static List<Finding> ofChange(BranchSchema before, BranchSchema after) {
        return List.copyOf(VindexLint.of(before, after));
    }

    private static <T> List<T> in(String keyspace, List<T> all, Function<T, Table> table) {
        return all.stream()
                .filter(one -> table.apply(one).keyspace().equals(keyspace))
                .toList();
    }
}
