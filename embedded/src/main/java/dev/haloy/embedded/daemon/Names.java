package dev.haloy.embedded.daemon;

/** Which texts pass as what. */
final class Names {
    private Names() {}

    static boolean isAppName(String name) {
        if (name.isEmpty() || !isLetterOrDigit(name.charAt(0))) {
            return false;
        }
        return name.chars().allMatch(c -> isLetterOrDigit((char) c) || c == '-' || c == '_');
    }

    /** Docker takes lower-case names only. */
    static boolean isImageName(String name) {
        return name.chars().noneMatch(c -> c >= 'A' && c <= 'Z');
    }

    static boolean isPort(String port) {
        if (port.length() > 5 || !port.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        int number = Integer.parseInt(port);
        return number >= 1 && number <= 65_535;
    }

    /** At least two labels, each of letters, digits and inner hyphens. */
    static boolean isDomain(String domain) {
        if (domain.isEmpty() || domain.length() > 253) {
            return false;
        }
        String[] labels = domain.split("\\.", -1);
        for (String label : labels) {
            if (!isLabel(label)) {
                return false;
            }
        }
        return labels.length >= 2 && labels[labels.length - 1].length() >= 2;
    }

    private static boolean isLabel(String label) {
        if (label.isEmpty() || label.length() > 63 || label.startsWith("-") || label.endsWith("-")) {
            return false;
        }
        return label.chars().allMatch(c -> isLetterOrDigit((char) c) || c == '-');
    }

    static boolean isVolume(String volume) {
        String[] parts = volume.strip().split(":", 3);
        if (parts.length < 2) {
            return false;
        }
        String source = parts[0].strip();
        boolean plain = !source.isEmpty() && source.indexOf('\\') < 0;
        boolean host = source.startsWith("/");
        boolean named = !source.startsWith(".") && source.indexOf('/') < 0;
        return plain && (host || named) && parts[1].strip().startsWith("/");
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
