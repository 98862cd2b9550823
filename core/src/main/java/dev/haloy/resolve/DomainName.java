package dev.haloy.resolve;

import java.util.Optional;

/** Decides whether a text can be the domain of an app. */
final class DomainName {
    private static final int LONGEST = 253;
    private static final int LONGEST_LABEL = 63;

    private DomainName() {}

    /** What is wrong with the domain, if anything is. */
    static Optional<String> problem(String domain) {
        if (domain.isEmpty()) {
            return Optional.of("the domain is empty");
        }
        if (domain.length() > LONGEST) {
            return Optional.of("the domain has more than " + LONGEST + " characters");
        }
        if (domain.startsWith(".") || domain.endsWith(".") || domain.startsWith("-") || domain.endsWith("-")) {
            return Optional.of("'" + domain + "' must not begin or end with a dot or hyphen");
        }
        return domain.equals("localhost") ? Optional.empty() : labels(domain, domain.split("\\.", -1));
    }

    private static Optional<String> labels(String domain, String[] labels) {
        if (labels.length < 2) {
            return Optional.of("'" + domain + "' needs at least two parts, such as example.com");
        }
        for (int i = 0; i < labels.length; i++) {
            boolean good = i < labels.length - 1 ? isLabel(labels[i]) : isTopLevel(labels[i]);
            if (!good) {
                return Optional.of("'" + domain + "' is not a domain because of its part '" + labels[i] + "'");
            }
        }
        return Optional.empty();
    }

    private static boolean isLabel(String label) {
        boolean sized = !label.isEmpty() && label.length() <= LONGEST_LABEL;
        return sized
                && !label.startsWith("-")
                && !label.endsWith("-")
                && label.chars().allMatch(c -> c == '-' || isLetterOrDigit(c));
    }

    private static boolean isTopLevel(String label) {
        boolean international = label.startsWith("xn--");
        boolean plain = label.chars().allMatch(DomainName::isLetterOrDigit);
        return label.length() >= 2 && isLabel(label) && (plain || international);
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
