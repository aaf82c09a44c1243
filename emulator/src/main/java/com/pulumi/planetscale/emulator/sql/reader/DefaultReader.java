package com.pulumi.planetscale.emulator.sql.reader;

import com.pulumi.planetscale.emulator.sql.table.ColumnType;
import com.pulumi.planetscale.emulator.sql.table.DdlException;
import com.pulumi.planetscale.emulator.sql.table.Quoting;
import com.pulumi.planetscale.emulator.sql.table.TimeText;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.NowContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.NowOrSignedLiteralContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.SignedLiteralContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.SignedLiteralOrNullContext;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads defaults, in the form in which MySQL shows them: values in quotes, numbers with the digits of their type.
final class DefaultReader {
    /// More digits than this no type has.
    private static final int LONGEST_NUMBER = 400;

    private DefaultReader() {}

    static @Nullable String read(String column, NowOrSignedLiteralContext value, ColumnType type) {
        return value.now() != null ? now(value.now()) : read(column, value.signedLiteralOrNull(), type);
    }

    private static String now(NowContext now) {
        String precision = now.functionDatetimePrecision() == null
                ? ""
                : now.functionDatetimePrecision().getText();
        return current(precision);
    }

    /// The present time.
    ///
    /// @param precision with its brackets, or empty
    static String current(String precision) {
        return "CURRENT_TIMESTAMP" + (precision.equals("()") || precision.equals("(0)") ? "" : precision);
    }

    static @Nullable String read(String column, SignedLiteralOrNullContext value, ColumnType type) {
        if (value.getText().equalsIgnoreCase("NULL")) {
            return null;
        }
        if (type.withoutDefault()) {
            throw new DdlException("BLOB, TEXT, GEOMETRY or JSON column can't have a default value");
        }
        try {
            return literal(value.signedLiteral(), type);
        } catch (NumberFormatException e) {
            throw new DdlException("Invalid default value for '" + column + "'");
        }
    }

    private static String literal(SignedLiteralContext value, ColumnType type) {
        boolean text = value.literal() != null && value.literal().textLiteral() != null;
        String plain = text
                ? Texts.unquoted(
                        value.literal().textLiteral().textStringLiteral(0).getText())
                : value.getText();
        if (!text && (plain.toLowerCase(Locale.ROOT).startsWith("b'") || plain.startsWith("0"))) {
            return bits(plain, type);
        }
        String word = switch (plain.toLowerCase(Locale.ROOT)) {
            case "true" -> text ? plain : "1";
            case "false" -> text ? plain : "0";
            default -> plain;
        };
        return Quoting.text(type.number() ? number(word, type) : TimeText.shown(word, type));
    }

    private static String bits(String plain, ColumnType type) {
        return plain.startsWith("0") && !plain.startsWith("0b") && !plain.startsWith("0x")
                ? Quoting.text(type.number() ? number(plain, type) : plain)
                : plain.toLowerCase(Locale.ROOT);
    }

    private static String number(String plain, ColumnType type) {
        BigDecimal value = new BigDecimal(plain.strip());
        if (Math.abs((long) value.scale()) > LONGEST_NUMBER) {
            throw new NumberFormatException();
        }
        if (type.name().equals("decimal")) {
            return value.setScale(type.argument(1, 0), RoundingMode.HALF_UP).toPlainString();
        }
        return type.integer() ? value.setScale(0, RoundingMode.HALF_UP).toPlainString() : plain;
    }
}
