package dev.haloy.internal.source;

import java.util.List;

/** A node of a source tree. Nodes may be shared, because YAML's aliases name a node a second time; there are no cycles. */
public sealed interface SourceNode {
    /** Where it stands. */
    Span span();

    /** What it is called in a sentence that begins with "not". */
    String noun();

    /** Whether it is a written or implied null. */
    default boolean isNull() {
        return this instanceof Scalar scalar && scalar.kind() == Kind.NULL;
    }

    /**
     * Keys with values, each key once.
     *
     * @param entries in the order of the file
     * @param span where it stands
     */
    record Mapping(List<Entry> entries, Span span) implements SourceNode {
        @Override
        public String noun() {
            return "a mapping";
        }
    }

    /**
     * A key with its value.
     *
     * @param key the text of the key; of its parsed value if it was not a string
     * @param nullKey whether the key was null, not the word
     * @param keySpan where the key stands
     * @param value what the key holds
     */
    record Entry(String key, boolean nullKey, Span keySpan, SourceNode value) {}

    /**
     * A list.
     *
     * @param elements the elements in order
     * @param span where it stands
     */
    record Sequence(List<SourceNode> elements, Span span) implements SourceNode {
        @Override
        public String noun() {
            return "a list";
        }
    }

    /**
     * A single value.
     *
     * @param kind what the format's rules make of it
     * @param text as written, without quotes and escapes
     * @param canonical the one spelling of its value: decimal digits, {@code true}, {@code false}; the text of a string
     * @param span where it stands
     */
    record Scalar(Kind kind, String text, String canonical, Span span) implements SourceNode {
        /** A string. */
        public static Scalar string(String text, Span span) {
            return new Scalar(Kind.STRING, text, text, span);
        }

        @Override
        public String noun() {
            return kind.noun;
        }
    }

    /** The kinds of single values. */
    enum Kind {
        /** Text. */
        STRING("a string"),
        /** A whole number of at most 64 bits. */
        INTEGER("an integer"),
        /** Any other number, infinity, or not a number. */
        FLOAT("a number with a fraction"),
        /** True or false. */
        BOOLEAN("a boolean"),
        /** Nothing. */
        NULL("null"),
        /** A date, with or without a time. */
        TIMESTAMP("a date");

        private final String noun;

        Kind(String noun) {
            this.noun = noun;
        }
    }
}
