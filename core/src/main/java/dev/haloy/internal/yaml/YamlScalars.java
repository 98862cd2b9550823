package dev.haloy.internal.yaml;

import dev.haloy.internal.source.SourceNode.Kind;
import dev.haloy.internal.source.SourceNode.Scalar;
import dev.haloy.internal.source.Span;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an unquoted scalar is. Mostly YAML 1.2, with older habits that files rely on: {@code 010} is eight, {@code 1_000} is a
 * thousand, a date is a date, but {@code yes} and {@code on} are text.
 */
final class YamlScalars {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> BOOLEANS = Set.of("true", "True", "TRUE", "false", "False", "FALSE");
    private static final Pattern NOT_FINITE = Pattern.compile("[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
    private static final Pattern PREFIXED = Pattern.compile("([-+]?)0([xXoObB]?)([0-9a-fA-F]+)");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern FRACTION =
            Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.ONE.shiftLeft(64);
    /** No number of 64 bits and no useful fraction is longer; keeps huge scalars away from the patterns. */
    private static final int MAX_LENGTH = 400;

    private YamlScalars() {}

    /** Gives an unquoted, untagged scalar its kind. */
    static Scalar resolve(String text, Span span) {
        if (NULLS.contains(text)) {
            return new Scalar(Kind.NULL, text, "null", span);
        }
        if (BOOLEANS.contains(text)) {
            return new Scalar(Kind.BOOLEAN, text, text.toLowerCase(Locale.ROOT), span);
        }
        if (text.length() > MAX_LENGTH || !mayBeNumber(text.charAt(0))) {
            return Scalar.string(text, span);
        }
        if (NOT_FINITE.matcher(text).matches()) {
            return new Scalar(Kind.FLOAT, text, text.toLowerCase(Locale.ROOT), span);
        }
        if (YamlTimestamps.matches(text)) {
            return new Scalar(Kind.TIMESTAMP, text, text, span);
        }
        return number(text, span);
    }

    private static Scalar number(String text, Span span) {
        String plain = text.charAt(0) == '.' ? text : text.replace("_", "");
        Optional<BigInteger> integer = integer(plain);
        if (integer.isPresent()) {
            return new Scalar(Kind.INTEGER, text, integer.get().toString(), span);
        }
        if (FRACTION.matcher(plain).matches() && Double.isFinite(Double.parseDouble(plain))) {
            return new Scalar(Kind.FLOAT, text, canonical(Double.parseDouble(plain)), span);
        }
        return Scalar.string(text, span);
    }

    private static Optional<BigInteger> integer(String plain) {
        Matcher prefixed = PREFIXED.matcher(plain);
        BigInteger value;
        if (prefixed.matches() && hasOnlyDigitsOf(radix(prefixed.group(2)), prefixed.group(3))) {
            value = new BigInteger(prefixed.group(1) + prefixed.group(3), radix(prefixed.group(2)));
        } else if (DECIMAL.matcher(plain).matches() && (plain.length() == 1 || !startsWithZero(plain))) {
            value = new BigInteger(plain);
        } else {
            return Optional.empty();
        }
        return Optional.of(value).filter(v -> v.compareTo(MIN) >= 0 && v.compareTo(MAX) < 0);
    }

    private static boolean startsWithZero(String plain) {
        int first = plain.charAt(0) == '-' || plain.charAt(0) == '+' ? 1 : 0;
        return plain.charAt(first) == '0' && plain.length() > first + 1;
    }

    private static int radix(String letter) {
        return switch (letter) {
            case "x", "X" -> 16;
            case "b", "B" -> 2;
            default -> 8;
        };
    }

    private static boolean hasOnlyDigitsOf(int radix, String digits) {
        return digits.chars().allMatch(c -> Character.digit(c, radix) >= 0);
    }

    private static String canonical(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static boolean mayBeNumber(char first) {
        return (first >= '0' && first <= '9') || first == '+' || first == '-' || first == '.';
    }
}
