package dev.haloy.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Help texts, rendered at build time. Printing one of them costs a file read; asking the option parser for the same text
 * would cost several times the start of the JVM.
 */
final class Help {
    /** Every command that has a help text; words of a sub-command joined by {@code -}. */
    static final List<String> TOPICS = List.of(
            "haloy",
            "deploy",
            "status",
            "stop",
            "rollback-targets",
            "rollback",
            "logs",
            "exec",
            "tunnel",
            "prune-images",
            "targets",
            "validate-config",
            "server",
            "server-add",
            "server-delete",
            "server-list",
            "server-version",
            "server-logs",
            "server-registry",
            "server-registry-login",
            "server-registry-logout",
            "server-registry-list",
            "completion",
            "version",
            "demo",
            "dev-server",
            "plan",
            "promote",
            "rehearse",
            "runs",
            "resume",
            "attach",
            "replay",
            "explain",
            "config-diff",
            "schema");

    /** Those that do nothing by themselves. */
    private static final List<String> GROUPS = List.of("server", "server-registry");

    private Help() {}

    /** The text these arguments ask for, if they ask for help. */
    static Optional<String> wanted(String... args) {
        List<String> words = new ArrayList<>();
        boolean asked = args.length == 0;
        for (String arg : args) {
            if (arg.equals("--")) {
                break;
            }
            asked |= arg.equals("-h") || arg.equals("--help");
            words.add(arg);
        }
        if (!words.isEmpty() && words.get(0).equals("help")) {
            asked = true;
            words.remove(0);
        }
        return asked ? Optional.of(text(topic(words))) : groupAlone(words);
    }

    private static Optional<String> groupAlone(List<String> words) {
        String topic = String.join("-", words);
        return GROUPS.contains(topic) ? Optional.of(text(topic)) : Optional.empty();
    }

    private static String topic(List<String> words) {
        String topic = "haloy";
        String joined = "";
        for (String word : words) {
            joined = joined.isEmpty() ? word : joined + "-" + word;
            if (word.startsWith("-") || !TOPICS.contains(joined)) {
                break;
            }
            topic = joined;
        }
        return topic;
    }

    private static String text(String topic) {
        try (InputStream in = Help.class.getResourceAsStream("help/" + topic + ".txt")) {
            if (in == null) {
                throw new IllegalStateException("no help text for " + topic);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
