package com.pulumi.planetscale.emulator.sql.reader;

import static com.pulumi.planetscale.emulator.sql.table.DdlException.refuseIf;

import com.pulumi.planetscale.emulator.sql.table.Collations;
import com.pulumi.planetscale.emulator.sql.table.DdlException;
import com.pulumi.planetscale.emulator.sql.table.TableEditor;
import com.pulumi.planetscale.emulator.sql.table.TableEditor.Place;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.AlterListItemContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.AlterTableActionsContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.CreateTableOptionsSpaceSeparatedContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.PlaceContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.TableElementContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;

/// Does to a table what an `ALTER TABLE` says.
final class AlterReader {
    private final TableEditor table;

    AlterReader(TableEditor table) {
        this.table = table;
    }

    void read(@Nullable AlterTableActionsContext actions) {
        if (actions == null) {
            return;
        }
        if (actions.standaloneAlterCommands() != null) {
            throw new DdlException("Single partitions cannot be altered here; state the whole PARTITION BY instead");
        }
        if (actions.alterCommandList() != null && actions.alterCommandList().alterList() != null) {
            List<AlterListItemContext> renamings = actions.alterCommandList().alterList().alterListItem().stream()
                    .filter(item -> item.RENAME_SYMBOL() != null && item.columnInternalRef() != null)
                    .toList();
            for (ParseTree part : actions.alterCommandList().alterList().children) {
                if (part instanceof CreateTableOptionsSpaceSeparatedContext options) {
                    options(options);
                } else if (part instanceof AlterListItemContext item && !renamings.contains(item)) {
                    item(item);
                } else if (!renamings.isEmpty() && part.equals(renamings.get(0))) {
                    renameColumns(renamings);
                }
            }
        }
        if (actions.partitionClause() != null) {
            table.setPartitioning(Statements.partitioning(actions.partitionClause()));
        } else if (actions.removePartitioning() != null) {
            table.removePartitioning();
        }
    }

    private void options(CreateTableOptionsSpaceSeparatedContext options) {
        OptionReader.read(options.createTableOption(), table);
        // Without anything else before it, the grammar takes this for an option of some engine.
        if (options.getText().toUpperCase(Locale.ROOT).endsWith("REMOVEPARTITIONING")) {
            table.removePartitioning();
        }
    }

    private void item(AlterListItemContext item) {
        if (item.ADD_SYMBOL() != null) {
            add(item);
        } else if (item.CHANGE_SYMBOL() != null || item.MODIFY_SYMBOL() != null) {
            replace(item);
        } else if (item.RENAME_SYMBOL() != null) {
            rename(item);
        } else if (item.CONVERT_SYMBOL() != null) {
            convert(item);
        } else if (item.ALTER_SYMBOL() != null) {
            alter(item);
        } else if (item.DROP_SYMBOL() != null) {
            drop(item);
        }
        Stream.ofNullable(item.alterOrderList())
                .flatMap(list -> list.identifier().stream().map(Texts::name))
                .forEach(table::requireForOrder);
        // ENABLE KEYS, FORCE and the order itself are about rows.
    }

    private void add(AlterListItemContext item) {
        if (item.tableConstraintDef() != null) {
            ConstraintReader.add(item.tableConstraintDef(), table);
        } else if (item.tableElementList() != null) {
            item.tableElementList().tableElement().forEach(element -> element(element, table));
        } else {
            ColumnReader column = new ColumnReader(Texts.name(item.identifier()), item.fieldDefinition(), table)
                    .with(item.checkOrReferences());
            table.addColumn(column.column(), place(item.place()));
            column.addTo(table);
        }
    }

    /// Adds a column or a constraint.
    static void element(TableElementContext element, TableEditor table) {
        if (element.tableConstraintDef() != null) {
            ConstraintReader.add(element.tableConstraintDef(), table);
            return;
        }
        ColumnReader column = new ColumnReader(
                        Texts.name(element.columnDefinition().columnName().identifier()),
                        element.columnDefinition().fieldDefinition(),
                        table)
                .with(element.columnDefinition().checkOrReferences());
        table.addColumn(column.column(), Optional.empty());
        column.addTo(table);
    }

