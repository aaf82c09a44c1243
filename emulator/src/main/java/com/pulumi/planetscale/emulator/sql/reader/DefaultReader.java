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
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads defaults, in the form in which MySQL shows them: values in quotes, numbers with the digits of their type.
final class DefaultReader {
    /// More digits than this no type has.
    private static final int LONGEST_NUMBER = 400;

    private static final int SIXTEEN = 16;
    /// `x'4D'`, `0x4D`, `b'101'`, `0b101`.
    private static final Pattern BITS = Pattern.compile("(?:0?([xXbB]))(?:'([0-9a-fA-F]*)'|([0-9a-fA-F]+))");

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
            throw new DdlException("BLOB, TEXT, GEOMETRY or JSON column '" + column + "' can't have a default value");
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
        Matcher bits = BITS.matcher(plain);
        if (!text && bits.matches()) {
            return bits(bits, type);
        }
        String word = switch (plain.toLowerCase(Locale.ROOT)) {
            case "true" -> text ? plain : "1";
            case "false" -> text ? plain : "0";
            default -> plain;
        };
        if (type.name().equals("bit")) {
            return bit(text ? new BigInteger(1, word.getBytes(StandardCharsets.UTF_8)) : new BigInteger(word));
        }
        return Quoting.text(type.number() ? number(word, type) : TimeText.shown(word, type));
    }

    /// A value in hexadecimal or binary digits: a number to numbers, otherwise a string of bytes.
    private static String bits(Matcher digits, ColumnType type) {
        boolean binary = digits.group(1).equalsIgnoreCase("b");
        String written = digits.group(2) == null ? digits.group(3) : digits.group(2);
        BigInteger value = written.isEmpty() ? BigInteger.ZERO : new BigInteger(written, binary ? 2 : SIXTEEN);
        if (type.name().equals("bit")) {
            return bit(value);
        }
        if (type.number()) {
            return Quoting.text(number(value.toString(), type));
        }
        String hexadecimal = binary ? value.toString(SIXTEEN) : written.toLowerCase(Locale.ROOT);
        String even = hexadecimal.length() % 2 == 0 ? hexadecimal : "0" + hexadecimal;
        return type.name().endsWith("binary")
                ? "0x" + even
                : Quoting.text(new String(HexFormat.of().parseHex(even), StandardCharsets.UTF_8));
    }

    private static String bit(BigInteger value) {
        return "b'" + value.toString(2) + "'";
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
