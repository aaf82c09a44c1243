package com.pulumi.planetscale.emulator.sql.reader;

import com.pulumi.planetscale.emulator.sql.table.Check;
import com.pulumi.planetscale.emulator.sql.table.Collations;
import com.pulumi.planetscale.emulator.sql.table.Column;
import com.pulumi.planetscale.emulator.sql.table.Column.Generated;
import com.pulumi.planetscale.emulator.sql.table.ColumnDraft;
import com.pulumi.planetscale.emulator.sql.table.DdlException;
import com.pulumi.planetscale.emulator.sql.table.Key;
import com.pulumi.planetscale.emulator.sql.table.Key.Kind;
import com.pulumi.planetscale.emulator.sql.table.TableEditor;
import io.debezium.ddl.parser.mysql.generated.MySqlLexer;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.CheckOrReferencesContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.CollateContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.ColumnAttributeContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.FieldDefinitionContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a column, with the keys and checks that are written within it.
final class ColumnReader {
    private final ColumnDraft draft;
    private final @Nullable String charset;
    private boolean defaultNull;
    private boolean statedNull;
    private final List<Kind> keys = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();

    /// Reads it.
    ///
    /// @param table which gives its collation
    ColumnReader(String name, FieldDefinitionContext definition, TableEditor table) {
        String inherited = table.options().collation();
        TypeReader type = new TypeReader(name, definition.dataType(), inherited);
        draft = new ColumnDraft(name, type.read());
        charset = type.charset().orElse(null);
        draft.collation = draft.type.textual() ? type.charset().orElse(inherited) : null;
        if (type.serial()) {
            count();
        }
        collate(definition.collate());
        if (definition.AS_SYMBOL() != null) {
            draft.generated = new Generated(
                    Texts.expression(definition.exprWithParentheses()), definition.STORED_SYMBOL() != null);
        }
        definition.columnAttribute().forEach(this::attribute);
        // A column that counts is never null, whether that is said or not.
        draft.nullable &= !draft.autoIncrement;
        if (defaultNull && (!draft.nullable || keys.contains(Kind.PRIMARY))) {
            throw new DdlException("Invalid default value for '" + name + "'");
        }
        if (statedNull && keys.contains(Kind.PRIMARY)) {
            throw new DdlException(
                    "All parts of a PRIMARY KEY must be NOT NULL; if you need NULL in a key, use UNIQUE instead");
        }
    }

    /// Also takes the check that stands behind it. A reference there means nothing in MySQL.
    ColumnReader with(@Nullable CheckOrReferencesContext further) {
        if (further != null && further.checkConstraint() != null) {
            checks.add(new Check("", Texts.expression(further.checkConstraint().exprWithParentheses()), true));
        }
        return this;
    }

    Column column() {
        return draft.done();
    }

    /// Adds its keys and checks to the table, of which the column is already a part.
    void addTo(TableEditor table) {
        for (Kind kind : keys) {
            table.addKey(new Key(kind, "", List.of(Key.Part.of(draft.name)), true, "", List.of()));
        }
        checks.forEach(check -> table.addCheckOf(draft.name, check));
        if (statedNull) {
            table.stateNull(draft.name);
        }
    }

    private void count() {
        draft.nullable = false;
        draft.autoIncrement = true;
        keys.add(Kind.UNIQUE);
    }

    private void attribute(ColumnAttributeContext attribute) {
        if (attribute.value == null) {
            unnamed(attribute);
            return;
        }
        switch (attribute.value.getType()) {
            case MySqlLexer.DEFAULT_SYMBOL -> byDefault(attribute);
            case MySqlLexer.ON_SYMBOL ->
                draft.onUpdate = DefaultReader.current(
                        attribute.timeFunctionParameters() == null
                                ? ""
                                : attribute.timeFunctionParameters().getText());
            case MySqlLexer.AUTO_INCREMENT_SYMBOL -> draft.autoIncrement = true;
            case MySqlLexer.SERIAL_SYMBOL -> count();
            case MySqlLexer.KEY_SYMBOL -> keys.add(Kind.PRIMARY);
            case MySqlLexer.UNIQUE_SYMBOL -> keys.add(Kind.UNIQUE);
            case MySqlLexer.COMMENT_SYMBOL ->
                draft.comment = Texts.unquoted(attribute.textLiteral().getText());
            case MySqlLexer.SRID_SYMBOL ->
                draft.attributes.add("SRID " + attribute.real_ulonglong_number().getText());
            // Only NDB and storage engines of others look at the rest.
            default -> {}
        }
    }

    private void unnamed(ColumnAttributeContext attribute) {
        collate(attribute.collate());
        if (attribute.nullLiteral() != null) {
            draft.nullable = attribute.NOT_SYMBOL() == null;
            statedNull = draft.nullable;
        } else if (attribute.checkConstraint() != null) {
            String name = Optional.ofNullable(attribute.constraintName())
                    .map(constraint -> constraint.identifier())
                    .map(Texts::name)
                    .orElse("");
            checks.add(
                    new Check(name, Texts.expression(attribute.checkConstraint().exprWithParentheses()), true));
        } else if (attribute.constraintEnforcement() != null && !checks.isEmpty()) {
            Check last = checks.remove(checks.size() - 1);
            checks.add(new Check(
                    last.name(),
                    last.expression(),
                    attribute.constraintEnforcement().NOT_SYMBOL() == null));
        } else if (attribute.visibility() != null) {
            draft.visible = attribute.visibility().INVISIBLE_SYMBOL() == null;
        }
    }

    private void byDefault(ColumnAttributeContext attribute) {
        if (draft.generated != null) {
            throw new DdlException("Incorrect usage of DEFAULT and generated column");
        }
        draft.defaultValue = attribute.exprWithParentheses() == null
                ? DefaultReader.read(draft.name, attribute.nowOrSignedLiteral(), draft.type)
                : "(" + Texts.expression(attribute.exprWithParentheses()) + ")";
        defaultNull = draft.defaultValue == null;
    }

    private void collate(@Nullable CollateContext collate) {
        if (collate != null && draft.type.textual()) {
            draft.collation =
                    Collations.named(Texts.unquoted(collate.collationName().getText()));
            if (charset != null) {
                Collations.checkPair(draft.collation, Collations.charset(charset));
            }
        }
    }
}
