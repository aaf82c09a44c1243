package com.pulumi.planetscale.emulator.sql.table;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The value of a whole number that is written as an expression: digits, sums and products, and the days and seconds of
/// dates. What else partitions are bound by is not computed.
final class Constant {
    private static final Pattern TOKEN = Pattern.compile("\\d+|'[^']*'|[a-z_]+|[-+*(),]");
    private static final Pattern DATE = Pattern.compile("'(\\d{4}-\\d{2}-\\d{2})(?:[ T](\\d{2}:\\d{2}:\\d{2}))?'");
    /// The day that Java counts from, as MySQL's TO_DAYS counts.
    private static final long EPOCH_DAY = 719_528;

    private final Deque<String> tokens = new ArrayDeque<>();
    private final boolean readable;

    Constant(String text) {
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            tokens.add(token.group());
        }
        readable = TOKEN.matcher(text).replaceAll("").isBlank();
    }

    /// Empty if it is anything else.
    Optional<BigInteger> value() {
        if (!readable) {
            return Optional.empty();
        }
        try {
            BigInteger value = sum();
            return tokens.isEmpty() ? Optional.of(value) : Optional.empty();
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private BigInteger sum() {
        BigInteger value = product();
        while ("+".equals(tokens.peek()) || "-".equals(tokens.peek())) {
            value = tokens.pop().equals("+") ? value.add(product()) : value.subtract(product());
        }
        return value;
    }

    private BigInteger product() {
        BigInteger value = factor();
        while (take("*")) {
            value = value.multiply(factor());
        }
        return value;
    }

    private BigInteger factor() {
        if (take("-")) {
            return factor().negate();
        }
        if (take("(")) {
            BigInteger value = sum();
            expect(")");
            return value;
        }
        String token = next();
        return Character.isLetter(token.charAt(0)) ? ofDate(token) : new BigInteger(token);
    }

    private BigInteger ofDate(String function) {
        expect("(");
        Matcher date = DATE.matcher(next());
        if (!date.matches()) {
            throw new NumberFormatException(function);
        }
        expect(")");
        LocalDate day = LocalDate.parse(date.group(1));
        LocalDateTime time = day.atTime(date.group(2) == null ? LocalTime.MIDNIGHT : LocalTime.parse(date.group(2)));
        return BigInteger.valueOf(
                switch (function) {
                    case "to_days" -> day.toEpochDay() + EPOCH_DAY;
                    case "unix_timestamp" -> time.toEpochSecond(ZoneOffset.UTC);
                    case "year" -> day.getYear();
                    default -> throw new NumberFormatException(function);
                });
    }

    private boolean take(String token) {
        boolean found = token.equals(tokens.peek());
        if (found) {
            tokens.pop();
        }
        return found;
    }

    private void expect(String token) {
        if (!take(token)) {
            throw new NumberFormatException(token);
        }
    }

    private String next() {
        String token = tokens.poll();
        if (token == null) {
            throw new NumberFormatException("nothing");
        }
        return token;
    }
}
