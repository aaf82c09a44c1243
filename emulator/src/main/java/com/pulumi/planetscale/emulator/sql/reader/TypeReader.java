package com.pulumi.planetscale.emulator.sql.reader;

import static com.pulumi.planetscale.emulator.sql.table.DdlException.refuseIf;

import com.pulumi.planetscale.emulator.sql.table.Collations;
import com.pulumi.planetscale.emulator.sql.table.ColumnType;
import com.pulumi.planetscale.emulator.sql.table.Quoting;
import io.debezium.ddl.parser.mysql.generated.MySqlLexer;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.CharsetWithOptBinaryContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.DataTypeContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.PrecisionContext;
import java.util.Locale;
import java.util.Optional;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;

/// Reads the type of a column, with its synonyms resolved and its lengths filled in as MySQL does (MySQL reference
/// manual, data types).
final class TypeReader {
    /// From this precision on, a float is a double.
    private static final int LONGEST_FLOAT = 24;

    /// The precision above which a float is not one at all.
    private static final int LONGEST_DOUBLE = 53;

    /// Of a length that is read exactly; none can be longer.
    private static final int MOST_DIGITS = 18;

    private static final int WIDEST = 255;
    private static final long YEAR_WIDTH = 4;
    private static final long LONGEST_BLOB = 4_294_967_295L;

    private static final int VECTOR_LENGTH = 2048;

    private final String column;
    private final DataTypeContext type;
    private final String inherited;

    /// Made for one type.
    ///
    /// @param column its name, for messages
    /// @param inherited the collation of the table
    TypeReader(String column, DataTypeContext type, String inherited) {
        this.column = column;
        this.type = type;
        this.inherited = inherited;
    }

    ColumnType read() {
        ColumnType plain = binary() ? withoutCharset() : plain();
        boolean zerofill = type.fieldOptions() != null
                && !type.fieldOptions().ZEROFILL_SYMBOL().isEmpty();
        boolean unsigned = zerofill
                || (type.fieldOptions() != null
                        && !type.fieldOptions().UNSIGNED_SYMBOL().isEmpty());
        return plain.number() && !serial() ? plain.signs(unsigned, zerofill) : plain;
    }

    boolean serial() {
        return type.SERIAL_SYMBOL() != null;
    }

    private ColumnType plain() {
        return switch (type.type == null ? MySqlLexer.NCHAR_SYMBOL : type.type.getType()) {
            case MySqlLexer.TINYINT_SYMBOL -> integer("tinyint");
            case MySqlLexer.SMALLINT_SYMBOL -> integer("smallint");
            case MySqlLexer.MEDIUMINT_SYMBOL -> integer("mediumint");
            case MySqlLexer.INT_SYMBOL -> integer("int");
            case MySqlLexer.BIGINT_SYMBOL -> integer("bigint");
            case MySqlLexer.BOOL_SYMBOL, MySqlLexer.BOOLEAN_SYMBOL -> ColumnType.of("tinyint", 1);
            case MySqlLexer.SERIAL_SYMBOL -> ColumnType.of("bigint").signs(true, false);
            case MySqlLexer.REAL_SYMBOL, MySqlLexer.DOUBLE_SYMBOL -> precise("double", type.precision());
            case MySqlLexer.FLOAT_SYMBOL -> floating();
            case MySqlLexer.DECIMAL_SYMBOL, MySqlLexer.NUMERIC_SYMBOL, MySqlLexer.FIXED_SYMBOL -> decimal();
            case MySqlLexer.BIT_SYMBOL -> bit();
            case MySqlLexer.YEAR_SYMBOL -> year();
            case MySqlLexer.VECTOR_SYMBOL -> ColumnType.of("vector", length().orElse((long) VECTOR_LENGTH));
            case MySqlLexer.CHAR_SYMBOL, MySqlLexer.NCHAR_SYMBOL, MySqlLexer.NATIONAL_SYMBOL -> character();
            case MySqlLexer.VARCHAR_SYMBOL, MySqlLexer.NVARCHAR_SYMBOL -> sized("varchar");
            case MySqlLexer.BINARY_SYMBOL -> sized("binary");
            case MySqlLexer.VARBINARY_SYMBOL -> sized("varbinary");
            case MySqlLexer.LONG_SYMBOL -> ColumnType.of(type.VARBINARY_SYMBOL() == null ? "mediumtext" : "mediumblob");
            case MySqlLexer.TEXT_SYMBOL -> large(true);
            case MySqlLexer.BLOB_SYMBOL -> large(false);
            case MySqlLexer.ENUM_SYMBOL, MySqlLexer.SET_SYMBOL -> enumeration();
            case MySqlLexer.TIME_SYMBOL, MySqlLexer.TIMESTAMP_SYMBOL, MySqlLexer.DATETIME_SYMBOL -> time();
            case MySqlLexer.GEOMETRYCOLLECTION_SYMBOL -> ColumnType.of("geomcollection");
            default -> ColumnType.of(word());
        };
    }

    private String word() {
        return type.getStart().getText().toLowerCase(Locale.ROOT);
    }

