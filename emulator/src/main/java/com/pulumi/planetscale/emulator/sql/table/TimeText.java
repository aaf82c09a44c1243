package com.pulumi.planetscale.emulator.sql.table;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Dates and times as MySQL reads and shows them. Its other spellings, such as `20260131`, are left as they are.
public final class TimeText {
    private static final Pattern DATE = Pattern.compile(
            "(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:[T ]+(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{0,6})\\d*)?)?)?");
    private static final Pattern TIME = Pattern.compile("(-?)(\\d{1,3}):(\\d{1,2}):(\\d{1,2})(?:\\.(\\d{0,6})\\d*)?");

    private static final Pattern ANY_TIME =
            Pattern.compile("-?(?:(\\d{1,2}) )?(\\d{1,3}):(\\d{1,2})(?::(\\d{1,2})(?:\\.\\d*)?)?");
    private static final Pattern DAYS_AND_HOURS = Pattern.compile("-?\\d{1,2} \\d{1,2}");
    /// From the right: seconds, minutes, hours.
    private static final Pattern TIME_OF_DIGITS = Pattern.compile("-?(\\d{0,3}?)(\\d{0,2}?)(\\d{1,2})(?:\\.\\d*)?");

    private static final LocalDate LAST_TIMESTAMP = LocalDate.of(2038, 1, 19);
    private static final int MOST_HOURS = 838;
    private static final int HOURS_OF_DAY = 24;
    private static final int SIXTY = 60;

    private TimeText() {}

    static boolean isDate(String text) {
        Matcher date = DATE.matcher(text.strip());
        if (!date.matches()) {
            return text.matches(".*\\d.*");
        }
        try {
            boolean zero = date.group(1).equals("0000");
            if (!zero) {
                LocalDate.of(number(date, 1), number(date, 2), number(date, 3));
            }
            LocalTime.of(number(date, 4), number(date, 5), number(date, 6));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /// Whether a date is one that a timestamp can have, in UTC (MySQL reference manual, DATE, DATETIME, TIMESTAMP).
    static boolean isTimestamp(String text) {
        Matcher date = DATE.matcher(text.strip());
        if (!date.matches() || date.group(1).equals("0000")) {
            return true;
        }
        LocalDate day = LocalDate.of(number(date, 1), number(date, 2), number(date, 3));
        return !day.isBefore(LocalDate.EPOCH) && !day.isAfter(LAST_TIMESTAMP);
    }

    /// Whether it is a time of at most 838 hours, or a date with a time.
    static boolean isTime(String text) {
        String time = text.strip();
        if (DATE.matcher(time).matches()) {
            return isDate(time);
        }
        Matcher parts = ANY_TIME.matcher(time);
        Matcher digits = TIME_OF_DIGITS.matcher(time);
        if (parts.matches()) {
            return number(parts, 1) * HOURS_OF_DAY + number(parts, 2) <= MOST_HOURS
                    && number(parts, 3) < SIXTY
                    && number(parts, 4) < SIXTY;
        }
        if (DAYS_AND_HOURS.matcher(time).matches()) {
            return true;
        }
        return digits.matches()
                && number(digits, 1) <= MOST_HOURS
                && number(digits, 2) < SIXTY
                && number(digits, 3) < SIXTY;
    }

    /// The default of a column of that type as it is shown: with all parts that the type has.
    public static String shown(String text, ColumnType type) {
        Matcher date = DATE.matcher(text.strip());
        Matcher time = TIME.matcher(text.strip());
        boolean dated = type.name().equals("datetime") || type.name().equals("timestamp");
        if (dated && date.matches()) {
            return "%s-%02d-%02d %02d:%02d:%02d%s"
                    .formatted(
                            date.group(1),
                            number(date, 2),
                            number(date, 3),
                            number(date, 4),
                            number(date, 5),
                            number(date, 6),
                            fraction(date.group(7), type));
        }
        if (type.name().equals("time") && time.matches()) {
            return "%s%02d:%02d:%02d%s"
                    .formatted(
                            time.group(1),
                            number(time, 2),
                            number(time, 3),
                            number(time, 4),
                            fraction(time.group(5), type));
        }
        return text;
    }

    private static int number(Matcher text, int group) {
        return text.group(group) == null || text.group(group).isEmpty() ? 0 : Integer.parseInt(text.group(group));
    }

    private static String fraction(String digits, ColumnType type) {
        int length = type.argument(0, 0);
        return length == 0 ? "" : "." + ((digits == null ? "" : digits) + "0".repeat(length)).substring(0, length);
    }
}
