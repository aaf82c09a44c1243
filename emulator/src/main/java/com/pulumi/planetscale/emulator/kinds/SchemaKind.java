package com.pulumi.planetscale.emulator.kinds;

import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.Refusal;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Engine;
import com.pulumi.planetscale.emulator.model.Keyspace;
import com.pulumi.planetscale.emulator.schema.Lint;
import com.pulumi.planetscale.emulator.schema.Schema;
import com.pulumi.planetscale.emulator.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The tables of a branch, and what is wrong with them. The tables come from the admin interface: there is no SQL.
public final class SchemaKind implements Kind {
    @Override
    public void declare(Declarations declarations) {
        declarations
                .get(Paths.BRANCH + "/schema", Access.readingBranches(), this::get)
                .get(Paths.BRANCH + "/schema/lint", Access.readingBranches(), this::lint);
    }

    /// `keyspace` is for Vitess, `namespace` for PostgreSQL (OpenAPI: get_branch_schema).
    private Answer get(Call call) {
        Branch branch = call.readyBranch();
        boolean vitess = branch.kind == Engine.MYSQL;
        if (call.query().text(vitess ? "namespace" : "keyspace").isPresent()) {
            throw Refusal.unprocessable("Use " + (vitess ? "keyspace" : "namespace") + " for this database");
        }
        Optional<String> part = call.query().text(vitess ? "keyspace" : "namespace");
        part.filter(name -> vitess
                        && call.world().in(branch, Keyspace.class).noneMatch(keyspace -> keyspace.name.equals(name)))
                .ifPresent(name -> {
                    throw Refusal.notFound();
                });
        Schema schema = part.map(branch.schema::in).orElse(branch.schema);
        return Answer.ok(new View()
                .put("data", schema.tables().stream().map(SchemaKind::view).toList()));
    }

    private Answer lint(Call call) {
        Branch branch = call.readyBranch();
        Stream<Lint.Finding> findings = branch.kind == Engine.MYSQL ? Lint.of(branch.schema).stream() : Stream.empty();
        return call.page(findings, SchemaKind::view);
    }

    private static View view(Table table) {
        return new View()
                .put("name", table.name())
                .put("html", "<pre>" + Views.escaped(table.definition()) + "</pre>")
                .put("raw", table.definition());
    }

    static View view(Lint.Finding finding) {
        return new View()
                .put("type", "SchemaLintError")
                .put("lint_error", finding.code())
                .put("subject_type", "table")
                .put("keyspace_name", finding.table().keyspace())
                .put("table_name", finding.table().name())
                .put("error_description", finding.description())
                .put("docs_url", finding.docsUrl())
                .put("column_name", "")
                .put("foreign_key_column_names", List.of())
                .put("auto_increment_column_names", List.of())
                .put("charset_name", "")
                .put("engine_name", "")
                .put("vindex_name", "")
                .put("json_path", "")
                .put("check_constraint_name", "")
                .put("enum_value", "")
                .put("partitioning_type", "")
                .put("partition_name", "");
    }
}
