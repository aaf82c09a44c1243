package com.pulumi.planetscale.emulator.sql.reader;

import com.pulumi.planetscale.emulator.sql.table.DdlException;
import com.pulumi.planetscale.emulator.sql.table.TableDefinition;
import com.pulumi.planetscale.emulator.sql.table.TableEditor;
import com.pulumi.planetscale.emulator.sql.table.ViewDefinition;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.AlterTableContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.AlterViewContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.CreateIndexContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.CreateTableContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.CreateTableOptionsEtcContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.CreateViewContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.DropTableContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.DropViewContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.PartitionClauseContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.RenamePairContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.SimpleStatementContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.TableRefContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.ViewRefContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.ViewReplaceOrAlgorithmContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The tables and views of one keyspace while statements change them. Foreign keys and views are not held against other
/// tables, as if `foreign_key_checks` were off: a lint does that, and it wants something to find.
public final class Statements {
    private final Map<String, TableDefinition> tables;
    private final Map<String, ViewDefinition> views = new TreeMap<>();

    /// Made for the tables that there are.
    ///
    /// @param tables by name
    public Statements(Map<String, TableDefinition> tables) {
        this.tables = new TreeMap<>(tables);
    }

    /// Made of the statements that create tables and views.
    public static Statements of(List<String> creations) {
        Statements statements = new Statements(Map.of());
        creations.forEach(statements::run);
        return statements;
    }

    /// The table that a statement creates.
    ///
    /// @throws DdlException if it does not
    public static TableDefinition table(String sql) {
        return of(List.of(sql)).tables.values().stream()
                .findFirst()
                .orElseThrow(() -> new DdlException("Give a CREATE TABLE, instead of: " + sql));
    }

    /// The view that a statement creates.
    ///
    /// @throws DdlException if it does not
    public static ViewDefinition view(String sql) {
        return of(List.of(sql)).views.values().stream()
                .findFirst()
                .orElseThrow(() -> new DdlException("Give a CREATE VIEW, instead of: " + sql));
    }

    public Map<String, TableDefinition> tables() {
        return tables;
    }

    public Map<String, ViewDefinition> views() {
        return views;
    }

    /// Does what a statement says.
    ///
    /// @throws DdlException if it cannot be, or does not define data
    public void run(String sql) {
        SimpleStatementContext statement = Grammar.parse(sql);
        if (!(creates(statement) || changes(statement))) {
            throw new DdlException("Only tables, their indexes and views can be created, altered, dropped and renamed"
                    + " here, which this does not: " + sql);
        }
    }

    private boolean creates(SimpleStatementContext statement) {
        if (statement.createStatement() == null) {
            return false;
        }
        CreateTableContext table = statement.createStatement().createTable();
        CreateIndexContext index = statement.createStatement().createIndex();
        CreateViewContext view = statement.createStatement().createView();
        if (table != null) {
            create(table);
        } else if (index != null) {
            edit(index.createIndexTarget().tableRef(), editor -> editor.addKey(ConstraintReader.key(index)));
        } else if (view != null) {
            create(view);
        }
        return table != null || index != null || view != null;
    }

    private boolean changes(SimpleStatementContext statement) {
        if (statement.alterStatement() != null && statement.alterStatement().alterTable() != null) {
            AlterTableContext alter = statement.alterStatement().alterTable();
            edit(alter.tableRef(), editor -> new AlterReader(editor).read(alter.alterTableActions()));
        } else if (statement.dropStatement() != null
                && statement.dropStatement().dropTable() != null) {
            drop(statement.dropStatement().dropTable());
        } else if (statement.dropStatement() != null
                && statement.dropStatement().dropIndex() != null) {
            String index = Texts.unquoted(
                    statement.dropStatement().dropIndex().indexRef().getText());
            edit(statement.dropStatement().dropIndex().tableRef(), editor -> editor.dropKey(index));
        } else if (statement.alterStatement() != null
                && statement.alterStatement().alterView() != null) {
            alter(statement.alterStatement().alterView());
        } else if (statement.dropStatement() != null
                && statement.dropStatement().dropView() != null) {
            drop(statement.dropStatement().dropView());
        } else if (statement.renameTableStatement() != null) {
            statement.renameTableStatement().renamePair().forEach(this::rename);
        } else {
            return false;
        }
        return true;
    }

