package com.pulumi.planetscale.emulator.sql.reader;

import static com.pulumi.planetscale.emulator.sql.table.DdlException.refuseIf;

import com.pulumi.planetscale.emulator.sql.table.Check;
import com.pulumi.planetscale.emulator.sql.table.ForeignKey;
import com.pulumi.planetscale.emulator.sql.table.Key;
import com.pulumi.planetscale.emulator.sql.table.Key.Kind;
import com.pulumi.planetscale.emulator.sql.table.Key.Part;
import com.pulumi.planetscale.emulator.sql.table.TableEditor;
import io.debezium.ddl.parser.mysql.generated.MySqlLexer;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.CommonIndexOptionContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.CreateIndexContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.DeleteOptionContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.FulltextIndexOptionContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.IndexNameContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.IndexOptionContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.KeyListWithExpressionContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.KeyPartContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.KeyPartOrExpressionContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.ReferencesContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.TableConstraintDefContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;

/// Reads keys, foreign keys and checks, and adds them to a table.
final class ConstraintReader {
    /// Of a length that is read exactly; none can be longer.
    private static final int MOST_DIGITS = 9;

    private ConstraintReader() {}

    static void add(TableConstraintDefContext constraint, TableEditor table) {
        String name = constraint.constraintName() == null
                        || constraint.constraintName().identifier() == null
                ? ""
                : Texts.name(constraint.constraintName().identifier());
        if (constraint.checkConstraint() != null) {
            boolean enforced = constraint.constraintEnforcement() == null
                    || constraint.constraintEnforcement().NOT_SYMBOL() == null;
            table.addCheck(new Check(
                    name, Texts.expression(constraint.checkConstraint().exprWithParentheses()), enforced));
        } else if (constraint.references() != null) {
            List<String> columns = constraint.keyList().keyPart().stream()
                    .map(part -> Texts.name(part.identifier()))
                    .toList();
            table.addForeignKey(foreignKey(name, columns, constraint.references()), name(constraint.indexName()));
        } else {
            table.addKey(key(constraint, name));
        }
    }

    private static Key key(TableConstraintDefContext constraint, String constraintName) {
        String own = constraint.indexNameAndType() == null
                ? name(constraint.indexName())
                : name(constraint.indexNameAndType().indexName());
        Options options = new Options();
        constraint.indexOption().forEach(options::add);
        constraint.fulltextIndexOption().forEach(options::add);
        constraint.spatialIndexOption().forEach(option -> options.add(option.commonIndexOption()));
        return options.key(
                kind(constraint.type), own.isEmpty() ? constraintName : own, parts(constraint.keyListWithExpression()));
    }

    static Key key(CreateIndexContext index) {
        Options options = new Options();
        index.indexOption().forEach(options::add);
        index.fulltextIndexOption().forEach(options::add);
        index.spatialIndexOption().forEach(option -> options.add(option.commonIndexOption()));
        return options.key(
                index.UNIQUE_SYMBOL() == null ? kind(index.type) : Kind.UNIQUE,
                name(index.indexName()),
                parts(index.createIndexTarget().keyListWithExpression()));
    }

    private static Kind kind(Token type) {
        return switch (type.getType()) {
            case MySqlLexer.PRIMARY_SYMBOL -> Kind.PRIMARY;
            case MySqlLexer.UNIQUE_SYMBOL -> Kind.UNIQUE;
            case MySqlLexer.FULLTEXT_SYMBOL -> Kind.FULLTEXT;
            case MySqlLexer.SPATIAL_SYMBOL -> Kind.SPATIAL;
            default -> Kind.PLAIN;
        };
    }

    private static String name(@Nullable IndexNameContext name) {
        if (name == null) {
            return "";
        }
        refuseIf(Texts.name(name.identifier()).isEmpty(), "Incorrect index name ''");
        return Texts.name(name.identifier());
    }

    private static List<Part> parts(KeyListWithExpressionContext list) {
        return list.keyPartOrExpression().stream().map(ConstraintReader::part).toList();
    }

    private static Part part(KeyPartOrExpressionContext part) {
        if (part.keyPart() == null) {
            return new Part(null, Texts.expression(part.exprWithParentheses()), null, descending(part.direction()));
        }
        KeyPartContext column = part.keyPart();
        Integer length = Optional.ofNullable(column.fieldLength())
                .map(ParseTree::getText)
                .map(text -> text.substring(1, text.length() - 1))
                .map(digits -> digits.length() > MOST_DIGITS ? Integer.MAX_VALUE : Integer.parseInt(digits))
                .orElse(null);
        return new Part(Texts.name(column.identifier()), null, length, descending(column.direction()));
    }

    private static boolean descending(@Nullable ParseTree direction) {
        return direction != null && direction.getText().equalsIgnoreCase("DESC");
    }

    private static ForeignKey foreignKey(String name, List<String> columns, ReferencesContext references) {
        List<String> referenced = references.identifierListWithParentheses() == null
                ? List.of()
                : Texts.names(references.identifierListWithParentheses().identifierList());
        return new ForeignKey(
                name,
                columns,
                Texts.table(references.tableRef()),
                referenced,
                action(references, MySqlLexer.DELETE_SYMBOL),
                action(references, MySqlLexer.UPDATE_SYMBOL));
    }

    /// What stands behind `ON DELETE` or `ON UPDATE`, which come in either order.
    private static String action(ReferencesContext references, int event) {
        for (int i = 1; i < references.getChildCount(); i++) {
            boolean found = references.getChild(i) instanceof DeleteOptionContext
                    && references.getChild(i - 1).getPayload() instanceof Token token
                    && token.getType() == event;
            if (found) {
                DeleteOptionContext option = (DeleteOptionContext) references.getChild(i);
                // To restrict and to do nothing is the same in InnoDB.
                boolean restricts = option.RESTRICT_SYMBOL() != null || option.NO_SYMBOL() != null;
                return restricts ? "" : Texts.text(option).toUpperCase(Locale.ROOT);
            }
        }
        return "";
    }

    /// What is written behind the columns of a key. The type is none of it: InnoDB has only one.
    private static final class Options {
        private final List<String> others = new ArrayList<>();
        private String comment = "";
        private boolean visible = true;

        void add(IndexOptionContext option) {
            add(option.commonIndexOption());
        }

        void add(FulltextIndexOptionContext option) {
            if (option.identifier() == null) {
                add(option.commonIndexOption());
            } else {
                others.add("WITH PARSER " + option.identifier().getText());
            }
        }

        void add(@Nullable CommonIndexOptionContext option) {
            if (option == null) {
                return;
            }
            if (option.visibility() != null) {
                visible = option.visibility().INVISIBLE_SYMBOL() == null;
            } else if (option.COMMENT_SYMBOL() != null) {
                comment = Texts.unquoted(option.textLiteral().getText());
            } else if (option.KEY_BLOCK_SIZE_SYMBOL() != null) {
                others.add("KEY_BLOCK_SIZE=" + option.ulong_number().getText());
            }
        }

        Key key(Kind kind, String name, List<Part> parts) {
            return new Key(kind, name, parts, visible, comment, others);
        }
    }
}
