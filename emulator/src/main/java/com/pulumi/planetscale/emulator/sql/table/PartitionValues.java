package com.pulumi.planetscale.emulator.sql.table;

import static com.pulumi.planetscale.emulator.sql.table.DdlException.refuseIf;

import com.pulumi.planetscale.emulator.sql.table.Partitions.Definition;
import com.pulumi.planetscale.emulator.sql.table.Partitions.Method;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The values of partitions by range or list: bounds rise, and each value is in one partition only.
final class PartitionValues {
    private static final String MAXVALUE = "maxvalue";
    private static final String NULL = "null";

    private final Partitions partitions;
    private final boolean byColumns;
    /// As many values as each bound or member has.
    private final int width;

    private final List<Column> columns;

    PartitionValues(TableDefinition table, Partitions partitions) {
        this.partitions = partitions;
        byColumns = partitions.listsColumns();
        width = byColumns ? partitions.columns().size() : 1;
        columns = partitions.columns().stream()
                .map(table::column)
                .flatMap(Optional::stream)
                .toList();
    }

    void check() {
        if (partitions.method() == Method.RANGE) {
            checkBounds();
        } else {
            checkMembers();
        }
    }

    private void checkBounds() {
        List<Definition> definitions = partitions.definitions();
        List<Value> last = List.of();
        for (int i = 0; i < definitions.size(); i++) {
            Definition definition = definitions.get(i);
            List<String> bound = Partitions.split(definition.lessThan().orElseThrow());
            checkWidth(bound);
            refuseIf(bound.stream().anyMatch(NULL::equals), "Not allowed to use NULL value in VALUES LESS THAN");
            boolean open = bound.stream().allMatch(MAXVALUE::equals);
            refuseIf(open && i < definitions.size() - 1, "MAXVALUE can only be used in last partition definition");
            List<Value> values = values(definition, bound);
            refuseIf(
                    i > 0 && !isLess(last, values),
                    "VALUES LESS THAN value must be strictly increasing for each partition");
            last = values;
        }
    }

    /// Whether one bound is below another. True if the values cannot be compared here.
    private static boolean isLess(List<Value> lower, List<Value> upper) {
        for (int i = 0; i < lower.size(); i++) {
            Optional<Integer> order = lower.get(i).compare(upper.get(i));
            if (order.isEmpty() || order.get() != 0) {
                return order.isEmpty() || order.get() < 0;
            }
        }
        return false;
    }

    private void checkMembers() {
        Set<List<Value>> met = new HashSet<>();
        for (Definition definition : partitions.definitions()) {
            for (String member : Partitions.split(definition.in().orElseThrow())) {
                boolean several = byColumns && width > 1 && member.startsWith("(");
                List<String> parts = Partitions.split(several ? member.substring(1, member.length() - 1) : member);
                checkWidth(parts);
                refuseIf(parts.stream().anyMatch(MAXVALUE::equals), "Cannot use MAXVALUE as value in VALUES IN");
                List<Value> values = values(definition, parts);
                boolean unknown = values.stream().anyMatch(Value::unknown);
                refuseIf(!unknown && !met.add(values), "Multiple definition of same constant in list partitioning");
            }
        }
    }

    private void checkWidth(List<String> values) {
        refuseIf(
                !byColumns && values.size() > 1,
                "Cannot have more than one value for this type of " + partitions.method() + " partitioning");
        refuseIf(values.size() != width, "Inconsistency in usage of column lists for partitioning");
    }

    private List<Value> values(Definition definition, List<String> texts) {
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            boolean string = text.startsWith("'");
            refuseIf(string && !byColumns, "VALUES value for partition '" + definition.name() + "' must have type INT");
            boolean number = !byColumns || columns.get(i).type().integer();
            boolean special = text.equals(MAXVALUE) || text.equals(NULL);
            refuseIf(byColumns && !special && string == number, "Partition column values of incorrect type");
            values.add(value(text, byColumns ? columns.get(i) : null));
        }
        return values;
    }

    private static Value value(String text, @Nullable Column column) {
        if (text.equals(MAXVALUE) || text.equals(NULL)) {
            return new Value(text, null, "");
        }
        if (column == null || column.type().integer()) {
            return new Constant(text)
                    .value()
                    .map(number -> new Value("", number, ""))
                    .orElse(Value.UNKNOWN);
        }
        String plain = Quoting.plain(text);
        boolean folds = column.collation() != null && column.collation().endsWith("_ci");
        String shown = TimeText.shown(plain, column.type());
        return new Value("", null, folds ? shown.stripTrailing().toLowerCase(Locale.ROOT) : shown);
    }

    /// A number or a string, or one of the words that stand for none.
    private record Value(String word, @Nullable BigInteger number, String text) {
        static final Value UNKNOWN = new Value("?", null, "");

        boolean unknown() {
            return equals(UNKNOWN);
        }

        Optional<Integer> compare(Value other) {
            if (unknown() || other.unknown()) {
                return Optional.empty();
            }
            if (word.equals(MAXVALUE) || other.word.equals(MAXVALUE)) {
                return Optional.of(Boolean.compare(word.equals(MAXVALUE), other.word.equals(MAXVALUE)));
            }
            return Optional.of(
                    number != null && other.number != null
                            ? number.compareTo(other.number)
                            : text.compareTo(other.text));
        }
    }
}
