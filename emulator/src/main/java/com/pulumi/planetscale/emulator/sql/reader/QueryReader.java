package com.pulumi.planetscale.emulator.sql.reader;

import com.pulumi.planetscale.emulator.sql.table.ViewQuery;
import com.pulumi.planetscale.emulator.sql.table.ViewQuery.Output;
import com.pulumi.planetscale.emulator.sql.table.ViewQuery.Reference;
import com.pulumi.planetscale.emulator.sql.table.ViewQuery.Select;
import com.pulumi.planetscale.emulator.sql.table.ViewQuery.Source;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.ColumnRefContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.DerivedTableContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.ExplicitTableContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.FieldIdentifierContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.JoinedTableContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.QueryExpressionContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.QueryExpressionParensContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.QueryPrimaryContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.QuerySpecificationContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.SelectItemContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.SelectItemListContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.SingleTableContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.SubqueryContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.TableAliasContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.TableFunctionContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.TableWildContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;

/// Reads a query for the names in it.
final class QueryReader {
    private final List<Source> sources = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private final List<Reference> references = new ArrayList<>();
    private final List<Reference> orders = new ArrayList<>();
    private final List<ViewQuery> nested = new ArrayList<>();
    private boolean joinsByName;

    private QueryReader() {}

    static ViewQuery query(QueryExpressionContext query) {
        Map<String, ViewQuery> named = new LinkedHashMap<>();
        if (query.withClause() != null) {
            query.withClause()
                    .commonTableExpression()
                    .forEach(common -> named.put(
                            Texts.name(common.identifier()),
                            renamed(query(common.subquery()), ViewReader.columns(common.columnInternalRefList()))));
        }
        List<Select> selects = new ArrayList<>();
        collect(query.queryExpressionBody(), selects, named);
        if (query.orderClause() != null && selects.size() == 1) {
            selects.set(0, ordered(selects.get(0), query.orderClause()));
        }
        return new ViewQuery(named, selects);
    }

    private static ViewQuery query(SubqueryContext subquery) {
        return query(subquery.queryExpressionParens());
    }

    private static ViewQuery query(QueryExpressionParensContext brackets) {
        return brackets.queryExpressionParens() == null
                ? query(brackets.queryExpressionWithOptLockingClauses().queryExpression())
                : query(brackets.queryExpressionParens());
    }

    /// The same with other names for its columns.
    static ViewQuery renamed(ViewQuery query, List<String> names) {
        if (names.isEmpty()) {
            return query;
        }
        Source source = new Source("", Optional.empty(), Optional.of(query), names);
        List<Output> outputs = names.stream()
                .map(name -> new Output(Optional.of(name), Optional.empty()))
                .toList();
        return new ViewQuery(
                Map.of(), List.of(new Select(List.of(source), outputs, List.of(), List.of(), List.of(), false)));
    }

    private static void collect(ParseTree tree, List<Select> selects, Map<String, ViewQuery> named) {
        if (tree instanceof QueryPrimaryContext primary) {
            selects.add(select(primary));
        } else if (tree instanceof QueryExpressionParensContext brackets) {
            ViewQuery inner = query(brackets);
            named.putAll(inner.named());
            selects.addAll(inner.selects());
        } else {
            IntStream.range(0, tree.getChildCount()).forEach(i -> collect(tree.getChild(i), selects, named));
        }
    }

    private static Select select(QueryPrimaryContext primary) {
        QueryReader reader = new QueryReader();
        QuerySpecificationContext select = primary.querySpecification();
        ExplicitTableContext table = primary.explicitTable();
        if (select != null) {
            reader.read(select);
        } else if (table != null) {
            String name = Texts.table(table.tableRef());
            reader.sources.add(new Source(name, Optional.of(name), Optional.empty(), List.of()));
            reader.outputs.add(new Output(Optional.empty(), Optional.empty()));
        } else {
            reader.sources.add(new Source("", Optional.empty(), Optional.empty(), List.of()));
            reader.outputs.add(new Output(Optional.empty(), Optional.empty()));
        }
        return reader.done();
    }

    private Select done() {
        return new Select(sources, outputs, references, orders, nested, joinsByName);
    }

