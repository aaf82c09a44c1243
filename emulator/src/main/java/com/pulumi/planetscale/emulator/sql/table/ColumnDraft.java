package com.pulumi.planetscale.emulator.sql.table;

import com.pulumi.planetscale.emulator.sql.table.Column.Generated;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A column while it is being read or changed; its fields are those of [Column].
public final class ColumnDraft {
    public String name;
    public ColumnType type;
    public @Nullable String collation;
    public boolean nullable = true;
    public @Nullable String defaultValue;
    public @Nullable String onUpdate;
    public boolean autoIncrement = false;
    public @Nullable Generated generated;
    public String comment = "";
    public boolean visible = true;
    public List<String> attributes = new ArrayList<>();

    public ColumnDraft(String name, ColumnType type) {
        this.name = name;
        this.type = type;
    }

    ColumnDraft(Column column) {
        this(column.name(), column.type());
        collation = column.collation();
        nullable = column.nullable();
        defaultValue = column.defaultValue();
        onUpdate = column.onUpdate();
        autoIncrement = column.autoIncrement();
        generated = column.generated();
        comment = column.comment();
        visible = column.visible();
        attributes = new ArrayList<>(column.attributes());
    }

    public Column done() {
        return new Column(
                name,
                type,
                collation,
                nullable,
                defaultValue,
                onUpdate,
                autoIncrement,
                generated,
                comment,
                visible,
                attributes);
    }
}
