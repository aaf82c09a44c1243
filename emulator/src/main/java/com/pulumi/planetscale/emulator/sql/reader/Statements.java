package com.pulumi.planetscale.emulator.sql.reader;

import com.pulumi.planetscale.emulator.sql.table.DdlException;
import com.pulumi.planetscale.emulator.sql.table.TableDefinition;
import com.pulumi.planetscale.emulator.sql.table.TableEditor;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.AlterTableContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.CreateIndexContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.CreateTableContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.CreateTableOptionsEtcContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.DropTableContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.PartitionClauseContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.RenamePairContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.SimpleStatementContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.TableRefContext;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The tables of one keyspace while statements change them. Foreign keys are not held against other tables, as if
/// `foreign_key_checks` were off: a lint does that, and it wants something to find.
public final class Statements {
    private final Map<String, TableDefinition> tables;

    /// Made for the tables that there are.
    ///
    /// @param tables by name
    public Statements(Map<String, TableDefinition> tables) {
        this.tables = new TreeMap<>(tables);
    }

    /// The table that a statement creates.
    ///
    /// @throws DdlException if it does not
    public static TableDefinition table(String sql) {
        Statements none = new Statements(Map.of());
        none.run(sql);
        return none.tables.values().stream()
                .findFirst()
                .orElseThrow(() -> new DdlException("Give a CREATE TABLE, instead of: " + sql));
    }

    public Map<String, TableDefinition> tables() {
        return tables;
    }

    /// Does what a statement says.
    ///
    /// @throws DdlException if it cannot be, or does not define data
    public void run(String sql) {
        SimpleStatementContext statement = Grammar.parse(sql);
        if (!(creates(statement) || changes(statement))) {
            throw new DdlException("Only tables and their indexes can be created, altered, dropped and renamed here,"
                    + " which this does not: " + sql);
        }
    }

    private boolean creates(SimpleStatementContext statement) {
        if (statement.createStatement() == null) {
            return false;
        }
        CreateTableContext table = statement.createStatement().createTable();
        CreateIndexContext index = statement.createStatement().createIndex();
        if (table != null) {
            create(table);
        } else if (index != null) {
            edit(index.createIndexTarget().tableRef(), editor -> editor.addKey(ConstraintReader.key(index)));
        }
        return table != null || index != null;
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
        } else if (statement.renameTableStatement() != null) {
            statement.renameTableStatement().renamePair().forEach(this::rename);
        } else {
            return false;
        }
        return true;
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
        if (tables.containsKey(name)) {
            if (create.ifNotExists() == null) {
                throw new DdlException("Table '" + name + "' already exists");
            }
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
        if (tables.containsKey(name)) {
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
        TableEditor editor = new TableEditor(existing(pair.tableRef()));
        editor.rename(name);
        tables.remove(Texts.table(pair.tableRef()));
        tables.put(name, editor.done());
    }
}
