package dev.haloy.secret;

import java.util.List;
import java.util.Objects;

/** A value that is known: plain text that may be shown, or a {@link Secret} that may not. */
public sealed interface Text permits Text.Plain, Secret {
    /** A text that may be shown. */
    static Text plain(String value) {
        return new Plain(value);
    }

    /** The text itself if it may be shown, else a mask. */
    String shown();

    /** Whether there is no character in it. */
    default boolean isEmpty() {
        return length() == 0;
    }

    /** How many characters it has. */
    int length();

    /** The parts one after another; a secret if any of them is one. */
    static Text join(List<? extends Text> parts) {
        StringBuilder joined = new StringBuilder();
        boolean secret = false;
        for (Text part : parts) {
            if (part instanceof Secret hidden) {
                joined.append(hidden.reveal());
                secret = true;
            } else {
                joined.append(part.shown());
            }
        }
        return secret ? Secret.of(joined.toString()) : plain(joined.toString());
    }

    /**
     * Text that may be shown.
     *
     * @param shown the text
     */
    record Plain(String shown) implements Text {
        /** Refuses null. */
        public Plain {
            Objects.requireNonNull(shown);
        }

        @Override
        public int length() {
            return shown.length();
        }

        @Override
        public String toString() {
            return shown;
        }
    }
}