    /// Display widths say nothing about values, so MySQL drops them, except for what clients take for booleans and
    /// what is filled up to them.
    private ColumnType integer(String name) {
        Optional<Long> width = length();
        refuseIf(
                width.orElse(0L) > WIDEST,
                "Display width out of range for column '" + column + "' (max = " + WIDEST + ")");
        boolean signed = type.fieldOptions() == null;
        boolean zerofill = !signed && !type.fieldOptions().ZEROFILL_SYMBOL().isEmpty();
        boolean kept = zerofill || (name.equals("tinyint") && signed && width.equals(Optional.of(1L)));
        return width.filter(ignored -> kept)
                .map(value -> ColumnType.of(name, value))
                .orElse(ColumnType.of(name));
    }

    private ColumnType bit() {
        long length = length().orElse(1L);
        refuseIf(length == 0, "Invalid size for column '" + column + "'.");
        return ColumnType.of("bit", length);
    }

    private ColumnType year() {
        refuseIf(length().orElse(YEAR_WIDTH) != YEAR_WIDTH, "Invalid display width. Use YEAR instead.");
        return ColumnType.of("year");
    }

    private ColumnType floating() {
        PrecisionContext precision =
                type.floatOptions() == null ? null : type.floatOptions().precision();
        refuseIf(
                precision == null && length().orElse(0L) > LONGEST_DOUBLE,
                "Incorrect column specifier for column '" + column + "'");
        return precision == null && length().orElse(0L) > LONGEST_FLOAT
                ? ColumnType.of("double")
                : precise("float", precision);
    }

    private static ColumnType precise(String name, @Nullable PrecisionContext precision) {
        return precision == null
                ? ColumnType.of(name)
                : ColumnType.of(
                        name,
                        precision.INT_NUMBER(0).getText(),
                        precision.INT_NUMBER(1).getText());
    }

    private ColumnType decimal() {
        PrecisionContext precision =
                type.floatOptions() == null ? null : type.floatOptions().precision();
        // A precision of zero stands for the one by default.
        return precision == null
                ? ColumnType.of("decimal", length().filter(length -> length > 0).orElse(10L), 0)
                : precise("decimal", precision);
    }

    /// `CHAR`, and all that begins like it and continues with `VARYING`.
    private ColumnType character() {
        boolean varying = type.VARYING_SYMBOL() != null || type.VARCHAR_SYMBOL() != null;
        return sized(varying ? "varchar" : "char");
    }

    private ColumnType sized(String name) {
        return ColumnType.of(name, length().orElse(1L));
    }

    /// With a length, it is the smallest type that holds so many characters.
    private ColumnType large(boolean text) {
        refuseIf(
                length().orElse(0L) > LONGEST_BLOB,
                "Display width out of range for column '" + column + "' (max = " + LONGEST_BLOB + ")");
        long bytes = text ? Collations.bytes(charset().orElse(inherited)) : 1;
        return length().map(count -> ColumnType.of(ColumnType.fitting(text, count * bytes)))
                .orElse(ColumnType.of(text ? "text" : "blob"));
    }

    private ColumnType enumeration() {
        Object[] values = type.stringList().textString().stream()
                .map(value -> Quoting.text(Texts.unquoted(value.getText())))
                .toArray();
        return ColumnType.of(word(), values);
    }

    private ColumnType time() {
        String precision = type.typeDatetimePrecision() == null
                ? "0"
                : type.typeDatetimePrecision().INT_NUMBER().getText();
        return precision.equals("0") ? ColumnType.of(word()) : ColumnType.of(word(), precision);
    }

    private Optional<Long> length() {
        ParseTree length = type.floatOptions() == null
                ? type.fieldLength()
                : type.floatOptions().fieldLength();
        return Optional.ofNullable(length)
                .map(ParseTree::getText)
                .map(text -> text.substring(1, text.length() - 1))
                .map(digits -> digits.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits));
    }

    /// The collation that the type itself asks for by its character set.
    Optional<String> charset() {
        boolean national = type.nchar() != null
                || type.NCHAR_SYMBOL() != null
                || type.NVARCHAR_SYMBOL() != null
                || type.NATIONAL_SYMBOL() != null;
        if (national) {
            return Optional.of(Collations.of("utf8mb3"));
        }
        return Optional.ofNullable(type.charsetWithOptBinary()).map(this::collation);
    }

    private String collation(CharsetWithOptBinaryContext charset) {
        String collation = inherited;
        if (charset.charsetName() != null) {
            collation = Collations.of(Texts.unquoted(charset.charsetName().getText()));
        } else if (charset.ascii() != null) {
            collation = Collations.of("latin1");
        } else if (charset.unicode() != null) {
            collation = Collations.of("ucs2");
        } else if (charset.BYTE_SYMBOL() != null) {
            collation = Collations.of("binary");
        }
        return charset.BINARY_SYMBOL() != null || endsWithBinary(charset) ? Collations.binaryOf(collation) : collation;
    }

    /// Behind `ASCII` and `UNICODE` the grammar keeps the word to itself.
    private static boolean endsWithBinary(CharsetWithOptBinaryContext charset) {
        return charset.charsetName() == null && charset.getStop().getType() == MySqlLexer.BINARY_SYMBOL;
    }

    private boolean binary() {
        return charset().filter("binary"::equals).isPresent();
    }

    /// Strings of bytes are binaries.
    private ColumnType withoutCharset() {
        ColumnType text = plain();
        return switch (text.name()) {
            case "char" -> ColumnType.of("binary", text.arguments().toArray());
            case "varchar" -> ColumnType.of("varbinary", text.arguments().toArray());
            case "tinytext", "text", "mediumtext", "longtext" ->
                ColumnType.of(text.name().replace("text", "blob"));
            default -> text;
        };
    }
}
