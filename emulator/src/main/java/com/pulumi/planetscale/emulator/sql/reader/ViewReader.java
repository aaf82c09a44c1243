package com.pulumi.planetscale.emulator.sql.reader;

import com.pulumi.planetscale.emulator.sql.table.Quoting;
import com.pulumi.planetscale.emulator.sql.table.ViewDefinition;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.ColumnInternalRefListContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.QueryExpressionContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.ViewAlgorithmContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.ViewSuidContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.ViewTailContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the definition of a view.
final class ViewReader {
    private ViewReader() {}

    /// What says nothing but a default is omitted, as Vitess does when it compares schemas. Who defines the view is
    /// omitted too: that is a user of one branch.
    static ViewDefinition view(
            String name,
            @Nullable ViewAlgorithmContext algorithm,
            @Nullable ViewSuidContext security,
            ViewTailContext tail) {
        var words = new ArrayList<String>();
        words.add("CREATE");
        if (algorithm != null && algorithm.UNDEFINED_SYMBOL() == null) {
            words.add(Texts.text(algorithm).toUpperCase(Locale.ROOT));
        }
        if (security != null && security.INVOKER_SYMBOL() != null) {
            words.add(Texts.text(security).toUpperCase(Locale.ROOT));
        }
        words.add("VIEW " + Quoting.name(name));
        List<String> columns = columns(tail.columnInternalRefList());
        if (!columns.isEmpty()) {
            words.add(Quoting.names(columns));
        }
        words.add("AS " + Texts.text(tail.viewQueryBlock()));
        QueryExpressionContext query =
                tail.viewQueryBlock().queryExpressionWithOptLockingClauses().queryExpression();
        return new ViewDefinition(
                name, String.join(" ", words), QueryReader.renamed(QueryReader.query(query), columns));
    }

    static List<String> columns(@Nullable ColumnInternalRefListContext list) {
        return list == null
                ? List.of()
                : list.columnInternalRef().stream()
                        .map(column -> Texts.name(column.identifier()))
                        .toList();
    }

    /// The same view under another name.
    static ViewDefinition renamed(ViewDefinition view, String name) {
        String ddl = view.ddl()
                .replaceFirst(
                        Pattern.quote("VIEW " + Quoting.name(view.name())),
                        Matcher.quoteReplacement("VIEW " + Quoting.name(name)));
        return new ViewDefinition(name, ddl, view.query());
    }
}
