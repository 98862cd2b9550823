package dev.haloy.internal.yaml;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells dates, with or without a time, from other text. */
final class YamlTimestamps {
    private static final String TIME = "(\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:[.,]\\d+)?";
    private static final Pattern DATE =
            Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:[Tt]" + TIME + "(?:Z|[-+]\\d{2}:\\d{2})| " + TIME + ")?");

    private YamlTimestamps() {}

    static boolean matches(String text) {
        Matcher matcher = DATE.matcher(text);
        return matcher.matches() && isDate(matcher) && isTime(matcher, 4) && isTime(matcher, 7);
    }

    private static boolean isDate(Matcher matcher) {
        try {
            LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isTime(Matcher matcher, int first) {
        return matcher.group(first) == null
                || (number(matcher, first) < 24 && number(matcher, first + 1) < 60 && number(matcher, first + 2) < 60);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
