package dev.haloy.testkit;

import dev.haloy.embedded.EmbeddedHaloyd;
import java.util.List;

/** The text of an assertion that does not hold: what was looked at, what was expected of it, but what is, and who said what. */
final class Message {
    private final StringBuilder text = new StringBuilder();

    private Message() {}

    /** Begins with what was looked at, shown on lines of its own. */
    static Message expecting(String what, Object actual) {
        Message message = new Message();
        message.text.append("\nExpecting ").append(what).append(":\n").append(indented(actual));
        return message;
    }

    /** What was expected. */
    Message to(String expectation) {
        text.append("to ").append(expectation).append('\n');
        return this;
    }

    /** What was expected, with a value on a line of its own. */
    Message to(String expectation, Object expected) {
        text.append("to ").append(expectation).append(":\n").append(indented(expected));
        return this;
    }

    /** What is the case instead. */
    Message but(String reality) {
        text.append("but ").append(reality).append('\n');
        return this;
    }

    /** What is the case instead, with values on lines of their own. */
    Message but(String reality, Object actual) {
        text.append("but ").append(reality).append(":\n").append(indented(actual));
        return this;
    }

    /** What the server wrote in its log last. */
    Message saidBy(EmbeddedHaloyd server) {
        return lines(server.address() + " said", History.lastWords(server));
    }

    /** Lines under a heading; nothing if there are none. */
    Message lines(String heading, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append(heading).append(":\n").append(indented(String.join("\n", lines)));
        }
        return this;
    }

    private static String indented(Object value) {
        return String.valueOf(value).indent(2);
    }

    /** A word or text as a value. */
    static String quoted(String value) {
        return '"' + value + '"';
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
