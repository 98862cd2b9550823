package dev.haloy.secret;

import java.util.Objects;

/** A value that is known: plain text that may be shown, or a {@link Secret} that may not. */
public sealed interface Text permits Text.Plain, Secret {
    /** A text that may be shown. */
    static Text plain(String value) {
        return new Plain(value);
    }

    /** The text itself if it may be shown, else a mask. */
    String shown();

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
        public String toString() {
            return shown;
        }
    }
}
