package com.pulumi.planetscale.emulator.sql.lint;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.sql.lint.Lint.Finding;
import com.pulumi.planetscale.emulator.sql.lint.Lint.Parsed;
import com.pulumi.planetscale.emulator.sql.lint.Lint.ParsedView;
import com.pulumi.planetscale.emulator.sql.lint.Lint.Rules;
import com.pulumi.planetscale.emulator.sql.table.Column;
import com.pulumi.planetscale.emulator.sql.table.Quoting;
import com.pulumi.planetscale.emulator.sql.table.ViewQuery;
import com.pulumi.planetscale.emulator.sql.table.ViewQuery.Output;
import com.pulumi.planetscale.emulator.sql.table.ViewQuery.Reference;
import com.pulumi.planetscale.emulator.sql.table.ViewQuery.Select;
import com.pulumi.planetscale.emulator.sql.table.ViewQuery.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What the views of one keyspace need: that it is not sharded, and tables and columns to select from (PlanetScale
/// documentation, schema lint errors).
final class ViewLint {
    private static final String TABLE = "INVALID_TABLE_REFERENCED_IN_VIEW";
    private static final String COLUMN = "INVALID_COLUMN_REFERENCED_IN_VIEW";

    private static final Pattern QUOTED = Pattern.compile("'(?:[^'\\\\]|\\\\.|'')*'|`[^`]*`");
    private static final Pattern JSON_TABLE = Pattern.compile("(?i)\\bJSON_TABLE\\s*\\(");

    private final List<ParsedView> views;
    private final Rules rules;
    /// The columns of each table and of each view that was found to be right; empty if they are not known.
    private final Map<String, Optional<List<String>>> columns = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    /// @param tables all tables of the keyspace
    /// @param views all views of the keyspace
    ViewLint(List<Parsed> tables, List<ParsedView> views, Rules rules) {
        this.views = views;
        this.rules = rules;
        tables.forEach(table -> columns.put(
                table.table().name(),
                Optional.of(
                        table.definition().columns().stream().map(Column::name).toList())));
    }

    List<Finding> findings() {
        List<ParsedView> open = new ArrayList<>(views);
        while (!open.isEmpty()) {
            List<ParsedView> next = open.stream()
                    .filter(view -> missing(view).stream().noneMatch(name -> isOneOf(open, name)))
                    .toList();
            if (next.isEmpty()) {
                open.forEach(view -> missing(view).forEach(name -> unresolved(view, name)));
                return findings;
            }
            next.forEach(this::check);
            open.removeAll(next);
        }
        return findings;
    }

    private static boolean isOneOf(List<ParsedView> views, String name) {
        return views.stream().anyMatch(view -> view.table().name().equals(name));
    }

    private Set<String> missing(ParsedView view) {
        Set<String> missing = new LinkedHashSet<>(view.definition().query().tables());
        missing.removeAll(columns.keySet());
        return missing;
    }

    private void unresolved(ParsedView view, String name) {
        findings.add(finding(
                view,
                TABLE,
                "references table " + Quoting.name(name)
                        + (isOneOf(views, name)
                                ? ", and their dependencies cannot be resolved"
                                : ", which does not exist")));
    }

    private void check(ParsedView view) {
        if (rules.sharded().contains(view.table().keyspace())) {
            findings.add(Finding.table(
                    Lint.UNSUPPORTED_IN_SHARDS,
                    view.table(),
                    Quoting.name(view.table().name()) + " is a view: sharded databases cannot have views"));
        }
        if (JSON_TABLE
                .matcher(QUOTED.matcher(view.table().definition()).replaceAll(""))
                .find()) {
            findings.add(finding(view, Lint.UNSUPPORTED, "uses JSON_TABLE, which is not supported"));
        }
        Set<String> missing = missing(view);
        if (!missing.isEmpty()) {
            missing.forEach(name -> unresolved(view, name));
            columns.put(view.table().name(), Optional.empty());
            return;
        }
        Names names = new Names(view);
        columns.put(
                view.table().name(),
                names.columns(view.definition().query(), new Scope(List.of(), Map.of(), Optional.empty())));
        findings.addAll(names.faults);
    }

    private static Finding finding(ParsedView view, String code, String what) {
        return Finding.table(
                code, view.table(), "view " + Quoting.name(view.table().name()) + " " + what);
    }

    /// What names can mean within a `SELECT`.
    ///
    /// @param sources the columns of each source by its alias; empty if they are not known
    /// @param named the columns of the queries of `WITH` clauses
    /// @param outer what they can mean around it
    private record Scope(
            List<Map.Entry<String, Optional<List<String>>>> sources,
            Map<String, Optional<List<String>>> named,
            Optional<Scope> outer) {}

    /// Finds what the names of one view mean.
    private final class Names {
        private final ParsedView view;
        private final Set<Finding> faults = new LinkedHashSet<>();

        Names(ParsedView view) {
            this.view = view;
        }

        /// The columns of a query, after a look at all its names; empty if they are not known.
        Optional<List<String>> columns(ViewQuery query, Scope around) {
            Map<String, Optional<List<String>>> named = new HashMap<>(around.named());
            // A recursive query names itself, before its columns are known.
            query.named().keySet().forEach(name -> named.put(name, Optional.empty()));
            Scope within = new Scope(around.sources(), named, around.outer());
            query.named().forEach((name, inner) -> named.put(name, columns(inner, within)));
            List<Optional<List<String>>> results = query.selects().stream()
                    .map(select -> columns(select, within))
                    .toList();
            return results.get(0);
        }

        private Optional<List<String>> columns(Select select, Scope around) {
            List<Map.Entry<String, Optional<List<String>>>> sources = new ArrayList<>();
            for (Source source : select.sources()) {
                sources.add(Map.entry(source.alias(), columns(source, around)));
            }
            Scope scope = new Scope(sources, around.named(), Optional.of(around));
            select.references().forEach(reference -> resolve(reference, scope, select.joinsByName()));
            Optional<List<String>> outputs = outputs(select, scope);
            Set<String> names = new HashSet<>();
            outputs.orElse(List.of()).forEach(name -> names.add(Quoting.folded(name)));
            select.orders().stream()
                    .filter(reference ->
                            reference.source().isPresent() || !names.contains(Quoting.folded(reference.column())))
                    .forEach(reference -> resolve(reference, scope, select.joinsByName()));
            select.nested().forEach(query -> columns(query, scope));
            return outputs;
        }

        private Optional<List<String>> columns(Source source, Scope around) {
            if (source.query().isPresent()) {
                Optional<List<String>> own = columns(source.query().get(), around);
                return source.columns().isEmpty() ? own : Optional.of(source.columns());
            }
            return source.table()
                    .flatMap(table -> around.named().containsKey(table)
                            ? around.named().get(table)
                            : ViewLint.this.columns.getOrDefault(table, Optional.empty()));
        }

        @Assumes(Assumption.LINT_OF_STARS)
        private Optional<List<String>> outputs(Select select, Scope scope) {
            List<String> outputs = new ArrayList<>();
            boolean known = true;
            for (Output output : select.outputs()) {
                if (output.name().isPresent()) {
                    outputs.add(output.name().get());
                    continue;
                }
                List<Map.Entry<String, Optional<List<String>>>> starred = scope.sources().stream()
                        .filter(source ->
                                output.of().isEmpty() || output.of().get().equals(source.getKey()))
                        .toList();
                if (starred.isEmpty()) {
                    faults.add(finding(view, COLUMN, "has invalid star expression"));
                }
                known &= !starred.isEmpty()
                        && starred.stream().allMatch(source -> source.getValue().isPresent());
                starred.forEach(source -> outputs.addAll(source.getValue().orElse(List.of())));
            }
            return known ? Optional.of(outputs) : Optional.empty();
        }

        private void resolve(Reference reference, Scope scope, boolean joinsByName) {
            List<Map.Entry<String, Optional<List<String>>>> candidates = scope.sources().stream()
                    .filter(source -> reference.source().isEmpty()
                            || reference.source().get().equals(source.getKey()))
                    .filter(source -> source.getValue()
                            .map(names -> names.stream().anyMatch(reference.column()::equalsIgnoreCase))
                            .orElse(true))
                    .toList();
            boolean certain =
                    candidates.stream().allMatch(source -> source.getValue().isPresent());
            if (candidates.isEmpty() && scope.outer().isPresent()) {
                resolve(reference, scope.outer().get(), joinsByName);
            } else if (candidates.isEmpty()) {
                String column = Quoting.name(reference.column());
                faults.add(finding(
                        view,
                        COLUMN,
                        reference
                                .source()
                                .map(of -> "references non-existent column " + Quoting.name(of) + "." + column)
                                .orElse("references unqualified but non-existent column " + column)));
            } else if (candidates.size() > 1 && certain && reference.source().isEmpty() && !joinsByName) {
                faults.add(finding(
                        view,
                        COLUMN,
                        "references unqualified but non unique column " + Quoting.name(reference.column())));
            }
        }
    }
}
