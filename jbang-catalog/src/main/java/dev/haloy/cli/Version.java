package dev.haloy.cli;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version as people number them.
 *
 * @param text as it is written
 * @param numbers its numbers
 * @param before the parts of the word behind them, for versions that come before the one with these numbers
 */
record Version(String text, List<String> numbers, List<String> before) {
    private static final Pattern FORM =
            Pattern.compile("v?([0-9]+(?:\\.[0-9]+)*)(?:-([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?(?:\\+.*)?");

    /** Empty if it is none, for example {@code dev}. */
    static Optional<Version> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<String> before =
                Optional.ofNullable(matcher.group(2)).map(Version::parts).orElse(List.of());
        return Optional.of(new Version(text.strip(), parts(matcher.group(1)), before));
    }

    private static List<String> parts(String dotted) {
        return List.of(dotted.split("\\.", -1));
    }

    /** Whether it came out later: {@code 1.2.0-beta.9}, {@code 1.2.0-beta.10}, {@code 1.2.0} and {@code 1.10.0} did in that order. */
    boolean isNewerThan(Version other) {
        int released = compare(numbers, other.numbers, "0");
        if (released != 0 || before.isEmpty() || other.before.isEmpty()) {
            return released > 0 || (released == 0 && before.isEmpty() && !other.before.isEmpty());
        }
        return compare(before, other.before, "") > 0;
    }

    /** Part by part; what one of them lacks counts as given. */
    private static int compare(List<String> some, List<String> others, String missing) {
        for (int i = 0; i < Math.max(some.size(), others.size()); i++) {
            int order = compare(i < some.size() ? some.get(i) : missing, i < others.size() ? others.get(i) : missing);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** Nothing before numbers, numbers before words. */
    private static int compare(String some, String other) {
        if (isNumber(some) && isNumber(other)) {
            return new BigInteger(some).compareTo(new BigInteger(other));
        }
        boolean sameKind = some.isEmpty() || other.isEmpty() || isNumber(some) == isNumber(other);
        return sameKind ? some.compareTo(other) : isNumber(some) ? -1 : 1;
    }

    private static boolean isNumber(String part) {
        return !part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
