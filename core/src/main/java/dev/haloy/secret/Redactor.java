package dev.haloy.secret;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Knows the secrets of a run and takes them out of any text on its way to a person, a log or a file.
 *
 * <p>Recognises a value as it is, escaped as in JSON, URL-encoded and as base64. Values shorter than {@value
 * #SHORTEST} characters are left alone: masking every "1" would make texts unreadable and hide nothing.
 * Immutable and safe for use by several threads.
 */
public final class Redactor {
    /** Shorter values are not recognised. */
    public static final int SHORTEST = 4;

    /** So many forms of values are found sooner one by one than by an index. */
    private static final int FEW = 16;

    /** A redactor that knows no secret. */
    public static final Redactor NONE = new Redactor(List.of());

    private final List<String> needles;
    private final Optional<Needles> index;
    /** Those that a mask may complete: looking at the text as it was does not find them. */
    private final BitSet masklike = new BitSet();

    private Redactor(List<String> needles) {
        this.needles = needles;
        this.index = needles.size() <= FEW ? Optional.empty() : Optional.of(new Needles(needles));
        for (int i = 0; i < needles.size(); i++) {
            masklike.set(i, needles.get(i).indexOf(Secret.MASK.charAt(0)) >= 0);
        }
    }

    /** A redactor for these secrets. */
    public static Redactor of(Collection<Secret> secrets) {
        Set<String> forms = new LinkedHashSet<>();
        for (Secret secret : secrets) {
            String value = secret.reveal();
            if (value.length() >= SHORTEST) {
                addForms(value, forms);
            }
        }
        // Longest first: a secret that contains another must not leave its rest behind.
        return new Redactor(forms.stream()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList());
    }

    private static void addForms(String value, Set<String> forms) {
        forms.add(value);
        forms.add(jsonEscaped(value, false));
        forms.add(jsonEscaped(value, true));
        String url = URLEncoder.encode(value, StandardCharsets.UTF_8);
        forms.add(url);
        forms.add(url.replace("+", "%20"));
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        forms.add(Base64.getEncoder().encodeToString(bytes));
        forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        // A value of several lines arrives line by line.
        value.lines()
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST * 2)
                .forEach(forms::add);
    }

    private static String jsonEscaped(String value, boolean goStyle) {
        StringBuilder text = new StringBuilder(value.length() + 8);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < 0x20 || (goStyle && (c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029))) {
                        text.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        return text.toString();
    }

    /** The text with every known secret replaced by the mask. */
    public String redact(String text) {
        return index.isEmpty() ? oneByOne(text) : byIndex(text, index.get());
    }

    private String oneByOne(String text) {
        String result = text;
        for (String needle : needles) {
            result = result.replace(needle, Secret.MASK);
        }
        return result;
    }

    private String byIndex(String text, Needles index) {
        String result = text;
        BitSet found = index.in(text);
        found.or(masklike);
        for (int i = found.nextSetBit(0); i >= 0; i = found.nextSetBit(i + 1)) {
            result = result.replace(needles.get(i), Secret.MASK);
        }
        return result;
    }
}