    private void replace(AlterListItemContext item) {
        String old = Texts.name(item.columnInternalRef().identifier());
        String name = item.CHANGE_SYMBOL() == null ? old : Texts.name(item.identifier());
        ColumnReader column = new ColumnReader(name, item.fieldDefinition(), table);
        table.replaceColumn(old, column.column(), place(item.place()));
        column.addTo(table);
    }

    private static Optional<Place> place(@Nullable PlaceContext place) {
        return Optional.ofNullable(place)
                .map(found -> new Place(found.identifier() == null ? null : Texts.name(found.identifier())));
    }

    /// All at once, since two columns can swap their names.
    private void renameColumns(List<AlterListItemContext> items) {
        Map<String, String> names = new LinkedHashMap<>();
        items.forEach(
                item -> names.put(Texts.name(item.columnInternalRef().identifier()), Texts.name(item.identifier())));
        table.renameColumns(names);
    }

    private void rename(AlterListItemContext item) {
        if (item.tableName() != null) {
            table.rename(Texts.table(item.tableName()));
        } else if (item.indexRef() != null) {
            table.renameKey(
                    Texts.unquoted(item.indexRef().getText()),
                    Texts.name(item.indexName().identifier()));
        }
    }

    private void convert(AlterListItemContext item) {
        String byCharset = item.charsetName() == null
                ? Collations.DEFAULT
                : Collations.of(Texts.unquoted(item.charsetName().getText()));
        String collation = item.collate() == null
                ? byCharset
                : Collations.named(Texts.unquoted(item.collate().collationName().getText()));
        if (item.charsetName() != null) {
            Collations.checkPair(collation, Collations.charset(byCharset));
        }
        table.convert(collation);
    }

    private void alter(AlterListItemContext item) {
        if (item.indexRef() != null) {
            table.showKey(
                    Texts.unquoted(item.indexRef().getText()), item.visibility().INVISIBLE_SYMBOL() == null);
        } else if (item.constraintEnforcement() != null) {
            table.enforceCheck(
                    Texts.name(item.identifier()), item.constraintEnforcement().NOT_SYMBOL() == null);
        } else {
            String column = Texts.name(item.columnInternalRef().identifier());
            table.changeColumn(column, draft -> {
                if (item.visibility() != null) {
                    draft.visible = item.visibility().INVISIBLE_SYMBOL() == null;
                } else {
                    refuseIf(
                            item.SET_SYMBOL() != null && draft.generated != null,
                            "Incorrect usage of DEFAULT and generated column");
                    draft.defaultValue = newDefault(item, column);
                    refuseIf(
                            item.signedLiteralOrNull() != null && draft.defaultValue == null && !draft.nullable,
                            "Invalid default value for '" + column + "'");
                }
            });
        }
    }

    private @Nullable String newDefault(AlterListItemContext item, String column) {
        if (item.exprWithParentheses() != null) {
            return "(" + Texts.expression(item.exprWithParentheses()) + ")";
        }
        return item.signedLiteralOrNull() == null
                ? null
                : DefaultReader.read(column, item.signedLiteralOrNull(), table.typeOf(column));
    }

    private void drop(AlterListItemContext item) {
        if (item.FOREIGN_SYMBOL() != null) {
            table.dropForeignKey(Texts.name(item.columnInternalRef().identifier()));
        } else if (item.PRIMARY_SYMBOL() != null) {
            table.dropPrimaryKey();
        } else if (item.indexRef() != null) {
            table.dropKey(Texts.unquoted(item.indexRef().getText()));
        } else if (item.CHECK_SYMBOL() != null) {
            table.dropCheck(Texts.name(item.identifier()));
        } else if (item.CONSTRAINT_SYMBOL() != null) {
            table.dropConstraint(Texts.name(item.identifier()));
        } else {
            table.dropColumn(Texts.name(item.columnInternalRef().identifier()));
        }
    }
}
