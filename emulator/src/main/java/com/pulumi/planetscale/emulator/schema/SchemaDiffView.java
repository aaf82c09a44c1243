package com.pulumi.planetscale.emulator.schema;

import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.http.Views;
import com.pulumi.planetscale.emulator.sql.schema.Change;
import com.pulumi.planetscale.emulator.sql.schema.LineDiff;
import com.pulumi.planetscale.emulator.sql.schema.Schema;
import com.pulumi.planetscale.emulator.sql.schema.Table;
import java.util.List;
import java.util.Optional;

/// Tables that differ, in the form that the command line prints: lines that begin with a plus, a minus or a space.
public final class SchemaDiffView {
    private SchemaDiffView() {}

    public static List<View> of(Schema from, Schema to) {
        return Change.between(from, to).stream()
                .map(change -> view(
                        change.table(),
                        LineDiff.of(
                                definition(from.find(change.keyspace(), change.table())),
                                definition(to.find(change.keyspace(), change.table())))))
                .toList();
    }

    private static String definition(Optional<Table> table) {
        return table.map(Table::definition).orElse("");
    }

    private static View view(String table, String diff) {
        return new View()
                .put("name", table)
                .put("html", "<pre>" + Views.escaped(diff) + "</pre>")
                .put("raw", diff);
    }
}
