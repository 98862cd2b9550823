package dev.haloy.secret.provider;

import java.util.LinkedHashMap;
import java.util.Map;

/** Collects the leaves of a tree by the keys that lead to them, joined by dots. */
final class FlattenedKeys {
    private static final int DEEPEST = 200;
    private static final int MOST = 100_000;

    private final Map<String, String> leaves = new LinkedHashMap<>();

    /** The tree cannot be addressed by such keys. The message never has a value. */
    static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableException(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    Map<String, String> leaves() {
        return leaves;
    }

    /** The prefix continued by the key of an object. */
    String child(String prefix, String key, int depth) throws UnusableException {
        if (key.contains(".")) {
            throw new UnusableException("the key '" + key + "' has a dot in it");
        }
        return element(prefix, key, depth);
    }

    /** The prefix continued by the index of a list. */
    String element(String prefix, String index, int depth) throws UnusableException {
        if (depth > DEEPEST) {
            throw new UnusableException("it is nested too deeply");
        }
        return prefix.isEmpty() ? index : prefix + "." + index;
    }

    void leaf(String path, String value, int depth) throws UnusableException {
        if (depth == 0) {
            throw new UnusableException("it must have keys or a list at the top");
        }
        if (leaves.size() >= MOST) {
            throw new UnusableException("it has more than " + MOST + " values");
        }
        if (leaves.put(path, value) != null) {
            throw new UnusableException("two values have the key '" + path + "'");
        }
    }
}