    private void create(CreateViewContext create) {
        String name = Texts.view(create.viewName());
        ViewReplaceOrAlgorithmContext how = create.viewReplaceOrAlgorithm();
        if (how == null || how.REPLACE_SYMBOL() == null) {
            refuseExisting(name);
        } else if (tables.containsKey(name)) {
            throw notAView(name);
        }
        views.put(
                name,
                ViewReader.view(name, how == null ? null : how.viewAlgorithm(), create.viewSuid(), create.viewTail()));
    }

    private void alter(AlterViewContext alter) {
        String name = existingView(alter.viewRef());
        views.put(name, ViewReader.view(name, alter.viewAlgorithm(), alter.viewSuid(), alter.viewTail()));
    }

    private void drop(DropViewContext drop) {
        drop.viewRefList().viewRef().forEach(reference -> {
            if (drop.ifExists() == null) {
                existingView(reference);
            }
            views.remove(Texts.view(reference));
        });
    }

    private String existingView(ViewRefContext reference) {
        String name = Texts.view(reference);
        if (tables.containsKey(name)) {
            throw notAView(name);
        }
        if (!views.containsKey(name)) {
            throw new DdlException("Table '" + name + "' doesn't exist");
        }
        return name;
    }

    private static DdlException notAView(String name) {
        return new DdlException("'" + name + "' is not VIEW");
    }

    private void create(CreateTableContext create) {
        String name = Texts.table(create.tableName());
        boolean other = create.TEMPORARY_SYMBOL() != null
                || Optional.ofNullable(create.createTableOptionsEtc())
                        .map(CreateTableOptionsEtcContext::createPartitioningEtc)
                        .filter(etc -> etc.duplicateAsQe() != null)
                        .isPresent();
        if (other) {
            throw new DdlException("Temporary tables and tables made of a query are not supported here: " + name);
        }
        if (create.ifNotExists() == null) {
            refuseExisting(name);
        } else if (tables.containsKey(name) || views.containsKey(name)) {
            return;
        }
        if (create.tableRef() != null) {
            tables.put(name, existing(create.tableRef()).copiedAs(name));
            return;
        }
        TableEditor editor = TableEditor.empty(name);
        Optional.ofNullable(create.createTableOptionsEtc()).ifPresent(etc -> options(etc, editor));
        if (create.tableElementList() != null) {
            create.tableElementList().tableElement().forEach(element -> AlterReader.element(element, editor));
        }
        tables.put(name, editor.done());
    }

    private static void options(CreateTableOptionsEtcContext etc, TableEditor editor) {
        if (etc.createTableOptions() != null) {
            OptionReader.read(etc.createTableOptions().createTableOption(), editor);
        }
        if (etc.createPartitioningEtc() != null) {
            editor.setPartitioning(partitioning(etc.createPartitioningEtc().partitionClause()));
        }
    }

    static String partitioning(PartitionClauseContext clause) {
        String text = Texts.text(clause);
        String start = "partition by";
        return start.toUpperCase(Locale.ROOT) + text.substring(start.length());
    }

    private void edit(TableRefContext reference, Consumer<TableEditor> change) {
        TableDefinition old = existing(reference);
        TableEditor editor = new TableEditor(old);
        change.accept(editor);
        TableDefinition done = editor.done();
        if (!done.name().equals(old.name())) {
            refuseExisting(done.name());
        }
        tables.remove(old.name());
        tables.put(done.name(), done);
    }

    private TableDefinition existing(TableRefContext reference) {
        return existing(Texts.table(reference));
    }

    /// The table of that name.
    ///
    /// @throws DdlException if there is none
    public TableDefinition existing(String name) {
        TableDefinition table = tables.get(name);
        if (table == null) {
            throw new DdlException("Table '" + name + "' doesn't exist");
        }
        return table;
    }

    private void refuseExisting(String name) {
        if (tables.containsKey(name) || views.containsKey(name)) {
            throw new DdlException("Table '" + name + "' already exists");
        }
    }

    private void drop(DropTableContext drop) {
        drop.tableRefList().tableRef().forEach(reference -> {
            if (drop.ifExists() == null) {
                existing(reference);
            }
            tables.remove(Texts.table(reference));
        });
    }

    private void rename(RenamePairContext pair) {
        String name = Texts.table(pair.tableName());
        refuseExisting(name);
        ViewDefinition view = views.remove(Texts.table(pair.tableRef()));
        if (view != null) {
            views.put(name, ViewReader.renamed(view, name));
            return;
        }
        TableEditor editor = new TableEditor(existing(pair.tableRef()));
        editor.rename(name);
        tables.remove(Texts.table(pair.tableRef()));
        tables.put(name, editor.done());
    }
}
