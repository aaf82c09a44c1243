package com.pulumi.planetscale.emulator.sql.table;

import static com.pulumi.planetscale.emulator.sql.table.DdlException.refuseIf;

import com.pulumi.planetscale.emulator.sql.table.Key.Kind;
import com.pulumi.planetscale.emulator.sql.table.Key.Part;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Refuses keys that MySQL refuses, with its messages (MySQL reference manual, CREATE INDEX).
final class KeyRules {
    private static final int MOST_KEYS = 64;
    private static final int MOST_PARTS = 16;
    /// Of InnoDB, with the page size and row format that it has by default.
    private static final int LONGEST_KEY = 3072;
    /// Of InnoDB itself.
    private static final String CLUSTERED = "gen_clust_index";

    private static final Set<String> WORDS = Set.of("char", "varchar", "tinytext", "text", "mediumtext", "longtext");
    /// Their characters have no single bytes, which full-text indexes need.
    private static final Set<String> WIDE_CHARSETS = Set.of("ucs2", "utf16", "utf16le", "utf32");

    private final TableDefinition table;

    KeyRules(TableDefinition table) {
        this.table = table;
    }

    void check() {
        long secondary =
                table.keys().stream().filter(key -> key.kind() != Kind.PRIMARY).count();
        refuseIf(secondary > MOST_KEYS, "Too many keys specified; max " + MOST_KEYS + " keys allowed");
        table.keys().forEach(this::check);
        checkVisibility();
    }

    private void check(Key key) {
        refuseIf(
                key.name().isEmpty()
                        || key.name().endsWith(" ")
                        || key.name().toLowerCase(Locale.ROOT).equals(CLUSTERED),
                "Incorrect index name '" + key.name() + "'");
        int most = key.kind() == Kind.SPATIAL ? 1 : MOST_PARTS;
        refuseIf(key.parts().size() > most, "Too many key parts specified; max " + most + " parts allowed");
        refuseIf(
                key.comment().codePointCount(0, key.comment().length()) > ColumnRules.LONGEST_COMMENT,
                "Comment for index '" + key.name() + "' is too long (max = " + ColumnRules.LONGEST_COMMENT + ")");
        refuseIf(
                !sorted(key) && key.parts().stream().anyMatch(Part::descending),
                "Incorrect usage of spatial/fulltext/hash index and explicit index order");
        checkColumns(key);
        key.parts().forEach(part -> check(key, part));
        checkWords(key);
    }

    private static boolean sorted(Key key) {
        return key.kind() != Kind.FULLTEXT && key.kind() != Kind.SPATIAL;
    }

    private void checkColumns(Key key) {
        List<String> columns = key.columns().stream().map(Quoting::folded).toList();
        columns.stream()
                .filter(column -> Collections.frequency(columns, column) > 1)
                .findFirst()
                .ifPresent(column -> {
                    throw new DdlException("Duplicate column name '" + column + "'");
                });
        long bytes = key.parts().stream()
                .mapToLong(part -> part.column() == null
                        ? 0
                        : table.column(part.column())
                                .map(column -> ColumnRules.bytes(column, part.length()))
                                .orElse(0L))
                .sum();
        refuseIf(
                sorted(key) && bytes > LONGEST_KEY,
                "Specified key was too long; max key length is " + LONGEST_KEY + " bytes");
    }

    private void check(Key key, Part part) {
        if (part.column() == null) {
            checkExpression(key, Objects.requireNonNull(part.expression()));
            return;
        }
        Optional<Column> column = table.column(part.column());
        refuseIf(column.isEmpty(), "Key column '" + part.column() + "' doesn't exist in table");
        boolean unlimited = column.filter(found -> found.type().large()).isPresent()
                && part.length() == null
                && key.kind() != Kind.FULLTEXT;
        refuseIf(unlimited, "BLOB/TEXT column '" + part.column() + "' used in key specification without a key length");
        refuseIf(part.length() != null && part.length() == 0, "Key part '" + part.column() + "' length cannot be 0");
        column.ifPresent(found -> checkType(key, part, found));
    }

    private static void checkExpression(Key key, String expression) {
        refuseIf(key.kind() == Kind.PRIMARY, "The primary key cannot be a functional index");
        refuseIf(key.kind() == Kind.FULLTEXT, "Fulltext functional index is not supported.");
        refuseIf(key.kind() == Kind.SPATIAL, "Spatial functional index is not supported.");
        refuseIf(
                Quoting.namesIn(expression).stream().map(Quoting::name).anyMatch(expression::equals),
                "Functional index on a column is not supported. Consider using a regular index instead.");
    }

    private static void checkType(Key key, Part part, Column column) {
        String name = column.name();
        refuseIf(
                sorted(key) && column.type().name().equals("json"),
                "JSON column '" + name + "' supports indexing only via generated columns on a specified JSON path.");
        refuseIf(
                key.kind() == Kind.FULLTEXT && !WORDS.contains(column.type().name()),
                "Column '" + name + "' cannot be part of FULLTEXT index");
        refuseIf(
                key.kind() == Kind.SPATIAL && !column.type().geometry(),
                "A SPATIAL index may only contain a geometrical type column");
        refuseIf(key.kind() == Kind.SPATIAL && column.nullable(), "All parts of a SPATIAL index must be NOT NULL");
        refuseIf(
                sorted(key) && part.length() != null && !column.type().hasBeginning(part.length()),
                "Incorrect prefix key; the used key part isn't a string, the used length is longer than the key part,"
                        + " or the storage engine doesn't support unique prefix keys");
        String unsupported = switch (key.kind()) {
            case PRIMARY -> "Defining a virtual generated column as primary key";
            case FULLTEXT -> "Fulltext index on virtual generated column";
            case SPATIAL -> "Spatial index on virtual generated column";
            default -> "";
        };
        refuseIf(
                column.virtual() && !unsupported.isEmpty(),
                "'" + unsupported + "' is not supported for generated columns.");
    }

    /// A full-text index compares the words of all its columns in the same way.
    private void checkWords(Key key) {
        if (key.kind() != Kind.FULLTEXT) {
            return;
        }
        String first = null;
        for (String name : key.columns()) {
            String collation = table.column(name).map(Column::collation).orElseThrow();
            first = first == null ? collation : first;
            refuseIf(
                    !collation.equals(first) || WIDE_CHARSETS.contains(Collations.charset(collation)),
                    "Column '" + name + "' cannot be part of FULLTEXT index");
        }
    }

    /// Without a primary key, the first unique key that has no nulls stands in for it.
    private void checkVisibility() {
        table.keys().stream()
                .filter(Key::unique)
                .findFirst()
                .filter(key -> !key.visible())
                .filter(key -> key.kind() == Kind.PRIMARY
                        || key.parts().stream()
                                .allMatch(part -> part.column() != null
                                        && table.column(part.column())
                                                .filter(column -> !column.nullable())
                                                .isPresent()))
                .ifPresent(key -> {
                    throw new DdlException("A primary key index cannot be invisible");
                });
    }
}