    private static Select ordered(Select select, ParseTree order) {
        QueryReader reader = new QueryReader();
        reader.expressions(order, reader.orders);
        List<Reference> orders = new ArrayList<>(select.orders());
        orders.addAll(reader.orders);
        List<ViewQuery> nested = new ArrayList<>(select.nested());
        nested.addAll(reader.nested);
        return new Select(
                select.sources(), select.outputs(), select.references(), orders, nested, select.joinsByName());
    }

    private void read(QuerySpecificationContext select) {
        if (select.fromClause() != null) {
            from(select.fromClause());
        }
        outputs(select.selectItemList());
        for (ParseTree strict : children(select.whereClause())) {
            expressions(strict, references);
        }
        for (ParseTree loose : children(select.groupByClause(), select.havingClause(), select.windowClause())) {
            expressions(loose, orders);
        }
    }

    private static List<ParseTree> children(@Nullable ParseTree... clauses) {
        List<ParseTree> present = new ArrayList<>();
        for (ParseTree clause : clauses) {
            if (clause != null) {
                present.add(clause);
            }
        }
        return present;
    }

    private void from(ParseTree tree) {
        if (tree instanceof SingleTableContext table) {
            String name = Texts.table(table.tableRef());
            sources.add(new Source(alias(table.tableAlias(), name), Optional.of(name), Optional.empty(), List.of()));
        } else if (tree instanceof DerivedTableContext derived) {
            sources.add(new Source(
                    alias(derived.tableAlias(), ""),
                    Optional.empty(),
                    Optional.of(query(derived.subquery())),
                    ViewReader.columns(derived.columnInternalRefList())));
        } else if (tree instanceof TableFunctionContext function) {
            sources.add(new Source(alias(function.tableAlias(), ""), Optional.empty(), Optional.empty(), List.of()));
        } else {
            if (tree instanceof JoinedTableContext join) {
                joinsByName |= join.USING_SYMBOL() != null || join.naturalJoinType() != null;
                if (join.expr() != null) {
                    expressions(join.expr(), references);
                }
            }
            IntStream.range(0, tree.getChildCount()).forEach(i -> from(tree.getChild(i)));
        }
    }

    private static String alias(@Nullable TableAliasContext alias, String name) {
        return alias == null ? name : Texts.name(alias.identifier());
    }

    private void outputs(SelectItemListContext items) {
        if (items.MULT_OPERATOR() != null) {
            outputs.add(new Output(Optional.empty(), Optional.empty()));
        }
        for (SelectItemContext item : items.selectItem()) {
            TableWildContext star = item.tableWild();
            if (star != null) {
                String of = Texts.name(star.identifier(star.identifier().size() - 1));
                outputs.add(new Output(Optional.empty(), Optional.of(of)));
            } else {
                expressions(item.expr(), references);
                outputs.add(new Output(Optional.of(name(item)), Optional.empty()));
            }
        }
    }

    private static String name(SelectItemContext item) {
        if (item.selectAlias() != null) {
            return Texts.unquoted(item.selectAlias()
                    .getChild(item.selectAlias().getChildCount() - 1)
                    .getText());
        }
        return Texts.inner(item.expr()) instanceof ColumnRefContext column
                ? reference(column.fieldIdentifier()).column()
                : item.expr().getText();
    }

    private void expressions(ParseTree tree, List<Reference> found) {
        if (tree instanceof ColumnRefContext column) {
            found.add(reference(column.fieldIdentifier()));
        } else if (tree instanceof SubqueryContext subquery) {
            nested.add(query(subquery));
        } else {
            IntStream.range(0, tree.getChildCount()).forEach(i -> expressions(tree.getChild(i), found));
        }
    }

    private static Reference reference(FieldIdentifierContext field) {
        List<String> names = new ArrayList<>();
        if (field.qualifiedIdentifier() != null) {
            names.add(Texts.name(field.qualifiedIdentifier().identifier()));
            if (field.qualifiedIdentifier().dotIdentifier() != null) {
                names.add(Texts.name(field.qualifiedIdentifier().dotIdentifier().identifier()));
            }
        }
        if (field.dotIdentifier() != null) {
            names.add(Texts.name(field.dotIdentifier().identifier()));
        }
        int last = names.size() - 1;
        return new Reference(last > 0 ? Optional.of(names.get(last - 1)) : Optional.empty(), names.get(last));
    }
}
