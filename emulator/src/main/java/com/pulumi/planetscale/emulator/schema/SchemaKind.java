package com.pulumi.planetscale.emulator.schema;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.Paths;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.http.Views;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.sql.lint.Lint;
import com.pulumi.planetscale.emulator.sql.schema.Schema;
import com.pulumi.planetscale.emulator.sql.schema.Table;
import java.util.List;
import java.util.Optional;

/// The tables of a branch, and what is wrong with them. The tables come from the admin interface, or from
/// the branch's server where there is one.
public final class SchemaKind implements Kind {
    private static final List<String> LISTS = List.of("foreign_key_column_names", "auto_increment_column_names");
    private static final List<String> TEXTS = List.of(
            "column_name",
            "charset_name",
            "engine_name",
            "vindex_name",
            "json_path",
            "check_constraint_name",
            "enum_value",
            "partitioning_type",
            "partition_name");

    @Override
    public void declare(Declarations declarations) {
        declarations
                .get(Paths.BRANCH + "/schema", Access.readingBranches(), this::get)
                .get(Paths.BRANCH + "/schema/lint", Access.readingBranches(), this::lint)
                .undescribed("GET", Paths.BRANCH + "/diff", Access.readingBranches(), this::diff)
                .undescribed("POST", Paths.BRANCH + "/refresh-schema", Access.readingBranches(), this::refresh);
    }

    private Answer get(Call call) {
        Branch branch = call.readyBranch();
        Schema schema = Schemas.part(
                call.world(),
                branch,
                call.query().text("keyspace"),
                call.query().text("namespace"));
        return Answer.ok(new View()
                .put("data", schema.tables().stream().map(SchemaKind::view).toList()));
    }

    private Answer lint(Call call) {
        Branch branch = call.readyBranch();
        return call.page(Schemas.lint(call.world(), branch).stream(), SchemaKind::view);
    }

    /// What the branch has more, less or other than its parent (PlanetScale documentation, command line). Nothing is
    /// different for a branch without a parent, or whose parent no longer exists.
    private Answer diff(Call call) {
        Branch branch = call.readyBranch(Engine.MYSQL);
        Schema parent = Optional.ofNullable(branch.parent)
                .flatMap(id -> call.world().find(Branch.class, id))
                .map(Branch::schema)
                .orElse(branch.schema());
        return Answer.ok(new View().put("data", SchemaDiffView.of(parent, branch.schema())));
    }

    /// Reads the schema again, which the emulator does all the time. What is answered is not documented; the official
    /// client does not look at it.
    @Assumes(Assumption.REFRESH_SCHEMA_ANSWERS_NOTHING)
    private Answer refresh(Call call) {
        call.readyBranch(Engine.MYSQL);
        return Answer.noContent();
    }

    private static View view(Table table) {
        return new View()
                .put("name", table.name())
                .put("html", "<pre>" + Views.escaped(table.definition()) + "</pre>")
                .put("raw", table.definition());
    }

    public static View view(Lint.Finding finding) {
        View view = new View()
                .put("type", "SchemaLintError")
                .put("lint_error", finding.code())
                .put("subject_type", finding.subject())
                .put("keyspace_name", finding.keyspace())
                .put("table_name", finding.table())
                .put("error_description", finding.description())
                .put("docs_url", finding.docsUrl());
        LISTS.forEach(field -> view.put(field, finding.about().getOrDefault(field, List.of())));
        TEXTS.forEach(field -> view.put(field, String.join(", ", finding.about().getOrDefault(field, List.of()))));
        return view;
    }
}
