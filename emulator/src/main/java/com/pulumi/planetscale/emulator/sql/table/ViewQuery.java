package com.pulumi.planetscale.emulator.sql.table;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The query of a view, as far as names go.
///
/// @param named queries of a `WITH` clause, by their names
/// @param selects what `UNION` and the like put together; at least one
public record ViewQuery(Map<String, ViewQuery> named, List<Select> selects) {
    public ViewQuery {
        named = Map.copyOf(named);
        selects = List.copyOf(selects);
    }

    /// One `SELECT`.
    ///
    /// @param sources what it selects from
    /// @param outputs its columns, in order
    /// @param references the columns that it names itself
    /// @param orders columns that its grouping and ordering name, which can be outputs as well
    /// @param nested queries in its expressions, which can name its columns as well
    /// @param joinsByName whether columns of its sources that have the same name are one, as with `USING`
    public record Select(
            List<Source> sources,
            List<Output> outputs,
            List<Reference> references,
            List<Reference> orders,
            List<ViewQuery> nested,
            boolean joinsByName) {
        public Select {
            sources = List.copyOf(sources);
            outputs = List.copyOf(outputs);
            references = List.copyOf(references);
            orders = List.copyOf(orders);
            nested = List.copyOf(nested);
        }
    }

    /// What rows come from: a table or view of the keyspace, or a query. With neither, its columns are not known.
    ///
    /// @param alias how references call it
    /// @param columns names that it gives to the columns of its query; empty if the query names them
    public record Source(String alias, Optional<String> table, Optional<ViewQuery> query, List<String> columns) {
        public Source {
            columns = List.copyOf(columns);
        }
    }

    /// A column of a result.
    ///
    /// @param name empty for a star
    /// @param of whose columns a star stands for; empty for those of all sources
    public record Output(Optional<String> name, Optional<String> of) {}

    /// A column that is named.
    ///
    /// @param source the alias in front of it
    public record Reference(Optional<String> source, String column) {}

    /// The tables and views of the keyspace that it reads.
    public Set<String> tables() {
        var tables = new HashSet<String>();
        collect(tables, Set.of());
        return tables;
    }

    private void collect(Set<String> tables, Set<String> outer) {
        var names = new HashSet<>(outer);
        names.addAll(named.keySet());
        named.values().forEach(query -> query.collect(tables, names));
        for (Select select : selects) {
            for (Source source : select.sources()) {
                source.table().filter(table -> !names.contains(table)).ifPresent(tables::add);
                source.query().ifPresent(query -> query.collect(tables, names));
            }
            select.nested().forEach(query -> query.collect(tables, names));
        }
    }
}
