package com.pulumi.planetscale.emulator.sql.table;

import java.util.List;
import java.util.Objects;

/// What changes of columns do to rows.
final class ColumnChange {
    /// A value of an enumeration takes one byte up to this many (MySQL reference manual, storage requirements).
    private static final int ENUM_BYTE = 255;

    /// Members of a set that a byte holds.
    private static final int SET_BYTE = 8;

    private ColumnChange() {}

    /// What a change means.
    ///
    /// @param losesData rows or values can get lost
    /// @param instant MySQL can do it without copying the table
    record Effect(boolean losesData, boolean instant) {
        static final Effect NOTHING = new Effect(false, true);
        static final Effect COPIES = new Effect(false, false);

        Effect and(Effect other) {
            return new Effect(losesData || other.losesData, instant && other.instant);
        }
    }

    /// Not instant are columns with a computed default (PlanetScale documentation, instant deployments), and tables
    /// with full-text keys or compressed rows (MySQL reference manual, online DDL operations).
    static Effect adding(TableDefinition table, Column column) {
        boolean computed = !column.hasLiteralDefault()
                || column.autoIncrement()
                || (column.generated() != null && column.generated().stored());
        return new Effect(false, !computed && canChangeInstantly(table));
    }

    static Effect dropping(TableDefinition table, Column column) {
        boolean plain = column.generated() == null;
        boolean stored = column.generated() != null && column.generated().stored();
        return new Effect(plain, !stored && canChangeInstantly(table));
    }

    private static boolean canChangeInstantly(TableDefinition table) {
        return !table.options().compressed() && table.keys().stream().noneMatch(key -> key.kind() == Key.Kind.FULLTEXT);
    }

    static Effect between(Column from, Column to) {
        boolean loses = from.generated() == null && (to.generated() != null || !holds(from, to));
        boolean sameStorage = from.type().equals(to.type()) || grows(from.type(), to.type());
        boolean instant = sameStorage
                && from.nullable() == to.nullable()
                && from.autoIncrement() == to.autoIncrement()
                && from.visible() == to.visible()
                && Objects.equals(from.collation(), to.collation())
                && Objects.equals(from.generated(), to.generated())
                && from.attributes().equals(to.attributes());
        return new Effect(loses, instant);
    }

    private static boolean holds(Column from, Column to) {
        String old = from.collation();
        String made = to.collation();
        boolean text = old == null || made == null || Collations.holds(made, old);
        return text && to.type().holds(from.type(), made == null ? 1 : Collations.bytes(made));
    }

    /// New members at the end of an enumeration, as long as they do not need another byte.
    private static boolean grows(ColumnType from, ColumnType to) {
        List<String> old = from.arguments();
        List<String> made = to.arguments();
        return from.enumeration()
                && from.name().equals(to.name())
                && made.size() >= old.size()
                && made.subList(0, old.size()).equals(old)
                && bytes(from) == bytes(to);
    }

    private static int bytes(ColumnType type) {
        int members = type.arguments().size();
        return type.name().equals("enum") ? (members > ENUM_BYTE ? 2 : 1) : (members + SET_BYTE - 1) / SET_BYTE;
    }
}
